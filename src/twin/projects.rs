//! Projects on disk: read for an import, compared with for a patch.

use std::fs;
use std::path::Path;

use crate::catalog::Catalog;
use crate::draft::Draft;
use crate::engine::{Answer, Engine, Ground, Question, Wish};
use crate::import::{Import, SourceFile, import};
use crate::knowledge::table_text;

/// Folders that hold nothing of a configuration, and often very much.
const PASSED_OVER: [&str; 5] = [".git", ".venv", "venv", "node_modules", "__pycache__"];
/// Largest file that is read, in bytes: that of an archive.
const LARGEST: u64 = 64 * 1024 * 1024;
/// Most files that are read.
const MOST_FILES: usize = 2_000;

/// What a project on disk would be; what was taken and what was not is printed on standard error.
pub(super) fn read(path: &Path, catalog: &Catalog) -> Result<Import, String> {
    let read = import(files(path)?, None, &Draft::start(catalog), catalog);
    read.taken.iter().for_each(|taken| eprintln!("taken {}: {}", taken.path, taken.what));
    for left in &read.left {
        eprintln!("left {}:{}: {}", left.path.replace(char::is_control, " "), left.line, left.why);
    }
    Ok(read)
}

/// The patch that leads from a project on disk to that of a draft.
pub(super) fn patch(from: &Path, draft: &Draft, with_new: bool, catalog: &Catalog) -> Result<String, String> {
    let origin = import(files(from)?, None, &Draft::start(catalog), catalog).origin;
    let mut engine = Engine::default();
    let mut wishes = engine.ask(Question::Compare(1, Box::new(draft.clone()), Ground::Files(origin, with_new)));
    while let Some(wish) = wishes.pop() {
        match wish {
            Wish::Tell(Answer::Compared(_, comparison)) => return Ok(comparison.patch),
            Wish::Tell(_) => {}
            Wish::Fetch(table) => wishes.extend(engine.arrived(table, table_text(table).map(str::to_owned))),
        }
    }
    Err("the comparison was not made".to_owned())
}

fn files(path: &Path) -> Result<Vec<SourceFile>, String> {
    let mut files = Vec::new();
    let unread = |error| format!("{} could not be read: {error}", path.display());
    if path.is_dir() {
        collect(path, "", &mut files).map_err(unread)?;
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push(SourceFile { path: name, bytes: fs::read(path).map_err(unread)? });
    }
    Ok(files)
}

fn collect(folder: &Path, inside: &str, files: &mut Vec<SourceFile>) -> std::io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if inside.is_empty() { name.clone() } else { format!("{inside}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() && !PASSED_OVER.contains(&name.as_str()) {
            collect(&entry.path(), &path, files)?;
        } else if kind.is_file() && entry.metadata()?.len() <= LARGEST && files.len() < MOST_FILES {
            files.push(SourceFile { path, bytes: fs::read(entry.path())? });
        }
    }
    Ok(())
}
