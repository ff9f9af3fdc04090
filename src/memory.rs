//! Configurations that a browser remembers, as texts. None holds the value of a secret: a configuration is remembered
//! as its link.
//!
//! Must not be in here: where they are stored, clocks.

use serde::{Deserialize, Serialize};

/// The first line of an exported history.
pub const HEADER: &str = "# airflow-image-configurator history 1";

/// How many configurations stay that nobody marked; the oldest go first.
const MOST: usize = 50;

/// A remembered configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name in the store: letters and digits.
    pub id: String,
    /// When it was last changed, in milliseconds since 1970.
    pub at: u64,
    /// Whether it is a bookmark, which stays until it is removed.
    pub kept: bool,
    /// What the person calls it; empty where they gave no name.
    pub name: String,
    /// The configuration as a link's fragment.
    pub fragment: String,
}

impl Entry {
    /// One line: time, `1` for a bookmark, name, fragment; tabs between.
    pub fn to_line(&self) -> String {
        let name: String = self.name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let kept = if self.kept { "1" } else { "0" };
        [&self.at.to_string(), kept, &name, &self.fragment].join("\t")
    }

    /// Reads a line; `None` when it is none.
    pub fn of_line(id: &str, line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let (at, kept, name, fragment) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let kept = match kept {
            "0" => false,
            "1" => true,
            _ => return None,
        };
        // A fragment is what `link::encode` writes; anything else was not written here.
        let whole = parts.next().is_none() && fragment.starts_with("v=") && fragment.is_ascii();
        let (at, id, name) = (at.parse().ok()?, id.to_owned(), name.to_owned());
        whole.then(|| Self { id, at, kept, name, fragment: fragment.to_owned() })
    }
}

/// All of them as one file.
pub fn export(entries: &[Entry]) -> String {
    let lines = entries.iter().map(Entry::to_line);
    std::iter::once(HEADER.to_owned()).chain(lines).flat_map(|line| [line, "\n".to_owned()]).collect()
}

/// Puts an entry among others, newest first. One by one: a sort would weigh more than it saves here.
pub fn insert(entries: &mut Vec<Entry>, entry: Entry) {
    let at = entries.iter().position(|other| other.at < entry.at).unwrap_or(entries.len());
    entries.insert(at, entry);
}

/// The ids of those that are to be forgotten, of entries with the newest first.
pub fn surplus(entries: &[Entry]) -> Vec<String> {
    entries.iter().filter(|entry| !entry.kept).skip(MOST).map(|entry| entry.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entry(at: u64, kept: bool) -> Entry {
        Entry { id: format!("e{at}"), at, kept, name: "nightly".to_owned(), fragment: "v=1&packages=curl".to_owned() }
    }

    #[test]
    fn a_line_reads_back() {
        for entry in [entry(0, false), entry(u64::MAX, true)] {
            assert_eq!(Entry::of_line(&entry.id, &entry.to_line()), Some(entry));
        }
    }

    #[test]
    fn what_was_not_written_here_is_no_entry() {
        for line in ["", "1", "x\t0\t\tv=1", "1\t2\t\tv=1", "1\t0\t\tv=1\tmore", "1\t0\t\tjavascript:", "1\t0\t\tv=ü"]
        {
            assert_eq!(Entry::of_line("e", line), None, "{line:?}");
        }
    }

    #[test]
    fn bookmarks_stay_and_the_oldest_others_go() {
        let mut entries = Vec::new();
        (0..60).map(|at| entry(at * 7 % 60, at * 7 % 10 == 0)).for_each(|entry| insert(&mut entries, entry));
        assert_eq!(surplus(&entries), ["e4", "e3", "e2", "e1"]);
    }

    #[test]
    fn an_export_has_a_line_each() {
        let text = export(&[entry(1, true), entry(2, false)]);
        assert_eq!(text, format!("{HEADER}\n1\t1\tnightly\tv=1&packages=curl\n2\t0\tnightly\tv=1&packages=curl\n"));
    }

    proptest! {
        #[test]
        fn any_name_keeps_the_line_whole(name in any::<String>()) {
            let read = Entry::of_line("e", &Entry { name, ..entry(1, true) }.to_line());
            prop_assert_eq!(read.map(|entry| entry.fragment), Some("v=1&packages=curl".to_owned()));
        }

        #[test]
        fn any_line_is_read(line in any::<String>()) {
            let _ = Entry::of_line("e", &line);
        }
    }
}
