//! Versions of requirements: none given, none possible, or another one than Airflow was tested with.

use super::super::Examination;
use super::super::requirements::{Named, named};
use super::airflow_itself::CORE;
use crate::domain::{Constraints, Operator, Specifier};
use crate::draft::Diagnostic;
use crate::knowledge::provider_floors::floor;

/// Judges the specifiers of every requirement from the index; what is said of Airflow itself is another rule's.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let judged = |named: &Named| named.is_from_index() && !CORE.contains(&named.name());
    for named in named(examination).filter(judged) {
        let finding = match named.requirement.specifiers() {
            [] => unpinned(examination, &named),
            specifiers if !can_be_met(specifiers) => Some(contradictory(&named)),
            specifiers => against_constraints(examination, &named, specifiers),
        };
        found.extend(finding);
    }
}

/// The version that Airflow's own constraints hold a package to.
fn constrained<'a>(examination: &'a Examination, name: &str) -> Option<&'a str> {
    let description = examination.description;
    examination.knowledge.pins(description.airflow, description.python?)?.version(name)
}

fn unpinned(examination: &Examination, named: &Named) -> Option<Diagnostic> {
    let held = examination.description.constraints == Constraints::Full;
    let name = named.name();
    let airflow = examination.description.airflow;
    let (version, message) = match constrained(examination, name) {
        Some(_) if held => return None,
        // What is said of it is another rule's.
        None if floor(name).is_some_and(|floor| floor.airflow > airflow) => return None,
        Some(version) => (
            version,
            format!("No version is given: each build may get another. Airflow {airflow} was tested with {version}."),
        ),
        None => {
            let newest = examination.knowledge.pythons()?.find(name)?.version;
            (newest, format!("No version is given: each build may get another. The newest we know is {newest}."))
        }
    };
    let note = (!version.is_empty()).then(|| Diagnostic::note("requirement-unpinned", named.field(), message))?;
    Some(match named.pinned(examination, version) {
        Some(edit) => note.with_fix(format!("Pin {version}"), edit),
        None => note,
    })
}

fn contradictory(named: &Named) -> Diagnostic {
    let message = format!("No version of {} can meet all of these at once. Keep those that you need.", named.name());
    Diagnostic::warning("requirement-contradiction", named.field(), message)
}

/// Whether some version fits: one that is named, one just above it, or the first of all. What lies between two
/// versions that are named begins just above the lower one.
fn can_be_met(specifiers: &[Specifier]) -> bool {
    if specifiers.iter().any(|specifier| specifier.operator == Operator::Arbitrary) {
        return true;
    }
    let bare = |specifier: &Specifier| specifier.version.trim_end_matches(".*").to_owned();
    let above = |version: &String| [version, ".0.0.0.1"].concat();
    let named: Vec<String> = specifiers.iter().map(bare).collect();
    let mut candidates: Vec<String> = named.iter().map(above).collect();
    candidates.extend(named);
    candidates.push("0".to_owned());
    candidates.iter().any(|candidate| specifiers.iter().all(|specifier| specifier.admits(candidate)))
}

fn against_constraints(examination: &Examination, named: &Named, specifiers: &[Specifier]) -> Option<Diagnostic> {
    let version = constrained(examination, named.name())?;
    if examination.description.constraints == Constraints::None || specifiers.iter().all(|s| s.admits(version)) {
        return None;
    }
    let airflow = examination.description.airflow;
    let name = named.name();
    let finding = match examination.description.constraints {
        Constraints::Full => {
            let message = format!("Airflow {airflow}’s constraints hold {name} to {version}: pip cannot meet both.");
            Diagnostic::warning("requirement-constraints", named.field(), message)
        }
        _ => {
            let message = format!("Airflow {airflow} was tested with {name} {version}; this asks for another.");
            Diagnostic::note("requirement-constraints", named.field(), message)
        }
    };
    Some(match named.pinned(examination, version) {
        Some(edit) => finding.with_fix(format!("Use {version}"), edit),
        None => finding,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RequirementLine;

    #[test]
    fn specifiers_that_can_be_met() {
        let check = |line: &str, expected: bool| {
            let parsed = RequirementLine::parse(line).expect("a requirement");
            let requirement = parsed.requirement().expect("with a name");
            assert_eq!(can_be_met(requirement.specifiers()), expected, "{line}");
        };
        for line in [
            "a>1,<2",
            "a>=1,<=1",
            "a~=2.2",
            "a==1.*,<1.5",
            "a==1.*,>1.5",
            "a<1",
            "a>1,!=2",
            "a!=1.0,!=2.0",
            "a>=2,==2.*",
            "a<=1,>=0.1a1",
            "a>1.0,<1.1",
            "a===x ,>2",
            "a~=1.4.2,!=1.4.5",
            "a<2,!=0",
        ] {
            check(line, true);
        }
        for line in
            ["a>2,<1", "a==1,==2", "a==1.0,!=1.0", "a~=2.2,<2", "a>=2,==1.*", "a>1,<1", "a>=3,<3", "a==1.*,==2.*"]
        {
            check(line, false);
        }
    }
}
