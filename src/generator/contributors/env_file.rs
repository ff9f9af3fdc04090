//! `.env`: the values that belong into no image, no link and no version control.

use super::super::quoting::env_file;
use super::super::{Content, Line, Mode, ProjectFiles};
use super::compose::names_database;
use crate::domain::{EnvVariable, Field, Placement, ProjectDescription, RowList};

const HEADER: [&str; 3] = [
    "# Secrets of this machine. Compose reads this file; no image and no commit has it.",
    "# A value stands in double quotes; inside, \\ stands before \", \\ and $. `docker run --env-file` reads quotes otherwise:",
    "# give it single variables by -e instead.",
];

/// Writes `.env`, in compose's dialect. It exists even when it is empty: compose is told to read it.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    let mut lines: Vec<Line> = HEADER.map(Line::plain).to_vec();
    for variable in description.env.iter().filter(|variable| variable.placement == Placement::Secret) {
        lines.extend(entry(variable));
    }
    files.add(".env", Mode::Regular, Content::Text(lines));
}

fn entry(variable: &EnvVariable) -> Vec<Line> {
    let line = |text: String| Line::from(Field::Row(RowList::Env, variable.row), text);
    let assignment = format!("{}={}", variable.name, env_file(&variable.value));
    let comment = match () {
        () if names_database(variable) => "# Not for the local run: it would migrate this database instead of its own.",
        () if variable.value.is_empty() => {
            "# Fill in the value and take the # away. An empty value would count as one."
        }
        () => return vec![line(assignment)],
    };
    vec![line(comment.to_owned()), line(format!("# {assignment}"))]
}
