//! All words of the interface, in one place, ready to be translated.
//!
//! The voice: plain, exact, kind; second person; what, why, then the way out. The sentences of diagnostics are made
//! where the finding is made, because the headless twin prints the same ones. `index.html` repeats a few of these
//! words, so that the page stands before this program runs.

mod embedding;
mod fields;
mod guide;
mod keys;
mod said;
mod travel;

pub use embedding::*;
pub use fields::{ListWords, home, list, text_field};
pub use guide::*;
pub use keys::*;
pub use said::*;
pub use travel::*;

use crate::domain::Field;
use crate::engine::{Editor, OptionHint};

/// The product's name.
pub const PRODUCT: &str = "Airflow image configurator";
/// Names the group of the next two.
pub const STEPS: &str = "History";
/// Header.
pub const UNDO: &str = "Undo";
/// Header.
pub const REDO: &str = "Redo";
/// Header.
pub const COPY_LINK: &str = "Copy link";
/// After a copy.
pub const COPIED: &str = "Copied";
/// The one primary action.
pub const DOWNLOAD: &str = "Download zip";
/// The same, where there is little room.
pub const KEYS_BUTTON: &str = "Keyboard shortcuts";

/// First question.
pub const WHICH_AIRFLOW: &str = "Which Airflow?";
/// Its control.
pub const AIRFLOW_VERSION: &str = "Airflow version";
/// Second question.
pub const WHAT_NEEDS: &str = "What does it need?";
/// Third question.
pub const WHERE_RUN: &str = "Where will it run?";
/// Details of the image.
pub const SYSTEM: &str = "System";
/// Details of the image.
pub const PYTHON: &str = "Python";
/// Details of the image.
pub const IMAGE_TAG: &str = "Image";
/// A company's own base.
pub const BASE_IMAGE: &str = "Base image";
/// Below it.
pub const BASE_IMAGE_HINT: &str = "As FROM would name it, for example registry.example.com/os/base:3.23.";
/// A company's own base.
pub const PACKAGE_MANAGER: &str = "It is built on";
/// What a company's own base is built on: an image and its package manager.
pub const ALPINE: &str = "Alpine (apk)";
/// The same.
pub const DEBIAN: &str = "Debian (apt)";
/// An image, to show how one is named.
pub const BASE_IMAGE_EXAMPLE: &str = "registry.example.com/os/base:3.23";
/// Said when a list has no choice in force.
pub const CHOOSE: &str = "Choose";

/// Depth two.
pub const INSTRUCTIONS: &str = "Dockerfile instructions";
/// What they do.
pub const INSTRUCTIONS_HINT: &str = "Lines for the end of the Dockerfile, written as they are. They run after packages and \
    requirements are installed, as the airflow user.";
/// An example.
pub const INSTRUCTIONS_EXAMPLE: &str = "RUN mkdir -p include/cache";
/// Depth three.
pub const EVERY_LAYER: &str = "Every layer";
/// What it is.
pub const EVERY_LAYER_HINT: &str = "How the operating system, Airflow and your project become images.";
/// The same for images of somebody else.
pub const EVERY_LAYER_PREBUILT: &str =
    "This image brings its own layers. Choose plain Docker or your company's base to change more of them.";
/// A choice.
pub const LAYOUT: &str = "Layout";
/// A choice.
pub const LAYOUT_SINGLE: &str = "One Dockerfile";
/// A choice.
pub const LAYOUT_LAYERED: &str = "One Dockerfile a layer";
/// A choice.
pub const CONSTRAINTS: &str = "Hold requirements to";
/// A choice.
pub const CONSTRAINTS_AIRFLOW: &str = "What Airflow itself needs";
/// A choice.
pub const CONSTRAINTS_FULL: &str = "Airflow's full constraints";
/// A choice.
pub const CONSTRAINTS_NONE: &str = "Nothing";
/// A choice.
pub const PLATFORM: &str = "Platform";
/// A choice.
pub const PLATFORM_ANY: &str = "Of the machine that builds";
/// The name of the project.
pub const PROJECT_NAME: &str = "Project name";

/// The right side.
pub const PREVIEW: &str = "Preview";
/// The list of files.
pub const FILES: &str = "Files";
/// The left side.
pub const CONFIGURATION: &str = "Configuration";
/// Names the section of the bar of a phone.
pub const ACTIONS: &str = "Actions";
/// Copies the open file.
pub const COPY_FILE: &str = "Copy";
/// Downloads the open file.
pub const DOWNLOAD_FILE: &str = "Download this file";
/// A file without lines.
pub const EMPTY_FILE: &str = "This file is empty. It has to exist, so it is part of the project.";
/// A late file.
pub const LOADING: &str = "Loading…";
/// A late file that did not come.
/// The program's second part did not come.
pub const SECOND_FAILED: &str =
    "Part of this page could not be loaded: files, checks and dialogs are missing. What you type stays.";
/// A late file did not come.
pub const LATE_FAILED: &str = "This file could not be loaded. The rest of the page works; the zip needs it.";
/// The way out.
pub const RETRY: &str = "Try again";
/// Phone: from the files to the form.
pub const BACK: &str = "Back to the form";
/// The bar with the counters.
pub const STATUS: &str = "Status";
/// No finding.
pub const NO_PROBLEMS: &str = "No problems";

/// Beside them, while the engine's checks are on their way.
pub const CHECKING: &str = "Checking…";
/// Some checks could not be made.
pub const CHECKS_FAILED: &str = "Some checks could not be loaded.";

/// The zip cannot be had.
pub const ENGINE_FAILED: &str = "The part of this page that packs the zip could not be loaded. Try again.";

/// The list of suggestions.
pub const SUGGESTIONS: &str = "Suggestions";
/// In place of suggestions.
pub const NAMES_LOADING: &str = "Loading names… Type on, it works without them.";
/// In place of suggestions.
pub const NAMES_FAILED: &str = "The names could not be loaded. Type on, it works without them.";
/// In place of suggestions.
pub const NAMES_UNKNOWN: &str = "Nothing like this in our tables. Enter adds it as it is.";

/// The values of an option, to press.
pub const VALUES: &str = "Values";
/// Leads to Airflow's own reference.
pub const REFERENCE: &str = "Airflow’s reference";

/// What kind of value an option takes, what holds without one, and which Airflow has it.
pub fn option_facts(hint: &OptionHint) -> String {
    let kind = match hint.editor {
        Editor::Text => "Text",
        Editor::Boolean => "True or False",
        Editor::Integer => "A whole number",
        Editor::Float => "A number",
        Editor::List => "Values, parted by commas",
        Editor::Json => "JSON",
        Editor::Choice(_) => "One of the values above",
    };
    let default = if hint.default.is_empty() { String::new() } else { ["; without it ", &hint.default].concat() };
    let lines = match hint.until.as_str() {
        "" => [". Since Airflow ", &hint.since, "."].concat(),
        until => [". Airflow ", &hint.since, " to ", until, "."].concat(),
    };
    [kind, &default, &lines].concat()
}

/// While it is worked out what another image changes.
pub const PLANNING: &str = "Working out what this changes…";

/// Between a line and what comes in its place, for those who do not see the arrow.
pub const BECOMES: &str = " becomes ";
/// The dialog before another image is taken.
pub const PLAN: &str = "What this changes";
/// Its rows.
pub const PLAN_ROWS: &str = "Written under the name it has there";
/// Its findings.
pub const PLAN_REMARKS: &str = "To look at afterwards";
/// Its files.
pub const PLAN_FILES: &str = "Files that differ";
/// Its way on.
pub const PLAN_APPLY: &str = "Change it";
/// Its way back.
pub const PLAN_LEAVE: &str = "Leave it as it is";
/// Said when it is done.
pub const PLAN_APPLIED: &str = "Changed. Undo takes all of it back.";

/// The banner.
pub const OPENED: &str = "Opened from a link";
/// The banner, when this browser brought back what it remembered.
pub const RESTORED: &str = "Your work is back, as you left it on ";
/// The name of that banner.
pub const RESTORED_NAME: &str = "Restored";
/// Leads from a link to what was remembered.
pub const EARLIER: &str = "Go back to your earlier work";
/// Its end.
pub const DISMISS: &str = "Dismiss";
/// The way back.
pub const START_OVER: &str = "Start over";
/// A link that sets what runs as it is, or very much.
pub const REVIEW: &str = "Read what this link sets before you build: ";
/// Leads there.
pub const SHOW_INSTRUCTIONS: &str = "Show the instructions";
/// Counts as reviewed.
pub const REVIEWED: &str = "I have read them";
/// Heads what a link could not set.
pub const NOT_APPLIED: &str = "Not everything in the link could be used:";

/// What is to be read of a link, as a list; empty when nothing is.
pub fn to_review(instructions: usize, addresses: usize, rows: usize, many: bool) -> String {
    let counts = [
        (instructions, "Dockerfile instruction, run as it is", "Dockerfile instructions, run as they are"),
        (addresses, "address that code comes from", "addresses that code comes from"),
        (if many { rows } else { 0 }, "row", "rows"),
    ];
    listed(&counts)
}

/// Severity.
pub const ERROR: &str = "Error";
/// Severity.
pub const WARNING: &str = "Warning";
/// Severity.
pub const NOTE: &str = "Note";

/// Names the field of a value on the page as it stands before the program.
pub const VALUE_LABEL: &str = "Value";
/// In the field of a value while it is empty.
pub const VALUE: &str = "value";
/// Before the digest of the zip.
pub const DIGEST: &str = "sha256 ";
/// The toggle of a variable that stays in the image.
pub const KEEP_SECRET: &str = "Keep secret";
/// The toggle of a variable that goes to `.env`.
pub const SECRET: &str = "Secret";
/// The tooltip of the toggle.
pub const SECRET_HINT: &str = "Secret: goes to .env only, never into the image, the link or your history";
/// The tooltip of the toggle.
pub const PLAIN_HINT: &str = "In the image: everyone who can pull it can read this value";
/// Shows a hidden value.
pub const REVEAL: &str = "Show the value";
/// Hides it.
pub const HIDE: &str = "Hide the value";

/// A dialog.
pub const COPY_BY_HAND: &str = "Your browser does not let this page copy";
/// What to do then.
pub const COPY_BY_HAND_HINT: &str = "The text is selected: press Ctrl+C, or ⌘C.";
/// Header.
pub const THEME_AUTO: &str = "Theme: as the system";
/// Header.
pub const THEME_LIGHT: &str = "Theme: light";
/// Header.
pub const THEME_DARK: &str = "Theme: dark";
/// A dialog's end.
pub const CLOSE: &str = "Close";
/// In the sheet of keys.
pub const LETTER_KEYS: &str = "Single-character keys";
/// Refused by the browser.
pub const SAVE_REFUSED: &str = "Your browser did not let this page save a file.";
/// Download before review.
pub const REVIEW_FIRST: &str = "Read what this link sets, then download.";
/// Download before all that it needs is there.
pub const WAITING: &str = "The download starts as soon as all of it is loaded.";

/// The foot of the page.
pub const ABOUT: &str = "Runs in your browser. Nothing you type is sent anywhere.";
/// The foot of the page.
pub const NOT_AFFILIATED: &str = "An independent tool, not a product of Astronomer or of the Apache Software Foundation. Apache Airflow is a \
    trademark of the latter.";

/// A thing that is counted: "1 package", "3 packages".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What an opened link sets, as a list.
pub fn sets(packages: usize, requirements: usize, variables: usize, instructions: usize) -> String {
    let counts = [
        (packages, "package", "packages"),
        (requirements, "requirement", "requirements"),
        (variables, "variable", "variables"),
        (instructions, "Dockerfile instruction", "Dockerfile instructions"),
    ];
    listed(&counts)
}

fn listed(counts: &[(usize, &str, &str)]) -> String {
    let present = counts.iter().filter(|(count, ..)| *count > 0);
    present.map(|(count, one, many)| counted(*count, one, many)).collect::<Vec<_>>().join(", ")
}

/// Where a finding is when its field has no words of its own beside it.
pub fn instruction_line(field: Field) -> Option<String> {
    match field {
        Field::Instruction(line) => Some(format!("Line {}: ", line + 1)),
        _ => None,
    }
}

/// A size in bytes, kilobytes or megabytes.
pub fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{}.{} kB", bytes / 1_000, bytes % 1_000 / 100),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// Thousands apart: "9,800".
pub fn number(value: usize) -> String {
    match value {
        0..1_000 => value.to_string(),
        _ => format!("{},{:03}", number(value / 1_000), value % 1_000),
    }
}
