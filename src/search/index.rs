//! Names made ready to be searched at each key pressed.
//!
//! Must not be in here: how one name fits (that is `look`).

use std::cmp::Ordering;
use std::ops::Range;

use super::look::{Fit, look};
use super::query::{Query, letters};
use super::{Class, Match, typo};

/// With fewer ordinary matches than this, and no exact one, typos are looked for.
const FEW: usize = 4;

/// Many names, ready to be searched: 8 bytes a name beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index {
    /// All names one after the other, in small letters.
    text: Vec<u8>,
    /// Where each name ends in the text.
    ends: Vec<u32>,
    /// The letters of each name.
    letters: Vec<u32>,
}

/// A name that fits, with what it is sorted by.
struct Found<'a> {
    at: usize,
    name: &'a [u8],
    fit: Fit,
    rank: u32,
}

impl Index {
    /// Makes names ready; 4 GB of text at most, names beyond that match nothing.
    pub fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut made = Self { text: Vec::new(), ends: Vec::new(), letters: Vec::new() };
        for name in names {
            let start = made.text.len();
            made.text.extend(name.bytes().map(|byte| byte.to_ascii_lowercase()));
            made.ends.push(u32::try_from(made.text.len()).unwrap_or(u32::MAX));
            made.letters.push(letters(made.text.get(start..).unwrap_or_default()));
        }
        made
    }

    /// The names that fit best, `limit` at most. `rank` is what a name is worth within its class, less is better;
    /// of names of one rank those that have the words whole go first, then the shorter, then by alphabet.
    pub fn find(&self, typed: &str, limit: usize, rank: impl Fn(usize) -> u32) -> Vec<Match> {
        let query = Query::read(typed);
        let mut marks = Vec::new();
        let mut best = Vec::new();
        let (mut count, typos) = (0, query.words.iter().any(|word| word.errors > 0));
        if query.words.is_empty() || limit == 0 {
            return vec![];
        }
        for at in (0..self.letters.len()).filter(|at| self.has(*at, query.letters)) {
            if let Some(fit) = look(self.name(at), &query, false, &mut marks) {
                count += if fit.class == Class::Exact { FEW } else { 1 };
                self.keep(&mut best, limit, (at, fit, rank(at)));
            }
        }
        if typos && count < FEW {
            for at in (0..self.letters.len()).filter(|at| self.nearly_has(*at, &query)) {
                if let Some(fit) = look(self.name(at), &query, true, &mut marks).filter(|fit| fit.errors > 0) {
                    self.keep(&mut best, limit, (at, fit, rank(at)));
                }
            }
        }
        best.into_iter().map(|found| found.made_match(&query)).collect()
    }

    /// The name that a text is most likely a typo of: `None` when it is a name itself, or none is near. `rank` as for
    /// [`Self::find`].
    pub fn nearest(&self, name: &str, rank: impl Fn(usize) -> u32) -> Option<usize> {
        let typed = name.to_ascii_lowercase();
        let set = letters(typed.as_bytes());
        let most = u32::from(typo::allowed(typed.as_bytes(), 6));
        let near = |at: &usize| self.letters.get(*at).is_some_and(|own| (own & !set).count_ones() <= most);
        let names = (0..self.letters.len()).filter(near).map(|at| (at, self.name(at), rank(at)));
        choose(typed.as_bytes(), names)
    }

    fn name(&self, at: usize) -> &[u8] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.text.get(start..end(at)).unwrap_or_default()
    }

    fn has(&self, at: usize, letters: u32) -> bool {
        self.letters.get(at).is_some_and(|own| letters & !own == 0)
    }

    /// Whether each word misses no more letters than it may have typos.
    fn nearly_has(&self, at: usize, query: &Query) -> bool {
        let own = self.letters.get(at).copied().unwrap_or_default();
        query.words.iter().all(|word| (word.letters & !own).count_ones() <= u32::from(word.errors))
    }

    /// Puts a name among the best, which are sorted and `limit` at most.
    fn keep<'a>(&'a self, best: &mut Vec<Found<'a>>, limit: usize, (at, fit, rank): (usize, Fit, u32)) {
        let found = Found { at, name: self.name(at), fit, rank };
        if best.len() == limit && best.last().is_some_and(|last| last.order(&found).is_lt()) {
            return;
        }
        let place = best.partition_point(|other| other.order(&found).is_le());
        best.insert(place, found);
        best.truncate(limit);
    }
}

impl Found<'_> {
    fn order(&self, other: &Self) -> Ordering {
        let key = |found: &Self| {
            let Fit { class, errors, strange, late, partial } = found.fit;
            let typo = (errors, strange, late, errors > 0 && partial);
            (class, typo, found.rank, partial, found.name.len())
        };
        key(self).cmp(&key(other)).then_with(|| self.name.cmp(other.name))
    }

    fn made_match(self, query: &Query) -> Match {
        let mut marks = Vec::new();
        look(self.name, query, self.fit.class == Class::Typo, &mut marks);
        Match { index: self.at, marks: merged(marks), class: self.fit.class }
    }
}

fn merged(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
    let mut made: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match made.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => made.push(mark),
        }
    }
    made
}

/// The candidate that a name is most likely a typo of, by the rules of [`Index::nearest`]; candidates come with what
/// they are worth, less is better. Small and capital letters differ.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = (&'a str, u32)>) -> Option<&'a str> {
    choose(name.as_bytes(), candidates.map(|(own, rank)| (own, own.as_bytes(), rank)))
}

/// One typo in 4 or 5 letters, two from 6 on; fewest typos, then rank, then the shorter, then by alphabet.
fn choose<'a, T>(typed: &[u8], names: impl Iterator<Item = (T, &'a [u8], u32)>) -> Option<T> {
    let mut most = typo::allowed(typed, 6);
    let mut best = None;
    for (value, name, rank) in names {
        if name == typed {
            return None;
        }
        let Some(errors) = typo::whole(typed, name, most) else { continue };
        let key = (errors, rank, name.len(), name);
        if best.as_ref().is_none_or(|(_, other)| key < *other) {
            best = Some((value, key));
            most = errors;
        }
    }
    best.map(|(value, _)| value)
}
