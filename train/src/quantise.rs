//! From trained weights to the small integers of a model file.

/// How weights become small integers.
pub struct Quantiser {
    /// What one unit stands for: `weight * scale`, rounded.
    pub scale: f32,
    /// Weights below this size are dropped, in units.
    pub least: f32,
    /// Features without a weight of this size are dropped whole, in units.
    pub row: f32,
}

impl Quantiser {
    /// Rows of (label, weight) in units.
    pub fn rows(&self, weights: impl Iterator<Item = (u32, Vec<(u8, f32)>)>) -> Vec<(u32, Vec<(u8, i32)>)> {
        let rows = weights.filter(|(_, row)| row.iter().any(|(_, w)| w.abs() * self.scale >= self.row));
        let rows = rows.map(|(hash, row)| {
            let row = row.into_iter().filter(|(_, w)| w.abs() * self.scale >= self.least);
            (hash, row.map(|(label, w)| (label, (w * self.scale).round() as i32)).collect::<Vec<_>>())
        });
        rows.filter(|(_, row)| !row.is_empty()).collect()
    }

    /// These settings, or those of the environment variable `name` ("scale,least,row"), for experiments.
    pub fn or_env(self, name: &str) -> Quantiser {
        let Ok(text) = std::env::var(name) else { return self };
        let n: Vec<f32> = text.split(',').filter_map(|n| n.parse().ok()).collect();
        if let [scale, least, row] = n[..] { Quantiser { scale, least, row } } else { self }
    }
}
