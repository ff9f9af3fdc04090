//! Words of what travels: history, import, changes, the forms of sharing.

use super::{counted, number};
use crate::share::Form;

/// The store holds something that is no entry.
pub const MEMORY_DAMAGED: &str =
    "Something that this browser remembered could not be read and was left out. The rest is under History.";
/// The store refuses.
pub const MEMORY_REFUSED: &str = "This browser does not remember your work here: its storage is denied or full. The link in the address bar holds it.";
/// Header, and the dialog.
pub const HISTORY: &str = "History and bookmarks";
/// In the dialog.
pub const HISTORY_ABOUT: &str = "What you worked on stays in this browser, as links without the values of secrets. Bookmarks stay until you remove them.";
/// In the dialog.
pub const BOOKMARK: &str = "Bookmark this configuration";
/// In the dialog.
pub const EXPORT: &str = "Export as a file";
/// In the dialog.
pub const NOTHING_REMEMBERED: &str = "Nothing yet. What you change is remembered here.";
/// Of an entry.
pub const OPEN: &str = "Open";
/// Of an entry.
pub const MARK: &str = "Bookmark";
/// Of an entry.
pub const REMOVE: &str = "Remove";
/// Of an entry.
pub const ENTRY_NAME: &str = "Name of the bookmark";
/// Said afterwards.
pub const RECALLED: &str = "Opened. Undo goes back to what was here.";
/// Said afterwards.
pub const BOOKMARKED: &str = "Bookmarked.";
/// Said afterwards.
pub const FORGOTTEN: &str = "Removed from this browser.";

/// Header, and the dialog.
pub const SHARE: &str = "Share";
/// In the dialog.
pub const SHARE_ABOUT: &str = "Each holds the whole configuration, without the values of secrets.";

/// Header, and the dialog.
pub const IMPORT: &str = "Import";
/// In the dialog.
pub const IMPORT_ABOUT: &str = "Drop a project here or anywhere on the page: its folder, its zip, or single files: Dockerfile, \
    packages.txt, requirements.txt, .env, airflow.cfg, compose file, pyproject.toml. Nothing leaves your browser.";
/// In the dialog.
pub const CHOOSE_FILES: &str = "Choose files";
/// In the dialog.
pub const CHOOSE_FOLDER: &str = "Choose a folder";
/// In the dialog.
pub const PASTE: &str = "Or paste a text";
/// In the dialog.
pub const PASTE_KIND: &str = "It is";
/// In the dialog.
pub const PASTE_GUESS: &str = "What it looks like";
/// In the dialog.
pub const PASTE_READ: &str = "Read it";
/// In the dialog.
pub const WAY: &str = "What happens to the configuration that is there?";
/// In the dialog.
pub const WAY_REPLACE: &str = "It gives way to the imported one";
/// In the dialog.
pub const WAY_ADD: &str = "It stays; what is new is added";
/// In the dialog.
pub const TAKEN: &str = "Taken over";
/// In the dialog.
pub const NOTHING_TAKEN: &str = "Nothing in it could be taken over.";
/// In the dialog.
pub const LEFT: &str = "Not taken over";
/// In the dialog.
pub const IMPORT_CHANGES: &str = "Files that change";
/// In the dialog.
pub const IMPORT_SAME: &str = "No file changes: this is what you have already.";
/// In the dialog.
pub const READING: &str = "Reading…";
/// In the dialog.
pub const IMPORT_APPLY: &str = "Take it over";
/// In the dialog.
pub const IMPORT_OTHER: &str = "Back";
/// Said afterwards.
pub const IMPORTED: &str = "Imported. Undo takes all of it back.";
/// Of a file.
pub const TOO_LARGE: &str = "too large; archives are read up to 64 MB, other files up to 1 MB.";
/// Of a file.
pub const UNREADABLE: &str = "the browser could not read it.";
/// While something is held over the page.
pub const DROP_HERE: &str = "Drop to import";

/// Over the preview.
pub const CHANGES: &str = "Changes";
/// In the changes.
pub const AGAINST: &str = "Compared with";
/// In the changes.
pub const BASE_DEFAULTS: &str = "The empty page";
/// In the changes.
pub const BASE_OPENED: &str = "What was opened";
/// In the changes.
pub const BASE_IMPORTED: &str = "The imported project";
/// In the changes.
pub const BASE_DOWNLOADED: &str = "The last download";
/// In the changes.
pub const BASE_OTHER: &str = "The same on Airflow ";
/// In the changes.
pub const BESIDE: &str = "Side by side";
/// In the changes.
pub const COPY_PATCH: &str = "Copy patch";
/// In the changes.
pub const DOWNLOAD_PATCH: &str = "Download patch";
/// In the changes.
pub const NO_CHANGES: &str = "No line differs.";
/// In the changes.
pub const NEW_FILES: &str = "With files that it does not have yet";
/// Of a file.
pub const FATE_NEW: &str = "new";
/// Of a file.
pub const FATE_GONE: &str = "gone";
/// What can be done with lines, for those who do not see them.
pub const LINES_HINT: &str = "Arrows go through the lines that a field made; Enter goes to the field.";
/// Said when a field has none.
pub const NO_LINES: &str = "This field makes no line.";
/// Of a line, for those who do not see its colour.
pub const LINE_NEW: &str = "new: ";
/// Of a line, for those who do not see its colour.
pub const LINE_GONE: &str = "gone: ";

/// Below the lines of a file that are shown.
pub fn hidden_lines(count: u32) -> String {
    let count = number(usize::try_from(count).unwrap_or(usize::MAX));
    format!("{count} more lines differ or stand between. The patch has them all.")
}

/// Beside a list's heading.
pub fn changed(count: usize) -> String {
    format!("{count} changed")
}

/// What a file's lines did: "+3 −1".
pub fn line_counts(added: u32, removed: u32) -> String {
    match (added, removed) {
        (0, 0) => String::new(),
        (added, 0) => format!("+{added}"),
        (0, removed) => format!("−{removed}"),
        (added, removed) => format!("+{added} −{removed}"),
    }
}

/// The toggle for files that an imported project lacks.
pub fn with_new_files(count: usize) -> String {
    ["With ", &counted(count, "file", "files"), " that it does not have yet"].concat()
}

/// Title and use of a form of sharing.
pub const fn form(form: Form) -> (&'static str, &'static str) {
    match form {
        Form::Link => ("Link", "Opens this configuration."),
        Form::FileLink => ("Link to the open file", "The same, with this file in the preview."),
        Form::Embed => ("Embed", "HTML for a docs page."),
        Form::Badge => ("Badge", "Markdown for a README: an image that leads here."),
        Form::Blocks => ("Markdown", "The files as code blocks, with the link below."),
        Form::Command => ("Command line", "Writes the same project without a browser."),
    }
}
