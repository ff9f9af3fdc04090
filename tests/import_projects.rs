//! Whole projects, read: what becomes of files as people have them, to be read in review.
//!
//! A folder of `tests/imports` is a project; the text of the same name beside it is what was read: the link, the
//! variables that no link carries, what was taken, what was left. After a wanted change, `UPDATE=1 cargo test
//! --no-default-features --test import_projects` writes them anew.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::import::{Import, SourceFile, import};
use airflow_image_configurator::link::{decode, encode};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/imports")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) {
    for path in entries(folder) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), files);
        } else {
            files.push(SourceFile { path: format!("{prefix}{name}"), bytes: std::fs::read(&path).expect("bytes") });
        }
    }
}

fn read(project: &Path) -> Import {
    let mut files = Vec::new();
    collect(project, "", &mut files);
    let open = decode("image=alpine:3.23&airflow=3.3.2&python=3.12", Catalog::start()).draft;
    import(files, None, &open, Catalog::start())
}

fn written(project: &Path) -> String {
    let import = read(project);
    let link = encode(&import.draft, Catalog::start());
    let mut text = format!("{link}\n\n{:?}\n", import.way);
    text.push_str("\n=== as it was read\n");
    for row in &import.draft.packages {
        writeln!(text, "package {}", row.text).expect("text");
    }
    for row in &import.draft.requirements {
        writeln!(text, "requirement {}", row.text).expect("text");
    }
    for row in &import.draft.env {
        writeln!(text, "variable {}={:?} {:?}", row.text, row.value, row.mark).expect("text");
    }
    for line in import.draft.instructions.lines() {
        writeln!(text, "instruction {line}").expect("text");
    }
    text.push_str("\n=== taken\n");
    for taken in &import.taken {
        writeln!(text, "{}: {}", taken.path, taken.what).expect("text");
    }
    text.push_str("\n=== left\n");
    for left in &import.left {
        writeln!(text, "{}:{}: {}\n    {}", left.path, left.line, left.text, left.why).expect("text");
    }
    text.push_str("\n=== origin\n");
    for origin in &import.origin {
        writeln!(text, "{} ({} bytes)", origin.path, origin.text.len()).expect("text");
    }
    text
}

fn projects() -> Vec<PathBuf> {
    entries(&folder()).into_iter().filter(|path| path.is_dir()).collect()
}

#[test]
fn projects_are_read_as_reviewed() {
    assert!(projects().len() >= 12);
    for project in projects() {
        let snapshot = project.with_extension("txt");
        let now = written(&project);
        let reviewed = std::fs::read_to_string(&snapshot).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&snapshot, now).expect("written");
        } else if now != reviewed {
            let line = now.lines().zip(reviewed.lines()).position(|(a, b)| a != b).map(|index| index + 1);
            panic!("{}: differs from line {line:?} on; look at it with UPDATE=1 and git diff", snapshot.display());
        }
    }
}

/// Whatever is left, no value of a secret is shown; and none is in a link. The fixtures' secrets are called so.
#[test]
fn no_secret_is_shown() {
    for project in projects() {
        let import = read(&project);
        let name = project.display();
        let link = encode(&import.draft, Catalog::start());
        assert!(!link.contains("not-a-real") && !link.contains("not+a+real"), "{name}: {link}");
        for left in &import.left {
            assert!(!format!("{left:?}").contains("not-a-real"), "{name}: {left:?}");
        }
        for origin in &import.origin {
            assert!(!origin.path.ends_with(".env"), "{name}: {}", origin.path);
        }
    }
}

/// What a link carries of it means the same again.
#[test]
fn what_was_read_survives_a_link() {
    for project in projects() {
        let import = read(&project);
        let link = encode(&import.draft, Catalog::start());
        let again = decode(&link, Catalog::start());
        assert_eq!(encode(&again.draft, Catalog::start()), link, "{}", project.display());
    }
}
