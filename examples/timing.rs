//! Times a model, the first argument, on each file, the others, warm. The first line is "load TAB milliseconds", then there
//! is one line a file: "characters TAB milliseconds of the analysis TAB milliseconds of a new day of publication TAB
//! milliseconds of a new correction TAB words TAB milliseconds of the reader TAB milliseconds of the cast TAB milliseconds of the times TAB milliseconds of the
//! quotes TAB milliseconds of the events TAB name".
//!
//! A new day is what a text that has been read takes to be resolved for another day, a new correction what it takes to be
//! derived anew once a date in it is corrected. The reader is what lies between
//! tokens and dependencies; words are its tokens. The cast is names linked and known, descriptions and pronouns, offices
//! and relations. The times are found and resolved. The quotes are who said what, once the cast is known, the events
//! what happened, once the quotes are. `cargo xtask bench` sets the figures beside those of WebAssembly.

use dateline::cast;
use dateline::correction::{Correction, Corrections};
use dateline::entity::World;
use dateline::event;
use dateline::quote;
use dateline::reading::Reading;
use dateline::span::Span;
use dateline::timex::{self, Period, Source};
use dateline::words::Words;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long one file is timed, after as long a warm-up.
const SPAN: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let model = std::fs::read(args.next().ok_or("usage: timing MODEL FILE...")?)?;
    let copies = vec![model.clone(); 5];
    let mut loads: Vec<Duration> = copies.into_iter().map(|copy| time(|| dateline::Analyzer::new(copy))).collect();
    loads.sort();
    println!("load\t{:.3}", milliseconds(loads[loads.len() / 2]));

    let analyzer = dateline::Analyzer::new(model)?;
    let words = Words::load();
    let day = dateline::Day::parse("2016-09-04");
    for path in args {
        let text = std::fs::read_to_string(&path)?;
        let whole = median(|| analyzer.analyze(std::hint::black_box(text.as_str()), day));
        let document = Arc::new(analyzer.read(text.as_str()));
        let new_day = median(|| analyzer.resolve(std::hint::black_box(&document), day));
        let first = document.tokens.first().map_or_else(Span::default, |t| t.span);
        let list = [Correction::Date(first, Period::Year(2016))];
        let corrected = || analyzer.resolve(&Arc::new(analyzer.derive(&document.parsed, &list)), day);
        let correction = median(corrected);
        let (tokens, sentences) = (&document.tokens, &document.sentences);
        let reader = median(|| analyzer.model().read(std::hint::black_box(&text), tokens, sentences));
        let source = Source {
            text: &text,
            tokens,
            sentences,
            tags: &document.tags,
            dependencies: &document.dependencies,
            ..Source::default()
        };
        let times = median(|| timex::resolve(&timex::find(std::hint::black_box(source)), day));
        let names = analyzer.model().read(&text, tokens, sentences).names;
        let reading = Reading {
            text: &text,
            words: &words,
            blocks: &document.blocks,
            sentences,
            tokens,
            tags: &document.tags,
            dependencies: &document.dependencies,
        };
        let world = World { lexicon: analyzer.model().lexicon(), kb: analyzer.model().kb() };
        let quoted = quote::quoted_tokens(reading);
        let no = || Corrections::new(&[]);
        let cast = median(|| cast::read(std::hint::black_box(reading), &names, world, &quoted, &mut no()));
        let types: Vec<_> = document.entities.iter().map(|e| e.kind).collect();
        let weights = quote::Weights::of(analyzer.model());
        let mentions = &document.mentions;
        let quotes = median(|| quote::find(std::hint::black_box(reading), mentions, &types, Some(weights)));
        let from = analyzer.event_sources(&document);
        let weights = event::Weights::of(analyzer.model());
        let events = median(|| event::find(std::hint::black_box(from), weights, &mut no()));
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (characters, count) = (text.encode_utf16().count(), tokens.len());
        let [whole, new_day, correction, reader, cast, times, quotes, events] =
            [whole, new_day, correction, reader, cast, times, quotes, events].map(milliseconds);
        println!(
            "{characters}\t{whole:.3}\t{new_day:.3}\t{correction:.3}\t{count}\t{reader:.3}\t{cast:.3}\t{times:.4}\t{quotes:.4}\t{events:.4}\t{name}"
        );
    }
    Ok(())
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn time<T>(run: impl FnOnce() -> T) -> Duration {
    let begun = Instant::now();
    std::hint::black_box(run());
    begun.elapsed()
}

/// The median time of a run within `SPAN`, of five runs at least.
fn median<T>(run: impl Fn() -> T) -> Duration {
    let runs = || {
        let mut times = Vec::new();
        while times.len() < 5 || times.iter().sum::<Duration>() < SPAN {
            times.push(time(&run));
        }
        times.sort();
        times[times.len() / 2]
    };
    runs();
    runs()
}
