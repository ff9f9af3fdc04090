//! Files other than Dockerfiles, in groups of lines that belong together.

use super::document::{Block, Document, text};
use crate::catalog::{Catalog, CompileNeed, Os};
use crate::domain::{Field, ProjectDescription, RowList};
use crate::draft::compile_need;
use crate::generator::Line;

/// Groups of lines, each under its sentence.
pub(super) fn groups(path: &str, lines: &[Line], description: &ProjectDescription, catalog: &Catalog) -> Document {
    let say = |lines: &[Line], at: usize| match path {
        "packages.txt" => package(description),
        "requirements.txt" => requirement(&lines[at], description, catalog),
        ".env" => secret(&lines[at]),
        "compose.yaml" => compose(lines, at),
        "docker-bake.hcl" => bake(&lines[at]),
        path if path.starts_with("dags/") && path.ends_with(".py") => dag(&lines[at].text).map(str::to_owned),
        _ => None,
    };
    let mut document = Document::new();
    let mut group: Vec<(String, Option<Field>)> = Vec::new();
    let mut said: Option<String> = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some(sentence) = say(lines, at).filter(|sentence| said.as_ref() != Some(sentence)) {
            flush(&mut document, &mut group);
            document.push(text(&sentence));
            said = Some(sentence);
        }
        group.push((line.text.clone(), line.origin));
    }
    flush(&mut document, &mut group);
    if lines.is_empty() {
        document.push(text("It is empty, and has to exist all the same: the build reads it."));
    }
    document
}

fn flush(document: &mut Document, group: &mut Vec<(String, Option<Field>)>) {
    if !group.is_empty() {
        document.push(Block::Lines(std::mem::take(group)));
    }
}

fn package(description: &ProjectDescription) -> Option<String> {
    let manager = description.os().map_or("the package manager", |(distro, _)| match distro {
        crate::domain::Distro::Alpine => "apk",
        crate::domain::Distro::Debian => "apt",
    });
    Some(format!("You asked for these packages. {manager} installs them as root, before any Python requirement."))
}

fn requirement(line: &Line, description: &ProjectDescription, catalog: &Catalog) -> Option<String> {
    let Some(Field::Row(RowList::Requirements, row)) = line.origin else { return None };
    let requirement = description.requirements.iter().find(|it| it.row == row)?;
    let (distro, release) = description.os()?;
    let need = compile_need(&requirement.value, Os { distro, release }, description.python, catalog);
    Some(
        match need {
            Some(CompileNeed::No) => "You asked for these. There are [[wheel|wheels]] of them for this system and Python: pip unpacks them.",
            Some(CompileNeed::Yes(_)) => "You asked for these. There is no fitting [[wheel]]: pip compiles them.",
            Some(CompileNeed::Never) => "There is neither a fitting [[wheel]] nor a source: pip fails here.",
            Some(CompileNeed::Unknown) | None => "You asked for these. Our tables do not say whether pip has to compile them; most packages are plain Python.",
        }
        .to_owned(),
    )
}

fn secret(line: &Line) -> Option<String> {
    Some(match line.origin {
        Some(_) => "A secret of yours: compose gives it to the containers, no image and no commit has it.".to_owned(),
        None => "Notes for those who edit this file.".to_owned(),
    })
}

/// By the services and by the parts at the left edge.
fn compose(lines: &[Line], at: usize) -> Option<String> {
    let line = &lines[at].text;
    let in_services =
        lines.iter().take(at).rev().map(|line| line.text.as_str()).find(|line| is_key(line, 0)) == Some("services:");
    let name = line.trim().trim_end_matches(':');
    let sentence = match (is_key(line, 0), is_key(line, 2) && in_services) {
        (true, _) => match name.split(':').next().unwrap_or_default() {
            "name" => "What compose calls this project: its containers and volumes carry the name.",
            "x-airflow" => {
                "What all Airflow services share: the image, the environment, the folders. `dags`, `plugins` and `include` are mounted, so that a changed DAG needs no build."
            }
            "services" => "What runs.",
            "volumes" => "What outlives the containers: the database, the logs, the secrets made on this machine.",
            "secrets" => "A file that single build steps may read, and no layer keeps.",
            _ => return None,
        },
        (_, true) => match name {
            "secrets" => "Runs once: makes passwords and keys at random, on this machine, and keeps them in a volume.",
            "postgres" => "The database that Airflow keeps its state in. Only the other services reach it.",
            "airflow-init" => "Runs once before the others: brings the database to this version of Airflow.",
            "api-server" => "The page and the API, on the loopback address of this machine alone.",
            "webserver" => "The page, on the loopback address of this machine alone.",
            "scheduler" => "Decides what runs next, and runs the tasks beside it.",
            "dag-processor" => "Reads the files in `dags`.",
            "triggerer" => "Waits for things outside without holding a task for it.",
            _ => return None,
        },
        _ => return None,
    };
    Some(sentence.to_owned())
}

/// Whether a line is a key that stands so far to the right.
fn is_key(line: &str, indent: usize) -> bool {
    let text = line.trim_start();
    line.len() - text.len() == indent && !text.starts_with(['#', '-']) && text.contains(':')
}

fn bake(line: &Line) -> Option<String> {
    let name = line.text.strip_prefix("target \"").and_then(|rest| rest.split('"').next());
    match (line.text.starts_with("group "), name) {
        (true, _) => Some(
            "What `docker buildx bake` builds when nothing else is said: the project, and with it all below."
                .to_owned(),
        ),
        (_, Some(name)) => Some(format!(
            "How the layer {name} is built. The layer below is taken from its own target: no registry is asked."
        )),
        _ => None,
    }
}

/// By what stands at the left edge, or makes a task.
fn dag(line: &str) -> Option<&'static str> {
    let word = line.split([' ', '(']).next().unwrap_or_default();
    Some(match word {
        "from" | "import" => {
            "What every task needs. Airflow reads this file again and again: libraries of a single task are imported inside it."
        }
        "@dag" | "with" => "The [[DAG]] itself. Without a schedule it runs when you trigger it.",
        "def" => "A step, as a function.",
        _ if line.starts_with("\"\"\"") && line.len() > 3 => {
            "What it does, and which connections and variables it needs."
        }
        _ if line.trim_start().starts_with("@task") => "A task: it runs by itself, and hands its result to the next.",
        _ if word.ends_with("_dag") => {
            "Makes the DAG, under a name at the top of the file, so that every Airflow finds it."
        }
        _ if word.starts_with(|c: char| c.is_ascii_uppercase()) && line.contains(" = ") => {
            "Settings, read out of the environment where there is one."
        }
        _ => return None,
    })
}
