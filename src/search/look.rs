//! One name before one query: where the words are, and how well that fits.
//!
//! Must not be in here: other names, order.

use std::ops::Range;

use super::Class;
use super::query::{Query, Word, letters};
use super::typo;

/// How a name fits; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fit {
    pub class: Class,
    pub errors: u8,
    /// Of typos only: letters are wrong, not just swapped or counted wrong.
    pub strange: bool,
    /// Of typos: not at the beginning of the name. Of exact ones: separators are others.
    pub late: bool,
    /// Not all words of the query are whole words of the name.
    pub partial: bool,
}

const PERFECT: Fit = Fit { class: Class::Prefix, errors: 0, strange: false, late: false, partial: false };

/// Where a word of the query is; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    errors: u8,
    strange: bool,
    inside: bool,
    backwards: bool,
    late: bool,
    partial: bool,
    start: usize,
    end: usize,
}

/// How a name (small letters) fits; `marks` is filled with a range for each word. `typos`: whether they are let pass.
pub(super) fn look(name: &[u8], query: &Query, typos: bool, marks: &mut Vec<Range<usize>>) -> Option<Fit> {
    marks.clear();
    let mut fit = PERFECT;
    for word in &query.words {
        let after = marks.last().map(|mark| mark.end);
        let place = find(name, word, after).or_else(|| find_typo(name, word).filter(|_| typos))?;
        fit.class = fit.class.max(class(&place));
        fit.errors += place.errors;
        fit.strange |= place.strange;
        fit.late |= place.errors > 0 && place.late && after.is_none();
        fit.partial |= place.partial;
        marks.push(place.start..place.end);
    }
    if query.is(name) {
        fit = Fit { class: Class::Exact, late: query.text != name, ..PERFECT };
        marks.clear();
        marks.push(0..name.len());
    }
    Some(fit)
}

fn class(place: &Place) -> Class {
    match place {
        Place { errors: 1.., .. } => Class::Typo,
        Place { inside: true, .. } => Class::Inside,
        Place { backwards: false, late: false, .. } => Class::Prefix,
        _ => Class::Word,
    }
}

/// The best place that holds the word as it is. `after`: where the word before it ended.
fn find(name: &[u8], word: &Word, after: Option<usize>) -> Option<Place> {
    let length = word.text.len();
    let first = *word.text.first()?;
    let mut best: Option<Place> = None;
    for (start, _) in name.iter().enumerate().filter(|(_, byte)| **byte == first) {
        let end = start + length;
        if name.get(start..end) != Some(word.text.as_slice()) {
            continue;
        }
        let place = Place {
            errors: 0,
            strange: false,
            inside: !starts_word(name, start) && after != Some(start),
            backwards: after.is_some_and(|after| start < after),
            late: after.is_none() && start > 0 && start != opening(name),
            partial: !ends_word(name, end),
            start,
            end,
        };
        if place.start == 0 && after.is_none() {
            return Some(place);
        }
        best = Some(best.map_or(place, |best| best.min(place)));
    }
    best
}

/// The best start of a word of the name that the word is a typo of. The first letter is right, or swapped with the
/// second.
fn find_typo(name: &[u8], word: &Word) -> Option<Place> {
    let (first, second) = (word.text.first()?, word.text.get(1)?);
    let mut best: Option<Place> = None;
    for (start, letter) in name.iter().enumerate() {
        let swapped = letter == second && name.get(start + 1) == Some(first);
        if (letter != first && !swapped) || !starts_word(name, start) {
            continue;
        }
        let rest = name.get(start..)?;
        let ends = |length| ends_word(name, start + length);
        let Some((errors, length)) = typo::beginning(&word.text, rest, word.errors, ends) else { continue };
        let end = whole_character(name, start + length);
        let place = Place {
            errors,
            strange: letters(name.get(start..end)?) != word.letters,
            inside: false,
            backwards: false,
            late: start > 0 && start != opening(name),
            partial: !ends_word(name, end),
            start,
            end,
        };
        best = Some(best.map_or(place, |best| best.min(place)));
    }
    best
}

/// How much of a name says only what kind of thing it is: `lib` of libpq, `py` of pyyaml. People leave it out.
fn opening(name: &[u8]) -> usize {
    let length = if name.starts_with(b"lib") { 3 } else { 2 * usize::from(name.starts_with(b"py")) };
    if name.get(length).is_some_and(u8::is_ascii_alphanumeric) { length } else { 0 }
}

/// Whether a word of the name begins here: after a sign or an opening, or between a letter and a digit.
fn starts_word(name: &[u8], at: usize) -> bool {
    if at > 0 && at == opening(name) {
        return true;
    }
    let Some(before) = at.checked_sub(1).and_then(|before| name.get(before)) else { return true };
    let here = name.get(at).copied().unwrap_or(b' ');
    is_sign(*before) || (!is_sign(here) && before.is_ascii_digit() != here.is_ascii_digit())
}

/// Whether a word of the name ends here.
fn ends_word(name: &[u8], at: usize) -> bool {
    name.get(at).is_none_or(|here| is_sign(*here)) || starts_word(name, at)
}

fn is_sign(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// The end of the character that `at` is in.
fn whole_character(name: &[u8], at: usize) -> usize {
    let rest = name.get(at..).unwrap_or_default();
    at + rest.iter().take_while(|byte| **byte & 0xC0 == 0x80).count()
}
