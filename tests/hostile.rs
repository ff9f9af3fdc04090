//! Hostile text in every field, as far as the core's own readers can judge it: what is written is read back as it was
//! typed, and no line is there that nobody asked for. Real parsers judge the same values in `tests/judges/test_hostile.py`.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{RowList, TextField};
use airflow_image_configurator::draft::{Draft, Row, SecretMark};
use airflow_image_configurator::generator::{ProjectFiles, generate};
use airflow_image_configurator::import::{Import, SourceFile, import};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use airflow_image_configurator::twin::consult;
use saphyr_parser::{Event, Parser};

const FAMILIES: [&str; 6] = [
    "image=alpine:3.23&airflow=3.3.2&python=3.12",
    "image=alpine:3.23&airflow=3.3.2&python=3.12&layout=layered",
    "image=debian:12-slim&airflow=3.3.2&python=3.12",
    "image=apache/airflow:3.3.2-python3.12",
    "image=astrocrpublic.azurecr.io/runtime:3.3-8",
    "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild",
];

fn catalog() -> &'static Catalog {
    Catalog::start()
}

/// What each value attacks, and the value.
fn values() -> Vec<(String, String)> {
    let mut scalars = Vec::new();
    for event in Parser::new_from_str(include_str!("hostile/values.yaml")) {
        if let (Event::Scalar(text, ..), _) = event.expect("the corpus is YAML") {
            scalars.push(text.into_owned());
        }
    }
    let (what, values): (Vec<_>, Vec<_>) = scalars.into_iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let long = ("a very long line".to_owned(), "x y".repeat(10_000));
    what.into_iter().zip(values).map(|((_, what), (_, value))| (what, value)).chain([long]).collect()
}

/// Whether ENV takes a value, and whether it can be a line of a Dockerfile.
fn is_kept(value: &str) -> bool {
    !value.chars().any(|c| c.is_control() && c != '\n' && c != '\t')
}

fn files(draft: &Draft) -> ProjectFiles {
    generate(&describe(draft, catalog()).0)
}

fn texts(files: &ProjectFiles) -> Vec<(String, String)> {
    files.iter().map(|file| (file.path.clone(), file.text().unwrap_or_default())).collect()
}

/// The project as somebody else's: without the README that carries its configuration.
fn read_again(files: &ProjectFiles) -> Import {
    let texts = texts(files).into_iter().filter(|(path, _)| path != "README.md");
    let given = texts.map(|(path, text)| SourceFile { path, bytes: text.into_bytes() }).collect();
    import(given, None, &Draft::start(catalog()), catalog())
}

/// Every field but the image, each in the forms in which it can be attacked.
fn filled(family: &str, value: &str) -> Draft {
    let mut draft = decode(family, catalog()).draft;
    // An address is what an index is.
    // Instructions are meant to be instructions.
    let texts = TextField::ALL.into_iter().filter(|field| *field != TextField::Instructions);
    for field in texts.filter(|field| *field != TextField::Index || !value.starts_with("https://")) {
        draft.apply_text(field, value.to_owned());
    }
    for list in RowList::ALL {
        draft.push(list, Row::pair(value, value));
        draft.push(list, Row::pair("name", value));
        draft.push(list, Row::line(format!("name # {value}")));
    }
    draft
}

#[test]
fn the_same_files_are_written_whatever_is_typed() {
    for family in FAMILIES {
        let harmless: Vec<String> = files(&decode(family, catalog()).draft).iter().map(|f| f.path.clone()).collect();
        for (what, value) in values() {
            let draft = filled(family, &value);
            // The late tables have the same rules on every image, but for the system.
            let late = family == FAMILIES[0] || family == FAMILIES[3];
            let found = if late { consult(&draft, catalog()).1 } else { describe(&draft, catalog()).1 };
            for diagnostic in &found {
                let moves = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202e}' | '\u{2066}');
                assert!(!diagnostic.message.contains(moves), "{what}: {:?}", diagnostic.message);
            }
            let files = files(&draft);
            assert_eq!(files.iter().map(|f| f.path.clone()).collect::<Vec<_>>(), harmless, "{family}: {what}");
            for (path, text) in texts(&files) {
                let hidden = text.chars().find(|c| c.is_control() && *c != '\n' && *c != '\t');
                assert_eq!(hidden, None, "{family}: {what}: {path}");
                assert!(text.is_empty() || text.ends_with('\n'), "{family}: {what}: {path}");
            }
            let opened = decode(&encode(&draft, catalog()), catalog());
            assert_eq!(opened.diagnostics, vec![], "{what}");
        }
    }
}

fn is_of_stages(family: &str) -> bool {
    let files = files(&decode(family, catalog()).draft);
    let text = files.get("Dockerfile").and_then(|file| file.text()).unwrap_or_default();
    text.lines().filter(|line| line.starts_with("FROM ")).count() > 1
}

/// Variables and secrets, all values at once, from the Dockerfile, compose.yaml and `.env`.
#[test]
fn variables_are_read_back_as_typed() {
    let values: Vec<String> = values().into_iter().map(|(_, value)| value).filter(|value| is_kept(value)).collect();
    for family in FAMILIES {
        let mut draft = decode(family, catalog()).draft;
        for (at, value) in values.iter().enumerate() {
            draft.push(RowList::Env, Row { mark: SecretMark::Plain, ..Row::pair(format!("H_{at}"), value) });
            draft.push(RowList::Env, Row { mark: SecretMark::Secret, ..Row::pair(format!("S_{at}"), value) });
        }
        let read = read_again(&files(&draft));
        for (at, value) in values.iter().enumerate() {
            for name in [format!("H_{at}"), format!("S_{at}")] {
                // An empty secret is a name to be filled in; of a Dockerfile with stages nothing is taken.
                let in_image = name.starts_with('H') && !value.contains('\n');
                if value.is_empty() && name.starts_with('S') || in_image && is_of_stages(family) {
                    continue;
                }
                let row = read.draft.env.iter().find(|row| row.text == name);
                assert_eq!(row.map(|row| row.value.as_str()), Some(value.as_str()), "{family}: {name}");
            }
        }
    }
}

/// Rows are read back as they were typed, or left out: no row becomes two, and none another.
#[test]
fn rows_are_read_back_as_typed() {
    for family in FAMILIES {
        let mut draft = decode(family, catalog()).draft;
        for (at, (_, value)) in values().into_iter().enumerate() {
            for list in [RowList::Packages, RowList::Requirements] {
                draft.push(list, Row::line(format!("name{at} # {value}")));
                draft.push(list, Row::line(value.as_str()));
            }
        }
        let read = read_again(&files(&draft));
        for list in [RowList::Packages, RowList::Requirements] {
            // Some images take no comments in packages.txt.
            let word = |row: &Row| row.text.split(" #").next().unwrap_or_default().trim().to_owned();
            let whole = |row: &Row| row.text.trim().replace('\t', " ");
            let typed: Vec<String> = draft.rows(list).iter().flat_map(|row| [whole(row), word(row)]).collect();
            assert!(read.draft.rows(list).len() > 100, "{family}");
            for row in read.draft.rows(list) {
                assert!(typed.contains(&row.text), "{family}: {:?}", row.text);
            }
        }
    }
}
