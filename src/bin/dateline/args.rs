//! What the command line was asked to do.

use dateline::export::Format;
use dateline::{Day, wire};
use lexopt::prelude::*;

/// What `dateline --help` prints.
pub const USAGE: &str = "\
Usage: dateline analyze [--published DAY] [--corrections FILE] [--tokens] [--model FILE] FILE|-
       dateline analyze --jsonl [--tokens] [--model FILE] [FILE|-]
       dateline dossier [--model FILE] FILE|-...
       dateline dossier --jsonl [--model FILE] [FILE|-]
       dateline export --format FORMAT [--published DAY] [--corrections FILE] [--out DIR] [--model FILE] FILE|-...
       dateline export --format FORMAT --jsonl [--out DIR] [--model FILE] [FILE|-]
       dateline formats
       dateline model-info [--model FILE]
       dateline --version | --help

analyze writes one analysis as a line of JSON. DAY is the day of publication, as in 2016-09-04.
The corrections of --corrections are what a reader knows better, a JSON array of {\"kind\", \"at\", \"value\"}: kind is
same, different, not-entity, type, date, event, not-event, when or factuality, at a list of {\"start\", \"end\"} in UTF-16 code
units, value a type, a day, month or year, or whether it happened.
With --jsonl, every line of the input is {\"id\", \"text\", \"published\", \"corrections\"} and is answered, in order, by an analysis with
the same id, or by {\"id\", \"error\"} when the line cannot be read.

dossier reads several articles, each a FILE or, with --jsonl, a line as above, and writes one line of JSON: their analyses,
one cast and one timeline of them all, with who tells of each happening and in what they differ.

export writes one article, or several merged, for another tool: to standard output, or with --out into a folder, which what
makes several files needs. formats lists the formats, with what each is for and what it loses.
";

/// A command with its options.
pub enum Command {
    Help,
    Version,
    ModelInfo(Option<String>),
    Analyze(Analyze),
    Dossier(Dossier),
    Export(Export),
    Formats,
}

/// The options of `analyze`.
pub struct Analyze {
    pub published: Option<Day>,
    pub corrections: Option<String>,
    pub tokens: bool,
    pub jsonl: bool,
    pub model: Option<String>,
    pub file: String,
}

/// The options of `dossier`.
pub struct Dossier {
    pub jsonl: bool,
    pub model: Option<String>,
    /// One or more.
    pub files: Vec<String>,
}

/// The options of `export`.
pub struct Export {
    pub format: Format,
    pub published: Option<Day>,
    pub corrections: Option<String>,
    pub jsonl: bool,
    pub out: Option<String>,
    pub model: Option<String>,
    /// One or more.
    pub files: Vec<String>,
}

/// Reads the program's arguments; an error is a sentence for the user.
pub fn parse() -> Result<Command, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut command, mut files, mut model) = (None, Vec::new(), None);
    let (mut published, mut corrections, mut tokens, mut jsonl) = (None, None, false, false);
    let (mut format, mut out) = (None, None);
    while let Some(arg) = parser.next().map_err(|e| e.to_string())? {
        match arg {
            Short('h') | Long("help") => return Ok(Command::Help),
            Short('V') | Long("version") => return Ok(Command::Version),
            Long("published") => published = Some(wire::read_day(&text(&mut parser)?)?),
            Long("corrections") => corrections = Some(text(&mut parser)?),
            Long("tokens") => tokens = true,
            Long("jsonl") => jsonl = true,
            Long("format") => format = Some(text(&mut parser)?),
            Long("out") => out = Some(text(&mut parser)?),
            Long("model") => model = Some(text(&mut parser)?),
            Value(value) if command.is_none() => command = Some(value.string().map_err(|e| e.to_string())?),
            Value(value) => files.push(value.string().map_err(|e| e.to_string())?),
            other => return Err(other.unexpected().to_string()),
        }
    }
    if files.is_empty() && jsonl {
        files.push("-".to_string());
    }
    let many = matches!(command.as_deref(), Some("dossier" | "export")) && !jsonl;
    if let Some(more) = files.get(1).filter(|_| !many) {
        return Err(format!("\"{more}\" is one file too many"));
    }
    match command.as_deref() {
        Some(other) if other != "export" && (format.is_some() || out.is_some()) => {
            Err(format!("--format and --out belong to export, not to {other}"))
        }
        Some("export") => match format_of(format)? {
            None => Ok(Command::Formats),
            Some(_) if tokens => Err("export gives no tokens; the format conll has them".to_string()),
            Some(_) if files.is_empty() => Err("export needs a file, or - for standard input".to_string()),
            Some(_) if (published.is_some() || corrections.is_some()) && (jsonl || files.len() > 1) => {
                Err("of several articles, days and corrections stand in the lines of --jsonl".to_string())
            }
            Some(format) => Ok(Command::Export(Export { format, published, corrections, jsonl, out, model, files })),
        },
        Some("analyze") if jsonl && published.is_some() => {
            Err("with --jsonl, the day of publication stands in each line".to_string())
        }
        Some("analyze") if jsonl && corrections.is_some() => {
            Err("with --jsonl, the corrections stand in each line".to_string())
        }
        Some("dossier") if published.is_some() || corrections.is_some() || tokens => {
            Err("dossier takes days and corrections with --jsonl, in each line, and gives no tokens".to_string())
        }
        Some(command @ ("analyze" | "dossier")) if files.is_empty() => {
            Err(format!("{command} needs a file, or - for standard input"))
        }
        Some("dossier") => Ok(Command::Dossier(Dossier { jsonl, model, files })),
        Some("analyze") => {
            let file = files.swap_remove(0);
            Ok(Command::Analyze(Analyze { published, corrections, tokens, jsonl, model, file }))
        }
        Some("formats") => Ok(Command::Formats),
        Some("model-info") => Ok(Command::ModelInfo(model)),
        Some(other) => Err(format!("there is no command \"{other}\"")),
        None => Err("a command is needed".to_string()),
    }
}

/// The format of that name; "list" is answered like `formats`.
fn format_of(name: Option<String>) -> Result<Option<Format>, String> {
    match name.as_deref() {
        None => Err("export needs a --format; \"dateline formats\" lists them".to_string()),
        Some("list") => Ok(None),
        Some(name) => {
            let known = || Format::ALL.iter().map(|f| f.name()).collect::<Vec<_>>().join(", ");
            Format::parse(name).map(Some).ok_or_else(|| format!("there is no format \"{name}\", but {}", known()))
        }
    }
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().and_then(|v| v.string()).map_err(|e| e.to_string())
}
