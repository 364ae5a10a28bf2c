//! The container of a trained model: reads and writes named sections of bytes; never looks inside them.
//!
//! Little-endian throughout. Magic "DTLN"; format version, u16; number of sections, u16; length of the whole file, u32;
//! Adler-32 sum (RFC 1950) of everything but the magic and this field, u32; then for each section its four-letter name,
//! offset from the start of the file, u32, and length, u32; then the sections' bytes.

use crate::error::Error;
use simd_adler32::Adler32;
use std::ops::Range;
use std::sync::Arc;

const MAGIC: &[u8; 4] = b"DTLN";
const HEADER: usize = 16;
const ENTRY: usize = 12;

/// The format version that this library reads and writes.
pub const VERSION: u16 = 3;

/// Bytes of one section, read in place. Clones share the file's memory.
#[derive(Clone)]
pub struct Section {
    file: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        &self.file[self.range.clone()]
    }
}

impl Section {
    /// A section with memory of its own, as training makes them.
    pub fn owned(bytes: Vec<u8>) -> Self {
        Section { range: 0..bytes.len(), file: Arc::new(bytes) }
    }

    /// The part `range` of this section, its offsets counted from the section's start.
    pub fn part(&self, range: Range<usize>) -> Result<Section, Error> {
        if range.start > range.end || range.end > self.range.len() {
            return Err(Error::corrupt("a section is shorter than it says"));
        }
        Ok(Section { file: self.file.clone(), range: self.range.start + range.start..self.range.start + range.end })
    }
}

/// A model file whose header, checksum and section table have been checked.
pub struct File {
    sections: Vec<([u8; 4], Section)>,
}

impl File {
    /// Checks the header, the checksum and the section table.
    ///
    /// # Errors
    /// Truncated when bytes are missing, a version mismatch when another library wrote the file, else corrupt.
    pub fn parse(bytes: Vec<u8>) -> Result<File, Error> {
        let start = &bytes[..bytes.len().min(4)];
        if start != &MAGIC[..start.len()] {
            return Err(Error::corrupt("it does not begin as a model does"));
        }
        if bytes.len() < HEADER {
            return Err(Error::truncated());
        }
        let version = u16::from_le_bytes([bytes[4], bytes[5]]);
        if version != VERSION {
            return Err(Error::version(version, VERSION));
        }
        let count = u16::from_le_bytes([bytes[6], bytes[7]]) as usize;
        let length = read_u32(&bytes, 8)? as usize;
        if bytes.len() < length {
            return Err(Error::truncated());
        }
        if bytes.len() > length || length < HEADER + count * ENTRY {
            return Err(Error::corrupt("its length is not what it says"));
        }
        if checksum(&[&bytes[4..12], &bytes[HEADER..]]) != read_u32(&bytes, 12)? {
            return Err(Error::corrupt("its checksum is wrong"));
        }
        let file = Arc::new(bytes);
        let mut sections = Vec::with_capacity(count);
        for entry in (0..count).map(|i| HEADER + i * ENTRY) {
            let name = [file[entry], file[entry + 1], file[entry + 2], file[entry + 3]];
            let start = read_u32(&file, entry + 4)? as usize;
            let end = start.checked_add(read_u32(&file, entry + 8)? as usize).filter(|&e| e <= file.len());
            let end = end.ok_or_else(|| Error::corrupt("a section lies outside it"))?;
            sections.push((name, Section { file: file.clone(), range: start..end }));
        }
        Ok(File { sections })
    }

    /// Whether there is a section called `name`.
    pub fn has(&self, name: &[u8; 4]) -> bool {
        self.sections.iter().any(|(n, _)| n == name)
    }

    /// The section called `name`.
    ///
    /// # Errors
    /// Corrupt when there is none.
    pub fn section(&self, name: &[u8; 4]) -> Result<Section, Error> {
        let found = self.sections.iter().find(|(n, _)| n == name);
        found.map(|(_, s)| s.clone()).ok_or_else(|| Error::corrupt("a section is missing"))
    }

    /// Name and length in bytes of every section, in file order.
    pub fn sizes(&self) -> Vec<(String, usize)> {
        self.sections.iter().map(|(n, s)| (String::from_utf8_lossy(n).into_owned(), s.range.len())).collect()
    }
}

/// Writes a model file of these sections.
pub fn write(sections: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = Vec::new();
    let mut offset = HEADER + sections.len() * ENTRY;
    for (name, bytes) in sections {
        body.extend_from_slice(name);
        body.extend_from_slice(&(offset as u32).to_le_bytes());
        body.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        offset += bytes.len();
    }
    for (_, bytes) in sections {
        body.extend_from_slice(bytes);
    }
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&(sections.len() as u16).to_le_bytes());
    file.extend_from_slice(&(offset as u32).to_le_bytes());
    let sum = checksum(&[&file[4..], &body]);
    file.extend_from_slice(&sum.to_le_bytes());
    file.extend_from_slice(&body);
    file
}

/// The little-endian number at byte `at`.
pub(crate) fn read_u32(bytes: &[u8], at: usize) -> Result<u32, Error> {
    match bytes.get(at..at + 4) {
        Some(b) => Ok(u32::from_le_bytes([b[0], b[1], b[2], b[3]])),
        None => Err(Error::corrupt("a section is shorter than it says")),
    }
}

/// The Adler-32 sum of the parts one after the other.
fn checksum(parts: &[&[u8]]) -> u32 {
    let mut sum = Adler32::new();
    parts.iter().for_each(|part| sum.write(part));
    sum.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksum_is_the_standard_one() {
        assert_eq!(checksum(&[b"Wiki", b"pedia"]), 0x11E6_0398);
    }

    #[test]
    fn round_trip_and_damage() {
        let file = write(&[(*b"ABCD", vec![1, 2, 3]), (*b"EFGH", vec![9; 40])]);
        let read = File::parse(file.clone()).unwrap();
        assert_eq!(read.section(b"ABCD").unwrap().as_ref(), [1, 2, 3]);
        assert!(read.section(b"NONE").err().unwrap().is_corrupt());
        for n in 0..file.len() {
            assert!(File::parse(file[..n].to_vec()).err().unwrap().is_truncated(), "cut at {n}");
        }
        for bit in 0..file.len() * 8 {
            let mut bad = file.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(File::parse(bad).is_err(), "bit {bit}");
        }
        let mut other = file;
        other[4] = 99;
        assert!(File::parse(other).err().unwrap().is_version_mismatch());
    }
}
