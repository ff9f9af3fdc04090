//! The parts of a configuration: what a link gives under one key, a host can lock, and a person decides as one thing.

use super::{Field, RowList, TextField};

/// A part of a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The base image.
    Image,
    /// The Airflow version.
    Airflow,
    /// The Python version.
    Python,
    /// Alpine or Debian, said by the person.
    Distro,
    /// A list of rows.
    List(RowList),
    /// A text field.
    Text(TextField),
    /// Single or layered.
    Layout,
    /// How the user's requirements are constrained.
    Constraints,
    /// The platform to build for.
    Platform,
}

impl Field {
    /// The part that a field belongs to; none for the link as a whole.
    pub const fn part(self) -> Option<Part> {
        Some(match self {
            Self::Image => Part::Image,
            Self::Airflow => Part::Airflow,
            Self::Python => Part::Python,
            Self::Distro => Part::Distro,
            Self::Text(field) => Part::Text(field),
            Self::Row(list, _) => Part::List(list),
            Self::Instruction(_) => Part::Text(TextField::Instructions),
            Self::Layout => Part::Layout,
            Self::Constraints => Part::Constraints,
            Self::Platform => Part::Platform,
            Self::Link => return None,
        })
    }
}
