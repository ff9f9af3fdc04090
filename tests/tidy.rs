//! The architecture's fitness: directions between rooms, banned features, sizes of files, words that must not be here.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};

/// Longest source file, in lines, tests included.
const LONGEST_FILE: usize = 420;

/// Rooms of the core, and the rooms that each may name.
const ALLOWED: [(&str, &[&str]); 24] = [
    ("domain", &[]),
    ("catalog", &["domain"]),
    ("presets", &["domain"]),
    ("effective", &["domain", "generator"]),
    ("guide", &["catalog", "domain", "draft", "effective", "generator", "presets", "project"]),
    ("draft", &["domain", "catalog", "presets"]),
    ("generator", &["domain"]),
    ("archive", &["domain", "generator"]),
    ("doctor", &["domain", "catalog", "draft", "knowledge", "search"]),
    (
        "engine",
        &[
            "archive",
            "catalog",
            "compare",
            "doctor",
            "domain",
            "draft",
            "finder",
            "generator",
            "guide",
            "import",
            "knowledge",
            "link",
            "presets",
            "project",
            "share",
            "upgrade",
        ],
    ),
    ("compare", &[]),
    ("memory", &[]),
    (
        "import",
        &["catalog", "compare", "domain", "draft", "generator", "knowledge", "link", "memory", "presets", "project"],
    ),
    ("share", &["catalog", "domain", "draft", "generator", "link", "project"]),
    ("upgrade", &["catalog", "compare", "domain", "draft", "generator", "knowledge", "project"]),
    ("finder", &["domain", "catalog", "knowledge", "search"]),
    ("knowledge", &["domain", "catalog", "search"]),
    ("search", &[]),
    ("link", &["domain", "catalog", "draft", "presets"]),
    ("look", &[]),
    ("highlight", &[]),
    ("words", &["domain", "draft", "engine", "share"]),
    ("project", &["domain", "catalog", "draft", "doctor", "knowledge", "link"]),
    (
        "twin",
        &[
            "archive",
            "catalog",
            "doctor",
            "domain",
            "draft",
            "effective",
            "engine",
            "generator",
            "guide",
            "import",
            "knowledge",
            "link",
            "presets",
            "project",
            "share",
        ],
    ),
];

const WEB_ROOMS: [&str; 5] = ["components", "platform", "reactive", "state", "views"];
const WEB_CRATES: [&str; 6] = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo", "console_error_panic_hook"];
const ROOMS: [&str; 29] = [
    "archive",
    "catalog",
    "compare",
    "components",
    "doctor",
    "domain",
    "draft",
    "effective",
    "engine",
    "finder",
    "generator",
    "guide",
    "highlight",
    "import",
    "knowledge",
    "link",
    "look",
    "memory",
    "platform",
    "presets",
    "project",
    "reactive",
    "search",
    "share",
    "state",
    "twin",
    "upgrade",
    "views",
    "words",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The room that a file under src belongs to.
fn room(file: &Path) -> String {
    let inside = file.strip_prefix(root().join("src")).expect("under src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Code lines of a file before its unit tests, comments left out.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("text");
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    before_tests
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .fold(String::new(), |all, l| all + l + "\n")
}

/// Rooms that code names by `crate::room` or inside `use crate::{room::…}`.
fn named_rooms(code: &str) -> Vec<&'static str> {
    ROOMS.into_iter().filter(|room| code.contains(&format!("crate::{room}"))).collect()
}

#[test]
fn rooms_depend_downwards_only() {
    for file in rust_files(&root().join("src")) {
        let room = room(&file);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == room) else { continue };
        for named in named_rooms(&code(&file)) {
            let fits = named == room || allowed.contains(&named);
            assert!(fits, "{}: {room} must not name {named}", file.display());
        }
    }
}

#[test]
fn the_core_knows_no_browser() {
    for file in rust_files(&root().join("src")) {
        let room = room(&file);
        if WEB_ROOMS.contains(&room.as_str()) || room == "main" {
            continue;
        }
        let code = code(&file);
        for name in WEB_CRATES {
            assert!(!code.contains(&format!("{name}::")), "{}: the core must not name {name}", file.display());
        }
        for name in ["SystemTime", "Instant", "rand::", "HashMap", "thread_rng"] {
            assert!(!code.contains(name), "{}: {name} makes output depend on when or where", file.display());
        }
    }
}

#[test]
fn only_platform_touches_the_browser() {
    for file in rust_files(&root().join("src")) {
        if ["components", "state", "views"].contains(&room(&file).as_str()) {
            let code = code(&file);
            for name in ["web_sys::window", "window()", "document()", "local_storage", "navigator()"] {
                assert!(!code.contains(name), "{}: {name} belongs into platform", file.display());
            }
        }
    }
}

#[test]
fn source_files_are_short() {
    for file in rust_files(&root().join("src")) {
        let lines = fs::read_to_string(&file).expect("text").lines().count();
        assert!(lines <= LONGEST_FILE, "{}: {lines} lines; split it", file.display());
    }
}

#[test]
fn every_module_says_what_it_is() {
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).expect("text");
        assert!(text.starts_with("//! "), "{}: start with a sentence on what the module is", file.display());
    }
}

#[test]
fn banned_features_stay_out() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("a manifest");
    let line = |name: &str| {
        manifest.lines().find(|line| line.starts_with(&format!("{name} ="))).unwrap_or_default().to_owned()
    };
    assert!(!line("leptos").contains("delegation") && line("leptos").contains("default-features = false"));
    assert!(!line("leptos").contains("nightly"));
    assert!(!line("zip").contains("time") && line("zip").contains("default-features = false"));
    for banned in ["regex", "pep508_rs", "syntect", "dockerfile-parser", "nucleo", "leptos_router", "leptos_meta"] {
        assert!(line(banned).is_empty(), "{banned} is too heavy for the page");
    }
}

/// Rooms in which words for a person must not stand: they belong into `words`, so that one room is to be translated.
const WORDLESS: [&str; 4] = ["components", "platform", "state", "views"];

/// What looks like words there and is none.
const NO_WORDS: [(&str, &[&str]); 5] = [
    (
        "lists of classes",
        &[
            "line fresh",
            "line lit",
            "line fresh lit",
            "finding error",
            "finding warning",
            "finding note",
            "cell gone",
            "cell new",
        ],
    ),
    ("keys, as the browser names them", &["Enter", "Escape", "Backspace", "ArrowUp", "ArrowDown"]),
    (
        "the browser's own names",
        &["SELECT", "BODY", "Mac OS", "Files", "readEntries", "webkitRelativePath", "enginePort"],
    ),
    ("names of files", &["Dockerfile"]),
    ("values, as Airflow's configuration has them", &["True", "False"]),
];

/// The text literals of code, each with what stands before it.
fn literals(code: &str) -> Vec<(&str, &str)> {
    let bytes = code.as_bytes();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        match bytes[at] {
            // A quote as a character is no text.
            b'\'' if code[at..].starts_with("'\"'") => at += 3,
            b'"' => {
                let from = at + 1;
                at = from;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                found.push((code[..from - 1].trim_end(), &code[from..at]));
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Words are for a person when one is capital, when two stand beside each other, or when an attribute says them.
fn is_for_a_person(before: &str, text: &str) -> bool {
    let class = before.ends_with("class=");
    let said =
        ["aria-label=", "aria-description=", "title=", "placeholder=", "alt="].iter().any(|it| before.ends_with(it));
    // Counted words are short: "file", "files".
    let counted =
        before.rfind("counted(").is_some_and(|from| !before.get(from..).unwrap_or_default().contains([')', ';']));
    let letters = |part: &str| part.chars().any(char::is_alphabetic);
    let several = text.split_whitespace().filter(|part| letters(part)).count() > 1;
    let glued = text != text.trim() && letters(text);
    !class && letters(text) && (said || counted || several || glued || text.chars().any(char::is_uppercase))
}

#[test]
fn words_for_a_person_stand_in_words() {
    let mut astray = Vec::new();
    for file in rust_files(&root().join("src")) {
        if WORDLESS.contains(&room(&file).as_str()) {
            for (before, text) in literals(&code(&file)) {
                let excused = NO_WORDS.iter().any(|(_, texts)| texts.contains(&text));
                if !excused && is_for_a_person(before, text) {
                    astray.push(format!("{}: {text:?}", file.display()));
                }
            }
        }
    }
    assert!(astray.is_empty(), "these belong into words:\n{}", astray.join("\n"));
}

/// Hosts of package registries are configuration of whoever builds, and belong into no file of the project.
#[test]
fn no_registry_is_named() {
    let hosts = [
        ["registry", "npmjs", "org"].join("."),
        ["files", "pythonhosted", "org"].join("."),
        ["static", "crates", "io"].join("."),
    ];
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                let generated =
                    [".git", "target", "node_modules", ".tools", ".venv", "dist", "constraints", "corpus", "artifacts"];
                if !generated.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if let Ok(text) = fs::read_to_string(&path) {
                for host in &hosts {
                    assert!(!text.contains(host), "{}: names {host}", path.display());
                }
            }
        }
    }
}
