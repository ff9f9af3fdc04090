//! Requirements that pip must compile: slow where a compiler is brought along, a failure where there is none.

use super::super::Examination;
use crate::catalog::{Build, CompileNeed, Os};
use crate::domain::{Distro, Field, ProjectDescription, RequirementLine, RowId, RowList, Triggers};
use crate::draft::{Diagnostic, Edit, Row, compile_need};

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
            Some(CompileNeed::Never) => found.push(Diagnostic::warning(
                "requirement-no-wheel",
                field,
                format!("{name} has neither a wheel for {} nor a source to compile: pip will fail.", system_name(os)),
            )),
            Some(CompileNeed::No | CompileNeed::Unknown) | None => {}
        }
    }
}

fn compiled(examination: &Examination, row: RowId, name: &str, build: &Build, os: Os) -> Diagnostic {
    let field = Field::Row(RowList::Requirements, row);
    let has_compiler = brings_compiler(examination.description);
    let missing = missing_packages(examination, build);
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
        let rows = missing.iter().map(|package| Row::line(*package)).collect();
        let label = format!("Add {} packages", missing.len());
        Diagnostic::warning("requirement-compiler", field, message)
            .with_fix(label, Edit::Append(RowList::Packages, rows))
    };
    match build.instead {
        Some(instead) => diagnostic.with_fix(format!("Use {instead}"), renamed(examination, row, name, instead)),
        None => diagnostic,
    }
}

/// Layers of one's own and the official image hold the packages while pip runs; triggers do not.
fn brings_compiler(description: &ProjectDescription) -> bool {
    description.prebuilt().is_none_or(|image| image.triggers == Triggers::None)
}

fn missing_packages<'a>(examination: &Examination, build: &'a Build) -> Vec<&'a str> {
    let packages = &examination.description.packages;
    let listed = |name: &str| packages.iter().filter_map(|line| line.value.package()).any(|p| p.name() == name);
    build.build.iter().chain(&build.run).copied().filter(|name| !listed(name)).collect()
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
