//! Lines of YAML at a depth, each with the field that made it. No facts of Airflow in here.

use crate::domain::Field;
use crate::generator::Line;

/// The lines of a file under way.
#[derive(Default)]
pub struct YamlLines {
    lines: Vec<Line>,
}

impl YamlLines {
    /// Adds a line that no field made; `depth` counts steps of two spaces.
    pub fn push(&mut self, depth: usize, text: impl AsRef<str>) {
        self.push_from(None, depth, text);
    }

    /// Adds a line that a field made, if one did.
    pub fn push_from(&mut self, origin: Option<Field>, depth: usize, text: impl AsRef<str>) {
        let text = format!("{}{}", "  ".repeat(depth), text.as_ref()).trim_end().to_owned();
        self.lines.push(Line { text, origin });
    }

    /// Adds an empty line.
    pub fn blank(&mut self) {
        self.push(0, "");
    }

    /// Adds a literal block of shell text: compose would read a `$` in it as its own.
    pub fn script(&mut self, depth: usize, script: &str) {
        for line in script.lines() {
            self.push(depth, line.replace('$', "$$"));
        }
    }

    /// The lines.
    pub fn into_lines(self) -> Vec<Line> {
        self.lines
    }
}
