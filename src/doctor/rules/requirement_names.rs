//! Names of requirements: packages that are dead or renamed, and slips of the pen.
//!
//! A name that no table has is no finding: packages of one's own are like that.

use super::super::Examination;
use super::super::requirements::{Named, named};
use crate::domain::RowList;
use crate::draft::{Diagnostic, Edit};
use crate::knowledge::successors::successor;

/// A slip is told from a name of one's own when what it may mean is downloaded this often.
const POPULAR: usize = 4_000;

/// Judges every name from the index.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for named in named(examination).filter(Named::is_from_index) {
        found.extend(succeeded(examination, &named).or_else(|| misspelt(examination, &named)));
    }
}

fn succeeded(examination: &Examination, named: &Named) -> Option<Diagnostic> {
    let next = successor(named.name(), examination.description.python)?;
    let finding = Diagnostic::warning("requirement-successor", named.field(), next.why);
    Some(match next.name {
        Some(name) => finding.with_fix(format!("Use {name}"), replaced(examination, named, &name)),
        None => finding.with_fix("Remove it", Edit::Remove(RowList::Requirements, named.row)),
    })
}

/// Versions of the old name fit no other.
fn replaced(examination: &Examination, named: &Named, name: &str) -> Edit {
    let listed = self::named(examination).any(|other| other.name() == name);
    if listed { Edit::Remove(RowList::Requirements, named.row) } else { named.rewritten(name, "") }
}

fn misspelt(examination: &Examination, named: &Named) -> Option<Diagnostic> {
    let pythons = examination.knowledge.pythons()?;
    let near = pythons.nearest(named.name())?.name;
    let popular = pythons.iter().take(POPULAR).any(|package| package.name == near);
    let message = format!("We know no {}. Did you mean {near}?", named.name());
    let note = Diagnostic::note("requirement-misspelt", named.field(), message);
    popular.then(|| note.with_fix(format!("Use {near}"), replaced(examination, named, near)))
}
