//! A configuration link, pasted as text.

use super::Format;
use crate::domain::RowList;
use crate::link::decode;

/// The format.
pub static FORMAT: Format = Format { name: "link", has_path: |path| path == "link", has_text: is_one, read };

fn is_one(text: &str) -> bool {
    let text = text.trim();
    let one_line = !text.contains(['\n', ' ']);
    one_line
        && (text.contains("#v=") || text.starts_with("v=1&") || text.contains("#image=") || text.contains("#airflow="))
}

fn read(text: &str, reading: &mut super::Reading) {
    let opened = decode(text, reading.catalog);
    for found in opened.diagnostics {
        reading.leave(1, "", found.message);
    }
    let image = opened.draft.image.clone();
    if reading.image(image) {
        // A whole configuration, not rows beside what is there.
        reading.draft = opened.draft;
        return;
    }
    opened.draft.packages.iter().for_each(|row| reading.line(RowList::Packages, &row.text));
    opened.draft.requirements.iter().for_each(|row| reading.line(RowList::Requirements, &row.text));
    opened.draft.env.iter().for_each(|row| reading.variable(&row.text, &row.value, row.mark));
    opened.draft.instructions.lines().for_each(|line| reading.instruction(line));
}
