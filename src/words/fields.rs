//! Words around fields and lists of rows, and around the answers to the third question.

use super::{INSTRUCTIONS, INSTRUCTIONS_EXAMPLE, INSTRUCTIONS_HINT, PROJECT_NAME};
use crate::domain::{RowList, TextField};
use crate::draft::Home;

/// The answers to the third question: title and what it means.
pub const fn home(home: Home) -> (&'static str, &'static str) {
    match home {
        Home::Docker => ("Plain Docker, small (Alpine)", "Layers you can read, built from Alpine or Debian up."),
        Home::Official => ("Official apache/airflow (Debian)", "The image that the Airflow project publishes."),
        Home::Runtime => ("Astronomer Runtime", "Astronomer's image, for Astro and the astro command line."),
        Home::Onbuild => {
            ("Astronomer onbuild (retired)", "The images of 2018 to 2021, for projects that still use them.")
        }
        Home::Company => ("My company's base", "Layers on an image that you name, Alpine or Debian."),
    }
}

/// Words around a list of rows.
pub struct ListWords {
    /// Its heading.
    pub title: &'static str,
    /// One row, with its number after it.
    pub row: &'static str,
    /// The field that adds one.
    pub add: &'static str,
    /// In that field while it is empty.
    pub placeholder: &'static str,
    /// What belongs here.
    pub about: &'static str,
    /// An example that one click adds: line or NAME, and value.
    pub example: (&'static str, &'static str),
}

/// The words of a list.
pub const fn list(list: RowList) -> &'static ListWords {
    match list {
        RowList::Packages => &ListWords {
            title: "OS packages",
            row: "OS package",
            add: "Add an OS package",
            placeholder: "Add a package",
            about: "Programs and system libraries",
            example: ("curl", ""),
        },
        RowList::Requirements => &ListWords {
            title: "Python requirements",
            row: "Python requirement",
            add: "Add a Python requirement",
            placeholder: "Add a requirement",
            about: "What pip installs beside Airflow",
            example: ("pandas", ""),
        },
        RowList::Env => &ListWords {
            title: "Environment",
            row: "Variable",
            add: "Add a variable",
            placeholder: "NAME",
            about: "Settings of Airflow and of your code",
            example: ("AIRFLOW__CORE__LOAD_EXAMPLES", "False"),
        },
        RowList::Labels => &ListWords {
            title: "Image labels",
            row: "Label",
            add: "Add a label",
            placeholder: "name",
            about: "What a registry shows about the image",
            example: ("team", "data"),
        },
        RowList::ApkRepositories => &ListWords {
            title: "Tagged apk repositories",
            row: "Repository",
            add: "Add an apk repository",
            placeholder: "tag",
            about: "Where a package written name@tag comes from",
            example: ("edge", "https://dl-cdn.alpinelinux.org/alpine/edge/community"),
        },
    }
}

/// Words of a text field: label, placeholder, hint.
pub const fn text_field(field: TextField) -> (&'static str, &'static str, &'static str) {
    match field {
        TextField::Name => (PROJECT_NAME, "my-airflow", ""),
        TextField::Extras => ("Airflow extras", "postgres, celery", "Optional parts of Airflow, separated by commas."),
        TextField::Repository => (
            "Fork of Airflow",
            "https://github.com/you/airflow",
            "A git repository to install Airflow from instead of the package index.",
        ),
        TextField::Revision => ("Revision of the fork", "3.3.2-you", "A branch, tag or commit."),
        TextField::Dag => ("Example DAG", "", ""),
        TextField::Index => ("Package index mirror", "https://pypi.example.com/simple", "Asked in place of PyPI."),
        TextField::Allow => ("Allowed OS packages", "curl, git, libpq", "If set, any other package is an error."),
        TextField::Instructions => (INSTRUCTIONS, INSTRUCTIONS_EXAMPLE, INSTRUCTIONS_HINT),
    }
}
