//! How the values of known options are edited.

use super::OptionHint;
use crate::domain::ProjectDescription;
use crate::draft::Draft;

/// The hints for the rows of ENV.
pub(super) fn of(_: &Draft, _: &ProjectDescription) -> Vec<OptionHint> {
    Vec::new()
}
