//! The difference between two sets of files, by file and as one patch.
//!
//! Must not be in here: what the files mean, and colours.

mod patch;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffOp, capture_diff_slices, group_diff_ops};

/// Lines around those that differ.
const AROUND: usize = 3;

/// Largest number of line pairs that is looked through, 50,000 lines on each side; texts that differ more are shown as
/// replaced between their ends. The search itself gives up minimal answers early: the worst of this size takes less
/// than a second.
const MOST_PAIRS: usize = 2_500_000_000;

/// Most lines of a file that are shown: a page has to draw them.
const MOST_SHOWN: usize = 1_000;

/// A text file of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceText {
    /// Its path in the project.
    pub path: String,
    /// Its text, byte for byte.
    pub text: String,
    /// Whether it may be run.
    pub executable: bool,
}

/// What differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The files that differ, in the order of the project; those that are gone last.
    pub files: Vec<FileDifference>,
    /// All of it as `git apply` and `patch -p1` read it, with `a/` and `b/`; empty when nothing differs.
    pub patch: String,
    /// Files that the project would get beside those compared, when they were left out.
    pub new_files: u32,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fate {
    /// It was not there before.
    New,
    /// It is not there any more.
    Gone,
    /// Its lines changed, or whether it may be run.
    Changed,
}

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDifference {
    /// Its path.
    pub path: String,
    /// What happened to it.
    pub fate: Fate,
    /// How many lines are new.
    pub added: u32,
    /// How many lines are gone.
    pub removed: u32,
    /// The lines that differ, with three around them: the first thousand or so. The patch has all.
    pub hunks: Vec<Hunk>,
    /// How many lines of hunks are not among them.
    pub hidden: u32,
}

/// Lines that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// The first line's number before, counted from 1.
    pub before: u32,
    /// The first line's number after.
    pub after: u32,
    /// The lines.
    pub lines: Vec<HunkLine>,
}

/// A line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HunkLine {
    /// Where it is.
    pub side: Side,
    /// Its text without its line end.
    pub text: String,
}

/// On which side a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// On both.
    Both,
    /// Before only.
    Before,
    /// After only.
    After,
}

/// Compares two sets of files.
pub fn compare(before: &[SourceText], after: &[SourceText]) -> Comparison {
    let (old, new) = (by_path(before), by_path(after));
    let mut comparison = Comparison::default();
    for file in after {
        comparison.add(old.get(file.path.as_str()).copied(), Some(file));
    }
    for file in before.iter().filter(|file| !new.contains_key(file.path.as_str())) {
        comparison.add(Some(file), None);
    }
    comparison
}

fn by_path(files: &[SourceText]) -> BTreeMap<&str, &SourceText> {
    files.iter().map(|file| (file.path.as_str(), file)).collect()
}

impl Comparison {
    fn add(&mut self, before: Option<&SourceText>, after: Option<&SourceText>) {
        let (fate, file) = match (before, after) {
            (None, Some(file)) => (Fate::New, file),
            (Some(file), None) => (Fate::Gone, file),
            (Some(old), Some(file)) if old.text != file.text || old.executable != file.executable => {
                (Fate::Changed, file)
            }
            _ => return,
        };
        let hunks = hunks(&lines_of(before), &lines_of(after));
        let was_executable = before.is_some_and(|file| file.executable);
        self.patch.push_str(&patch::of_file(file, fate, was_executable, &hunks));
        let count = |side| hunks.iter().flatten().filter(|line| line.0 == side).count();
        let (added, removed) = (number(count(Side::After)), number(count(Side::Before)));
        let all: usize = hunks.iter().map(Vec::len).sum();
        let mut room = MOST_SHOWN;
        let hunks: Vec<Hunk> = hunks.iter().map_while(|lines| shown(lines, &mut room)).collect();
        let hidden = number(all.saturating_sub(MOST_SHOWN));
        self.files.push(FileDifference { path: file.path.clone(), fate, added, removed, hunks, hidden });
    }
}

/// A line with its line end, where it is, and the places of the hunk's next lines before and after.
type Placed<'a> = (Side, &'a str, usize, usize);

/// Lines with their line ends; LF alone ends a line, so that they are the same that git and patch see.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn lines_of(file: Option<&SourceText>) -> Vec<&str> {
    file.map(|file| lines(&file.text)).unwrap_or_default()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn hunks<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Vec<Placed<'a>>> {
    let groups = group_diff_ops(operations(old, new), AROUND);
    groups.into_iter().map(|group| group.into_iter().flat_map(|op| placed(op, old, new)).collect()).collect()
}

/// What two texts have in common at their ends is cut off first: it is most of them.
fn operations(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_len, new_len) = (old_rest.len() - tail, new_rest.len() - tail);
    if old_len.saturating_mul(new_len) <= MOST_PAIRS {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal { old_index, new_index, len };
    let replace = DiffOp::Replace { old_index: head, old_len, new_index: head, new_len };
    vec![equal(0, 0, head), replace, equal(head + old_len, head + new_len, tail)]
}

fn placed<'a>(op: DiffOp, old: &[&'a str], new: &[&'a str]) -> Vec<Placed<'a>> {
    let (before, after) = (op.old_range(), op.new_range());
    let old_at = |at: usize| old.get(at).copied().unwrap_or_default();
    let new_at = |at: usize| new.get(at).copied().unwrap_or_default();
    if let DiffOp::Equal { .. } = op {
        return before.zip(after).map(|(i, j)| (Side::Both, old_at(i), i, j)).collect();
    }
    let (end, start) = (before.end, after.start);
    let gone = before.map(|i| (Side::Before, old_at(i), i, start));
    gone.chain(after.map(|j| (Side::After, new_at(j), end, j))).collect()
}

/// A hunk as far as there is room for it.
fn shown(lines: &[Placed], room: &mut usize) -> Option<Hunk> {
    let lines = lines.get(..*room).unwrap_or(lines);
    *room -= lines.len();
    let (before, after) = lines.first().map(|line| (line.2, line.3))?;
    let lines = lines.iter().map(|(side, text, ..)| HunkLine { side: *side, text: visible(text) }).collect();
    Some(Hunk { before: number(before + 1), after: number(after + 1), lines })
}

/// Line ends that differ are seen: a carriage return, and a last line without an end.
fn visible(line: &str) -> String {
    match line.strip_suffix('\n') {
        Some(text) => text.replace('\r', "␍"),
        None => [line, " (no line end)"].concat(),
    }
}
