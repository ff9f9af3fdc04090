//! packages.txt and requirements.txt: their lines as they stand.

use super::Format;
use crate::domain::RowList;
use crate::draft::split_lines;

/// Lines of requirements.
pub static REQUIREMENTS: Format = Format {
    name: "requirements.txt",
    has_path: |path| path == "requirements.txt",
    has_text: |text| words(text).any(|line| line.contains("==") || line.contains(">=") || line.starts_with("-r ")),
    read: |text, reading| read(RowList::Requirements, text, reading),
};

/// Lines of packages.
pub static PACKAGES: Format = Format {
    name: "packages.txt",
    has_path: |path| path == "packages.txt",
    has_text: |text| words(text).next().is_some() && words(text).all(is_word),
    read: |text, reading| read(RowList::Packages, text, reading),
};

fn read(list: RowList, text: &str, reading: &mut super::Reading) {
    split_lines(list, text).iter().for_each(|row| reading.line(list, &row.text));
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn is_word(line: &str) -> bool {
    line.chars().all(|c| c.is_ascii_alphanumeric() || "+-._@~=<> ".contains(c))
}
