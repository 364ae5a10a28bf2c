//! The network's section of the model file: matrices of bytes with their scales, and vectors of floats, by name.
//!
//! A weight is a signed byte times a scale: the greatest weight of its row (of its whole table, for learned tables of
//! words) divided by 127.
//!
//! Section layout: number of tensors, u32; for each, in order of their names: length of the name and the name, how it is
//! kept (one byte: 0 floats, 1 bytes with a scale a row, 2 bytes with one scale), rows and columns (u32 each; a vector is
//! one row); all bytes, tensor by tensor; all floats, tensor by tensor, scales among them (the low bytes of all, then the
//! second bytes and so on).

use crate::model::file::read_u32;
use std::collections::BTreeMap;

/// A tensor of one or two dimensions, in row-major order, as training has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor {
    /// Length of each dimension.
    pub shape: Vec<usize>,
    /// The numbers.
    pub data: Vec<f32>,
}

/// Weights as they are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// Number of rows.
    pub rows: usize,
    /// Numbers in a row.
    pub columns: usize,
    /// The weights, row after row, in units of their scale.
    pub bytes: Vec<i8>,
    /// The scale of each row, or the one of all.
    pub scales: Vec<f32>,
}

/// A section's tensors that have not been taken yet.
pub struct Store {
    matrices: BTreeMap<String, Matrix>,
    vectors: BTreeMap<String, Vec<f32>>,
}

/// Greatest float in a section: trained ones are far smaller, and no sum of such ones is infinite.
const GREATEST: f32 = 1e5;

/// Greatest rows or columns.
const LONGEST: usize = 1 << 16;

const FLOATS: u8 = 0;
const SCALE_A_ROW: u8 = 1;
const ONE_SCALE: u8 = 2;

impl Store {
    /// Reads a section.
    ///
    /// # Errors
    /// Says what is wrong when lengths do not agree, or a float is none that training makes.
    pub fn parse(section: &[u8]) -> Result<Store, String> {
        let number = |at: usize| read_u32(section, at).map(|n| n as usize).map_err(|e| e.to_string());
        let mut at = 4;
        let mut entries = Vec::new();
        let (mut bytes, mut floats) = (0usize, 0usize);
        for _ in 0..number(0)? {
            let length = *section.get(at).ok_or("the list of tensors is cut off")? as usize;
            let name = section.get(at + 1..at + 1 + length).ok_or("the list of tensors is cut off")?;
            let name = std::str::from_utf8(name).map_err(|e| e.to_string())?.to_owned();
            at += 1 + length;
            let kind = *section.get(at).ok_or("the list of tensors is cut off")?;
            let (rows, columns) = (number(at + 1)?, number(at + 5)?);
            at += 9;
            if rows > LONGEST || columns > LONGEST {
                return Err(format!("{name} has {rows} rows of {columns}"));
            }
            let (some_bytes, some_floats) = match kind {
                FLOATS => (0, rows * columns),
                SCALE_A_ROW => (rows * columns, rows),
                ONE_SCALE => (rows * columns, 1),
                _ => return Err(format!("{name} is kept in no known way")),
            };
            (bytes, floats) = (bytes + some_bytes, floats + some_floats);
            // The list itself is part of the section, so this bounds both the list and what it asks for.
            if bytes + 4 * floats > section.len() {
                return Err(format!("{name} is longer than the section"));
            }
            entries.push((name, kind, rows, columns, some_bytes, some_floats));
        }
        if at + bytes + 4 * floats != section.len() {
            return Err("the tensors are not as long as the section".into());
        }
        let (mut bytes, planes) = section[at..].split_at(bytes);
        let plane = |k: usize| &planes[k * floats..(k + 1) * floats];
        let (a, b, c, d) = (plane(0), plane(1), plane(2), plane(3));
        let values: Vec<f32> = (0..floats).map(|i| f32::from_le_bytes([a[i], b[i], c[i], d[i]])).collect();
        if !values.iter().all(|v| v.abs() <= GREATEST) {
            return Err("a number is too great, or none".into());
        }
        let mut values = values.as_slice();
        let mut store = Store { matrices: BTreeMap::new(), vectors: BTreeMap::new() };
        for (name, kind, rows, columns, some_bytes, some_floats) in entries {
            let (these, others) = bytes.split_at(some_bytes);
            let (scales, rest) = values.split_at(some_floats);
            (bytes, values) = (others, rest);
            if kind == FLOATS {
                store.vectors.insert(name, scales.to_vec());
            } else {
                let bytes = these.iter().map(|&b| b as i8).collect();
                store.matrices.insert(name, Matrix { rows, columns, bytes, scales: scales.to_vec() });
            }
        }
        Ok(store)
    }

    /// Takes out the matrix called `name`, if there is one.
    pub fn take(&mut self, name: &str) -> Option<Matrix> {
        self.matrices.remove(name)
    }

    /// Takes out the matrix called `name`. Where `columns` is given, it has as many.
    ///
    /// # Errors
    /// When there is none, it is empty, or it has other columns.
    pub fn matrix(&mut self, name: &str, columns: Option<usize>) -> Result<Matrix, String> {
        let matrix = self.take(name).ok_or_else(|| format!("{name} is missing"))?;
        let (rows, found) = (matrix.rows, matrix.columns);
        if rows == 0 || found == 0 || columns.is_some_and(|c| c != found) {
            return Err(format!("{name} has {rows} rows of {found}, not of {columns:?}"));
        }
        Ok(matrix)
    }

    /// Takes out the vector called `name`, which has `length` numbers.
    ///
    /// # Errors
    /// When there is none, or it has other numbers.
    pub fn vector(&mut self, name: &str, length: usize) -> Result<Vec<f32>, String> {
        let vector = self.vectors.remove(name).ok_or_else(|| format!("{name} is missing"))?;
        match vector.len() == length {
            true => Ok(vector),
            false => Err(format!("{name} has {} numbers, not {length}", vector.len())),
        }
    }

    /// The name of a tensor that nobody took.
    pub fn left_over(&self) -> Option<&str> {
        self.matrices.keys().chain(self.vectors.keys()).next().map(String::as_str)
    }
}

/// Writes a section: tensors of two dimensions as bytes, others as floats.
///
/// # Errors
/// When a tensor has another number of dimensions, its shape is not that of its numbers, or a number is too great.
pub fn write(tensors: &BTreeMap<String, Tensor>) -> Result<Vec<u8>, String> {
    let mut list = (tensors.len() as u32).to_le_bytes().to_vec();
    let (mut bytes, mut floats) = (Vec::new(), Vec::new());
    for (name, tensor) in tensors {
        let (kind, rows, columns) = match *tensor.shape.as_slice() {
            [length] => (FLOATS, 1, length),
            [rows, columns] if name.starts_with("embed.") => (ONE_SCALE, rows, columns),
            [rows, columns] => (SCALE_A_ROW, rows, columns),
            _ => return Err(format!("{name} has the shape {:?}", tensor.shape)),
        };
        let fits = rows <= LONGEST && columns <= LONGEST && rows * columns == tensor.data.len() && name.len() < 256;
        if !fits || !tensor.data.iter().all(|v| v.abs() <= GREATEST) {
            return Err(format!("{name} has numbers that do not fit its shape, or that are too great"));
        }
        list.push(name.len() as u8);
        list.extend_from_slice(name.as_bytes());
        list.push(kind);
        list.extend_from_slice(&(rows as u32).to_le_bytes());
        list.extend_from_slice(&(columns as u32).to_le_bytes());
        match kind {
            FLOATS => floats.extend_from_slice(&tensor.data),
            SCALE_A_ROW => {
                for row in tensor.data.chunks_exact(columns.max(1)) {
                    floats.push(quantise(row, &mut bytes));
                }
            }
            _ => floats.push(quantise(&tensor.data, &mut bytes)),
        }
    }
    list.extend_from_slice(&bytes);
    for k in 0..4 {
        list.extend(floats.iter().map(|v| v.to_le_bytes()[k]));
    }
    Ok(list)
}

/// Appends `weights` in units of the scale that it returns.
fn quantise(weights: &[f32], out: &mut Vec<u8>) -> f32 {
    let greatest = weights.iter().fold(0f32, |g, w| g.max(w.abs()));
    let scale = if greatest > 0.0 { greatest / 127.0 } else { 1.0 };
    out.extend(weights.iter().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8));
    scale
}
