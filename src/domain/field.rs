//! Where in a configuration something is: the address used by diagnostics and by provenance.

use serde::{Deserialize, Serialize};

/// A row's name for its whole life in one draft; never reused there, never part of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct RowId(pub u32);

/// The lists of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RowList {
    /// Lines of packages.txt.
    Packages,
    /// Lines of requirements.txt.
    Requirements,
    /// ENV, NAME and value.
    Env,
    /// Image labels, NAME and value.
    Labels,
    /// Tagged apk repositories, NAME and address.
    ApkRepositories,
}

impl RowList {
    /// All lists, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Packages, Self::Requirements, Self::Env, Self::Labels, Self::ApkRepositories];
}

/// The fields that hold one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TextField {
    /// The project's name.
    Name,
    /// Airflow extras, separated by commas or spaces.
    Extras,
    /// Address of a git repository that holds a soft fork of Airflow.
    Repository,
    /// Branch, tag or commit of the soft fork.
    Revision,
    /// The preset whose DAG stands in for the plain example.
    Dag,
    /// Address of an index mirror.
    Index,
    /// The white list of OS packages, separated by commas or spaces.
    Allow,
    /// Extra Dockerfile instructions, verbatim lines.
    Instructions,
}

impl TextField {
    /// All text fields.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Dag,
        Self::Extras,
        Self::Repository,
        Self::Revision,
        Self::Index,
        Self::Allow,
        Self::Instructions,
    ];
}

/// One place in a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    /// The base image reference.
    Image,
    /// The Airflow version.
    Airflow,
    /// The Python version.
    Python,
    /// Alpine or Debian, said by the person.
    Distro,
    /// One of the text fields as a whole.
    Text(TextField),
    /// A row of a list.
    Row(RowList, RowId),
    /// A line of the extra instructions, counted from 0.
    Instruction(usize),
    /// Single or layered.
    Layout,
    /// How the user's requirements are constrained.
    Constraints,
    /// The platform to build for.
    Platform,
    /// The link that was opened, where no other field fits.
    Link,
}
