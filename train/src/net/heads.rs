//! The loss of choosing each token's head, with its gradient.

use super::ops::{add, floats, like, see, soften};
use candle_core::{CpuStorage, CustomOp3, Layout, Result, Shape, Tensor};
use dateline::model::net::step;
use std::ops::Range;
use std::sync::Arc;

/// The summed loss of choosing each token's head among the tokens of its sentence and the root. Inputs: the tokens as
/// dependents, the tokens as heads, and one row of the root's vector followed by the distances' scores.
pub struct Heads {
    pub sentences: Arc<Vec<Range<usize>>>,
    /// The head of each token: an index into the rows, `ROOT`, or `UNKNOWN`, which costs nothing.
    pub gold: Arc<Vec<u32>>,
}

/// The head of a sentence's root.
pub const ROOT: u32 = u32::MAX;
/// A head that is not known.
pub const UNKNOWN: u32 = u32::MAX - 1;

impl Heads {
    /// Scores of all heads for token `i`: the sentence's tokens, then the root.
    pub fn scores(dep: &[f32], head: &[f32], extra: &[f32], a: usize, s: &Range<usize>, i: usize, out: &mut Vec<f32>) {
        let d = &dep[i * a..(i + 1) * a];
        out.clear();
        for j in s.clone() {
            let score = if j == i { -1e9 } else { dot(d, &head[j * a..(j + 1) * a]) + extra[a + step(i, j)] };
            out.push(score);
        }
        out.push(dot(d, &extra[..a]));
    }

    fn targets(&self) -> impl Iterator<Item = (&Range<usize>, usize, usize)> {
        self.sentences.iter().flat_map(move |s| {
            s.clone().filter_map(move |i| match self.gold[i] {
                UNKNOWN => None,
                ROOT => Some((s, i, s.len())),
                j => Some((s, i, j as usize - s.start)),
            })
        })
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut sums = [0f32; 16];
    for (x, y) in a.chunks_exact(16).zip(b.chunks_exact(16)) {
        for k in 0..16 {
            sums[k] += x[k] * y[k];
        }
    }
    sums.iter().sum()
}

impl CustomOp3 for Heads {
    fn name(&self) -> &'static str {
        "heads"
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
        s3: &CpuStorage,
        l3: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (dep, head, extra) = (floats(s1, l1)?, floats(s2, l2)?, floats(s3, l3)?);
        let a = l1.dims()[1];
        let (mut loss, mut scores) = (0f32, vec![]);
        for (s, i, gold) in self.targets() {
            Heads::scores(dep, head, extra, a, s, i, &mut scores);
            let right = scores[gold];
            loss += soften(&mut scores) - right;
        }
        Ok((CpuStorage::F32(vec![loss]), Shape::from(())))
    }

    fn bwd(
        &self,
        arg1: &Tensor,
        arg2: &Tensor,
        arg3: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let (dep, head, extra) =
            (see(arg1, <[f32]>::to_vec)?, see(arg2, <[f32]>::to_vec)?, see(arg3, <[f32]>::to_vec)?);
        let g = grad.to_scalar::<f32>()?;
        let a = arg1.dim(1)?;
        let (mut d_dep, mut d_head, mut d_extra) =
            (vec![0f32; dep.len()], vec![0f32; head.len()], vec![0f32; extra.len()]);
        let mut scores = vec![];
        for (s, i, gold) in self.targets() {
            Heads::scores(&dep, &head, &extra, a, s, i, &mut scores);
            soften(&mut scores);
            scores[gold] -= 1.0;
            let d = &dep[i * a..(i + 1) * a];
            for (k, &p) in scores.iter().enumerate() {
                if p.abs() < 1e-7 || s.start + k == i {
                    continue;
                }
                let p = p * g;
                if k == s.len() {
                    add(&mut d_dep[i * a..(i + 1) * a], &extra[..a], p);
                    add(&mut d_extra[..a], d, p);
                } else {
                    let j = s.start + k;
                    add(&mut d_dep[i * a..(i + 1) * a], &head[j * a..(j + 1) * a], p);
                    add(&mut d_head[j * a..(j + 1) * a], d, p);
                    d_extra[a + step(i, j)] += p;
                }
            }
        }
        Ok((like(d_dep, arg1)?, like(d_head, arg2)?, like(d_extra, arg3)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::ops::tests::check;
    use dateline::model::net::DISTANCES;

    #[test]
    fn gradient_is_the_slope() {
        let (sentences, gold) = (Arc::new(vec![0..4, 4..5, 5..7]), Arc::new(vec![1, ROOT, 1, 2, ROOT, UNKNOWN, 5]));
        // Sixteen numbers at once are the least that `dot` sums.
        check(&[&[7, 16], &[7, 16], &[16 + DISTANCES]], |x| {
            let heads = Heads { sentences: sentences.clone(), gold: gold.clone() };
            x[0].apply_op3(&x[1], &x[2], heads).unwrap()
        });
    }
}
