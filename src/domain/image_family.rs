//! Whose image it is, and what it runs before the user's own lines.

/// Who made the image that FROM names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Layers of one's own on Alpine's or Python's official Alpine image.
    Alpine,
    /// Layers of one's own on Python's official Debian slim image.
    Debian,
    /// Layers of one's own on an operating system image that the person names.
    Company,
    /// apache/airflow.
    Official,
    /// Astro Runtime (Airflow 2 and 3).
    Runtime,
    /// Astronomer Certified, retired.
    Certified,
    /// Astronomer's platform images of 2018 and 2019, retired.
    Platform,
    /// A reference whose maker cannot be told from its name.
    Unrecognised,
}

impl Family {
    /// Whether every layer is built here, from an operating system up.
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Alpine | Self::Debian | Self::Company)
    }

    /// Images that their maker no longer maintains as a family.
    pub const fn is_retired(self) -> bool {
        matches!(self, Self::Certified | Self::Platform)
    }
}

/// What a prebuilt image does with the project's files by itself, in order, as its build rules say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Triggers {
    /// None: apache/airflow, and the `-base` images.
    None,
    /// Platform 0.0.16 to 0.0.26: packages.txt, apk add, requirements.txt, pip install. No copy of the project.
    FilesOnly,
    /// Platform 0.0.27 to 0.3.1: the whole project, apk add, pip install.
    ProjectFirst,
    /// Platform 0.3.2 on and Certified on Alpine: packages.txt, apk add, requirements.txt, pip install, the project.
    ProjectLast {
        /// Certified from June 2020 refuses lines that pin apache-airflow by `==`, `>=` or `~=`.
        guard: bool,
    },
    /// Certified on Debian: as `ProjectLast`, as root with apt-get, then as astro.
    CertifiedDebian {
        /// As in `ProjectLast`.
        guard: bool,
        /// GNU xargs of images before 2022 chokes on carriage returns.
        carriage_returns_break: bool,
    },
    /// Astro Runtime.
    Runtime {
        /// `#` comments in packages.txt: from 4.2.9, 5.0.13 and 6.1.0 on.
        comments: bool,
    },
}

impl Triggers {
    /// Whether `#` comments may stand in packages.txt.
    pub const fn take_comments(self) -> bool {
        matches!(self, Self::None | Self::Runtime { comments: true })
    }

    /// Whether only packages.txt and requirements.txt exist when pip runs, so that `-r other.txt` fails.
    pub const fn see_two_files_only(self) -> bool {
        !matches!(self, Self::ProjectFirst)
    }
}
