//! Which steps run again when a file changes: those that read it, and all that come after one that does.

use super::{EffectiveImage, Place, Step};
use crate::domain::{Field, RowList};

/// Something that a person changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// packages.txt.
    Packages,
    /// requirements.txt.
    Requirements,
    /// A DAG, or any other file of the project that is copied with it.
    Dag,
    /// ENV, or an instruction of one's own, in the Dockerfile.
    OwnLine,
}

/// What can change in a project.
pub fn changes(image: &EffectiveImage) -> Vec<Change> {
    let all = [Change::Packages, Change::Requirements, Change::Dag, Change::OwnLine];
    all.into_iter().filter(|change| !image.again(*change).is_empty() || *change != Change::OwnLine).collect()
}

impl Change {
    fn touches(self, step: &Step) -> bool {
        let copies = |file: &str| step.files().iter().any(|source| *source == "." || *source == file);
        match self {
            Self::Packages => copies("packages.txt"),
            Self::Requirements => copies("requirements.txt"),
            Self::Dag => copies("."),
            Self::OwnLine => matches!(step.origin, Some(Field::Row(RowList::Env, _) | Field::Instruction(_))),
        }
    }
}

impl EffectiveImage {
    /// The steps that run again; all others come from the cache.
    pub fn again(&self, change: Change) -> Vec<Place> {
        let mut again: Vec<Place> = Vec::new();
        let mut dirty: Vec<usize> = Vec::new();
        for (number, stage) in self.stages.iter().enumerate() {
            let mut runs = stage.below.is_some_and(|below| dirty.contains(&below));
            for (at, step) in stage.steps().enumerate() {
                let other = step.other_stage().and_then(|name| self.stages.iter().position(|it| it.name == name));
                runs |= change.touches(step) || other.is_some_and(|other| dirty.contains(&other));
                // FROM itself does nothing again.
                if runs && at > 0 {
                    again.push((number, at));
                }
            }
            if runs {
                dirty.push(number);
            }
        }
        again
    }
}
