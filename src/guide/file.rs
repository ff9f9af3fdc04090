//! A file of the project, explained from its first line to its last.

use super::document::{Block, Document, text};
use super::lines;
use super::steps;
use crate::catalog::Catalog;
use crate::domain::{Field, ProjectDescription};
use crate::effective::{EffectiveImage, Stage, Step};
use crate::generator::{Content, Line, ProjectFile, generate, purpose};
use crate::presets;

/// What the file is for, then its lines in groups, each with what it does. Every line of the file is in it, in order.
pub(super) fn document(path: &str, description: &ProjectDescription, catalog: &Catalog) -> Document {
    let files = generate(description);
    let Some(file) = files.get(path) else { return Document::new() };
    let mut document = Document::new();
    document.push(text(&sentence(purpose(path).unwrap_or_else(|| other_purpose(path)))));
    match &file.content {
        Content::Late(late) => match presets::asset(&late.asset).and_then(|asset| late.text(asset)) {
            Some(dag) => {
                let dag: Vec<Line> = dag.lines().map(Line::plain).collect();
                document.extend(lines::groups(path, &dag, description, catalog));
            }
            None => document
                .push(text("Each line holds a package to a version: the file as it was published, byte for byte.")),
        },
        Content::Text(lines) if path.ends_with("Dockerfile") => document.extend(dockerfile(file, lines, description)),
        Content::Text(lines) => document.extend(lines::groups(path, lines, description, catalog)),
    }
    document
}

/// Of files that the README does not list.
fn other_purpose(path: &str) -> &'static str {
    match path {
        "README.md" => "how to start this project, what to see, and what to do when it does not work",
        "dags/.airflowignore" => "names of files in `dags` that Airflow shall not read",
        _ => "a file of the project",
    }
}

fn sentence(purpose: &str) -> String {
    let mut rest = purpose.chars();
    let first = rest.next().map(|first| first.to_ascii_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", rest.as_str())
}

/// Its steps in order; comments and empty lines go with the step below them.
fn dockerfile(file: &ProjectFile, lines: &[Line], description: &ProjectDescription) -> Document {
    let image = EffectiveImage::of(description);
    let mut written = written_in(&image, &file.path).into_iter();
    let (mut document, mut waiting, mut said) = (Document::new(), Vec::new(), String::new());
    let mut rest = lines.iter();
    while let Some(line) = rest.next() {
        waiting.push(shown(line));
        let nothing = line.text.trim().is_empty() || line.text.trim_start().starts_with('#');
        if nothing {
            continue;
        }
        let Some((step, stage)) = written.next() else { continue };
        waiting.extend(rest.by_ref().take(step.instruction.lines().len() - 1).map(shown));
        let about = steps::about(step, stage, description);
        match document.last_mut() {
            Some(Block::Lines(before)) if about == said => before.append(&mut waiting),
            _ => {
                document.push(text(&about));
                document.push(Block::Lines(std::mem::take(&mut waiting)));
            }
        }
        said = about;
    }
    document.extend((!waiting.is_empty()).then_some(Block::Lines(waiting)));
    document
}

fn shown(line: &Line) -> (String, Option<Field>) {
    (line.text.clone(), line.origin)
}

/// The steps that a file holds, each with its stage.
fn written_in<'a>(image: &'a EffectiveImage, path: &str) -> Vec<(&'a Step, &'a Stage)> {
    let steps = image.stages.iter().flat_map(|stage| stage.steps().map(move |step| (step, stage)));
    steps.filter(|(step, _)| step.is_in(path)).collect()
}
