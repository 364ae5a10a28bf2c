//! Writing files only where their content changed, so that nothing downstream is disturbed without need.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use super::Files;

/// The content's SHA-256, in hexadecimal.
pub fn digest(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes `path` hold `content`; whether it did not before. A reader never sees half a file.
///
/// # Errors
/// When the file cannot be written.
pub fn write_if_changed(path: &Path, content: &[u8]) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == content) {
        return Ok(false);
    }
    let parent = path.parent().context("a file has a folder")?;
    fs::create_dir_all(parent)?;
    let name = path.file_name().context("a file has a name")?.to_string_lossy();
    let unfinished = parent.join(format!(".{name}.{}", std::process::id()));
    fs::write(&unfinished, content).with_context(|| format!("cannot write {}", path.display()))?;
    fs::rename(&unfinished, path).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

/// Makes `dir` hold `files` and nothing else; how many files that wrote or removed.
///
/// # Errors
/// When a file cannot be written or removed.
pub fn mirror(files: &Files, dir: &Path) -> Result<usize> {
    let mut changed = 0;
    for (path, content) in files {
        changed += usize::from(write_if_changed(&dir.join(path), content)?);
    }
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in walkdir::WalkDir::new(dir).min_depth(1) {
        let entry = entry?;
        let relative = entry.path().strip_prefix(dir)?.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            folders.push(entry.into_path());
        } else if !files.contains_key(&relative) {
            fs::remove_file(entry.path())?;
            changed += 1;
        }
    }
    // Deepest first; a folder that still holds files stays, which is what the refusal to remove it says.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
    Ok(changed)
}
