//! What a project costs to build: packages to compile, layers, and what nobody measured.

use super::document::{Block, words};
use crate::catalog::{Catalog, CompileNeed, Os};
use crate::domain::{ProjectDescription, RequirementLine};
use crate::draft::compile_need;
use crate::effective::EffectiveImage;

/// Items of a list, as far as something is known.
pub(super) fn list(description: &ProjectDescription, image: &EffectiveImage, catalog: &Catalog) -> Block {
    let steps = image.steps().count();
    let layers = image.layer_count();
    let mut items = vec![format!("{steps} steps; {layers} of them add a [[layer]] of files to the image.")];
    let published = image.stages.first().filter(|stage| stage.below.is_none());
    items.extend(published.map(|stage| format!("How many layers `{}` brings along is not known here.", stage.from)));
    items.push(airflow(description));
    items.extend(requirements(description, catalog));
    items.push("How large the image becomes and how long the build takes depends on your machine and network: nobody measured it here.".to_owned());
    Block::List(items.iter().map(|item| words(item)).collect())
}

fn airflow(description: &ProjectDescription) -> String {
    match description.own() {
        None => "Airflow itself comes with the image: nothing of it is built.".to_owned(),
        Some(own) if own.airflow_build_packages.is_empty() => {
            "Airflow itself comes as [[wheel|wheels]]: nothing of it is compiled.".to_owned()
        }
        Some(own) => format!(
            "Parts of Airflow are compiled, with {}, in the stage that is thrown away.",
            own.airflow_build_packages.join(", ")
        ),
    }
}

fn requirements(description: &ProjectDescription, catalog: &Catalog) -> Vec<String> {
    let (mut compiled, mut long, mut unknown, mut wheels) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let Some((distro, release)) = description.os() else {
        return vec!["Which requirements are compiled is not known: nor is the system of the image.".to_owned()];
    };
    for line in &description.requirements {
        let RequirementLine::Requirement(requirement) = &line.value else { continue };
        let name = format!("`{}`", requirement.name());
        match compile_need(&line.value, Os { distro, release }, description.python, catalog) {
            Some(CompileNeed::Yes(build)) if build.long => long.push(name),
            Some(CompileNeed::Yes(_)) => compiled.push(name),
            Some(CompileNeed::No) => wheels += 1,
            Some(CompileNeed::Never | CompileNeed::Unknown) | None => unknown.push(name),
        }
    }
    let mut items = Vec::new();
    let mut item = |names: &[String], rest: &str| {
        if !names.is_empty() {
            items.push(format!("{} {rest}", names.join(", ")));
        }
    };
    item(&long, "compiled from source, which takes long.");
    item(&compiled, "compiled from source.");
    item(&unknown, "not in our tables: whether there is a [[wheel]] is not known.");
    if wheels > 0 {
        items.push(format!("{wheels} of your requirements need no compiler, as far as our tables know."));
    }
    items
}
