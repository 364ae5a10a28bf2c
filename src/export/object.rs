//! JSON written by hand, in the order in which a reader wants it. Objects of `serde_json` would order their keys by the
//! alphabet and weigh more than all the formats that use them.

/// A string in quotation marks.
pub fn string(text: &str) -> String {
    // A string can always be written.
    serde_json::to_string(text).unwrap_or_default()
}

/// A string, or null.
pub fn maybe(text: Option<String>) -> String {
    text.map_or_else(|| "null".to_string(), |t| string(&t))
}

/// An object of keys that need no escape, and of values that are JSON already.
pub fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\": {value}")).collect();
    format!("{{{}}}", fields.join(", "))
}

/// A list of values that are JSON already; one a line where `lines` says so.
pub fn list(values: &[String], lines: bool) -> String {
    match lines && !values.is_empty() {
        true => format!("[\n{}\n]", values.join(",\n")),
        false => format!("[{}]", values.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_json() {
        let hostile = "a\"\\\u{0}\n</script>\u{2028}";
        let json = object(&[("a", string(hostile)), ("b", list(&["1".into(), "2".into()], true)), ("c", maybe(None))]);
        let read: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(read, serde_json::json!({"a": hostile, "b": [1, 2], "c": null}));
    }
}
