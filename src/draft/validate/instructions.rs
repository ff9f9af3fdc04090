//! Extra Dockerfile instructions: lines that come out as they are.

use super::super::diagnostic::turns_direction;
use super::super::{Diagnostic, Draft};
use crate::domain::Field;

/// The lines, without blank lines at the end. Control characters make them unsafe as a whole: then none is written.
pub fn instructions(draft: &Draft, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let text = draft.instructions.replace("\r\n", "\n");
    let lines: Vec<String> = text.trim_end().split('\n').map(str::to_owned).collect();
    if lines.iter().all(|line| line.trim().is_empty()) {
        return Vec::new();
    }
    let before = found.len();
    for (number, line) in lines.iter().enumerate() {
        if line.chars().any(|c| c.is_control() && c != '\t') {
            let message = "This line holds a control character. Remove it; until then no instruction is written.";
            found.push(Diagnostic::error("instruction-control", Field::Instruction(number), message));
        }
    }
    if let Some(last) = lines.last().filter(|last| last.ends_with('\\')) {
        let field = Field::Instruction(lines.len() - 1);
        let message = format!("The last line, {last:?}, goes on after its \\, but nothing follows.");
        found.push(Diagnostic::error("instruction-open", field, message));
    }
    if found.len() > before {
        return Vec::new();
    }
    // These lines are run, and a link's are reviewed first: what is seen must be what is run.
    for (number, _) in lines.iter().enumerate().filter(|(_, line)| line.contains(turns_direction)) {
        let message = "This line holds marks that turn the direction of text, so it may look other than it runs. \
                       Remove them unless you put them there.";
        found.push(Diagnostic::warning("instruction-direction", Field::Instruction(number), message));
    }
    lines
}
