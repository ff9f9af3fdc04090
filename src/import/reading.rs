//! What the formats write into: the draft as it grows, what was taken, what was left.

use std::collections::{BTreeMap, BTreeSet};

use super::{Left, Taken};
use crate::catalog::Catalog;
use crate::domain::RowList;
use crate::draft::{Draft, ImageDraft, Row, SecretMark};
use crate::memory::Entry;

/// Longest text of a line that is shown, in characters.
const LONGEST_SHOWN: usize = 200;

/// Most rows that one import adds.
const MOST_ROWS: usize = 10_000;

/// Most variables that a draft gets.
pub(super) const MOST_VARIABLES: usize = 1_000;

/// Most lines that are listed as left.
const MOST_LEFT: usize = 500;

/// Most configurations of an exported history.
const MOST_REMEMBERED: usize = 1_000;

/// One import.
pub struct Reading<'a> {
    /// The start-up tables.
    pub catalog: &'a Catalog,
    /// What has been read so far.
    pub draft: Draft,
    /// Whether a file has said which image it is.
    pub has_image: bool,
    /// Configurations of an exported history.
    pub remembered: Vec<Entry>,
    /// The first variable of a name, by its place in the draft.
    variables: BTreeMap<String, usize>,
    takes_image: bool,
    said_image: bool,
    said: BTreeSet<String>,
    present: BTreeSet<(RowList, String)>,
    path: String,
    counts: Vec<(&'static str, &'static str, usize)>,
    taken: Vec<Taken>,
    left: Vec<Left>,
}

impl<'a> Reading<'a> {
    /// Starts on a draft, whose image stays unless `takes_image`.
    pub fn new(catalog: &'a Catalog, draft: Draft, takes_image: bool) -> Self {
        let mut reading = Self {
            catalog,
            present: BTreeSet::new(),
            draft: Draft::default(),
            has_image: false,
            remembered: Vec::new(),
            variables: BTreeMap::new(),
            takes_image,
            said_image: false,
            said: BTreeSet::new(),
            path: String::new(),
            counts: Vec::new(),
            taken: Vec::new(),
            left: Vec::new(),
        };
        reading.replace(draft);
        reading
    }

    /// Goes on with another draft.
    pub fn replace(&mut self, draft: Draft) {
        let lists = [RowList::Packages, RowList::Requirements];
        let rows = lists.into_iter().flat_map(|list| draft.rows(list).iter().map(move |row| (list, name_of(row))));
        self.present = rows.collect();
        // The last is put in first, so that the first of a name stays.
        self.variables = draft.env.iter().enumerate().rev().map(|(at, row)| (name_of(row), at)).collect();
        self.draft = draft;
    }

    /// The next file.
    pub fn begin(&mut self, path: &str) {
        self.end();
        self.path = path.to_owned();
    }

    /// Takes the image; false when it stays as it is: another file said one, or the person wants to keep theirs.
    pub fn image(&mut self, image: ImageDraft) -> bool {
        self.said_image = true;
        if self.has_image || !self.takes_image {
            self.leave(0, &image.reference, "Another image stands already; this one was not taken.");
            return false;
        }
        self.draft.image = image;
        self.has_image = true;
        self.count("image", "images");
        true
    }

    /// Takes a line of packages or requirements, unless it is there already.
    pub fn line(&mut self, list: RowList, text: &str) {
        let (one, many) = match list {
            RowList::Packages => ("package", "packages"),
            _ => ("requirement", "requirements"),
        };
        if self.present.len() >= MOST_ROWS {
            return self.leave(0, text, "There are more than 10,000 rows; this one was left out.");
        }
        if self.present.insert((list, text.trim().to_owned())) {
            self.draft.push(list, Row::line(text));
        }
        self.count(one, many);
    }

    /// Whether a file named an image, taken or not.
    pub fn has_said_image(&self) -> bool {
        self.said_image
    }

    /// Whether a file of this import has set a variable.
    pub fn has_said(&self, name: &str) -> bool {
        self.said.contains(name)
    }

    /// Takes a variable; one of the same name that is there already gets the value, and its mark where one is said.
    pub fn variable(&mut self, name: &str, value: &str, mark: SecretMark) {
        let full = self.draft.env.len() >= MOST_VARIABLES;
        match self.variables.get(name).and_then(|at| self.draft.env.get_mut(*at)) {
            Some(row) => {
                row.value = value.to_owned();
                if mark != SecretMark::Guess {
                    row.mark = mark;
                }
            }
            None if full => return self.leave(0, name, "There are more than 1,000 variables; this one was left out."),
            None => {
                self.variables.insert(name.to_owned(), self.draft.env.len());
                self.draft.push(RowList::Env, Row { mark, ..Row::pair(name, value) });
            }
        }
        self.said.insert(name.to_owned());
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

    /// Takes a configuration of an exported history.
    pub fn remember(&mut self, line: usize, entry: Entry) {
        if self.remembered.len() >= MOST_REMEMBERED {
            return self.leave(line, &entry.name, "There are more than 1,000 configurations; this one was left out.");
        }
        self.remembered.push(entry);
        self.count("configuration", "configurations");
    }

    /// Leaves a line (from 1; 0 is the file as a whole) and says why.
    pub fn leave(&mut self, line: usize, text: &str, why: impl Into<String>) {
        if self.left.len() > MOST_LEFT {
            return;
        }
        let text: String = text.trim().chars().take(LONGEST_SHOWN).collect();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let left = Left { path: self.path.clone(), line, text, why: why.into() };
        if !self.left.contains(&left) {
            self.left.push(left);
        }
    }

    /// Counts something else that was taken.
    pub fn count(&mut self, one: &'static str, many: &'static str) {
        match self.counts.iter_mut().find(|(name, ..)| *name == one) {
            Some((.., count)) => *count += 1,
            None => self.counts.push((one, many, 1)),
        }
    }

    /// What was left stands in the order of the lines.
    fn end(&mut self) {
        let of_file = self.left.iter().position(|left| left.path == self.path).unwrap_or(self.left.len());
        self.left.get_mut(of_file..).unwrap_or_default().sort_by_key(|left| left.line);
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

/// As much of what was left as a person can look at.
pub fn listed(left: impl IntoIterator<Item = Left>) -> Vec<Left> {
    let mut left = left.into_iter();
    let mut listed: Vec<Left> = left.by_ref().take(MOST_LEFT).collect();
    if left.next().is_some() {
        let why = "More was left, which is not listed.".to_owned();
        listed.push(Left { path: String::new(), line: 0, text: String::new(), why });
    }
    listed
}

fn name_of(row: &Row) -> String {
    row.text.trim().to_owned()
}

fn phrase((one, many, count): (&str, &str, usize)) -> String {
    match (one, count) {
        ("image", 1) => one.to_owned(),
        (_, 1) => format!("1 {one}"),
        _ => format!("{count} {many}"),
    }
}
