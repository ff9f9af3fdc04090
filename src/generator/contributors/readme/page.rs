//! A Markdown page under way: lines, each with the field that made it. No facts in here.

use crate::domain::Field;
use crate::generator::Line;

/// The lines of the page. Parts are set apart by one empty line.
#[derive(Default)]
pub struct Page {
    lines: Vec<Line>,
}

impl Page {
    /// Adds a part that no field made; its lines are kept as they are.
    pub fn part(&mut self, text: impl AsRef<str>) {
        self.part_from(None, text);
    }

    /// Adds a part that a field made, if one did.
    pub fn part_from(&mut self, origin: Option<Field>, text: impl AsRef<str>) {
        if !self.lines.is_empty() {
            self.lines.push(Line::plain(""));
        }
        self.lines.extend(text.as_ref().lines().map(|line| Line { text: line.to_owned(), origin }));
    }

    /// Adds a line to the part before, as the rows of a table and the items of a list are.
    pub fn line_from(&mut self, origin: Option<Field>, text: impl Into<String>) {
        self.lines.push(Line { text: text.into(), origin });
    }

    /// Adds a block of shell commands.
    pub fn shell(&mut self, commands: &str) {
        self.part(format!("```sh\n{commands}\n```"));
    }

    /// The lines.
    pub fn into_lines(self) -> Vec<Line> {
        self.lines
    }
}

/// A text as inline code of Markdown: the fence is longer than any run of backticks inside.
pub fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_fenced_by_more_backticks_than_it_holds() {
        assert_eq!((code("a"), code("a``b")), ("`a`".to_owned(), "``` a``b ```".to_owned()));
    }
}
