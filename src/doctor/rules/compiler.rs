//! Requirements that pip must compile: slow where a compiler is brought along, a failure where there is none.

use super::super::Examination;
use crate::catalog::{Build, CompileNeed, Os};
use crate::domain::{
    Distro, Family, Field, ProjectDescription, Requirement, RequirementLine, RowId, RowList, Triggers,
};
use crate::draft::{Choice, Diagnostic, Edit, Row, Selection, compile_need};

/// Finds requirements without a fitting wheel.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let description = examination.description;
    let Some(os) = examination.os() else { return };
    for line in &description.requirements {
        let RequirementLine::Requirement(requirement) = &line.value else { continue };
        let name = requirement.name();
        let field = Field::Row(RowList::Requirements, line.row);
        match compile_need(&line.value, os, description.python, examination.catalog) {
            Some(CompileNeed::Yes(build)) => {
                found.push(compiled(examination, line.row, name, &build, os));
            }
            Some(CompileNeed::Never) => {
                let system = system_name(os);
                let message = format!("{name} has neither a wheel for {system} nor a source to compile: pip fails.");
                found.push(with_debian(Diagnostic::error("requirement-no-wheel", field, message), examination, os));
            }
            Some(CompileNeed::No | CompileNeed::Unknown) | None => {}
        }
        found.extend(companions(examination, line.row, requirement, os));
    }
}

fn compiled(examination: &Examination, row: RowId, name: &str, build: &Build, os: Os) -> Diagnostic {
    let field = Field::Row(RowList::Requirements, row);
    let has_compiler = brings_compiler(examination.description);
    let needed: Vec<&str> = build.build.iter().chain(&build.run).copied().collect();
    let missing = missing(examination, &needed);
    let what = format!("{name} has no wheel for {}: pip compiles it", system_name(os));
    let time = if build.long { ", which takes long" } else { "" };
    let diagnostic = if has_compiler {
        let message = format!("{what}{time}. The build brings {} and removes it again.", listed(&build.build));
        let severity = if build.long { Diagnostic::warning } else { Diagnostic::note };
        severity("requirement-compiles", field, message)
    } else if missing.is_empty() {
        Diagnostic::note("requirement-compiles", field, format!("{what}{time}, with the packages listed above."))
    } else {
        let message = format!("{what}{time}, and this image has no compiler. Add {}.", listed(&missing));
        with_added(Diagnostic::warning("requirement-compiler", field, message), examination, &missing)
    };
    let diagnostic = match build.instead {
        Some(instead) => diagnostic.with_fix(format!("Use {instead}"), renamed(examination, row, name, instead)),
        None => diagnostic,
    };
    let diagnostic = with_own_package(diagnostic, examination, row, build, os);
    if build.long { with_debian(diagnostic, examination, os) } else { diagnostic }
}

/// The same on Debian, which has wheels of more packages: offered for layers of one's own.
fn with_debian(diagnostic: Diagnostic, examination: &Examination, os: Os) -> Diagnostic {
    let own = examination.description.own().is_some_and(|own| own.family == Family::Alpine);
    if !own || os.distro != Distro::Alpine {
        return diagnostic;
    }
    let systems = Selection::of(examination.catalog, &examination.draft.image).systems();
    let debian =
        |choice: &Choice| choice.group.as_deref() == Some(Distro::Debian.title()) && choice.unavailable.is_none();
    match systems.into_iter().find(debian) {
        Some(choice) => diagnostic.with_fix("Move to Debian", Edit::Image(choice.image)),
        None => diagnostic,
    }
}

/// Alpine's own package serves Alpine's own Python: that of the ready-made images. Layers of one's own hold Airflow in
/// a virtual environment, which does not see it.
fn with_own_package(
    diagnostic: Diagnostic,
    examination: &Examination,
    row: RowId,
    build: &Build,
    os: Os,
) -> Diagnostic {
    let (Some(own), true) = (build.own_package, examination.description.prebuilt().is_some()) else {
        return diagnostic;
    };
    let package = examination.knowledge.packages(os).and_then(|packages| packages.find(own));
    let Some(package) = package else { return diagnostic };
    let mut edits = vec![Edit::Remove(RowList::Requirements, row)];
    if !missing(examination, &[own]).is_empty() {
        edits.push(Edit::Append(RowList::Packages, vec![Row::line(own)]));
    }
    diagnostic.with_fix(format!("Use Alpine’s {own} {}", package.version), Edit::All(edits))
}

/// Packages that a plain Python requirement needs beside it to run.
fn companions(examination: &Examination, row: RowId, requirement: &Requirement, os: Os) -> Option<Diagnostic> {
    let names = examination.catalog.run_packages(requirement.normalised().as_str(), os);
    let missing = missing(examination, &names);
    if missing.is_empty() {
        return None;
    }
    let message = format!("{} needs {} to run. Add what is missing.", requirement.name(), listed(&names));
    let field = Field::Row(RowList::Requirements, row);
    Some(with_added(Diagnostic::warning("requirement-needs-packages", field, message), examination, &missing))
}

/// Layers of one's own and the official image hold the packages while pip runs; triggers do not.
fn brings_compiler(description: &ProjectDescription) -> bool {
    description.prebuilt().is_none_or(|image| image.triggers == Triggers::None)
}

/// The names that packages.txt does not list.
fn missing<'a>(examination: &Examination, names: &[&'a str]) -> Vec<&'a str> {
    let packages = &examination.description.packages;
    let listed = |name: &str| packages.iter().filter_map(|line| line.value.package()).any(|p| p.name() == name);
    names.iter().copied().filter(|name| !listed(name)).collect()
}

/// The finding with packages to add, unless the white list is against one of them.
fn with_added(finding: Diagnostic, examination: &Examination, names: &[&str]) -> Diagnostic {
    let label = match names {
        [one] => format!("Add {one}"),
        several => format!("Add {} packages", several.len()),
    };
    let rows = names.iter().map(|name| Row::line(*name)).collect();
    match names.iter().all(|name| examination.draft.allows(name)) {
        true => finding.with_fix(label, Edit::Append(RowList::Packages, rows)),
        false => finding,
    }
}

/// The row with another package's name in front, the rest of the line as it was.
fn renamed(examination: &Examination, row: RowId, name: &str, instead: &str) -> Edit {
    let text = examination.draft.row(RowList::Requirements, row).map_or("", |row| row.text.as_str());
    let renamed = text.trim_start().strip_prefix(name).map(|rest| format!("{instead}{rest}"));
    Edit::RowText(RowList::Requirements, row, renamed.unwrap_or_else(|| instead.to_owned()))
}

fn system_name(os: Os) -> String {
    match os.release {
        Some(release) => format!("{} {release}", os.distro.title()),
        None => match os.distro {
            Distro::Alpine => "Alpine".to_owned(),
            Distro::Debian => "Debian".to_owned(),
        },
    }
}

fn listed(names: &[&str]) -> String {
    match names {
        [] => "nothing".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
