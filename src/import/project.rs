//! What was given, as the text files of one project: archives unpacked, the folder around it taken off.

use super::{Left, SourceFile, archive, formats};
use crate::domain::ProjectName;
use crate::link::FRAGMENT_START;

/// Where one of our own projects carries its configuration.
pub(super) const README: &str = "README.md";

/// Largest text that is read, in bytes.
pub(super) const LARGEST_TEXT: usize = 1024 * 1024;

/// A text file.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    /// Its path inside the project.
    pub path: String,
    /// Its text without a byte order mark.
    pub text: String,
}

/// One project.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// The name of the folder around it, where it can name a project.
    pub name: Option<String>,
    /// The files that a format reads, and the others of one of our own projects.
    pub files: Vec<TextFile>,
    /// What was not even read.
    pub left: Vec<Left>,
}

/// Unpacks, finds the project, reads its texts.
pub(super) fn gather(given: Vec<SourceFile>) -> Project {
    let mut project = Project::default();
    let mut files = Vec::new();
    for file in given {
        if archive::is_one(&file) {
            archive::unpack(&file, &mut files, &mut project.left);
        } else {
            files.push(file);
        }
    }
    let root = root_of(&files);
    project.name = name_of(&root);
    let mut others: Vec<(String, u32)> = Vec::new();
    for file in files {
        match file.path.strip_prefix(&root).map(str::to_owned) {
            Some(path) if formats::has_path(&path) || is_own(&path) => project.add(SourceFile { path, ..file }),
            Some(path) => count(&mut others, &path),
            None => project.leave(file.path, "It belongs to another project than the one that was read."),
        }
    }
    if !project.is_ours() {
        let read = |file: &TextFile| formats::has_path(&file.path);
        let (read, rest): (Vec<TextFile>, Vec<TextFile>) =
            std::mem::take(&mut project.files).into_iter().partition(read);
        project.files = read;
        rest.iter().for_each(|file| count(&mut others, &file.path));
    }
    project.left.extend(others.into_iter().map(other));
    project
}

fn left(path: String, why: &str) -> Left {
    Left { path, line: 0, text: String::new(), why: why.to_owned() }
}

impl Project {
    /// Whether it was made here: its README carries the configuration.
    fn is_ours(&self) -> bool {
        self.files.iter().any(|file| file.path == README && file.text.contains(FRAGMENT_START))
    }

    fn leave(&mut self, path: String, why: &str) {
        self.left.push(left(path, why));
    }

    fn add(&mut self, file: SourceFile) {
        if file.bytes.len() > LARGEST_TEXT {
            return self.leave(file.path, "It is larger than 1 MB, too large for a file of a configuration.");
        }
        match String::from_utf8(file.bytes) {
            Ok(text) => {
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                if formats::of(&file.path, &text).is_none() && !is_own(&file.path) {
                    return self.leave(file.path, "It is not clear what this is: say it, and read it again.");
                }
                self.files.push(TextFile { path: file.path, text });
            }
            Err(_) => self.leave(file.path, "It is no UTF-8 text. Save it as UTF-8 and import it again."),
        }
    }
}

/// Files that only one of our own projects has a reason to be read for.
fn is_own(path: &str) -> bool {
    path == README
        || [".sh", ".yaml", ".hcl", ".py", ".dockerfile"].iter().any(|end| path.ends_with(end))
        || [".gitignore", ".dockerignore", ".airflowignore", ".gitkeep"].iter().any(|name| path.ends_with(name))
        || path.ends_with("/Dockerfile")
        || path == "constraints.txt"
}

/// The folder of the file nearest to the top that says what the project is; with its `/`, or empty.
fn root_of(files: &[SourceFile]) -> String {
    let folder = |path: &str| path.rfind('/').map_or(String::new(), |end| path[..=end].to_owned());
    let depth = |folder: &String| folder.matches('/').count();
    let anchors = files.iter().filter(|file| {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        ["Dockerfile", "packages.txt", "requirements.txt"].contains(&name)
    });
    let anchored = anchors.map(|file| folder(&file.path)).min_by_key(depth);
    anchored.or_else(|| files.iter().map(|file| folder(&file.path)).min_by_key(depth)).unwrap_or_default()
}

fn name_of(root: &str) -> Option<String> {
    let name = root.trim_end_matches('/').rsplit('/').next()?;
    ProjectName::parse(name).ok().map(|name| name.as_str().to_owned())
}

/// Counts a file under its top folder, or under its own name.
fn count(others: &mut Vec<(String, u32)>, path: &str) {
    let top = path.find('/').map_or(path, |end| &path[..=end]);
    match others.iter_mut().find(|(name, _)| name == top) {
        Some((_, count)) => *count += 1,
        None => others.push((top.to_owned(), 1)),
    }
}

fn other((name, count): (String, u32)) -> Left {
    match (name.ends_with('/'), count) {
        (true, 1) => left(name, "1 file in it stays in your project; it holds no configuration."),
        (true, _) => {
            let why = format!("{count} files in it stay in your project; they hold no configuration.");
            left(name, &why)
        }
        (false, _) => left(name, "It stays in your project; it holds no configuration that is known here."),
    }
}
