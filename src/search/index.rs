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
    class: Class,
    key: u64,
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
        let mut best = Best { limit, found: Vec::new() };
        if query.words.is_empty() || limit == 0 {
            return vec![];
        }
        let mut marks = Vec::new();
        let mut count = 0;
        for (at, name, _) in self.names().filter(|(.., own)| query.letters & !own == 0) {
            if let Some(fit) = look(name, &query, false, &mut marks) {
                count += if fit.class == Class::Exact { FEW } else { 1 };
                best.keep(at, name, fit, &rank);
            }
        }
        if count < FEW && query.words.iter().any(|word| word.errors > 0) {
            for (at, name, _) in self.names().filter(|(.., own)| query.nearly_in(*own)) {
                if let Some(fit) = look(name, &query, true, &mut marks).filter(|fit| fit.errors > 0) {
                    best.keep(at, name, fit, &rank);
                }
            }
        }
        best.found.into_iter().map(|found| found.made_match(&query)).collect()
    }

    /// The name that a text is most likely a typo of: `None` when it is a name itself, or none is near. `rank` as for
    /// [`Self::find`].
    pub fn nearest(&self, name: &str, rank: impl Fn(usize) -> u32) -> Option<usize> {
        let typed = name.to_ascii_lowercase();
        let set = letters(typed.as_bytes());
        let most = u32::from(typo::allowed(typed.as_bytes(), 6));
        let near = self.names().filter(|(.., own)| (own & !set).count_ones() <= most);
        choose(typed.as_bytes(), near.map(|(at, name, _)| (at, name)), |at| rank(*at))
    }

    /// Each name with its place and its letters.
    fn names(&self) -> impl Iterator<Item = (usize, &[u8], u32)> {
        let mut start = 0;
        self.ends.iter().zip(&self.letters).enumerate().map(move |(at, (end, letters))| {
            let end = *end as usize;
            let name = self.text.get(start..end).unwrap_or_default();
            start = end;
            (at, name, *letters)
        })
    }
}

/// The best of what was found, in order.
struct Best<'a> {
    limit: usize,
    found: Vec<Found<'a>>,
}

impl<'a> Best<'a> {
    /// Puts a name in if it is good enough; only then its rank is asked for.
    fn keep(&mut self, at: usize, name: &'a [u8], fit: Fit, rank: &impl Fn(usize) -> u32) {
        let class = fit.class;
        let worst = self.found.last().filter(|_| self.found.len() == self.limit);
        if worst.is_some_and(|worst| worst.key < key(name, fit, 0)) {
            return;
        }
        let found = Found { at, name, class, key: key(name, fit, rank(at)) };
        let place = self.found.partition_point(|other| other.order(&found).is_le());
        if place < self.limit {
            self.found.truncate(self.limit - 1);
            self.found.insert(place, found);
        }
    }
}

/// What names are sorted by, but for the alphabet; less is better.
fn key(name: &[u8], fit: Fit, rank: u32) -> u64 {
    let typo_partial = fit.errors > 0 && fit.partial;
    let length = u64::from(u16::try_from(name.len()).unwrap_or(u16::MAX));
    let flags = [fit.strange, fit.late, typo_partial].into_iter().fold(0, |all, flag| all << 1 | u64::from(flag));
    let class = (fit.class as u64) << 5 | u64::from(fit.errors);
    (class << 3 | flags) << 49 | u64::from(rank) << 17 | u64::from(fit.partial) << 16 | length
}

impl Found<'_> {
    fn order(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then_with(|| self.name.cmp(other.name))
    }

    fn made_match(self, query: &Query) -> Match {
        let mut marks = Vec::new();
        look(self.name, query, self.class == Class::Typo, &mut marks);
        Match { index: self.at, marks: merged(marks), class: self.class }
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
    let names = candidates.map(|own| (own, own.0.as_bytes()));
    choose(name.as_bytes(), names, |own| own.1).map(|own| own.0)
}

/// One typo in 4 or 5 letters, two from 6 on; fewest typos, then rank, then the shorter, then by alphabet. Only of
/// names that are near the rank is asked for.
fn choose<'a, T>(typed: &[u8], names: impl Iterator<Item = (T, &'a [u8])>, rank: impl Fn(&T) -> u32) -> Option<T> {
    let mut most = typo::allowed(typed, 6);
    let mut best = None;
    for (value, name) in names {
        if name == typed {
            return None;
        }
        let Some(errors) = typo::whole(typed, name, most) else { continue };
        // Swapped letters are the commonest slip.
        let key = (errors, letters(name) != letters(typed), rank(&value), name.len(), name);
        if best.as_ref().is_none_or(|(_, other)| key < *other) {
            best = Some((value, key));
            most = errors;
        }
    }
    best.map(|(value, _)| value)
}
