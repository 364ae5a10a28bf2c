//! The command line as a user meets it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn dateline(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feed = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = feed.join();
    output
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

const TEXT: &str = "The council of Port Alder said on Monday that Mayor Ann Lee will resign next month.";

#[test]
fn analyses_standard_input() {
    let a = json(&dateline(&["analyze", "--published", "2021-03-03", "-"], TEXT.as_bytes()));
    assert_eq!(a["schema"], 1);
    assert_eq!(a["offset_unit"], "utf-16");
    assert_eq!(a["publication"]["value"], "2021-03-03");
    assert_eq!(a["publication"]["source"], "given");
    assert!(a.get("tokens").is_none());
    let values: Vec<_> = a["timexes"].as_array().unwrap().iter().map(|t| t["value"].as_str().unwrap()).collect();
    assert_eq!(values, ["2021-03-01", "2021-04"]);
}

#[test]
fn gives_tokens_only_when_asked() {
    let a = json(&dateline(&["analyze", "--tokens", "-"], TEXT.as_bytes()));
    let tokens = a["tokens"].as_array().unwrap();
    assert_eq!(tokens[0]["lemma"], "the");
    assert!(tokens.iter().any(|t| t["upos"] == "VERB" && t["lemma"] == "resign"));
}

#[test]
fn answers_every_line_in_order() {
    let mut input = Vec::new();
    for n in 0..200 {
        writeln!(input, "{}", serde_json::json!({"id": n, "text": format!("{TEXT} It was {n}."), "published": null}))
            .unwrap();
    }
    input.extend(b"\nnot json\n{\"id\":\"x\"}\n{\"id\":\"d\",\"text\":\"t\",\"published\":\"yesterday\"}\n\xff\xfe\n{\"id\":\"last\",\"text\":\"\"}");
    let output = dateline(&["analyze", "--jsonl"], &input);
    assert!(output.status.success());
    let lines: Vec<serde_json::Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 205);
    for (n, line) in lines[..200].iter().enumerate() {
        assert_eq!(line["id"], n);
        assert_eq!(line["schema"], 1);
    }
    let errors: Vec<_> = lines[200..204].iter().map(|l| (l["id"].clone(), l["error"].is_string())).collect();
    let null = serde_json::Value::Null;
    assert_eq!(errors, [(null.clone(), true), ("x".into(), true), ("d".into(), true), (null, true)]);
    assert_eq!(lines[204]["id"], "last");
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let one = dateline(&["analyze", "-"], TEXT.as_bytes()).stdout;
    let two = dateline(&["analyze", "-"], TEXT.as_bytes()).stdout;
    assert_eq!(one, two);
}

#[test]
fn broken_utf8_is_read_and_said() {
    let output = dateline(&["analyze", "-"], b"Ann Lee \xff\xfe left London.");
    assert!(String::from_utf8_lossy(&output.stderr).contains("UTF-8"));
    assert!(json(&output)["sentences"].as_array().unwrap().len() == 1);
}

#[test]
fn mistakes_are_answered_in_words() {
    for (args, says) in [
        (&["analyze", "--published", "4 Sept", "-"][..], "not a day"),
        (&["analyze", "no-such-file.txt"], "no-such-file.txt"),
        (&["analyze"], "needs a file"),
        (&["analyse", "-"], "no command"),
        (&["analyze", "--model", "Cargo.toml", "-"], "model"),
        (&[], "Usage"),
    ] {
        let output = dateline(args, b"");
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let error = String::from_utf8_lossy(&output.stderr).to_string();
        assert!(error.contains(says), "{args:?}: {error}");
    }
}

#[test]
fn merges_articles_into_a_dossier() {
    let line =
        |id: &str, text: &str| serde_json::json!({"id": id, "text": text, "published": "2021-03-03"}).to_string();
    let input = line("a", TEXT) + "\n\n" + &line("b", "Ann Lee spoke in Port Alder on Monday.");
    let d = json(&dateline(&["dossier", "--jsonl"], input.as_bytes()));
    assert_eq!((&d["articles"][0]["id"], &d["articles"][1]["id"]), (&"a".into(), &"b".into()));
    let alone = json(&dateline(&["analyze", "--published", "2021-03-03", "-"], TEXT.as_bytes()));
    assert_eq!(d["articles"][0]["analysis"], alone);
    let lee = d["cast"].as_array().unwrap().iter().find(|m| m["name"] == "Ann Lee").unwrap();
    assert_eq!(lee["entities"].as_array().unwrap().len(), 2);
    assert!(!d["timeline"].as_array().unwrap().is_empty());
}

#[test]
fn a_dossier_says_which_article_it_cannot_read() {
    let output = dateline(&["dossier", "--jsonl"], b"{\"text\":\"t\"}\n{\"text\":\"t\",\"published\":\"soon\"}");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("article 2: \"soon\" is not a day"));
    let output = dateline(&["dossier", "--jsonl"], b"{\"text\":\"t\"}\nnonsense");
    assert!(String::from_utf8_lossy(&output.stderr).contains("line 2"));
    let output = dateline(&["dossier"], b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("dossier needs a file"));
}

#[test]
fn exports_one_file_or_a_folder() {
    let ics = dateline(&["export", "--format", "ics", "--published", "2021-03-03", "-"], TEXT.as_bytes());
    assert!(ics.status.success() && ics.stdout.starts_with(b"BEGIN:VCALENDAR\r\n"));
    let folder = std::env::temp_dir().join(format!("dateline-export-{}", std::process::id()));
    let out = folder.to_string_lossy().to_string();
    let csv = dateline(&["export", "--format", "csv", "--out", &out, "-"], TEXT.as_bytes());
    assert!(csv.status.success() && csv.stdout.is_empty());
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3);
    std::fs::remove_dir_all(folder).unwrap();
    assert_eq!(dateline(&["formats"], b"").stdout, dateline(&["export", "--format", "list"], b"").stdout);
    for (args, says) in [
        (&["export", "-"][..], "needs a --format"),
        (&["export", "--format", "doc", "-"], "no format \"doc\""),
        (&["export", "--format", "ics"], "needs a file"),
        (&["export", "--format", "csv", "-"], "--out DIR"),
        (&["export", "--format", "ics", "--published", "2021-03-03", "a.txt", "b.txt"], "--jsonl"),
        (&["analyze", "--format", "ics", "-"], "belong to export"),
    ] {
        let output = dateline(args, TEXT.as_bytes());
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let error = String::from_utf8_lossy(&output.stderr).to_string();
        assert!(error.contains(says), "{args:?}: {error}");
    }
}
