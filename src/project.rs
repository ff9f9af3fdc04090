//! The composition: a draft as a described, examined project. The page and the twin go through here alone.

use crate::catalog::Catalog;
use crate::doctor;
use crate::domain::ProjectDescription;
use crate::draft::{Diagnostic, Draft, validate};
use crate::link;

/// The description of a draft, and everything that is to be said about it, in the order of the page. Rows with errors
/// are left out of the description, so that everything that is written is safe.
pub fn describe(draft: &Draft, catalog: &Catalog) -> (ProjectDescription, Vec<Diagnostic>) {
    let (description, mut found) = validate(draft, catalog);
    let mut description = ProjectDescription { fragment: link::encode(draft, catalog), ..description };
    found.extend(doctor::examine(draft, &mut description, catalog));
    found.sort_by_cached_key(|diagnostic| draft.position(diagnostic.field));
    (description, found)
}
