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
    /// Whether a feature with these weights is kept.
    pub fn keeps(&self, row: impl Iterator<Item = f32>) -> bool {
        row.fold(0f32, |top, w| top.max(w.abs())) * self.scale >= self.row
    }

    /// Rows of (label, weight) in units.
    pub fn rows(&self, weights: impl Iterator<Item = (u32, Vec<(u8, f32)>)>) -> Vec<(u32, Vec<(u8, i32)>)> {
        let rows = weights.filter(|(_, row)| self.keeps(row.iter().map(|c| c.1)));
        let rows = rows.map(|(hash, row)| {
            let row = row.into_iter().filter(|(_, w)| w.abs() * self.scale >= self.least);
            (hash, row.map(|(label, w)| (label, (w * self.scale).round() as i32)).collect::<Vec<_>>())
        });
        rows.filter(|(_, row)| !row.is_empty()).collect()
    }
}
