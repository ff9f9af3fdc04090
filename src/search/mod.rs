//! Which of many short names a person means: ordinary matches first, then names that a typo or two away.
//!
//! A query is words, parted by spaces, `-`, `_` and `.`; a name matches when every word is in it. Letters match in
//! either case (ASCII). Everything is total: any text is a query, any text is a name.
//!
//! Must not be in here: anything of the project; where names come from, what they are worth.

mod index;
mod look;
mod query;
#[cfg(test)]
mod tests;
mod typo;

use std::ops::Range;

pub use index::{Index, nearest};

/// How well a name fits a query, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// It is the query; separators are alike.
    Exact,
    /// It begins with the query, a `lib` or `py` before it aside: the first word at its start, each other one at a
    /// later start of a word.
    Prefix,
    /// Every word of the query begins a word of it.
    Word,
    /// Every word of the query is somewhere in it.
    Inside,
    /// Words of it begin as the query does, but for typos.
    Typo,
}

/// A name that fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Which name, in the order that the index was made in.
    pub index: usize,
    /// What of the name matched, in bytes: ascending, parted, on boundaries of characters.
    pub marks: Vec<Range<usize>>,
    /// How well.
    pub class: Class,
}
