//! The network with the words that it knows, as the model file holds them: sections `NETW` (the network), `VECT` (word
//! vectors), `FREQ` (frequent words) and `DEPS` (relations, one a line).

use super::input;
use super::vectors::Vectors;
use super::{Net, Output};
use crate::error::Error;
use crate::model::file::File;
use crate::model::view::View;

/// A network, ready to read texts.
pub struct Reader {
    net: Net,
    vectors: Vectors,
    /// Sorted hashes of the frequent words.
    frequent: Vec<u32>,
}

impl Reader {
    /// Reads the sections. `tags` has one `UPOS|XPOS` a line, `names` is the number
    /// of labels of names.
    ///
    /// # Errors
    /// Corrupt when a section is missing or they do not fit together.
    pub fn parse(file: &File, tags: &[u8], names: usize) -> Result<Reader, Error> {
        let relations = file.section(b"DEPS")?;
        let net = Net::parse(file.section(b"NETW")?.as_ref(), tags, relations.as_ref(), names)?;
        let vectors = Vectors::parse(file.section(b"VECT")?)?;
        let frequent = parse_frequent(file.section(b"FREQ")?.as_ref())?;
        Ok(Reader { net, vectors, frequent })
    }

    /// Reads every sentence of a view.
    pub fn read(&self, view: &View) -> Output {
        self.read_telling(view, &mut |_| ())
    }

    /// The same; `tell` is told now and then up to which token it is.
    pub fn read_telling(&self, view: &View, tell: &mut dyn FnMut(usize)) -> Output {
        let inputs = input::inputs(view, &self.frequent, |hash| self.vectors.find(hash));
        self.net.read_telling(&inputs, &self.vectors, &view.sentences, tell)
    }
}

/// Writes the section of frequent words: their hashes in ascending order, the low bytes of all, then the second bytes and
/// so on.
pub fn write_frequent(mut hashes: Vec<u32>) -> Vec<u8> {
    hashes.sort_unstable();
    hashes.dedup();
    (0..4).flat_map(|k| hashes.iter().map(move |h| h.to_le_bytes()[k])).collect()
}

fn parse_frequent(bytes: &[u8]) -> Result<Vec<u32>, Error> {
    let n = bytes.len() / 4;
    let hash = |i: usize| u32::from_le_bytes([bytes[i], bytes[n + i], bytes[2 * n + i], bytes[3 * n + i]]);
    let hashes: Vec<u32> = (0..n).map(hash).collect();
    match bytes.len().is_multiple_of(4) && hashes.is_sorted() {
        true => Ok(hashes),
        false => Err(Error::corrupt("the frequent words are not in order")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_words_come_back_in_order() {
        let bytes = write_frequent(vec![0x1234_5678, 9, 0xFFFF_0000, 9]);
        assert_eq!(parse_frequent(&bytes).unwrap(), [9, 0x1234_5678, 0xFFFF_0000]);
        assert!(parse_frequent(&bytes[1..]).is_err());
        assert!(parse_frequent(&[2, 1, 0, 0, 0, 0, 0, 0]).is_err());
    }
}
