//! Times the analysis with a model, the first argument, of each file, the others, warm: one line a file,
//! "characters TAB milliseconds TAB name". `cargo xtask bench` sets it beside the same in WebAssembly.

use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long one file is timed, after as long a warm-up.
const SPAN: Duration = Duration::from_millis(500);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let model = args.next().ok_or("usage: timing MODEL FILE...")?;
    let analyzer = dateline::Analyzer::new(std::fs::read(model)?)?;
    let day = dateline::Day::parse("2016-09-04");
    for path in args {
        let text = std::fs::read_to_string(&path)?;
        let runs = || {
            let mut times = Vec::new();
            while times.len() < 5 || times.iter().sum::<Duration>() < SPAN {
                let begun = Instant::now();
                std::hint::black_box(analyzer.analyze(std::hint::black_box(&text), day));
                times.push(begun.elapsed());
            }
            times.sort();
            times[times.len() / 2]
        };
        runs();
        let (characters, median) = (text.encode_utf16().count(), runs());
        let name = Path::new(&path).file_name().unwrap_or_default().to_string_lossy().into_owned();
        println!("{characters}\t{:.3}\t{name}", median.as_secs_f64() * 1e3);
    }
    Ok(())
}
