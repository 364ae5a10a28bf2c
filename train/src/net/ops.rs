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

/// Number of distance classes.
pub const DISTANCES: usize = 18;

/// The class of a distance from a token to its head.
pub fn distance(d: isize) -> usize {
    let step = match d.unsigned_abs() {
        0 | 1 => 0,
        2 => 1,
        3 => 2,
        4 => 3,
        5..=6 => 4,
        7..=9 => 5,
        10..=14 => 6,
        15..=24 => 7,
        _ => 8,
    };
    if d < 0 { step } else { 9 + step }
}

/// The summed loss of choosing each token's head among the tokens of its sentence and the root. Inputs: the tokens as
/// dependents, the tokens as heads, and one row of the root's vector followed by the distances' scores.
pub struct Heads {
    pub sentences: Arc<Vec<Range<usize>>>,
    /// The head of each token: an index into the rows, `ROOT`, or `UNKNOWN`, which costs nothing.
    pub gold: Arc<Vec<u32>>,
}

pub const ROOT: u32 = u32::MAX;
pub const UNKNOWN: u32 = u32::MAX - 1;

impl Heads {
    /// Scores of all heads for token `i`: the sentence's tokens, then the root.
    pub fn scores(dep: &[f32], head: &[f32], extra: &[f32], a: usize, s: &Range<usize>, i: usize, out: &mut Vec<f32>) {
        let d = &dep[i * a..(i + 1) * a];
        out.clear();
        for j in s.clone() {
            let score = if j == i {
                -1e9
            } else {
                dot(d, &head[j * a..(j + 1) * a]) + extra[a + distance(j as isize - i as isize)]
            };
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

fn add(to: &mut [f32], from: &[f32], times: f32) {
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
                    d_extra[a + distance(j as isize - i as isize)] += p;
                }
            }
        }
        Ok((like(d_dep, arg1)?, like(d_head, arg2)?, like(d_extra, arg3)?))
    }
}
