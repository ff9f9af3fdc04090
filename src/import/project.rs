//! What was given, as the text files of one project: archives unpacked, the folder around it taken off.

use super::{Left, SourceFile, archive, formats};
use crate::domain::ProjectName;
use crate::link::carried_by;

/// Where one of our own projects carries its configuration.
pub(super) const README: &str = "README.md";

/// Largest text that is read, in bytes.
pub(super) const LARGEST_TEXT: usize = 1024 * 1024;

/// A text file.
#[derive(Debug, Clone)]
pub(super) struct TextFile {
    /// Its path inside the project.
    pub path: String,
    /// Its text, byte for byte.
    pub text: String,
}

impl TextFile {
    /// The text behind a byte order mark.
    pub(super) fn content(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }
}

/// One project.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// The name of the folder around it, where it can name a project.
    pub name: Option<String>,
    /// The files that a format reads, and the others of one of our own projects.
    pub files: Vec<TextFile>,
    /// The paths of all other files.
    pub kept: Vec<String>,
    /// What was not even read.
    pub left: Vec<Left>,
}

/// Unpacks, finds the project, reads its texts.
pub(super) fn gather(given: Vec<SourceFile>) -> Project {
    let mut project = Project::default();
    let (mut files, mut spent) = (Vec::new(), archive::Spent::default());
    let alone = given.len() == 1;
    for mut file in given {
        // A single file of another name is read as what it looks like.
        if alone && !archive::is_one(&file) && !formats::has_path(&file.path) {
            file.path = as_it_looks(&file.path);
        }
        if archive::is_one(&file) {
            archive::unpack(&file, &mut spent, &mut files, &mut project.left);
        } else {
            files.push(file);
        }
    }
    let root = root_of(&files);
    project.name = name_of(&root);
    let (mut others, mut elsewhere) = (Counts::new(), Counts::new());
    for file in files {
        match file.path.strip_prefix(&root).map(str::to_owned) {
            Some(path) if formats::has_path(&path) || is_own(&path) => project.add(SourceFile { path, ..file }),
            Some(path) => {
                count(&mut others, &path);
                project.kept.push(path);
            }
            None => count(&mut elsewhere, &file.path),
        }
    }
    if !project.is_ours() {
        let read = |file: &TextFile| formats::has_path(&file.path);
        let (read, rest): (Vec<TextFile>, Vec<TextFile>) =
            std::mem::take(&mut project.files).into_iter().partition(read);
        project.files = read;
        rest.iter().for_each(|file| count(&mut others, &file.path));
        project.kept.extend(rest.into_iter().map(|file| file.path));
    }
    project.left.extend(others.into_iter().map(other));
    let another = |(path, _)| left(path, "It belongs to another project than the one that was read.");
    project.left.extend(elsewhere.into_iter().map(another));
    project
}

fn left(path: String, why: &str) -> Left {
    Left { path, line: 0, text: String::new(), why: why.to_owned() }
}

impl Project {
    /// Whether it was made here: its README carries the configuration.
    fn is_ours(&self) -> bool {
        self.files.iter().any(|file| file.path == README && carried_by(&file.text).is_some())
    }

    fn leave(&mut self, path: String, why: &str) {
        self.kept.push(path.clone());
        self.left.push(left(path, why));
    }

    fn add(&mut self, file: SourceFile) {
        if file.bytes.len() > LARGEST_TEXT {
            return self.leave(file.path, "It is larger than 1 MB, too large for a file of a configuration.");
        }
        match String::from_utf8(file.bytes) {
            Ok(text) => {
                let file = TextFile { path: file.path, text };
                if formats::of(&file.path, file.content()).is_none() && !is_own(&file.path) {
                    return self.leave(file.path, "It is not clear what this is: say it, and read it again.");
                }
                self.files.push(file);
            }
            Err(_) => self.leave(file.path, "It is no UTF-8 text. Save it as UTF-8 and import it again."),
        }
    }
}

/// The path under which a file of another name is read: `requirements-dev.txt`, `Dockerfile.dev`; else none, so that
/// its text decides.
fn as_it_looks(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    let list = |kind: &str| name.starts_with(kind) && name.ends_with(".txt");
    let known = [
        ("Dockerfile", name.starts_with("Dockerfile.") || name.ends_with(".Dockerfile")),
        ("packages.txt", list("packages")),
        ("requirements.txt", list("requirements")),
    ];
    known.into_iter().find(|(_, fits)| *fits).map_or_else(String::new, |(path, _)| path.to_owned())
}

/// Files that only one of our own projects has a reason to be read for.
pub(super) fn is_own(path: &str) -> bool {
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

/// How many files there are under a name.
type Counts = Vec<(String, u32)>;

/// Counts a file under its top folder, or under its own name.
fn count(others: &mut Counts, path: &str) {
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
