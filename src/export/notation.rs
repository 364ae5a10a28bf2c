//! JSON as it is written, in the order in which a reader wants it. Objects of `serde_json` would order their keys by the
//! alphabet and weigh more in the page's module.

/// A JSON text that grows. Every value has a key, "" in a list.
#[derive(Default)]
pub struct Json(String);

// None of these is worth a copy at every call: the page's module has to be small.
impl Json {
    /// Begins an object (`{`) or a list (`[`).
    #[inline(never)]
    pub fn open(&mut self, key: &str, bracket: char) {
        self.key(key);
        self.0.push(bracket);
    }

    /// Ends it.
    #[inline(never)]
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// Ends a list of lines.
    pub fn close_lines(&mut self) {
        self.0.push('\n');
        self.0.push(']');
    }

    /// Begins an object on a line of its own.
    pub fn open_line(&mut self) {
        if !self.0.ends_with('[') {
            self.0.push(',');
        }
        self.0.push('\n');
        self.0.push('{');
    }

    /// A string.
    #[inline(never)]
    pub fn text(&mut self, key: &str, value: &str) {
        // A string can always be written.
        self.raw(key, &serde_json::to_string(value).unwrap_or_default());
    }

    /// A string, or null.
    #[inline(never)]
    pub fn maybe(&mut self, key: &str, value: Option<String>) {
        match value {
            Some(value) => self.text(key, &value),
            None => self.raw(key, "null"),
        }
    }

    /// A number, or false: JSON already.
    #[inline(never)]
    pub fn raw(&mut self, key: &str, value: &str) {
        self.key(key);
        self.0 += value;
    }

    /// A count.
    #[inline(never)]
    pub fn count(&mut self, key: &str, value: usize) {
        self.raw(key, &value.to_string());
    }

    /// The text, with a line's end.
    pub fn end(mut self) -> String {
        self.0.push('\n');
        self.0
    }

    fn key(&mut self, key: &str) {
        if !self.0.is_empty() && !self.0.ends_with(['{', '[']) {
            self.0 += ", ";
        }
        if !key.is_empty() {
            self.0.push('"');
            self.0 += key;
            self.0 += "\": ";
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_json() {
        let hostile = "a\"\\\u{0}\n</script>\u{2028}[";
        let mut json = Json::default();
        json.open("", '{');
        json.text("a", hostile);
        json.open("b", '[');
        json.raw("", "1.50");
        json.text("", hostile);
        json.close(']');
        json.open("c", '[');
        json.open_line();
        json.maybe("d", None);
        json.close('}');
        json.open_line();
        json.count("e", 2);
        json.close('}');
        json.close_lines();
        json.close('}');
        let read: serde_json::Value = serde_json::from_str(&json.end()).unwrap();
        let wanted = serde_json::json!({"a": hostile, "b": [1.5, hostile], "c": [{"d": null}, {"e": 2}]});
        assert_eq!(read, wanted);
    }
}
