//! The whole analysis of any text, with the model that ships, and a second day for the same text.
#![no_main]

use dateline::{Analyzer, Day, Session};
use libfuzzer_sys::fuzz_target;
use std::cell::RefCell;

thread_local! {
    static SESSION: RefCell<Session> = RefCell::new({
        let model = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../data/model.bin")).expect("the model");
        Session::new(Analyzer::new(model).expect("a whole model"))
    });
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data).into_owned();
    SESSION.with_borrow_mut(|session| {
        let json = session.analyze(text.clone(), None).to_json(true);
        assert!(json.starts_with('{') && json.ends_with('}'));
        session.analyze(text, Day::parse("2016-09-04")).to_json(false);
    });
});
