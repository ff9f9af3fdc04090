//! Dockerfile: FROM and ENV become fields, what the project does by itself is left, the rest stays as it is.

mod env;
mod logical;
mod run;
mod steps;
mod users;
mod variables;

use self::logical::{Instruction, instructions};
use super::super::reading::Reading;
use super::Format;
use crate::catalog::recognise_os;
use crate::domain::{AirflowVersion, Family, ImageReference, Platform};
use crate::draft::{ImageDraft, Selection};

/// The format.
pub static FORMAT: Format = Format {
    name: "Dockerfile",
    has_path: |path| path == "Dockerfile",
    has_text: |text| instructions(text).iter().any(|it| it.keyword == "FROM"),
    read,
};

/// Variables of the build by their name, as `ARG` or `ENV` says them.
type Arguments = Vec<(String, String)>;

/// Most variables of the build that are put in.
const MOST_ARGUMENTS: usize = 500;

const ABOVE_FROM: &str = "A comment above FROM has no place in a configuration.";
const PUT_IN: &str = "A build argument above FROM: its default was put in wherever FROM or ARG names it.";
const OTHER_ESCAPE: &str =
    "The Dockerfile here has \\ as escape sign, and this step is written for another: write it anew.";

fn read(text: &str, reading: &mut Reading) {
    let mut all = instructions(text);
    if logical::has_another_escape(text) {
        all.retain(|it| {
            let readable = it.keyword == "#" || !it.lines.iter().any(|line| line.contains(['`', '\\']));
            if !readable {
                reading.leave(it.line, &variables::shown(it), OTHER_ESCAPE);
            }
            readable
        });
    }
    let stages: Vec<&Instruction> = all.iter().filter(|it| it.keyword == "FROM").collect();
    match stages.as_slice() {
        [] => reading.leave(0, "", "There is no FROM in it, so that nobody can tell what it builds."),
        [from] => one_stage(&all, from, reading),
        [_, second, ..] => {
            let why = format!(
                "This Dockerfile has {} stages, and a configuration describes one: nothing of it was taken. If this \
                 page made it, import the whole folder: the README in it carries the configuration.",
                stages.len()
            );
            reading.leave(second.line, second.text, why);
        }
    }
}

fn one_stage(all: &[Instruction], from: &Instruction, reading: &mut Reading) {
    let at = all.iter().position(|it| it.line == from.line).unwrap_or_default();
    let (before, after) = all.split_at(at);
    let mut above = Arguments::new();
    before.iter().for_each(|it| collect(it, &mut above));
    let Some((reference, platform)) = image(from, &above, reading) else { return };
    leave_comments(before, ABOVE_FROM, reading);
    for step in before.iter().filter(|it| it.keyword != "#") {
        reading.leave(step.line, &variables::shown(step), PUT_IN);
    }
    let builds_airflow = ImageReference::parse(&reference).ok().and_then(|it| recognise_os(&it)).is_some();
    let mut arguments = above.clone();
    after.iter().for_each(|it| collect(it, &mut arguments));
    let airflow = airflow(&reference, builds_airflow, &arguments, reading).unwrap_or_default();
    if reading.image(ImageDraft { airflow, reference, ..ImageDraft::default() }) && platform.is_some() {
        reading.draft.platform = platform;
    }
    let rest = after.get(1..).unwrap_or_default();
    if builds_airflow {
        steps::of_an_own_build(rest, reading);
    } else {
        steps::of_a_project(rest, &above, reading);
    }
}

/// Leaves comments, those that stand together as one.
fn leave_comments(all: &[Instruction], why: &str, reading: &mut Reading) {
    let mut last = None;
    for comment in all.iter().filter(|it| it.keyword == "#") {
        if last != Some(comment.line - 1) {
            reading.leave(comment.line, comment.text, why);
        }
        last = Some(comment.line);
    }
}

/// The Airflow version where the image does not say it: what the file says, else what the tag looks like.
fn airflow(reference: &str, builds_airflow: bool, arguments: &Arguments, reading: &mut Reading) -> Option<String> {
    let image = ImageDraft { reference: reference.to_owned(), ..ImageDraft::default() };
    let unknown = Selection::of(reading.catalog, &image).family() == Family::Unrecognised;
    if !builds_airflow && !unknown {
        return None;
    }
    let said = arguments.iter().find(|(name, _)| name == "AIRFLOW_VERSION").map(|(_, value)| value.clone());
    let is_known =
        |text: &String| AirflowVersion::parse(text).is_ok_and(|version| reading.catalog.release(version).is_some());
    match said {
        Some(version) if is_known(&version) => Some(version),
        Some(version) => {
            let name = format!("AIRFLOW_VERSION={version}");
            reading.leave(0, &name, "This version of Airflow is not known here. Choose one in the form.");
            None
        }
        None if unknown => of_tag(reference, reading),
        None => None,
    }
}

/// The version that the tag of an image starts with that nobody knows: `team/airflow:2.9.3-1`.
fn of_tag(reference: &str, reading: &Reading) -> Option<String> {
    let (name, tag) = reference.rsplit_once(':')?;
    let version = AirflowVersion::parse(tag.split('-').next()?).ok()?;
    let known = name.contains("airflow") && reading.catalog.release(version).is_some();
    known.then(|| version.to_string())
}

/// What FROM names, with the defaults of build arguments put in.
fn image(from: &Instruction, arguments: &Arguments, reading: &mut Reading) -> Option<(String, Option<Platform>)> {
    let mut platform = None;
    let mut words = from.rest.split_whitespace().peekable();
    while let Some(flag) = words.next_if(|word| word.starts_with("--")) {
        match flag.strip_prefix("--platform=") {
            Some("linux/amd64") => platform = Some(Platform::Amd64),
            Some("linux/arm64") => platform = Some(Platform::Arm64),
            _ => reading.leave(from.line, flag, "This option of FROM has no place in a configuration."),
        }
    }
    let name = words.next().unwrap_or_default();
    match env::expanded(name, arguments) {
        Some(name) if ImageReference::parse(&name).is_ok() => Some((name, platform)),
        Some(_) => {
            reading.leave(from.line, from.text, "This is no name of an image: nothing of this Dockerfile was taken.");
            None
        }
        None => {
            reading.leave(
                from.line,
                from.text,
                "The image comes from a build argument that has no default: nothing of this Dockerfile was taken. Write the \
                 image behind FROM and import it again.",
            );
            None
        }
    }
}

/// Remembers what an instruction says of variables.
fn collect(instruction: &Instruction, arguments: &mut Arguments) {
    // An argument without a value has none here.
    let says = instruction.keyword == "ENV" || instruction.keyword == "ARG" && instruction.rest.contains('=');
    if says {
        let pairs = env::pairs(&instruction.rest).unwrap_or_default();
        for (name, value) in pairs {
            match env::expanded(&value, arguments) {
                Some(value) if arguments.len() < MOST_ARGUMENTS => arguments.push((name, value)),
                _ => {}
            }
        }
    }
}
