//! packages.txt, requirements.txt and the vendored constraints.

use std::fmt::Display;

use super::super::{Content, Cut, LateFile, Line, Mode, ProjectFiles};
use crate::domain::{AirflowConstraints, Field, ProjectDescription, RowList, Sourced};

/// Writes the two files, which exist even when they are empty, and `constraints.txt` where the exact set is known.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    files.add("packages.txt", Mode::Regular, content(RowList::Packages, &description.packages));
    files.add("requirements.txt", Mode::Regular, content(RowList::Requirements, &description.requirements));
    let constraints = description.own().map(|own| own.airflow_constraints);
    if let (Some(AirflowConstraints::Vendored { length, checksum }), Some(python)) = (constraints, description.python) {
        let asset = ["constraints/", &description.airflow.to_string(), "-python", &python.to_string(), ".txt"].concat();
        let late = LateFile { asset, length, checksum, cut: Cut::Whole };
        files.add("constraints.txt", Mode::Regular, Content::Late(late));
    }
}

fn content<T: Display>(list: RowList, lines: &[Sourced<T>]) -> Content {
    let line = |line: &Sourced<T>| Line::from(Field::Row(list, line.row), line.value.to_string());
    Content::Text(lines.iter().map(line).collect())
}
