//! `cargo xtask`: everything that is done to this repository, with nothing to install by hand beforehand.

mod bench;
mod build;
mod eval;
mod fuzz;
mod paths;
mod say;
mod serve;
mod server;
mod setup;
mod size;
mod suite;

use std::process::ExitCode;

use anyhow::{Result, bail};
use lexopt::prelude::*;

const HELP: &str = "\
cargo xtask COMMAND

  setup                    find or install what the other commands need
  build                    make dist/, the page as static files
  serve [--port 8000] [--base /sub/path/]
                           build, and serve the page on this machine
  test                     run every test
  size                     show what weighs what in dist/; fail over budget
  bench [--text FILE]      time one analysis, in WebAssembly and natively
  fuzz [--minutes 10] [TARGET]
                           look for inputs that break what must hold: timex,
                           the times (the default), or analyze, the whole
  eval --data DIR [--all] [--update]
                           score the analyses on the development sets in DIR,
                           with --all on the slow ones too

Set-up is part of every command; `setup` alone does it ahead of time.
Variables: CHROMIUM names the browser for the tests; DATELINE_WASM=target or
DATELINE_WASM=build-std chooses how the WebAssembly is compiled.
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("\nerror: {}", causes.join("\n  "));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut args = lexopt::Parser::from_env();
    let command = match args.next()? {
        Some(Value(name)) => name.string()?,
        Some(Long("help") | Short('h')) | None => {
            print!("{HELP}");
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut options = Options::default();
    while let Some(arg) = args.next()? {
        match (command.as_str(), arg) {
            ("serve", Long("port")) => options.port = args.value()?.parse()?,
            ("serve", Long("base")) => options.base = args.value()?.string()?,
            ("bench", Long("text")) => options.text = Some(args.value()?.into()),
            ("fuzz", Long("minutes")) => options.minutes = args.value()?.parse()?,
            ("fuzz", Value(name)) => options.target = name.string()?,
            ("eval", Long("data")) => options.data = Some(args.value()?.into()),
            ("eval", Long("all")) => options.all = true,
            ("eval", Long("update")) => options.update = true,
            (_, Long("help") | Short('h')) => {
                print!("{HELP}");
                return Ok(());
            }
            (_, other) => return Err(other.unexpected().into()),
        }
    }
    match command.as_str() {
        "setup" => setup::all(),
        "build" => build::build().map(|_| ()),
        "serve" => serve::serve(options.port, &options.base),
        "test" => suite::run(),
        "size" => {
            build::build()?;
            size::check()
        }
        "bench" => bench::run(options.text.as_deref()),
        "fuzz" => fuzz::run(&options.target, options.minutes),
        "eval" => eval::run(options.data.as_deref(), options.all, options.update),
        other => bail!("there is no command {other:?}\n\n{HELP}"),
    }
}

/// What the commands take besides their name.
struct Options {
    port: u16,
    base: String,
    text: Option<std::path::PathBuf>,
    target: String,
    minutes: u64,
    data: Option<std::path::PathBuf>,
    all: bool,
    update: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            port: 8000,
            base: "/".to_owned(),
            text: None,
            target: "timex".to_owned(),
            minutes: 10,
            data: None,
            all: false,
            update: false,
        }
    }
}
