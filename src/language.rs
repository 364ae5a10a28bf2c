//! Tells whether a text reads like English; nothing else is decided by it but a note to the reader.

use crate::token::Token;

/// The commonest words of English that few other languages of Latin script share.
const COMMON: [&str; 32] = [
    "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "as", "his", "on", "be", "at", "by", "had",
    "are", "but", "from", "have", "they", "which", "you", "were", "her", "she", "their", "has", "would", "there",
    "been",
];

/// "en", or "und" for a text of which too little looks English. Reads the first few thousand words at most.
pub fn of(text: &str, tokens: &[Token]) -> &'static str {
    let words = tokens.iter().map(|t| t.span.of(text)).filter(|w| w.chars().all(char::is_alphabetic)).take(4000);
    let (mut all, mut latin, mut common) = (0usize, 0usize, 0usize);
    for word in words {
        all += 1;
        latin += usize::from(word.chars().all(|c| c < '\u{250}'));
        common += usize::from(COMMON.iter().any(|c| word.eq_ignore_ascii_case(c)));
    }
    // A headline or a caption may do without any of them; a paragraph does not.
    let enough = if all < 12 { latin * 2 > all } else { common * 100 >= all * 9 };
    if enough { "en" } else { "und" }
}
