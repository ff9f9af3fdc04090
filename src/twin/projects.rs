//! Projects on disk: read for an import, compared with for a patch.

use std::collections::VecDeque;
use std::fs::{self, DirEntry};
use std::io;
use std::path::Path;

use crate::catalog::Catalog;
use crate::draft::{Draft, visible};
use crate::engine::{Answer, Engine, Ground, Origin, Question, Wish};
use crate::import::{Import, SourceFile, import, is_passed_over};
use crate::knowledge::table_text;

/// Largest file that is read, in bytes: that of an archive.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Most files that are read; those nearest to the top, where a configuration is.
const MOST_FILES: usize = 2_000;

/// What is on disk.
#[derive(Debug, Default)]
struct OnDisk {
    files: Vec<SourceFile>,
    /// Paths that were not read, each with the reason.
    unread: Vec<(String, String)>,
}

/// What a project on disk would be; what was taken and what was not is printed on standard error.
pub(super) fn read(path: &Path, catalog: &Catalog) -> Result<Import, String> {
    let found = on_disk(path)?;
    let read = import(found.files, None, &Draft::start(catalog), catalog);
    read.taken.iter().for_each(|taken| eprintln!("taken {}: {}", visible(&taken.path), taken.what));
    read.left.iter().for_each(|left| eprintln!("left {}:{}: {}", visible(&left.path), left.line, visible(&left.why)));
    found.unread.iter().for_each(|(path, why)| eprintln!("left {}:0: {why}", visible(path)));
    Ok(read)
}

/// The patch that leads from a project on disk to that of a draft.
pub(super) fn patch(from: &Path, draft: &Draft, with_new: bool, catalog: &Catalog) -> Result<String, String> {
    let found = on_disk(from)?;
    let read = import(found.files, None, &Draft::start(catalog), catalog);
    // What is there and was not read is no new file of a patch.
    let kept = read.kept.into_iter().chain(found.unread.into_iter().map(|(path, _)| path)).collect();
    let origin = Box::new(Origin { files: read.origin, kept, with_new });
    let mut engine = Engine::default();
    let mut wishes = engine.ask(Question::Compare(1, Box::new(draft.clone()), Ground::Project(origin)));
    while let Some(wish) = wishes.pop() {
        match wish {
            Wish::Tell(Answer::Compared(_, comparison)) => return Ok(comparison.patch),
            Wish::Tell(_) => {}
            Wish::Fetch(table) => wishes.extend(engine.arrived(table, table_text(table).map(str::to_owned))),
        }
    }
    Err("the comparison was not made".to_owned())
}

fn on_disk(path: &Path) -> Result<OnDisk, String> {
    let unreadable = |error: io::Error| format!("{} could not be read: {error}", path.display());
    let mut found = OnDisk::default();
    if path.is_dir() {
        let entries = entries(path).map_err(unreadable)?;
        found.collect(entries);
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        found.files.push(SourceFile { path: name, bytes: fs::read(path).map_err(unreadable)? });
    }
    Ok(found)
}

fn entries(folder: &Path) -> io::Result<Vec<DirEntry>> {
    let mut entries: Vec<DirEntry> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

impl OnDisk {
    /// Level by level, so that what is left out of very many files is what lies deepest. Links are passed over.
    fn collect(&mut self, top: Vec<DirEntry>) {
        let mut levels = VecDeque::from([(String::new(), top)]);
        while let Some((inside, folder)) = levels.pop_front() {
            for entry in folder {
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = format!("{inside}{name}");
                let kind = entry.file_type();
                if kind.as_ref().is_ok_and(|kind| kind.is_file()) {
                    self.read(path, &entry);
                } else if kind.is_ok_and(|kind| kind.is_dir()) && !is_passed_over(&name) {
                    match entries(&entry.path()) {
                        Ok(entries) => levels.push_back((format!("{path}/"), entries)),
                        Err(error) => self.leave(path, format!("It could not be read: {error}.")),
                    }
                }
            }
        }
    }

    fn read(&mut self, path: String, entry: &DirEntry) {
        if self.files.len() >= MOST_FILES {
            return self.leave(path, format!("{MOST_FILES} files were read before it, nearer to the top."));
        }
        match entry.metadata() {
            Ok(data) if data.len() > LARGEST => self.leave(path, "It is larger than 64 MB.".to_owned()),
            _ => match fs::read(entry.path()) {
                Ok(bytes) => self.files.push(SourceFile { path, bytes }),
                Err(error) => self.leave(path, format!("It could not be read: {error}.")),
            },
        }
    }

    fn leave(&mut self, path: String, why: String) {
        self.unread.push((path, why));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearest_to_the_top_is_read_first() {
        let top = std::env::temp_dir().join(format!("twin-projects-{}", std::process::id()));
        for folder in ["dags/many", ".git", "node_modules/a"] {
            fs::create_dir_all(top.join(folder)).expect("a folder");
        }
        for path in [".git/config", "node_modules/a/b", "requirements.txt", "dags/a.py", "dags/many/b.py"] {
            fs::write(top.join(path), path).expect("written");
        }
        (0..MOST_FILES).for_each(|at| fs::write(top.join(format!("dags/many/{at}")), "").expect("written"));
        let found = on_disk(&top);
        fs::remove_dir_all(&top).expect("removed");
        let found = found.expect("read");
        let first: Vec<&str> = found.files.iter().take(2).map(|file| file.path.as_str()).collect();
        assert_eq!(first, ["requirements.txt", "dags/a.py"]);
        assert_eq!((found.files.len(), found.unread.len()), (MOST_FILES, 3));
        assert!(found.unread.iter().all(|(path, why)| path.starts_with("dags/many/") && why.contains("2000")));
        assert!(on_disk(&top).is_err());
    }
}
