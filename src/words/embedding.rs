//! Words of the page inside another page.

/// Beside what cannot be changed.
pub const LOCKED: &str = "Set by the page around this one.";
/// Said when something else would have changed it.
pub const HELD_BACK: &str =
    "Not done: it would change what the page around this one has set. Open it at full size to change everything.";
/// What does not belong to the essential path.
pub const MORE_CHOICES: &str = "More choices";
/// Behind it.
pub const MORE_CHOICES_ABOUT: &str = "Where it runs, instructions, every layer";
/// Leads to the page itself.
pub const FULL_SIZE: &str = "Open full size";
/// Where a link hides sections.
pub const SHOW_ALL: &str = "Show the sections that this link hides";
