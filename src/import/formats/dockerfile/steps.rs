//! The steps after FROM: what of them becomes rows, what the project does by itself, what stays.

use super::Arguments;
use super::env::{expanded, pairs};
use super::logical::Instruction;
use super::run::installs;
use crate::domain::{EnvName, Family, RowList};
use crate::draft::{SecretMark, Selection};
use crate::import::reading::Reading;

const BY_ITSELF: &str = "The project that is written here does this by itself.";
const TAKEN_APART: &str = "What it installs became rows.";
const NO_USER: &str = "Nothing is left that this user would run.";
const OWN_BUILD: &str = "This Dockerfile builds Airflow itself, and so does the one written here: this step was not taken. \
    Add it under Dockerfile instructions if your project needs it.";

/// Steps on an operating system: they build Airflow, which is done here in another way. ENV is taken.
pub fn of_an_own_build(steps: &[Instruction], reading: &mut Reading) {
    for step in steps {
        let taken = step.keyword == "ENV" && variables(step, reading);
        if !taken && step.keyword != "#" && step.keyword != "ARG" {
            reading.leave(step.line, step.text, OWN_BUILD);
        }
    }
}

/// Steps on an image that has Airflow.
pub fn of_a_project(steps: &[Instruction], reading: &mut Reading) {
    let family = Selection::of(reading.catalog, &reading.draft.image).family();
    let installs_itself = family != Family::Unrecognised;
    let mut kept: Vec<&Instruction> = Vec::new();
    for step in steps {
        let gone = match step.keyword.as_str() {
            "ENV" => variables(step, reading),
            "RUN" if installs_itself => run(step, reading),
            _ => false,
        };
        if !gone {
            kept.push(step);
        }
    }
    if installs_itself {
        drop_copies(&mut kept, reading);
    }
    drop_users(&mut kept, reading);
    drop_lone_comments(&mut kept, reading);
    kept.iter().flat_map(|step| &step.lines).for_each(|line| reading.instruction(line.trim_end()));
}

/// Takes the variables of an ENV; false when Docker would put other variables in, and it has to stay as it is.
fn variables(step: &Instruction, reading: &mut Reading) -> bool {
    let none = Arguments::new();
    let read = |(name, value): (String, String)| {
        let name = EnvName::parse(&name).ok()?.as_str().to_owned();
        Some((name, expanded(&value, &none)?))
    };
    let values: Option<Vec<(String, String)>> =
        pairs(&step.rest).and_then(|pairs| pairs.into_iter().map(read).collect());
    let Some(values) = values else { return false };
    values.iter().for_each(|(name, value)| reading.variable(name, value, SecretMark::Guess));
    true
}

/// Takes what a RUN installs; false when it does more than that.
fn run(step: &Instruction, reading: &mut Reading) -> bool {
    // A form with options or a heredoc is kept: only plain shell is read.
    let Some(found) = installs(&step.rest).filter(|_| !step.rest.starts_with("--")) else { return false };
    found.packages.iter().for_each(|name| reading.line(RowList::Packages, name));
    found.requirements.iter().for_each(|spec| reading.line(RowList::Requirements, spec));
    let rows = !found.packages.is_empty() || !found.requirements.is_empty();
    reading.leave(step.line, step.text, if rows { TAKEN_APART } else { BY_ITSELF });
    true
}

/// The lists are copied by the project itself, unless another step still reads a copy.
fn drop_copies(kept: &mut Vec<&Instruction>, reading: &mut Reading) {
    let lists = ["packages.txt", "requirements.txt"];
    let copies_lists = |step: &Instruction| {
        let words: Vec<&str> = step.rest.split_whitespace().filter(|word| !word.starts_with("--")).collect();
        let sources = words.split_last().map(|(_, sources)| sources.to_vec()).unwrap_or_default();
        let is_list = |word: &&str| lists.contains(&word.trim_start_matches("./"));
        matches!(step.keyword.as_str(), "COPY" | "ADD") && !sources.is_empty() && sources.iter().all(is_list)
    };
    let read_elsewhere = kept
        .iter()
        .any(|step| !copies_lists(step) && step.keyword != "#" && lists.iter().any(|list| step.rest.contains(list)));
    if !read_elsewhere {
        kept.retain(|step| {
            let gone = copies_lists(step);
            if gone {
                reading.leave(step.line, step.text, BY_ITSELF);
            }
            !gone
        });
    }
}

/// A USER does nothing when another one follows before any step, or when it names the user that runs already.
fn drop_users(kept: &mut Vec<&Instruction>, reading: &mut Reading) {
    let (mut idle, mut waiting): (Vec<usize>, Option<&Instruction>) = (Vec::new(), None);
    let mut runs_as_usual = true;
    let mut settle = |user: &Instruction, idle: &mut Vec<usize>| {
        let usual = is_usual(&user.rest);
        if usual && runs_as_usual {
            idle.push(user.line);
        }
        runs_as_usual = usual;
    };
    for step in kept.iter().filter(|step| step.keyword != "#") {
        if step.keyword == "USER" {
            idle.extend(waiting.replace(step).map(|earlier| earlier.line));
        } else if let Some(user) = waiting.take() {
            settle(user, &mut idle);
        }
    }
    if let Some(user) = waiting {
        settle(user, &mut idle);
    }
    kept.retain(|step| {
        let gone = idle.contains(&step.line);
        if gone {
            reading.leave(step.line, step.text, NO_USER);
        }
        !gone
    });
}

/// The user that the image runs as, in the spellings of Airflow's and Astronomer's guides.
fn is_usual(user: &str) -> bool {
    let user = user.trim();
    ["airflow", "astro", "50000"].contains(&user.split(':').next().unwrap_or(user)) || user.starts_with("${AIRFLOW_UID")
}

/// Comments stay with the step behind them; others have no place.
fn drop_lone_comments(kept: &mut Vec<&Instruction>, reading: &mut Reading) {
    let after_last = kept.iter().rposition(|step| step.keyword != "#").map_or(0, |at| at + 1);
    for step in kept.drain(after_last..) {
        reading.leave(step.line, step.text, "A comment with no step behind it.");
    }
}
