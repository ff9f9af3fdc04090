//! What the formats write into: the draft as it grows, what was taken, what was left.
#![allow(dead_code)] // contract; goes with the first format

use super::{Left, Taken};
use crate::catalog::Catalog;
use crate::domain::RowList;
use crate::draft::{Draft, ImageDraft, Row, SecretMark};

/// Longest text of a line that is shown, in characters.
const LONGEST_SHOWN: usize = 200;

/// One import.
pub struct Reading<'a> {
    /// The start-up tables.
    pub catalog: &'a Catalog,
    /// What has been read so far.
    pub draft: Draft,
    /// Whether a file has said which image it is.
    pub has_image: bool,
    path: String,
    counts: Vec<(&'static str, &'static str, usize)>,
    taken: Vec<Taken>,
    left: Vec<Left>,
}

impl<'a> Reading<'a> {
    /// Starts on a draft.
    pub fn new(catalog: &'a Catalog, draft: Draft) -> Self {
        let (counts, taken, left) = (Vec::new(), Vec::new(), Vec::new());
        Self { catalog, draft, has_image: false, path: String::new(), counts, taken, left }
    }

    /// The next file.
    pub fn begin(&mut self, path: &str) {
        self.end();
        self.path = path.to_owned();
    }

    /// Takes the image; the first file that says one wins, false for later ones.
    pub fn image(&mut self, image: ImageDraft) -> bool {
        let first = !self.has_image;
        if first {
            self.draft.image = image;
            self.has_image = true;
            self.count("image", "images");
        }
        first
    }

    /// Takes a line of packages or requirements, unless it is there already.
    pub fn line(&mut self, list: RowList, text: &str) {
        let (one, many) = match list {
            RowList::Packages => ("package", "packages"),
            _ => ("requirement", "requirements"),
        };
        if !self.draft.rows(list).iter().any(|row| row.text.trim() == text.trim()) {
            self.draft.push(list, Row::line(text));
        }
        self.count(one, many);
    }

    /// Takes a variable; one of the same name that is there already gets the value, and its mark where one is said.
    pub fn variable(&mut self, name: &str, value: &str, mark: SecretMark) {
        let known = self.draft.env.iter_mut().find(|row| row.text.trim() == name);
        match known {
            Some(row) => {
                row.value = value.to_owned();
                if mark != SecretMark::Guess {
                    row.mark = mark;
                }
            }
            None => {
                self.draft.push(RowList::Env, Row { mark, ..Row::pair(name, value) });
            }
        }
        self.count("variable", "variables");
    }

    /// Takes a line for the end of the Dockerfile. Continued lines come one by one, as they stand.
    pub fn instruction(&mut self, line: &str) {
        if !self.draft.instructions.is_empty() {
            self.draft.instructions.push('\n');
        }
        self.draft.instructions.push_str(line);
        self.count("instruction line", "instruction lines");
    }

    /// Leaves a line (from 1; 0 is the file as a whole) and says why.
    pub fn leave(&mut self, line: usize, text: &str, why: impl Into<String>) {
        let text: String = text.trim().chars().take(LONGEST_SHOWN).collect();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.left.push(Left { path: self.path.clone(), line, text, why: why.into() });
    }

    /// Counts something else that was taken.
    pub fn count(&mut self, one: &'static str, many: &'static str) {
        match self.counts.iter_mut().find(|(name, ..)| *name == one) {
            Some((.., count)) => *count += 1,
            None => self.counts.push((one, many, 1)),
        }
    }

    fn end(&mut self) {
        let phrases: Vec<String> = std::mem::take(&mut self.counts).into_iter().map(phrase).collect();
        if !phrases.is_empty() {
            self.taken.push(Taken { path: self.path.clone(), what: phrases.join(", ") });
        }
    }

    /// The draft, what was taken, what was left.
    pub fn finish(mut self) -> (Draft, Vec<Taken>, Vec<Left>) {
        self.end();
        (self.draft, self.taken, self.left)
    }
}

fn phrase((one, many, count): (&str, &str, usize)) -> String {
    match (one, count) {
        ("image", 1) => one.to_owned(),
        (_, 1) => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
