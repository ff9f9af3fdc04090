//! The effective image as a document: what it costs, then every stage, once for each thing that can change.

use super::cost;
use super::document::{Block, Document, StageBlock, StageKind, StepBlock, text, words};
use super::steps;
use crate::catalog::Catalog;
use crate::domain::{Family, ProjectDescription, Triggers};
use crate::effective::{Change, EffectiveImage, Place, Source, Stage, Step, changes};
use crate::generator::dockerfile::Instruction;

/// What FROM stands for and every step, in order; then what a change costs.
pub(super) fn document(description: &ProjectDescription, catalog: &Catalog) -> Document {
    let image = EffectiveImage::of(description);
    let whole = stages(description, &image, &[]);
    let mut choices = vec![("Every step".to_owned(), whole)];
    for change in changes(&image) {
        choices.push((change_name(change).to_owned(), changed(description, &image, change)));
    }
    vec![
        text(order(description)),
        Block::Choice(choices),
        Block::Heading("What it costs".to_owned()),
        cost::list(description, &image, catalog),
    ]
}

/// The question that is asked most: what runs when.
fn order(description: &ProjectDescription) -> &'static str {
    match description.prebuilt().map(|image| image.triggers) {
        Some(Triggers::None) if description.family() == Family::Unrecognised => {
            "What is inside this image is not known here. Your own lines are added on top of it, in order."
        }
        Some(Triggers::None) | None => {
            "From the top down, in this order: packages, then requirements, then your project, then your settings and lines. \
             A setting cannot influence pip, because pip has run before it is there."
        }
        Some(_) => {
            "From the top down, in this order: the published image, its [[trigger|triggers]], then your settings and lines. \
             A setting in your Dockerfile cannot influence pip, because the triggers run before it is there."
        }
    }
}

const fn change_name(change: Change) -> &'static str {
    match change {
        Change::Packages => "packages.txt changes",
        Change::Requirements => "requirements.txt changes",
        Change::Dag => "A DAG changes",
        Change::OwnLine => "A setting changes",
    }
}

fn changed(description: &ProjectDescription, image: &EffectiveImage, change: Change) -> Document {
    let again = image.again(change);
    let steps = image.steps().count();
    let first = match again.len() {
        0 => "No step runs again: the image does not hold it.".to_owned(),
        1 => format!("1 of {steps} steps runs again; all others come from the [[build cache]]."),
        count => format!("{count} of {steps} steps run again; all others come from the [[build cache]]."),
    };
    let mut document = vec![text(&first)];
    if change == Change::Dag {
        document
            .push(text("While you develop you need no build for it: compose mounts `dags`, `plugins` and `include`."));
    }
    document.extend(stages(description, image, &again));
    document
}

fn stages(description: &ProjectDescription, image: &EffectiveImage, again: &[Place]) -> Document {
    let in_image = image.in_image();
    let published = published(description).into_iter().map(Block::Stage);
    let built = image.stages.iter().enumerate().map(|(number, stage)| {
        let kind = if in_image.contains(&number) { StageKind::Built } else { StageKind::Aside };
        let steps = stage.steps().enumerate().map(|(at, step)| {
            let place = (number, at);
            StepBlock { again: again.contains(&place), ..step_block(step, place, image, description) }
        });
        let steps = steps.collect();
        Block::Stage(StageBlock { name: stage_name(stage, description), kind, about: words(about(stage)), steps })
    });
    published.chain(built).collect()
}

fn step_block(step: &Step, place: Place, image: &EffectiveImage, description: &ProjectDescription) -> StepBlock {
    let about = image.stages.get(place.0).map(|stage| steps::about(step, stage, description)).unwrap_or_default();
    let runs = step.makes_layer() && !matches!(step.instruction, Instruction::Copy(_));
    StepBlock {
        lines: step.instruction.lines(),
        about: words(&about),
        user: if runs { step.user.clone() } else { String::new() },
        sees: if runs { sees(&image.seen(place)) } else { String::new() },
        trigger: step.source == Source::Trigger,
        again: false,
        origin: step.origin,
    }
}

/// Files as they are called; the whole project is one.
fn sees(files: &[&str]) -> String {
    if files.contains(&".") { "the whole project".to_owned() } else { files.join(", ") }
}

fn stage_name(stage: &Stage, description: &ProjectDescription) -> String {
    match stage.name.as_str() {
        "" | "project" => format!("{}: your image", description.name),
        name => name.to_owned(),
    }
}

fn about(stage: &Stage) -> &'static str {
    match stage.name.as_str() {
        "ap-base" => "The operating system with Python and certificates.",
        "ap-airflow-builder" => "Where Airflow is installed, and compiled if need be. Thrown away but for its result.",
        "ap-airflow" => "Airflow without a compiler, and the user that runs it.",
        "onbuild" => "Keeps the steps that read your two files, for every project that is built on it.",
        "wheels" => "Where requirements without a [[wheel]] are compiled. Thrown away but for its result.",
        _ => "Your packages, requirements, files, settings and lines.",
    }
}

/// What is known of the layers that somebody else built, the lowest first.
fn published(description: &ProjectDescription) -> Vec<StageBlock> {
    let told: &[(&str, &str)] = match description.family() {
        Family::Platform => &[
            ("ap-base", "Alpine with a user and certificates, as root. No Python yet."),
            (
                "ap-airflow",
                "Python, tini and Airflow by pip, as root. The packages that compiled it are removed in the same layer: the image has no compiler, which is why pip cannot compile in it.",
            ),
            ("onbuild", "Nothing but [[trigger|triggers]]. They run when your Dockerfile names this image."),
        ],
        Family::Certified => &[
            (
                "The image with Airflow",
                "The operating system, Python and Airflow, built by Astronomer. Its own steps are not known here; it has no compiler.",
            ),
            ("onbuild", "Nothing but [[trigger|triggers]]. They run when your Dockerfile names this image."),
        ],
        Family::Runtime => &[(
            "Astro Runtime",
            "Debian, Python and Airflow, built by Astronomer. Its own steps are not known here. Its [[trigger|triggers]] follow, unless the tag ends in `-base`.",
        )],
        Family::Official => &[(
            "apache/airflow",
            "Debian, Python and Airflow, built by the Airflow project. Its own steps are not known here. It ends as the user `airflow`, and pip refuses to run as root in it.",
        )],
        Family::Unrecognised => &[("Unknown", "Nothing is known of this image.")],
        Family::Alpine | Family::Debian | Family::Company => &[],
    };
    let stage = |(name, about): &(&str, &str)| StageBlock {
        name: (*name).to_owned(),
        kind: StageKind::Published,
        about: words(about),
        steps: Vec::new(),
    };
    told.iter().map(stage).collect()
}
