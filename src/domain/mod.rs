//! The nouns of the field, each with one constructor that refuses what is not one.
//!
//! Must not be in here: tables of facts (they live in `catalog`), anything typed but not yet understood
//! (that is `draft`, with its diagnostics), anything written (that is `generator`).

mod checksum;
mod credentials;
mod description;
mod distro;
mod env;
mod field;
mod image_family;
mod image_reference;
mod os_package;
mod part;
mod project_name;
mod requirement;
mod version;

pub use checksum::crc32;
pub use credentials::{has_credentials, without_credentials};
pub use description::*;
pub use distro::{Distro, DistroRelease};
pub use env::{EnvName, EnvNameError, OptionKey, looks_secret};
pub use field::{Field, RowId, RowList, TextField};
pub use image_family::{Family, Triggers};
pub use image_reference::{ImageReference, ImageReferenceError};
pub use os_package::{OsPackage, OsPackageError, PackageLine};
pub use part::Part;
pub use project_name::{ProjectName, ProjectNameError};
pub use requirement::{
    DirectReference, GlobalOption, GlobalOptionKind, NormalisedName, Operator, Requirement, RequirementError,
    RequirementLine, RequirementOption, RequirementSource, Specifier, version_cmp,
};
pub use version::{AirflowVersion, PythonVersion, VersionError};
