//! What a person typed, in words; and the sets of letters that names are sifted by.
//!
//! Must not be in here: names, ranking.

/// More words than these are passed over.
const MOST_WORDS: usize = 8;

/// One word of a query, in small letters.
#[derive(Debug)]
pub(super) struct Word {
    pub text: Vec<u8>,
    pub letters: u32,
    /// How many typos it may have.
    pub errors: u8,
}

/// A query.
#[derive(Debug)]
pub(super) struct Query {
    /// As typed, in small letters, without space around.
    pub text: Vec<u8>,
    pub words: Vec<Word>,
    /// The letters of all words.
    pub letters: u32,
}

impl Query {
    pub fn read(typed: &str) -> Self {
        let text = typed.trim().to_ascii_lowercase().into_bytes();
        let parts = text.split(|byte| is_separator(*byte)).filter(|part| !part.is_empty());
        let words: Vec<Word> = parts.take(MOST_WORDS).map(Word::new).collect();
        let letters = words.iter().fold(0, |all, word| all | word.letters);
        Self { text, words, letters }
    }

    /// Whether a name of these letters may have every word with its typos: none misses more letters than that.
    pub fn nearly_in(&self, letters: u32) -> bool {
        self.words.iter().all(|word| (word.letters & !letters).count_ones() <= u32::from(word.errors))
    }

    /// Whether a name is the query, separators being alike.
    pub fn is(&self, name: &[u8]) -> bool {
        let alike = |(a, b): (&u8, &u8)| a == b || (is_separator(*a) && is_separator(*b));
        name.len() == self.text.len() && name.iter().zip(&self.text).all(alike)
    }
}

impl Word {
    fn new(text: &[u8]) -> Self {
        Self { text: text.to_vec(), letters: letters(text), errors: super::typo::allowed(text, 8) }
    }
}

/// What parts the words of a query.
pub(super) fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'_' | b'.')
}

/// The set of letters and digits in a text (small letters); two digits may share a bit.
pub(super) fn letters(text: &[u8]) -> u32 {
    text.iter().fold(0, |all, byte| match byte {
        b'a'..=b'z' => all | 1 << (byte - b'a'),
        b'0'..=b'9' => all | 1 << (26 + (byte - b'0') % 6),
        _ => all,
    })
}
