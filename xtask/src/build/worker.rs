//! Tells the service worker what to keep for offline use, and under which version.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::{Files, bundle, folder::digest};

const WORKER: &str = "sw.js";
const VERSION: &str = "\"__VERSION__\"";
const PRECACHE: &str = "{ __PRECACHE__: \"\" }";
const ON_USE: &str = "{ __ON_USE__: \"\" }";

/// Fills in the service worker's version (a digest of every file) and the digest of each file but itself: those that it
/// keeps at once, and those that it keeps when they are first used.
///
/// # Errors
/// When the page has no service worker, or it lacks one of the places to fill in.
pub fn fill(files: &mut Files) -> Result<()> {
    let Some(template) = files.get(WORKER) else { bail!("www/ has no {WORKER}") };
    let template = String::from_utf8(template.clone())?;
    for place in [VERSION, PRECACHE, ON_USE] {
        if template.matches(place).count() != 1 {
            bail!("www/{WORKER} must hold {place} once");
        }
    }
    let digests: BTreeMap<&str, String> =
        files.iter().map(|(path, content)| (path.as_str(), digest(content))).collect();
    // The worker's own text counts: a page with another worker is another version.
    let version = digest(serde_json::to_string(&digests)?.as_bytes());
    let (on_use, precache): (BTreeMap<_, _>, BTreeMap<_, _>) =
        digests.iter().filter(|(path, _)| **path != WORKER).partition(|(path, _)| bundle::on_use(path));
    let worker = template
        .replace(VERSION, &serde_json::to_string(&version[..16])?)
        .replace(PRECACHE, &serde_json::to_string(&precache)?)
        .replace(ON_USE, &serde_json::to_string(&on_use)?);
    files.insert(WORKER.to_owned(), worker.into_bytes());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str =
        "v = \"__VERSION__\";\nconst PRECACHE = { __PRECACHE__: \"\" };\nconst ON_USE = { __ON_USE__: \"\" };\n";

    fn filled(page: &str) -> String {
        let mut files = Files::new();
        files.insert("index.html".to_owned(), page.as_bytes().to_vec());
        files.insert("parts/pdf-1.js".to_owned(), b"let a".to_vec());
        files.insert(WORKER.to_owned(), TEMPLATE.as_bytes().to_vec());
        fill(&mut files).unwrap();
        String::from_utf8(files.remove(WORKER).unwrap()).unwrap()
    }

    #[test]
    fn lists_every_file_but_itself_with_its_digest() {
        let worker = filled("<p>");
        assert!(worker.contains(&format!("const PRECACHE = {{\"index.html\":\"{}\"}};", digest(b"<p>"))), "{worker}");
        assert!(worker.contains(&format!("const ON_USE = {{\"parts/pdf-1.js\":\"{}\"}};", digest(b"let a"))));
    }

    #[test]
    fn version_follows_content() {
        let version = |page: &str| filled(page).lines().next().unwrap().to_owned();
        assert_eq!(version("<p>"), version("<p>"));
        assert_ne!(version("<p>"), version("<b>"));
    }

    #[test]
    fn missing_place_is_an_error() {
        let mut files = Files::from([(WORKER.to_owned(), b"const VERSION = 1;".to_vec())]);
        assert!(fill(&mut files).is_err());
    }
}
