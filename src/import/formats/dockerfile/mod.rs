//! Dockerfile: FROM and ENV become fields, what the project does by itself is left, the rest stays as it is.

mod env;
mod logical;
mod run;
mod steps;

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

fn read(text: &str, reading: &mut Reading) {
    let all = instructions(text);
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
    let mut arguments = Arguments::new();
    before.iter().for_each(|it| collect(it, &mut arguments));
    let Some(reference) = image(from, &arguments, reading) else { return };
    let builds_airflow = ImageReference::parse(&reference).ok().and_then(|it| recognise_os(&it)).is_some();
    after.iter().for_each(|it| collect(it, &mut arguments));
    let said = arguments.iter().find(|(name, _)| name == "AIRFLOW_VERSION").map(|(_, value)| value.clone());
    let airflow = if builds_airflow { said } else { of_tag(&reference, reading) };
    let image = ImageDraft { airflow: airflow.unwrap_or_default(), reference, ..ImageDraft::default() };
    let rest = after.get(1..).unwrap_or_default();
    reading.image(image);
    if builds_airflow {
        steps::of_an_own_build(rest, reading);
    } else {
        steps::of_a_project(rest, reading);
    }
}

/// The version that a tag starts with, where nobody knows the image: `team/airflow:2.9.3-1`.
fn of_tag(reference: &str, reading: &Reading) -> Option<String> {
    let image = ImageDraft { reference: reference.to_owned(), ..ImageDraft::default() };
    let unknown = Selection::of(reading.catalog, &image).family() == Family::Unrecognised;
    let (name, tag) = reference.rsplit_once(':').filter(|_| unknown)?;
    let version = AirflowVersion::parse(tag.split('-').next()?).ok()?;
    let known = name.contains("airflow") && reading.catalog.release(version).is_some();
    known.then(|| version.to_string())
}

/// What FROM names, with the defaults of build arguments put in.
fn image(from: &Instruction, arguments: &Arguments, reading: &mut Reading) -> Option<String> {
    let mut words = from.rest.split_whitespace().peekable();
    while let Some(flag) = words.next_if(|word| word.starts_with("--")) {
        match flag.strip_prefix("--platform=") {
            Some("linux/amd64") => reading.draft.platform = Some(Platform::Amd64),
            Some("linux/arm64") => reading.draft.platform = Some(Platform::Arm64),
            _ => reading.leave(from.line, flag, "This option of FROM has no place in a configuration."),
        }
    }
    let name = words.next().unwrap_or_default();
    match env::expanded(name, arguments) {
        Some(name) if ImageReference::parse(&name).is_ok() => Some(name),
        Some(_) => {
            reading.leave(from.line, from.text, "This is no name of an image.");
            None
        }
        None => {
            reading.leave(
                from.line,
                from.text,
                "The image comes from a build argument that has no default. Choose it in the form.",
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
            if let Some(value) = env::expanded(&value, arguments) {
                arguments.push((name, value));
            }
        }
    }
}
