//! What people say for a name: words of the trade, names that modules are imported by.
//!
//! Must not be in here: typos, which `search` forgives.

use crate::domain::RowList::{self, Packages, Requirements};

/// A word that is said, and what names have for it.
const SAID: [(RowList, &str, &str); 12] = [
    (Packages, "java", "openjdk"),
    (Packages, "psql", "postgresql client"),
    (Packages, "k8s", "kube"),
    (Packages, "ssh", "openssh"),
    (Requirements, "sklearn", "scikit-learn"),
    (Requirements, "cv2", "opencv-python"),
    (Requirements, "opencv", "opencv-python"),
    (Requirements, "pil", "pillow"),
    (Requirements, "bs4", "beautifulsoup4"),
    (Requirements, "dotenv", "python-dotenv"),
    (Requirements, "dateutil", "python-dateutil"),
    (Requirements, "k8s", "kubernetes"),
];

/// The query in the words that names have; `None` when nothing is said otherwise.
pub(super) fn meant(list: RowList, typed: &str) -> Option<String> {
    let mut changed = false;
    let words = typed.split([' ', '-']).map(|word| {
        let other = SAID.iter().find(|(of, said, _)| *of == list && word.eq_ignore_ascii_case(said));
        changed |= other.is_some();
        other.map_or(word, |(.., other)| other)
    });
    let meant = words.collect::<Vec<_>>().join(" ");
    changed.then_some(meant)
}
