//! Patches of any texts, paths and modes, applied by git and by patch. A tool that is not on the machine is passed over;
//! whole projects are judged in `tests/judges/test_patch.py`.
#![cfg(unix)]
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use airflow_image_configurator::compare::{SourceText, compare};
use proptest::prelude::*;

const TOOLS: [&[&str]; 2] = [
    &["git", "apply", "--whitespace=nowarn", "../a.patch"],
    &["patch", "-p1", "-s", "--no-backup-if-mismatch", "-i", "../a.patch"],
];

const PATHS: [&str; 16] = [
    "plain",
    "a b",
    "ü/ä b",
    "q\"uote",
    "back\\slash",
    "tab\tname",
    "new\nline",
    "folder/below/file",
    "folder/.gitkeep",
    ".gitkeep",
    " first",
    "last ",
    "a/b",
    "日本",
    "it's",
    "#-",
];

/// Lines that a reader of patches could take for its own.
const LINES: [&str; 15] = [
    "",
    "a",
    "b",
    " ",
    "--- a/plain",
    "+++ b/plain",
    "@@ -1 +1 @@",
    "diff --git a/x b/x",
    "\\ No newline at end of file",
    "old mode 100644",
    "deleted file mode 100644",
    "index e69de29..0000000",
    "\r",
    "\u{2028}日本",
    "\u{0}\u{c}",
];

fn files() -> impl Strategy<Value = Vec<SourceText>> {
    let line = (prop::sample::select(LINES.to_vec()), prop::sample::select(vec!["\n", "\n", "\r\n"]));
    let text = (prop::collection::vec(line, 0..14), prop::sample::select(vec!["", "", "end"]));
    let text = text.prop_map(|(lines, end)| {
        lines.into_iter().flat_map(|(line, end)| [line, end]).chain([end]).collect::<String>()
    });
    let paths = prop::sample::subsequence(PATHS.to_vec(), 0..=PATHS.len());
    (paths, prop::collection::vec((text, any::<bool>()), PATHS.len())).prop_map(|(paths, texts)| {
        let file =
            |(path, (text, executable)): (&str, (String, bool))| SourceText { path: path.to_owned(), text, executable };
        paths.into_iter().zip(texts).map(file).collect()
    })
}

/// A folder of this test's own, taken away at the end.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn write(folder: &Path, files: &[SourceText]) {
    fs::create_dir_all(folder).expect("a folder");
    for file in files {
        let path = folder.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(&path, &file.text).expect("written");
        let mode = if file.executable { 0o755 } else { 0o644 };
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("a mode");
    }
}

/// Every file below a folder: its text, and whether it may be run.
fn read(folder: &Path, top: &Path, found: &mut BTreeMap<PathBuf, (String, bool)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(&path, top, found);
        } else {
            let executable = fs::metadata(&path).expect("a file").permissions().mode() & 0o100 != 0;
            let inside = path.strip_prefix(top).expect("inside").to_owned();
            found.insert(inside, (fs::read_to_string(&path).expect("a text"), executable));
        }
    }
}

fn expected(files: &[SourceText]) -> BTreeMap<PathBuf, (String, bool)> {
    files.iter().map(|file| (PathBuf::from(&file.path), (file.text.clone(), file.executable))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_patch_leads_from_any_files_to_any_others(before in files(), after in files()) {
        let patch = compare(&before, &after).patch;
        prop_assume!(!patch.is_empty());
        for tool in TOOLS {
            let folder = Folder(std::env::temp_dir().join(format!("patch-tools-{}", std::process::id())));
            let here = folder.0.join("files");
            write(&here, &before);
            fs::write(folder.0.join("a.patch"), &patch).expect("written");
            let Ok(done) = Command::new(tool[0]).args(&tool[1..]).current_dir(&here).output() else { continue };
            prop_assert!(done.status.success(), "{}: {}\n{}", tool[0], String::from_utf8_lossy(&done.stderr), patch);
            let mut found = BTreeMap::new();
            read(&here, &here, &mut found);
            prop_assert_eq!(found, expected(&after), "{}\n{}", tool[0], patch);
        }
    }
}
