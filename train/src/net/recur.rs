//! The recurrence that lets each token know its whole sentence, with its gradient.

use super::ops::{floats, see};
use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};
use std::ops::Range;
use std::sync::Arc;

/// The bidirectional minimal gated recurrence over rows of forward forget, forward candidate, backward forget and
/// backward candidate, each sentence by itself.
pub struct Recur {
    pub sentences: Arc<Vec<Range<usize>>>,
}

/// A sigmoid of exact operations only, and its slope.
fn gate(s: f32) -> (f32, f32) {
    let d = 1.0 + s.abs();
    (0.5 + 0.5 * s / d, 0.5 / (d * d))
}

impl CustomOp1 for Recur {
    fn name(&self) -> &'static str {
        "recur"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let u = floats(storage, layout)?;
        let (rows, wide) = layout.shape().dims2()?;
        let h = wide / 4;
        let mut out = vec![0f32; rows * 2 * h];
        for sentence in self.sentences.iter() {
            for back in [false, true] {
                let mut state = vec![0f32; h];
                for k in 0..sentence.len() {
                    let t = if back { sentence.end - 1 - k } else { sentence.start + k };
                    let u = &u[t * wide + back as usize * 2 * h..][..2 * h];
                    let out = &mut out[t * 2 * h + back as usize * h..][..h];
                    for j in 0..h {
                        let (f, _) = gate(u[j]);
                        state[j] = f * state[j] + (1.0 - f) * u[h + j];
                        out[j] = state[j];
                    }
                }
            }
        }
        Ok((CpuStorage::F32(out), Shape::from((rows, 2 * h))))
    }

    fn bwd(&self, arg: &Tensor, res: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let (u, y, g) = (see(arg, <[f32]>::to_vec)?, see(res, <[f32]>::to_vec)?, see(grad, <[f32]>::to_vec)?);
        let wide = arg.dim(1)?;
        let h = wide / 4;
        let mut out = vec![0f32; u.len()];
        for sentence in self.sentences.iter() {
            for back in [false, true] {
                let side = back as usize;
                let mut flow = vec![0f32; h];
                for k in (0..sentence.len()).rev() {
                    let t = if back { sentence.end - 1 - k } else { sentence.start + k };
                    let before = if back { t + 1 } else { t.wrapping_sub(1) };
                    let u = &u[t * wide + side * 2 * h..][..2 * h];
                    let out = &mut out[t * wide + side * 2 * h..][..2 * h];
                    for j in 0..h {
                        let (f, slope) = gate(u[j]);
                        let previous = if k == 0 { 0.0 } else { y[before * 2 * h + side * h + j] };
                        let d = flow[j] + g[t * 2 * h + side * h + j];
                        out[j] = d * (previous - u[h + j]) * slope;
                        out[h + j] = d * (1.0 - f);
                        flow[j] = d * f;
                    }
                }
            }
        }
        Tensor::from_vec(out, arg.shape(), arg.device()).map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::ops::tests::{check, mixed};

    #[test]
    fn gradient_is_the_slope() {
        let sentences = Arc::new(vec![0..3, 3..4, 4..6]);
        check(&[&[6, 8]], |x| mixed(&x[0].apply_op1(Recur { sentences: sentences.clone() }).unwrap()));
    }
}
