//! The steps after FROM: what of them becomes rows, what the project does by itself, what stays.

use super::Arguments;
use super::logical::Instruction;
use super::run::{Installs, installs};
use super::{users, variables};
use crate::domain::{Family, RowList};
use crate::draft::Selection;
use crate::import::reading::Reading;

const BY_ITSELF: &str = "The project that is written here does this by itself.";
const BY_ITSELF_EARLIER: &str = "The project that is written here does this by itself, before the steps that stay.";
const TAKEN_APART: &str = "What it installs became rows.";
const OWN_BUILD: &str = "This Dockerfile builds Airflow itself, and so does the one written here: this step was not taken. \
    Add it under Dockerfile instructions if your project needs it.";
const OWN_COMMENT: &str = "A comment on steps that are done in another way here.";

/// A step that stays, with its lines as they are written again.
pub struct Kept<'a> {
    /// The step.
    pub step: &'a Instruction<'a>,
    lines: Vec<String>,
}

/// Steps on an operating system: they build Airflow, which is done here in another way. ENV is taken.
pub fn of_an_own_build(steps: &[Instruction], reading: &mut Reading) {
    super::leave_comments(steps, OWN_COMMENT, reading);
    for step in steps.iter().filter(|step| step.keyword != "#") {
        match step.keyword.as_str() {
            "ENV" => variables::env_of_an_own_build(step, reading, OWN_BUILD),
            "ARG" => variables::arg_of_an_own_build(step, reading, OWN_BUILD),
            _ => reading.leave(step.line, step.text, OWN_BUILD),
        }
    }
}

/// Steps on an image that has Airflow. `above` are the build arguments that stand before FROM.
pub fn of_a_project(steps: &[Instruction], above: &Arguments, reading: &mut Reading) {
    let family = Selection::of(reading.catalog, &reading.draft.image).family();
    let installs_itself = family != Family::Unrecognised;
    let foreign_list = steps.iter().any(copies_a_foreign_list);
    let mut kept: Vec<Kept> = Vec::new();
    let mut housekeeping: Vec<usize> = Vec::new();
    for step in steps {
        let lines = match step.keyword.as_str() {
            "ENV" => variables::env(step, reading),
            "ARG" => variables::arg(step, above, reading),
            "RUN" if installs_itself => {
                let found = plain_installs(step).filter(|found| !(found.file && foreign_list));
                let is_first = kept.iter().all(|it| housekeeping.contains(&it.step.line) || !prepares(it.step));
                match found {
                    Some(found) if found.is_housekeeping() => housekeeping.push(step.line),
                    Some(found) if take(step, &found, is_first, reading) => continue,
                    _ => {}
                }
                as_it_stands(step)
            }
            _ => as_it_stands(step),
        };
        if !lines.is_empty() {
            kept.push(Kept { step, lines });
        }
    }
    drop_housekeeping(&mut kept, &housekeeping, reading);
    if installs_itself {
        drop_copies(&mut kept, reading);
    }
    users::drop_idle(&mut kept, reading);
    drop_lone_comments(&mut kept, reading);
    kept.iter().flat_map(|it| &it.lines).for_each(|line| reading.instruction(line.trim_end()));
}

fn as_it_stands(step: &Instruction) -> Vec<String> {
    step.lines.iter().map(|line| (*line).to_owned()).collect()
}

/// What a RUN installs; a form with options or a heredoc is none, because only plain shell is read.
fn plain_installs(step: &Instruction) -> Option<Installs> {
    installs(&step.rest).filter(|_| !step.rest.starts_with("--"))
}

/// Whether a step that stays can change what later ones install: it adds a repository, a key or a setting of pip.
/// Rows are installed before it, so what follows it has to stay as well.
fn prepares(step: &Instruction) -> bool {
    let of_the_system = |word: &str| {
        ["/etc", "/usr", "/root", "/home"].iter().any(|folder| word.starts_with(folder))
            && !word.starts_with("/usr/local/airflow")
    };
    match step.keyword.as_str() {
        "RUN" => true,
        "COPY" | "ADD" => step.rest.split_whitespace().any(of_the_system),
        _ => false,
    }
}

/// Takes what a RUN installs; false when it has to stay where it is.
fn take(step: &Instruction, found: &Installs, is_first: bool, reading: &mut Reading) -> bool {
    let rows = !found.packages.is_empty() || !found.requirements.is_empty();
    if rows && !is_first {
        return false;
    }
    found.packages.iter().for_each(|name| reading.line(RowList::Packages, name));
    found.requirements.iter().for_each(|spec| reading.line(RowList::Requirements, spec));
    let why = match (rows, is_first) {
        (true, _) => TAKEN_APART,
        (false, true) => BY_ITSELF,
        (false, false) => BY_ITSELF_EARLIER,
    };
    reading.leave(step.line, step.text, why);
    true
}

/// Lists of packages and caches need no care of their own where no other step is left that may use them.
fn drop_housekeeping(kept: &mut Vec<Kept>, lines: &[usize], reading: &mut Reading) {
    let is_idle = |it: &Kept| lines.contains(&it.step.line);
    let others = kept.iter().any(|it| !is_idle(it) && matches!(it.step.keyword.as_str(), "RUN" | "COPY" | "ADD"));
    if !others {
        kept.iter().filter(|it| is_idle(it)).for_each(|it| reading.leave(it.step.line, it.step.text, BY_ITSELF));
        kept.retain(|it| !is_idle(it));
    }
}

const LISTS: [&str; 2] = ["packages.txt", "requirements.txt"];

/// What COPY or ADD copies, and where to; nothing for other steps.
fn copied<'a>(step: &'a Instruction) -> Option<(Vec<&'a str>, &'a str)> {
    let words: Vec<&str> = step.rest.split_whitespace().filter(|word| !word.starts_with("--")).collect();
    let (to, from) = words.split_last()?;
    let copies = matches!(step.keyword.as_str(), "COPY" | "ADD") && !from.is_empty();
    copies.then(|| (from.to_vec(), *to))
}

fn copies_lists(step: &Instruction) -> bool {
    let is_list = |word: &&str| LISTS.contains(&word.strip_prefix("./").unwrap_or(word));
    copied(step).is_some_and(|(from, _)| from.iter().all(is_list))
}

/// Whether another file than the project's own gets the name of its list.
fn copies_a_foreign_list(step: &Instruction) -> bool {
    let named = |word: &str| word.ends_with("/requirements.txt");
    let is_foreign = |word: &&str| *word != "./requirements.txt" && named(word);
    copied(step).is_some_and(|(from, to)| from.iter().any(is_foreign) || named(to) && !copies_lists(step))
}

/// The lists are copied by the project itself, unless another step still reads a copy.
fn drop_copies(kept: &mut Vec<Kept>, reading: &mut Reading) {
    let reads = |step: &Instruction| step.keyword != "#" && LISTS.iter().any(|list| step.rest.contains(list));
    if kept.iter().any(|it| !copies_lists(it.step) && reads(it.step)) {
        return;
    }
    kept.retain(|it| {
        let gone = copies_lists(it.step);
        if gone {
            reading.leave(it.step.line, it.step.text, BY_ITSELF);
        }
        !gone
    });
}

/// Comments stay with the step behind them; others have no place.
fn drop_lone_comments(kept: &mut Vec<Kept>, reading: &mut Reading) {
    let after_last = kept.iter().rposition(|it| it.step.keyword != "#").map_or(0, |at| at + 1);
    for it in kept.drain(after_last..) {
        reading.leave(it.step.line, it.step.text, "A comment with no step behind it.");
    }
}
