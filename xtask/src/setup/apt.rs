//! Installing packages on Debian and Ubuntu.

use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Result, bail};

use crate::paths::on_path;
use crate::say;

/// Whether this machine has apt-get.
pub fn exists() -> bool {
    on_path(&["apt-get"]).is_some()
}

/// Installs `packages`; `why` completes "... is needed for".
///
/// # Errors
/// When this user may not install: the message is the command to run as one who may. When apt-get fails.
pub fn install(packages: &[&str], why: &str) -> Result<()> {
    let list = packages.join(" ");
    let Some(prefix) = privilege() else {
        bail!(
            "{why} needs packages that this user may not install. Run: sudo apt-get update && sudo apt-get install {list}"
        );
    };
    static UPDATED: OnceLock<()> = OnceLock::new();
    if UPDATED.set(()).is_ok() {
        say::run("apt-get update", &mut apt(prefix, &["update", "-q"]))?;
    }
    let mut args = vec!["install", "-y", "-q", "--no-install-recommends"];
    args.extend(packages);
    say::run(&format!("apt-get install {list}"), &mut apt(prefix, &args))
}

fn apt(prefix: &[&str], args: &[&str]) -> Command {
    let words: Vec<&str> = prefix.iter().copied().chain(["apt-get"]).collect();
    let mut command = Command::new(words[0]);
    command.args(&words[1..]).args(args).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

/// What goes before apt-get: nothing for root, sudo where it asks no password, `None` where neither is so.
fn privilege() -> Option<&'static [&'static str]> {
    let id = say::output(Command::new("id").arg("-u")).unwrap_or_default();
    if id == "0" {
        return Some(&[]);
    }
    let mut sudo = Command::new("sudo");
    sudo.args(["-n", "true"]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    sudo.status().is_ok_and(|status| status.success()).then_some(&["sudo", "-n"])
}
