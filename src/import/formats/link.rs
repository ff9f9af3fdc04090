//! A configuration link, pasted as text.

use super::Format;
use crate::domain::{Constraints, Layout, RowList, TextField};
use crate::draft::Draft;
use crate::link::decode;

/// Most lines of a text that is nothing but a link: a shortcut file has some.
const LONGEST: usize = 12;

const WHOLE_ONLY: &str = "It was not added to what is there. Let the configuration give way to take it.";

/// The format.
pub static FORMAT: Format =
    Format { name: "link", has_path: |path| path == "link", has_text: |text| link(text).is_some(), read };

/// The line that is a link, of a text or of a browser's shortcut file.
fn link(text: &str) -> Option<&str> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches("URL="));
    let mut links = lines.filter(|line| {
        let configures = ["#v=", "#image=", "#airflow="].iter().any(|start| line.contains(start));
        !line.contains(' ') && (configures && line.contains("://") || line.starts_with("v=1&"))
    });
    links.next().filter(|_| text.lines().count() <= LONGEST)
}

fn read(text: &str, reading: &mut super::Reading) {
    let opened = decode(link(text).unwrap_or(text), reading.catalog);
    for found in opened.diagnostics {
        reading.leave(1, "", found.message);
    }
    let draft = opened.draft;
    if reading.image(draft.image.clone()) {
        // A whole configuration, not rows beside what is there.
        reading.replace(draft);
        return;
    }
    draft.packages.iter().for_each(|row| reading.line(RowList::Packages, &row.text));
    draft.requirements.iter().for_each(|row| reading.line(RowList::Requirements, &row.text));
    draft.env.iter().for_each(|row| reading.variable(&row.text, &row.value, row.mark));
    draft.instructions.lines().for_each(|line| reading.instruction(line));
    for (field, name) in whole_only(&draft) {
        if field {
            reading.leave(1, name, WHOLE_ONLY);
        }
    }
}

/// What a link sets of which there is one, so that it cannot be added to what is there.
fn whole_only(draft: &Draft) -> [(bool, &'static str); 11] {
    let said = |field: TextField| !draft.text(field).is_empty();
    [
        (draft.name != Draft::DEFAULT_NAME, "name"),
        (said(TextField::Extras), "extras"),
        (said(TextField::Repository), "repository"),
        (said(TextField::Revision), "revision"),
        (said(TextField::Index), "index"),
        (said(TextField::Allow), "allow"),
        (!draft.labels.is_empty(), "label"),
        (!draft.apk_repositories.is_empty(), "apkrepo"),
        (draft.layout != Layout::default(), "layout"),
        (draft.constraints != Constraints::default(), "constraints"),
        (draft.platform.is_some(), "platform"),
    ]
}
