//! airflow.cfg as Python's configparser reads it.
//!
//! Must not be in here: what an option means.

/// Most entries of a file; Airflow has not a tenth of it.
const MOST_ENTRIES: usize = 5_000;

/// A key with its value, `%%` not yet read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its section as written.
    pub section: String,
    /// Its key in small letters, as configparser keeps it.
    pub key: String,
    /// Its value, continuation lines joined by line breaks.
    pub value: String,
    /// Its first line, from 1.
    pub line: usize,
}

/// A line that configparser refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// Its text up to where a value could start.
    pub text: String,
    /// What is wrong with it.
    pub why: &'static str,
}

/// A file, read.
#[derive(Debug, Default)]
pub struct Ini {
    /// Its entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// What is none.
    pub unread: Vec<Unread>,
}

/// Reads a file. Comments fill whole lines; a line that is indented deeper than its key goes on with the value.
pub fn read(text: &str) -> Ini {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = Reader::default();
    for (index, line) in text.split('\n').enumerate() {
        reader.line(index + 1, line);
    }
    for entry in &mut reader.ini.entries {
        entry.value.truncate(entry.value.trim_end().len());
    }
    reader.ini
}

#[derive(Default)]
struct Reader {
    ini: Ini,
    section: Option<String>,
    /// The indentation of the key whose value is open.
    open: Option<usize>,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) {
        let trimmed = line.trim();
        if trimmed.starts_with(['#', ';']) {
            return;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let value = self.ini.entries.last_mut().filter(|_| self.open.is_some()).map(|entry| &mut entry.value);
        match value {
            Some(value) if trimmed.is_empty() => value.push('\n'),
            Some(value) if self.open.is_some_and(|open| indent > open) => {
                value.push('\n');
                value.push_str(trimmed);
            }
            _ if trimmed.is_empty() => (),
            _ => self.start(number, trimmed, indent),
        }
    }

    fn start(&mut self, number: usize, line: &str, indent: usize) {
        self.open = None;
        if self.ini.entries.len() + self.ini.unread.len() >= MOST_ENTRIES {
            return self.overflow(number);
        }
        if let Some(section) = header(line) {
            self.section = Some(section.to_owned());
            return;
        }
        match (&self.section, line.split_once(['=', ':'])) {
            (Some(section), Some((key, value))) if !key.trim().is_empty() => {
                let (section, key) = (section.clone(), key.trim().to_lowercase());
                self.ini.entries.push(Entry { section, key, value: value.trim().to_owned(), line: number });
                self.open = Some(indent);
            }
            (None, _) => self.refuse(number, line, "It stands before the first [section], where Airflow reads none."),
            _ => self.refuse(number, line, "It is no key = value; Airflow refuses a file with it."),
        }
    }

    /// Says once that the rest was not read.
    fn overflow(&mut self, line: usize) {
        let why = "From here on nothing was read: no airflow.cfg has so many lines.";
        if self.ini.unread.last().is_none_or(|last| last.why != why) {
            self.ini.unread.push(Unread { line, text: String::new(), why });
        }
    }

    fn refuse(&mut self, line: usize, text: &str, why: &'static str) {
        let end = text.find(['=', ':']).map_or(text.len(), |at| at + 1);
        let text = text.get(..end).unwrap_or_default().to_owned();
        self.ini.unread.push(Unread { line, text, why });
    }
}

/// The name in `[name]`; what follows the bracket does not count.
pub fn header(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix('[')?.rsplit_once(']')?;
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, entries: &[&str], unread: &[&str]) {
        let ini = read(text);
        let shown = |e: &Entry| format!("{} {}.{}={}", e.line, e.section, e.key, e.value);
        assert_eq!(ini.entries.iter().map(shown).collect::<Vec<_>>(), entries, "{text}");
        let refused: Vec<String> = ini.unread.iter().map(|u| format!("{} {}", u.line, u.text)).collect();
        assert_eq!(refused, unread, "{text}");
    }

    #[test]
    fn lines_are_read_as_configparser_does() {
        check("[core]\nParallelism = 4\n", &["2 core.parallelism=4"], &[]);
        check("\u{feff}[core]\r\na: 1\r\n b\r\n", &["2 core.a=1\nb"], &[]);
        check("[a]\nx = 1 ; no comment\n# c\n; c\ny=\n", &["2 a.x=1 ; no comment", "5 a.y="], &[]);
        check("[a]\nx = {\n  # c\n\n    \"k\": 1\n  }\n\ny=2", &["2 a.x={\n\n\"k\": 1\n}", "8 a.y=2"], &[]);
        check("  [a]\n  x = 1\n  y = 2\n", &["2 a.x=1", "3 a.y=2"], &[]);
    }

    #[test]
    fn what_does_not_parse_is_said_without_values() {
        check("a = secret\n[s]\nword\n= x\n", &[], &["1 a =", "3 word", "4 ="]);
        check("[s]\na=1\n[t\n", &["2 s.a=1"], &["3 [t"]);
    }
}
