//! Tells the service worker what to keep for offline use, and under which version.

use anyhow::{Result, bail};
use sha2::{Digest, Sha256};

use super::Files;

const WORKER: &str = "sw.js";
const VERSION: &str = "\"__VERSION__\"";
const PRECACHE: &str = "[\"__PRECACHE__\"]";

/// Fills in the service worker's version (a digest of every file) and the list of files, itself left out.
///
/// # Errors
/// When the page has no service worker, or it lacks one of the places to fill in.
pub fn fill(files: &mut Files) -> Result<()> {
    let Some(template) = files.get(WORKER) else { bail!("www/ has no {WORKER}") };
    let template = String::from_utf8(template.clone())?;
    for place in [VERSION, PRECACHE] {
        if template.matches(place).count() != 1 {
            bail!("www/{WORKER} must hold {place} once");
        }
    }
    let mut digest = Sha256::new();
    for (path, content) in files.iter() {
        digest.update(format!("{path}\n{}\n", content.len()));
        digest.update(content);
    }
    let version: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let paths: Vec<&String> = files.keys().filter(|path| *path != WORKER).collect();
    let worker =
        template.replace(VERSION, &serde_json::to_string(&version)?).replace(PRECACHE, &serde_json::to_string(&paths)?);
    files.insert(WORKER.to_owned(), worker.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "const VERSION = \"__VERSION__\";\nconst PRECACHE = [\"__PRECACHE__\"];\n";

    fn filled(page: &str) -> String {
        let mut files = Files::new();
        files.insert("index.html".to_owned(), page.as_bytes().to_vec());
        files.insert("ui/a.js".to_owned(), b"let a".to_vec());
        files.insert(WORKER.to_owned(), TEMPLATE.as_bytes().to_vec());
        fill(&mut files).unwrap();
        String::from_utf8(files.remove(WORKER).unwrap()).unwrap()
    }

    #[test]
    fn lists_every_file_but_itself() {
        assert!(filled("<p>").contains("const PRECACHE = [\"index.html\",\"ui/a.js\"];"));
    }

    #[test]
    fn version_follows_content() {
        assert_eq!(filled("<p>"), filled("<p>"));
        assert_ne!(filled("<p>"), filled("<b>"));
    }

    #[test]
    fn missing_place_is_an_error() {
        let mut files = Files::from([(WORKER.to_owned(), b"const VERSION = 1;".to_vec())]);
        assert!(fill(&mut files).is_err());
    }
}
