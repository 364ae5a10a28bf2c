//! Telling the reader what happens: one line a step, a spinner while it runs, its output only when it fails.

use std::io::{BufRead, BufReader, IsTerminal, Read, stderr};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};

/// How much of a failed command's output is shown, in lines.
const TAIL: usize = 60;

/// Prints one line about what was found or done.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

/// Runs a command quietly, with `label` and its latest line on a spinner.
///
/// # Errors
/// When it cannot be started, or fails: then with the end of what it printed.
pub fn run(label: &str, command: &mut Command) -> Result<()> {
    let (status, output, took) = watched(label, command)?;
    if status.success() {
        note(&format!("{label}: done in {:.1} s", took.as_secs_f32()));
        return Ok(());
    }
    let lines: Vec<&str> = output.lines().collect();
    bail!("{label} failed ({status}):\n{}", lines[lines.len().saturating_sub(TAIL)..].join("\n"))
}

/// As [`run`], but a failure is an answer and not an error: `Err` holds the last line printed.
///
/// # Errors
/// When the command cannot be started.
pub fn attempt(label: &str, command: &mut Command) -> Result<Result<(), String>> {
    let (status, output, took) = watched(label, command)?;
    if status.success() {
        note(&format!("{label}: done in {:.1} s", took.as_secs_f32()));
        return Ok(Ok(()));
    }
    let last = output.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no reason given");
    Ok(Err(last.trim().to_owned()))
}

/// What a command prints, without the white space around it.
///
/// # Errors
/// When it cannot be started, fails, or prints something other than text.
pub fn output(command: &mut Command) -> Result<String> {
    let out = command.stderr(Stdio::piped()).output().with_context(|| format!("cannot run {command:?}"))?;
    if !out.status.success() {
        bail!("{command:?} failed: {}", String::from_utf8_lossy(&out.stderr).trim());
    }
    Ok(String::from_utf8(out.stdout)?.trim().to_owned())
}

/// Runs a command with its output going straight through.
///
/// # Errors
/// When it cannot be started or fails.
pub fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {:?}", command.get_program()))?;
    if !status.success() {
        let name = command.get_program().to_string_lossy().into_owned();
        let args: Vec<_> = command.get_args().map(|arg| arg.to_string_lossy()).collect();
        bail!("`{name} {}` failed ({status})", args.join(" "));
    }
    Ok(())
}

/// A spinner on a terminal, one plain line elsewhere.
pub fn spinner(label: &str) -> ProgressBar {
    if !stderr().is_terminal() {
        note(&format!("{label} ..."));
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("  {spinner} {prefix} {elapsed} {wide_msg:.dim}");
    let bar = ProgressBar::new_spinner().with_style(style.expect("the template is well formed"));
    bar.set_prefix(label.to_owned());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn watched(label: &str, command: &mut Command) -> Result<(ExitStatus, String, Duration)> {
    let started = Instant::now();
    let bar = spinner(label);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {:?}", command.get_program()))?;
    let (send, lines) = channel();
    forward(child.stdout.take(), send.clone());
    forward(child.stderr.take(), send);
    let mut output = String::new();
    for line in lines {
        bar.set_message(line.trim().to_owned());
        output.push_str(&line);
        output.push('\n');
    }
    let status = child.wait()?;
    bar.finish_and_clear();
    Ok((status, output, started.elapsed()))
}

fn forward(stream: Option<impl Read + Send + 'static>, send: Sender<String>) {
    let Some(stream) = stream else { return };
    std::thread::spawn(move || {
        let mut reader = BufReader::new(stream);
        let mut line = Vec::new();
        while reader.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            line.clear();
            if send.send(text).is_err() {
                return;
            }
        }
    });
}
