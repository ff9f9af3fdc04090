//! `.env`: the values that belong into no image, no link and no version control.

use super::super::quoting::env_file;
use super::super::{Content, Line, Mode, ProjectFiles};
use crate::domain::{Field, Placement, ProjectDescription, RowList};

/// Writes `.env`, in compose's dialect. It exists even when it is empty: compose is told to read it.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    let secrets: Vec<_> = description.env.iter().filter(|variable| variable.placement == Placement::Secret).collect();
    let mut lines = vec![Line::plain("# Secrets of this machine. Compose reads this file; no image and no commit has it.")];
    for variable in secrets {
        let field = Field::Row(RowList::Env, variable.row);
        // An empty value would count as set, and Airflow would start with it.
        let (hint, sign) = if variable.value.is_empty() { (true, "# ") } else { (false, "") };
        if hint {
            lines.push(Line::from(field, "# Fill in the value and take the # away:"));
        }
        lines.push(Line::from(field, format!("{sign}{}={}", variable.name, env_file(&variable.value))));
    }
    files.add(".env", Mode::Regular, Content::Text(lines));
}
