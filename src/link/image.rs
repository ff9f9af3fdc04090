//! What a link leaves to the defaults of its image. Reader and writer go by the same rule: a key that is given counts,
//! even with an empty value; the writer gives an empty one where the rule would fill it in.

use crate::catalog::Catalog;
use crate::draft::{ImageDraft, Selection};

/// The image part with the versions that would be filled in for it.
pub fn filled(image: &ImageDraft, catalog: &Catalog) -> ImageDraft {
    if image.reference.is_empty() && !image.own {
        return image.clone();
    }
    Selection::completed(catalog, image)
}
