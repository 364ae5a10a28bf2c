//! The network's operations, each with its gradient. Candle keeps the tape and multiplies matrices; what lies between
//! two products is one pass over memory here, which makes training several times as fast as steps of one sum each.

use candle_core::backend::BackendStorage;
use candle_core::{CpuStorage, CustomOp1, CustomOp3, Layout, Result, Shape, Storage, Tensor, bail};
use std::ops::Range;
use std::sync::Arc;

/// Added to a variance before its root is taken.
const EPS: f32 = 1e-5;

pub fn floats<'a>(storage: &'a CpuStorage, layout: &Layout) -> Result<&'a [f32]> {
    let Some((start, end)) = layout.contiguous_offsets() else { bail!("a tensor is not contiguous") };
    Ok(&storage.as_slice::<f32>()?[start..end])
}

/// Lets `f` see a tensor's numbers, which need be contiguous, without a copy.
pub fn see<T>(tensor: &Tensor, f: impl FnOnce(&[f32]) -> T) -> Result<T> {
    let tensor = tensor.contiguous()?;
    let (storage, layout) = tensor.storage_and_layout();
    match &*storage {
        Storage::Cpu(s) => Ok(f(floats(s, layout)?)),
        _ => bail!("a tensor is not in memory"),
    }
}

pub fn like(values: Vec<f32>, tensor: &Tensor) -> Result<Option<Tensor>> {
    Tensor::from_vec(values, tensor.shape(), tensor.device()).map(Some)
}

/// `x · weightᵀ + bias`, below zero cut off if `relu`.
pub struct Affine {
    pub relu: bool,
}

impl CustomOp3 for Affine {
    fn name(&self) -> &'static str {
        "affine"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        weight: &CpuStorage,
        lw: &Layout,
        bias: &CpuStorage,
        lb: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let ((rows, inputs), outputs) = (lx.shape().dims2()?, lw.dims()[0]);
        let product = x.matmul(weight, (1, rows, outputs, inputs), lx, &lw.transpose(0, 1)?)?;
        let CpuStorage::F32(mut out) = product else { bail!("a product is not of floats") };
        let bias = floats(bias, lb)?;
        for row in out.chunks_exact_mut(outputs) {
            for (o, b) in row.iter_mut().zip(bias) {
                *o += b;
                if self.relu {
                    *o = o.max(0.0);
                }
            }
        }
        Ok((CpuStorage::F32(out), Shape::from((rows, outputs))))
    }

    fn bwd(
        &self,
        x: &Tensor,
        weight: &Tensor,
        bias: &Tensor,
        res: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let outputs = weight.dim(0)?;
        let mut of_bias = vec![0f32; outputs];
        let through = see(res, |y| {
            see(grad, |g| {
                let mut g = g.to_vec();
                for (g, y) in g.chunks_exact_mut(outputs).zip(y.chunks_exact(outputs)) {
                    for ((g, y), b) in g.iter_mut().zip(y).zip(&mut of_bias) {
                        if self.relu && *y <= 0.0 {
                            *g = 0.0;
                        }
                        *b += *g;
                    }
                }
                g
            })
        })??;
        let through = Tensor::from_vec(through, res.shape(), res.device())?;
        Ok((Some(through.matmul(weight)?), Some(through.t()?.matmul(x)?), like(of_bias, bias)?))
    }
}

/// Rows at mean zero and variance one, times a gain, plus a bias.
pub struct Norm;

impl CustomOp3 for Norm {
    fn name(&self) -> &'static str {
        "norm"
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        lx: &Layout,
        gain: &CpuStorage,
        lg: &Layout,
        bias: &CpuStorage,
        lb: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (x, gain, bias) = (floats(x, lx)?, floats(gain, lg)?, floats(bias, lb)?);
        let width = gain.len();
        let mut out = vec![0f32; x.len()];
        for (row, out) in x.chunks_exact(width).zip(out.chunks_exact_mut(width)) {
            let (mean, scale) = moments(row);
            for k in 0..width {
                out[k] = (row[k] - mean) * scale * gain[k] + bias[k];
            }
        }
        Ok((CpuStorage::F32(out), lx.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        gain: &Tensor,
        bias: &Tensor,
        _: &Tensor,
        grad: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>, Option<Tensor>)> {
        let width = gain.elem_count();
        let gains = gain.to_vec1::<f32>()?;
        let (mut of_gain, mut of_bias) = (vec![0f32; width], vec![0f32; width]);
        let mut of_x = vec![0f32; x.elem_count()];
        see(x, |x| {
            see(grad, |g| {
                let mut y = vec![0f32; width];
                let rows = x.chunks_exact(width).zip(g.chunks_exact(width)).zip(of_x.chunks_exact_mut(width));
                for ((row, g), out) in rows {
                    let (mean, scale) = moments(row);
                    let (mut sum, mut along) = (0f32, 0f32);
                    for k in 0..width {
                        y[k] = (row[k] - mean) * scale;
                        of_gain[k] += g[k] * y[k];
                        of_bias[k] += g[k];
                        out[k] = g[k] * gains[k];
                        sum += out[k];
                        along += out[k] * y[k];
                    }
                    let (sum, along) = (sum / width as f32, along / width as f32);
                    for k in 0..width {
                        out[k] = scale * (out[k] - sum - y[k] * along);
                    }
                }
            })
        })??;
        Ok((like(of_x, x)?, like(of_gain, gain)?, like(of_bias, bias)?))
    }
}

fn moments(row: &[f32]) -> (f32, f32) {
    let n = row.len() as f32;
    let (mut sum, mut square) = ([0f32; 8], [0f32; 8]);
    for part in row.chunks_exact(8) {
        for k in 0..8 {
            sum[k] += part[k];
        }
    }
    let mean = sum.iter().sum::<f32>() / n;
    for part in row.chunks_exact(8) {
        for k in 0..8 {
            square[k] += (part[k] - mean) * (part[k] - mean);
        }
    }
    let variance = square.iter().sum::<f32>() / n;
    (mean, 1.0 / (variance + EPS).sqrt())
}

/// Sets some numbers to zero, those that `seed` tells, and makes up for them with the others.
pub struct Dropout {
    pub seed: u64,
    pub rate: f32,
}

impl Dropout {
    fn run(&self, x: &[f32]) -> Vec<f32> {
        let (keep, least) = (1.0 / (1.0 - self.rate), (self.rate * 256.0) as u8);
        let mut state = self.seed | 1;
        let mut out = x.to_vec();
        for part in out.chunks_mut(8) {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            let bits = state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_le_bytes();
            for (v, b) in part.iter_mut().zip(bits) {
                *v *= if b < least { 0.0 } else { keep };
            }
        }
        out
    }
}

impl CustomOp1 for Dropout {
    fn name(&self) -> &'static str {
        "dropout"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        Ok((CpuStorage::F32(self.run(floats(x, layout)?)), layout.shape().clone()))
    }

    fn bwd(&self, arg: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        like(see(grad, |g| self.run(g))?, arg)
    }
}

/// Each row between the row before it and the row after it, zeros beyond the sentence's edges.
pub struct Window {
    pub sentences: Arc<Vec<Range<usize>>>,
}

impl CustomOp1 for Window {
    fn name(&self) -> &'static str {
        "window"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let x = floats(x, layout)?;
        let (rows, d) = layout.shape().dims2()?;
        let mut out = vec![0f32; 3 * x.len()];
        for s in self.sentences.iter() {
            for i in s.clone() {
                let row = &x[i * d..(i + 1) * d];
                out[(3 * i + 1) * d..(3 * i + 2) * d].copy_from_slice(row);
                if i > s.start {
                    out[(3 * i - 1) * d..3 * i * d].copy_from_slice(row);
                }
                if i + 1 < s.end {
                    out[(3 * i + 3) * d..(3 * i + 4) * d].copy_from_slice(row);
                }
            }
        }
        Ok((CpuStorage::F32(out), Shape::from((rows, 3 * d))))
    }

    fn bwd(&self, arg: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let d = arg.dim(1)?;
        let mut out = vec![0f32; arg.elem_count()];
        see(grad, |g| {
            for s in self.sentences.iter() {
                for i in s.clone() {
                    let row = &mut out[i * d..(i + 1) * d];
                    row.copy_from_slice(&g[(3 * i + 1) * d..(3 * i + 2) * d]);
                    if i > s.start {
                        add(row, &g[(3 * i - 1) * d..3 * i * d], 1.0);
                    }
                    if i + 1 < s.end {
                        add(row, &g[(3 * i + 3) * d..(3 * i + 4) * d], 1.0);
                    }
                }
            }
        })?;
        like(out, arg)
    }
}

/// Mean loss of choosing the right one of a row's scores, over the rows whose label is known.
pub struct Choice {
    pub gold: Arc<Vec<u8>>,
}

/// Stands for an unknown label.
pub const NONE: u8 = u8::MAX;

impl CustomOp1 for Choice {
    fn name(&self) -> &'static str {
        "choice"
    }

    fn cpu_fwd(&self, x: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (mut loss, mut known) = (0f32, 0);
        let width = layout.dims()[1];
        let mut scores = vec![0f32; width];
        for (row, &gold) in floats(x, layout)?.chunks_exact(width).zip(self.gold.iter()) {
            if gold != NONE {
                scores.copy_from_slice(row);
                loss += soften(&mut scores) - row[gold as usize];
                known += 1;
            }
        }
        Ok((CpuStorage::F32(vec![loss / known.max(1) as f32]), Shape::from(())))
    }

    fn bwd(&self, arg: &Tensor, _: &Tensor, grad: &Tensor) -> Result<Option<Tensor>> {
        let width = arg.dim(1)?;
        let known = self.gold.iter().filter(|&&g| g != NONE).count().max(1);
        let g = grad.to_scalar::<f32>()? / known as f32;
        let mut out = see(arg, <[f32]>::to_vec)?;
        for (row, &gold) in out.chunks_exact_mut(width).zip(self.gold.iter()) {
            if gold == NONE {
                row.fill(0.0);
                continue;
            }
            soften(row);
            row[gold as usize] -= 1.0;
            row.iter_mut().for_each(|v| *v *= g);
        }
        like(out, arg)
    }
}

pub fn add(to: &mut [f32], from: &[f32], times: f32) {
    to.iter_mut().zip(from).for_each(|(t, f)| *t += times * f);
}

/// Scores become probabilities; the logarithm of their sum comes back.
pub fn soften(scores: &mut [f32]) -> f32 {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores
        .iter_mut()
        .map(|s| {
            *s = (*s - top).exp();
            *s
        })
        .sum();
    scores.iter_mut().for_each(|s| *s /= sum);
    top + sum.ln()
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::noise::Dice;
    use candle_core::{Device, Var};

    /// Checks that the gradient of `loss` in each of the inputs agrees with small differences of the loss.
    pub fn check(shapes: &[&[usize]], loss: impl Fn(&[Tensor]) -> Tensor) {
        let mut dice = Dice::new(3);
        let values: Vec<Vec<f32>> = shapes
            .iter()
            .map(|s| (0..s.iter().product::<usize>()).map(|_| dice.below(2000) as f32 / 1000.0 - 1.0).collect())
            .collect();
        let vars = |values: &[Vec<f32>]| -> Vec<Var> {
            values.iter().zip(shapes).map(|(v, s)| Var::from_slice(v, *s, &Device::Cpu).unwrap()).collect()
        };
        let run = |values: &[Vec<f32>]| {
            let vars = vars(values);
            let tensors: Vec<Tensor> = vars.iter().map(|v| v.as_tensor().clone()).collect();
            (loss(&tensors), vars)
        };
        let (value, inputs) = run(&values);
        let grads = value.backward().unwrap();
        for (n, input) in inputs.iter().enumerate() {
            let got = grads.get(input).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
            for k in 0..values[n].len() {
                let at = |d: f32| {
                    let mut moved = values.clone();
                    moved[n][k] += d;
                    run(&moved).0.to_scalar::<f32>().unwrap()
                };
                let slope = (at(0.004) - at(-0.004)) / 0.008;
                assert!((slope - got[k]).abs() < 0.02 * (1.0 + slope.abs()), "input {n}, {k}: {slope} {}", got[k]);
            }
        }
    }

    /// A number that depends on every element of `y` in its own way.
    pub fn mixed(y: &Tensor) -> Tensor {
        let weights: Vec<f32> = (0..y.elem_count()).map(|k| (k * 7 % 11) as f32 / 5.0 - 1.0).collect();
        let weights = Tensor::from_vec(weights, y.shape(), y.device()).unwrap();
        (y * weights).unwrap().sum_all().unwrap()
    }

    #[test]
    fn gradients_are_slopes() {
        check(&[&[3, 4], &[5, 4], &[5]], |x| mixed(&x[0].apply_op3(&x[1], &x[2], Affine { relu: false }).unwrap()));
        check(&[&[3, 8], &[8], &[8]], |x| mixed(&x[0].apply_op3(&x[1], &x[2], Norm).unwrap()));
        check(&[&[3, 8]], |x| mixed(&x[0].apply_op1(Dropout { seed: 5, rate: 0.3 }).unwrap()));
        let sentences = Arc::new(vec![0..3, 3..4]);
        check(&[&[4, 3]], |x| mixed(&x[0].apply_op1(Window { sentences: sentences.clone() }).unwrap()));
        let gold = Arc::new(vec![2, NONE, 0, 1]);
        check(&[&[4, 3]], |x| x[0].apply_op1(Choice { gold: gold.clone() }).unwrap());
    }

    #[test]
    fn relu_cuts_off() {
        let tensor = |v: &[f32], s: &[usize]| Tensor::from_slice(v, s, &Device::Cpu).unwrap();
        let (x, w, b) =
            (tensor(&[1.0, 2.0], &[1, 2]), tensor(&[1.0, 1.0, -1.0, -1.0], &[2, 2]), tensor(&[0.5, 0.5], &[2]));
        let y = x.apply_op3(&w, &b, Affine { relu: true }).unwrap();
        assert_eq!(y.to_vec2::<f32>().unwrap(), [[3.5, 0.0]]);
    }
}
