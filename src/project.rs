//! The composition: a draft as a described, examined project. The page, its engine and the twin go through here alone.

use crate::catalog::Catalog;
use crate::doctor;
use crate::domain::ProjectDescription;
use crate::draft::{Diagnostic, Draft, validate};
use crate::knowledge::Knowledge;
use crate::link;

/// The description of a draft, and what is to be said of it at once, in the order of the page. Rows with errors are
/// left out of the description, so that everything that is written is safe.
pub fn describe(draft: &Draft, catalog: &Catalog) -> (ProjectDescription, Vec<Diagnostic>) {
    let (description, mut found) = validate(draft, catalog);
    let link::Written { fragment, left_out } = link::write(draft, catalog);
    let mut description = ProjectDescription { fragment, ..description };
    found.extend(left_out);
    found.extend(doctor::refuse(draft, &mut description, catalog));
    in_order(draft, &mut found);
    (description, found)
}

/// The same with the doctor's advice, as far as the late tables have come. The description does not depend on them.
pub fn consult(draft: &Draft, catalog: &Catalog, knowledge: &Knowledge) -> (ProjectDescription, Vec<Diagnostic>) {
    let (description, mut found) = describe(draft, catalog);
    found.extend(doctor::advise(draft, &description, catalog, knowledge));
    in_order(draft, &mut found);
    (description, found)
}

/// Puts findings in the order of the page; those of one place stay as they are.
pub fn in_order(draft: &Draft, found: &mut [Diagnostic]) {
    found.sort_by_cached_key(|diagnostic| draft.position(diagnostic.field));
}
