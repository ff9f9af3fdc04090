//! A Markdown page under way: lines, each with the field that made it. No facts in here.

use crate::domain::Field;
use crate::generator::Line;
use crate::generator::quoting::markdown_fence;

/// The lines of the page. Parts are set apart by one empty line.
#[derive(Default)]
pub struct Page {
    lines: Vec<Line>,
}

impl Page {
    /// Adds a part that no field made; long lines of prose are wrapped, all others kept as they are.
    pub fn part(&mut self, text: impl AsRef<str>) {
        self.part_from(None, text);
    }

    /// Adds a part that a field made, if one did.
    pub fn part_from(&mut self, origin: Option<Field>, text: impl AsRef<str>) {
        self.separate();
        self.lines.extend(text.as_ref().lines().flat_map(wrapped).map(|text| Line { text, origin }));
    }

    /// Adds a line to the part before, as the rows of a table and the items of a list are.
    pub fn line_from(&mut self, origin: Option<Field>, text: impl Into<String>) {
        self.lines.push(Line { text: text.into(), origin });
    }

    /// Adds a fenced block, its lines as they are.
    pub fn block(&mut self, language: &str, text: &str) {
        let fence = markdown_fence(text);
        self.separate();
        self.lines.push(Line::plain(format!("{fence}{language}")));
        self.lines.extend(text.lines().map(Line::plain));
        self.lines.push(Line::plain(fence));
    }

    /// Adds a block of shell commands.
    pub fn shell(&mut self, commands: &str) {
        self.block("sh", commands);
    }

    fn separate(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::plain(""));
        }
    }

    /// The lines.
    pub fn into_lines(self) -> Vec<Line> {
        self.lines
    }
}

/// Longest line of prose, in characters.
const WIDTH: usize = 116;

/// A line of prose, broken at spaces; an item of a list goes on under its text. Headings and tables stay as they are.
fn wrapped(line: &str) -> Vec<String> {
    let is_prose = line.starts_with("- ") || line.starts_with(|c: char| c.is_alphabetic() || "`<*".contains(c));
    if !is_prose {
        return vec![line.to_owned()];
    }
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let mut lines = Vec::new();
    let mut current = String::new();
    for word in line.split(' ') {
        // At the start of a line such a word would begin a list, a heading or a quotation.
        let may_begin = !word.starts_with(['-', '+', '#', '>', '|']);
        if !current.is_empty() && may_begin && current.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(std::mem::replace(&mut current, format!("{indent}{word}")));
        } else {
            current.push_str(if current.is_empty() { "" } else { " " });
            current.push_str(word);
        }
    }
    lines.push(current);
    lines
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
    fn prose_is_wrapped_and_nothing_else() {
        let words = "word ".repeat(40);
        let item = wrapped(&format!("- {words}- last"));
        assert!(item.len() == 2 && item.iter().all(|line| line.chars().count() <= WIDTH + 6), "{item:?}");
        assert!(item[0].starts_with("- word") && item[1].starts_with("  word") && item[1].ends_with("- last"));
        assert_eq!(item.join(" ").split_whitespace().count(), 42 + 1);
        for line in [format!("| {words}"), format!("# {words}")] {
            assert_eq!(wrapped(&line), [line]);
        }
    }

    #[test]
    fn code_is_fenced_by_more_backticks_than_it_holds() {
        assert_eq!((code("a"), code("a``b")), ("`a`".to_owned(), "``` a``b ```".to_owned()));
    }
}
