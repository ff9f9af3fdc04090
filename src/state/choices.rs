//! Everything that can be chosen about the image.

use std::sync::Arc;

use crate::catalog::Catalog;
use crate::domain::Family;
use crate::draft::{Choice, Draft, Home, ImageDraft, Selection};
use crate::reactive::Derived;

/// Everything that can be chosen about the image, worked out once for each change of the image.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// Where it runs.
    pub home: Home,
    /// Whose image it is.
    pub family: Family,
    /// The five homes.
    pub homes: Vec<(Home, Choice)>,
    /// Airflow versions.
    pub airflows: Vec<Choice>,
    /// Operating systems, for layers of one's own.
    pub systems: Vec<Choice>,
    /// Pythons.
    pub pythons: Vec<Choice>,
    /// Tags, for images of somebody else.
    pub images: Vec<Choice>,
}

/// What can be chosen, from the image part of the draft.
pub(super) fn choices(draft: Derived<Draft>, catalog: &'static Catalog) -> Derived<Choices> {
    let image: Derived<ImageDraft> = Derived::new(move || Arc::new(draft.get().image.clone()));
    Derived::new(move || {
        let selection = Selection::of(catalog, &image.get());
        Arc::new(Choices {
            home: selection.home(),
            family: selection.family(),
            homes: selection.homes(),
            airflows: selection.airflows(),
            systems: selection.systems(),
            pythons: selection.pythons(),
            images: selection.images(),
        })
    })
}
