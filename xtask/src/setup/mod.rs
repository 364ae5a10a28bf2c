//! Finds what the other commands need, installs what is missing where it may, and otherwise says what to install.
//! Nothing that is found is installed again, so a second run only looks.

pub mod apt;
pub mod chromium;
pub mod firefox;
pub mod node;
pub mod rust;
pub mod wasm;

use anyhow::Result;

use crate::say;

/// Everything at once.
///
/// # Errors
/// When something is missing that this program may not or cannot install; the message says what to do.
pub fn all() -> Result<()> {
    say::note(&format!("WebAssembly: {}", wasm::find_or_install()?));
    rust::format_and_lint_tools()?;
    say::note(&format!("Node: {}", node::find()?));
    node::packages(&crate::paths::root().join("www"))?;
    node::packages(&node::browser_tests())?;
    say::note(&format!("Chromium: {}", chromium::find_or_install()?.display()));
    if let Some(firefox) = firefox::find_or_install()? {
        say::note(&format!("Firefox: {}", firefox.display()));
    }
    Ok(())
}
