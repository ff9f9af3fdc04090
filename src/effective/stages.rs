//! The stages of Dockerfiles, with who runs each step and where it comes from.

use super::triggers;
use crate::domain::{Family, Field, ProjectDescription};
use crate::generator::dockerfile::{Dockerfile, Instruction};

/// Where a step is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// In this file of the project.
    Written(String),
    /// In the image that FROM names, as a trigger: it runs when that image is built upon.
    Trigger,
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What is run. Of a published image's trigger, what is known of it.
    pub instruction: Instruction,
    /// Where it is written.
    pub source: Source,
    /// The field that made it.
    pub origin: Option<Field>,
    /// Who runs it; empty where nobody knows.
    pub user: String,
}

/// What is built between one FROM and the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Stage {
    /// Its name, where it has one.
    pub name: String,
    /// What it starts from, as FROM says.
    pub from: String,
    /// The number of the stage that it starts from; `None` for an image that is pulled.
    pub below: Option<usize>,
    steps: Vec<Step>,
}

impl Stage {
    /// Its steps in order; the first is FROM.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter()
    }

    fn user_at_end(&self) -> &str {
        self.steps.last().map_or("", |step| &step.user)
    }
}

impl Step {
    /// Whether it is written in a file.
    pub fn is_in(&self, path: &str) -> bool {
        matches!(&self.source, Source::Written(file) if file == path)
    }

    /// The files of the project that it reads, as COPY says them; `.` is all of it.
    pub fn files(&self) -> Vec<&str> {
        match &self.instruction {
            Instruction::Copy(words) if !words.contains("--from=") => {
                let mut words: Vec<&str> = words.split(' ').filter(|word| !word.starts_with("--")).collect();
                words.pop();
                words
            }
            _ => Vec::new(),
        }
    }

    /// The stage that it takes files from.
    pub fn other_stage(&self) -> Option<&str> {
        let words: Vec<&str> = match &self.instruction {
            Instruction::Copy(words) => words.split(' ').collect(),
            Instruction::Run(mounts, _) => mounts.iter().flat_map(|mount| mount.split(',')).collect(),
            _ => return None,
        };
        words.into_iter().find_map(|word| word.trim_start_matches("--").strip_prefix("from="))
    }

    /// Whether it makes a layer of files.
    pub fn makes_layer(&self) -> bool {
        match &self.instruction {
            Instruction::Run(..) | Instruction::Copy(_) => true,
            Instruction::Verbatim(line) => {
                let word = line.split_whitespace().next().unwrap_or_default();
                ["RUN", "COPY", "ADD"].iter().any(|making| word.eq_ignore_ascii_case(making))
            }
            _ => false,
        }
    }

    /// The instruction on one line, without its continuations.
    pub fn text(&self) -> String {
        let lines = self.instruction.lines();
        let parts: Vec<&str> = lines.iter().map(|line| line.trim().trim_end_matches('\\').trim_end()).collect();
        parts.join(" ")
    }
}

/// Adds the stages of a Dockerfile, of which one without AS is called `name`; where the last one starts from an image with
/// triggers, those run first.
pub(super) fn read(
    stages: &mut Vec<Stage>,
    file: &Dockerfile,
    path: &str,
    name: &str,
    description: &ProjectDescription,
) {
    let mut waiting = triggers_below(stages);
    for (instruction, origin) in file.steps() {
        match instruction {
            Instruction::Comment(_) | Instruction::Blank => continue,
            Instruction::Verbatim(line) if line.trim().is_empty() || line.trim_start().starts_with('#') => continue,
            Instruction::From(image, known) => stages.push(start(stages, image, known.unwrap_or(name))),
            _ => {}
        }
        let written = Source::Written(path.to_owned());
        add(stages, instruction.clone(), written, *origin, description);
        if matches!(instruction, Instruction::From(..)) {
            let known = stages.last().is_some_and(|stage| stage.below.is_none());
            let published = if known { triggers::of(description) } else { Vec::new() };
            for trigger in published.into_iter().chain(waiting.drain(..)) {
                add(stages, trigger, Source::Trigger, None, description);
            }
        }
    }
}

/// What the image built last keeps for those who build upon it.
fn triggers_below(stages: &[Stage]) -> Vec<Instruction> {
    let steps = stages.last().into_iter().flat_map(Stage::steps);
    let kept = steps.filter_map(|step| match &step.instruction {
        Instruction::OnBuild(inner) => Some(inner.as_ref().clone()),
        _ => None,
    });
    kept.collect()
}

fn start(stages: &[Stage], image: &str, name: &str) -> Stage {
    let named = |stage: &Stage| stage.name == image || image.contains(&format!("/{}:", stage.name));
    let below = stages.iter().rposition(|stage| !stage.name.is_empty() && named(stage));
    Stage { name: name.to_owned(), from: image.to_owned(), below, steps: Vec::new() }
}

fn add(
    stages: &mut [Stage],
    instruction: Instruction,
    source: Source,
    origin: Option<Field>,
    description: &ProjectDescription,
) {
    let below = stages.last().and_then(|stage| stage.below).and_then(|below| stages.get(below));
    let inherited = below.map(|stage| stage.user_at_end().to_owned());
    let Some(stage) = stages.last_mut() else { return };
    let user = match &instruction {
        Instruction::User(name) => (*name).to_owned(),
        Instruction::Verbatim(line) => user_of(line).unwrap_or_else(|| stage.user_at_end().to_owned()),
        Instruction::From(..) => inherited.unwrap_or_else(|| user_of_image(description).to_owned()),
        _ => stage.user_at_end().to_owned(),
    };
    stage.steps.push(Step { instruction, source, origin, user });
}

fn user_of(line: &str) -> Option<String> {
    let (word, rest) = line.trim().split_once(char::is_whitespace)?;
    word.eq_ignore_ascii_case("USER").then(|| rest.trim().to_owned())
}

/// Who the steps of the image begin as. Systems and Astronomer's Alpine images name no user, which is root; of a
/// company's image, and of one that is not recognised, nobody knows.
fn user_of_image(description: &ProjectDescription) -> &'static str {
    match description.family() {
        Family::Official => "airflow",
        Family::Runtime => "astro",
        Family::Alpine | Family::Debian | Family::Certified | Family::Platform => "root",
        Family::Company | Family::Unrecognised => "",
    }
}
