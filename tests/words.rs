//! The words of the page as it stands before the program runs are those that the program will say.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use airflow_image_configurator::domain::RowList;
use airflow_image_configurator::draft::Home;
use airflow_image_configurator::presets;
use airflow_image_configurator::words;

/// Said by the static page alone: the program has not come yet, or has stopped.
const WITHOUT_THE_PROGRAM: [&str; 10] = [
    "This page was opened as a file, and browsers start no program from there. In its folder, run",
    "python3 -m http.server",
    ", then open",
    "http://127.0.0.1:8000",
    ".",
    "This page is a program: it needs JavaScript and WebAssembly to run.",
    "This page could not be loaded whole. Reload it to try again: the address keeps your link.",
    "This takes longer than usual. If nothing happens, reload the page.",
    "Something in this page broke, and it cannot go on. Your work is in the address:",
    "Reload",
];

/// Every text of the body, and every name and placeholder, in their order.
fn spoken() -> Vec<String> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("index.html")).expect("a page");
    let body = page.split("<div id=\"app\">").nth(1).expect("a body");
    let mut texts = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag");
        for name in ["aria-label=\"", "placeholder=\"", "title=\"", "alt=\""] {
            texts.extend(tag.split(name).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()));
        }
        texts.push(text.trim().to_owned());
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// The words that the page may repeat.
fn known() -> BTreeSet<String> {
    let mut known: BTreeSet<String> = [
        words::PRODUCT,
        words::COPY_LINK,
        words::DOWNLOAD,
        words::CONFIGURATION,
        words::WHICH_AIRFLOW,
        words::AIRFLOW_VERSION,
        words::LOADING,
        words::WHAT_NEEDS,
        words::WHERE_RUN,
        words::WHY,
        words::PRESETS,
        words::PRESETS_ABOUT,
        words::PREVIEW,
        words::VALUE_LABEL,
        words::VALUE,
        // The file that is open at the start.
        "Dockerfile",
    ]
    .map(str::to_owned)
    .into();
    known.extend(presets::ALL.iter().take(4).map(|preset| preset.title().to_owned()));
    known.insert(words::more_presets(presets::ALL.len() - 4));
    for list in [RowList::Packages, RowList::Requirements, RowList::Env] {
        let list = words::list(list);
        let (name, value) = list.example;
        let example = if value.is_empty() { name.to_owned() } else { format!("{name}={value}") };
        known.extend([list.title, list.placeholder, list.about].map(str::to_owned));
        known.insert(example);
    }
    for home in [Home::Docker, Home::Official, Home::Runtime, Home::Onbuild, Home::Company] {
        known.extend([words::home(home).0, words::home(home).1].map(str::to_owned));
    }
    known
}

#[test]
fn the_page_says_from_the_start_what_the_program_will_say() {
    let known = known();
    let spoken = spoken();
    assert!(spoken.len() > 40, "the page is not read as it is written: {spoken:?}");
    for text in &spoken {
        let excused = WITHOUT_THE_PROGRAM.contains(&text.as_str());
        assert!(excused || known.contains(text), "index.html says \"{text}\", which is not in src/words");
    }
    for text in known {
        assert!(spoken.contains(&text), "index.html no longer says \"{text}\": take it off this list");
    }
}
