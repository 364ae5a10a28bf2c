//! Keeps the parts of the model between runs, and packs them into one file.

use crate::Options;
use dateline::lexicon::Lexicon;
use dateline::model::file::{self, Section};
use dateline::model::splitter::Splitter;

/// Every section of the file, in order.
const SECTIONS: [&[u8; 4]; 17] = [
    b"SENT", b"TAGS", b"DEPS", b"LABL", b"STEP", b"CONF", b"LEXI", b"KBAS", b"CLUS", b"VECT", b"FREQ", b"NETW",
    b"NERW", b"QUOT", b"EVNT", b"EVTM", b"EVRW",
];

fn path(o: &Options, name: &[u8; 4]) -> std::path::PathBuf {
    o.parts.join(format!("{}.part", String::from_utf8_lossy(name)))
}

/// Keeps a part.
pub fn keep(o: &Options, name: &[u8; 4], bytes: Vec<u8>) -> Result<(), String> {
    let path = path(o, name);
    std::fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))
}

/// Reads a part.
pub fn part(o: &Options, name: &[u8; 4]) -> Result<Section, String> {
    let path = path(o, name);
    std::fs::read(&path).map(Section::owned).map_err(|e| format!("{}: {e}", path.display()))
}

/// The lexicon that was built last.
pub fn lexicon(o: &Options) -> Result<Lexicon, String> {
    Lexicon::parse(part(o, b"LEXI")?).map_err(|e| e.to_string())
}

/// The sentence splitter that was trained last.
pub fn splitter(o: &Options) -> Result<Splitter, String> {
    Splitter::parse(part(o, b"SENT")?).map_err(|e| e.to_string())
}

/// The word clusters that were built last.
pub fn clusters(o: &Options) -> Result<dateline::model::clusters::Clusters, String> {
    dateline::model::clusters::Clusters::parse(part(o, b"CLUS")?).map_err(|e| e.to_string())
}

/// The network that was trained last; `names` is the number of labels of names.
pub fn network(o: &Options, names: usize) -> Result<dateline::model::net::reader::Reader, String> {
    let mut sections = vec![];
    for name in [b"NETW", b"VECT", b"FREQ", b"DEPS"] {
        sections.push((*name, part(o, name)?.as_ref().to_vec()));
    }
    let file = file::File::parse(file::write(&sections)).map_err(|e| e.to_string())?;
    let tags = part(o, b"TAGS")?;
    dateline::model::net::reader::Reader::parse(&file, tags.as_ref(), names).map_err(|e| e.to_string())
}

/// Puts parts into the model file and leaves every other section as it is.
pub fn replace(o: &Options, names: &[&[u8; 4]]) -> Result<(), String> {
    let bytes = std::fs::read(&o.model).map_err(|e| format!("{}: {e}", o.model.display()))?;
    let file = file::File::parse(bytes).map_err(|e| e.to_string())?;
    let mut sections = vec![];
    for section in SECTIONS {
        let bytes =
            if names.contains(&section) { part(o, section) } else { file.section(section).map_err(|e| e.to_string()) };
        sections.push((*section, bytes?.as_ref().to_vec()));
    }
    write(o, &sections)
}

/// Writes the model file.
pub fn pack(o: &Options) -> Result<(), String> {
    let mut sections = vec![];
    for name in SECTIONS {
        let bytes = part(o, name)?.as_ref().to_vec();
        println!("{} {:>9} bytes", String::from_utf8_lossy(name), bytes.len());
        sections.push((*name, bytes));
    }
    write(o, &sections)
}

fn write(o: &Options, sections: &[([u8; 4], Vec<u8>)]) -> Result<(), String> {
    let model = file::write(sections);
    println!("all  {:>9} bytes", model.len());
    dateline::model::Model::load(model.clone()).map_err(|e| e.to_string())?;
    std::fs::write(&o.model, model).map_err(|e| format!("{}: {e}", o.model.display()))
}
