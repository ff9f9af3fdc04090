//! Pairs as they are written, within what a link holds. What is more than that is left out and said, so that whatever
//! is written reads back.

use super::form::{append, escape};
use super::limits::{LONGEST_VALUE, MOST_ROWS};
use crate::domain::{Field, RowList};
use crate::draft::{Diagnostic, Row};

/// A fragment, and what it does not hold.
pub struct Written {
    /// The fragment, without `#`.
    pub fragment: String,
    /// What was left out, at its field.
    pub left_out: Vec<Diagnostic>,
}

#[derive(Default)]
pub struct Writer {
    fragment: String,
    rows: usize,
    surplus: usize,
    left_out: Vec<Diagnostic>,
}

impl Writer {
    /// A pair that is there once.
    pub fn put(&mut self, field: Field, key: &str, value: &str) {
        if self.fits(field, value) {
            append(&mut self.fragment, key, value);
        }
    }

    /// The pairs of a row: all or none.
    pub fn put_row(&mut self, list: RowList, row: &Row, pairs: &[(&str, &str)]) {
        self.put_counted(Field::Row(list, row.id), pairs);
    }

    /// A line of the Dockerfile.
    pub fn put_line(&mut self, at: usize, line: &str) {
        self.put_counted(Field::Instruction(at), &[("dockerfile", line)]);
    }

    fn put_counted(&mut self, field: Field, pairs: &[(&str, &str)]) {
        if self.rows + pairs.len() > MOST_ROWS {
            self.surplus += 1;
        } else if pairs.iter().all(|(_, value)| self.fits(field, value)) {
            self.rows += pairs.len();
            pairs.iter().for_each(|(key, value)| append(&mut self.fragment, key, value));
        }
    }

    fn fits(&mut self, field: Field, value: &str) -> bool {
        let fits = value.len() <= LONGEST_VALUE;
        if !fits {
            let message = format!(
                "This has {} bytes. A link holds {LONGEST_VALUE} of one value, so the link leaves it out.",
                value.len()
            );
            self.left_out.push(Diagnostic::warning("link-value-length", field, message));
        }
        fits
    }

    /// The fragment. Its last sign is escaped where programs would take it for the end of a sentence.
    pub fn finish(mut self) -> Written {
        if self.surplus > 0 {
            let message = format!("A link holds {MOST_ROWS} rows; it leaves out the last {}.", self.surplus);
            self.left_out.push(Diagnostic::warning("link-rows", Field::Link, message));
        }
        if let Some(last) = self.fragment.chars().last().filter(|last| ".,:~_@".contains(*last)) {
            self.fragment.pop();
            escape(&mut self.fragment, last);
        }
        Written { fragment: self.fragment, left_out: self.left_out }
    }
}
