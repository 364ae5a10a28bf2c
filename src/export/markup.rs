//! Tags around stretches of a text, always well nested.

use crate::span::Span;

/// A stretch with what opens and closes it.
pub struct Tagged {
    pub span: Span,
    pub open: String,
    pub close: &'static str,
}

/// Orders tags as `wrap` wants them. Of those that begin together the longest is outermost; the order in which they came
/// decides between equals.
pub fn sort(tags: &mut [Tagged]) {
    tags.sort_by_key(|t| (t.span.start, std::cmp::Reverse(t.span.end)));
}

/// The text of `within` with tags around the stretches that lie in it, everything else given to `escape`. The tags
/// must be in the order of [`sort`]. Of two that cross,
/// the later one is left out, and so is one that is not wholly inside.
pub fn wrap(
    text: &str,
    within: Span,
    tags: impl IntoIterator<Item = Tagged>,
    escape: impl Fn(&str) -> String,
) -> String {
    let mut out = String::new();
    let mut open: Vec<(u32, &'static str)> = Vec::new();
    let mut at = within.start;
    let up_to = |at: &mut u32, to: u32, out: &mut String| {
        out.push_str(&escape(&text[*at as usize..to as usize]));
        *at = to;
    };
    for tag in tags.into_iter().filter(|t| within.contains(t.span) && !t.span.is_empty()) {
        while let Some((end, close)) = open.last().copied().filter(|o| o.0 <= tag.span.start) {
            up_to(&mut at, end, &mut out);
            out += close;
            open.pop();
        }
        if open.last().is_some_and(|o| o.0 < tag.span.end) {
            continue;
        }
        up_to(&mut at, tag.span.start, &mut out);
        out += &tag.open;
        open.push((tag.span.end, tag.close));
    }
    while let Some((end, close)) = open.pop() {
        up_to(&mut at, end, &mut out);
        out += close;
    }
    up_to(&mut at, within.end, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_nest() {
        let tag = |a: usize, b: usize, open: &str| Tagged { span: Span::new(a, b), open: open.into(), close: "/" };
        let mut tags = vec![tag(2, 8, "A"), tag(2, 4, "B"), tag(4, 5, "C"), tag(7, 10, "D"), tag(8, 9, "E")];
        sort(&mut tags);
        assert_eq!(wrap("0123456789", Span::new(1, 10), tags, str::to_string), "1AB23/C4/567/E8/9");
    }
}
