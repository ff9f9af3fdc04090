//! Whole projects, one a fixture link: every byte that is generated, as a text to be read in review.
//!
//! `tests/projects/NAME.txt` starts with the link. After a wanted change, `UPDATE=1 cargo test --no-default-features
//! --test projects` writes them anew.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write;
use std::path::Path;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::generator::{Mode, generate};
use airflow_image_configurator::link::decode;
use airflow_image_configurator::project::describe;

fn written(link: &str) -> String {
    let (description, _) = describe(&decode(link, Catalog::start()).draft, Catalog::start());
    let mut text = format!("{link}\n");
    for file in generate(&description).iter() {
        let mode = if file.mode == Mode::Executable { " (executable)" } else { "" };
        let content = file.text().unwrap_or_else(|| "(an asset beside the page)\n".to_owned());
        write!(text, "\n=== {}{mode}\n{content}", file.path).expect("text");
    }
    text
}

#[test]
fn projects_are_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects");
    let mut files: Vec<_> = std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for path in files {
        let reviewed = std::fs::read_to_string(&path).expect("text");
        let link = reviewed.lines().next().expect("a link");
        let now = written(link);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, now).expect("written");
        } else if now != reviewed {
            let line = now.lines().zip(reviewed.lines()).position(|(a, b)| a != b);
            panic!("{}: differs from line {:?} on; look at it with UPDATE=1 and git diff", path.display(), line);
        }
    }
}

/// The generator reads the description only, so the same link gives the same bytes whatever was generated before.
#[test]
fn generating_twice_gives_the_same() {
    let link = "layout=layered&packages=curl&env=A=1";
    assert_eq!(written(link), written(link));
}
