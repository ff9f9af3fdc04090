//! Words around presets and explanations; what is explained is written by the engine.

use super::counted;

/// Heads the presets.
pub const PRESETS: &str = "Start from a goal";
/// What they do.
pub const PRESETS_ABOUT: &str = "Shows what it adds first";
/// The way back from a preset's DAG.
pub const PLAIN_EXAMPLE: &str = "Use the plain example DAG";
/// Takes a preset.
pub const PRESET_APPLY: &str = "Start from it";
/// A system, as browsers and our headings say it.
pub const WINDOWS: &str = "Windows";
/// Opens the reason of a section.
pub const WHY: &str = "Why?";
/// Over the preview.
pub const EFFECTIVE_IMAGE: &str = "Effective image";
/// Over the preview.
pub const NEXT_STEPS: &str = "Next steps";
/// Beside the open file.
pub const EXPLAIN: &str = "Explain";
/// The open file with explanations.
pub const EXPLAINED: &str = "The file, explained";
/// In place of an explanation.
pub const EXPLAIN_FAILED: &str = "The explanations could not be loaded. The rest of the page works.";
/// The foot of the page, and the dialog.
pub const TERMS: &str = "Words explained";
/// Names commands to copy.
pub const COMMANDS: &str = "Commands";
/// Names the picture of an image.
pub const PICTURE: &str = "The image, its last layer on top";
/// Of a stage.
pub const STAGE_PUBLISHED: &str = "published, not built here";
/// Of a stage.
pub const STAGE_ASIDE: &str = "thrown away";
/// Of a step.
pub const STEP_AGAIN: &str = "runs again";
/// Of a step.
pub const STEP_TRIGGER: &str = "trigger";
/// Heads the three depths.
pub const DEPTHS: &str = "Going deeper";
/// The three depths in their order, and when each is the right one.
pub const PATH: [(&str, &str); 3] = [
    ("The lists above", "are enough for most projects."),
    ("Dockerfile instructions", "are for a step that is neither a package nor a setting."),
    ("Every layer", "is for those who keep base images themselves."),
];
/// Below them.
pub const PATH_ABOUT: &str = "Closing a section keeps what is in it: going back loses nothing.";

/// The button for the presets that are not shown.
pub fn more_presets(count: usize) -> String {
    [&count.to_string(), " more"].concat()
}

/// Who runs a step.
pub fn step_user(user: &str) -> String {
    ["as ", user].concat()
}

/// Which files of the project are there when a step runs.
pub fn step_sees(files: &str) -> String {
    ["sees ", files].concat()
}

/// What the project has started from.
pub fn started(title: &str) -> String {
    ["Has the DAG of “", title, "”."].concat()
}

/// What a link wanted to start from, and could not.
pub fn not_started(title: &str) -> String {
    ["The DAG of “", title, "” is not in this project."].concat()
}

/// What a preset does, and why it moves.
pub fn preset_about(about: &str, moves: &str) -> String {
    match moves {
        "" => about.to_owned(),
        why => [about, " It moves to Debian: ", why].concat(),
    }
}

/// In the picture: how many steps a stage has, and how many of them run again.
pub fn stage_counts(steps: usize, again: usize) -> String {
    match (steps, again) {
        (0, _) => STAGE_PUBLISHED.to_owned(),
        (steps, 0) => counted(steps, "step", "steps"),
        (steps, again) => [&counted(steps, "step", "steps"), ", ", &counted(again, "runs again", "run again")].concat(),
    }
}
