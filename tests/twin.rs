//! The twin as a command: what it says of itself, and of a command line that is wrong.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::process::Command;

/// Exit code, standard output, standard error.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_airflow-image-configurator")).args(arguments).output().expect("ran");
    let [said, told] = [done.stdout, done.stderr].map(|bytes| String::from_utf8(bytes).expect("text"));
    (done.status.code(), said, told)
}

/// Success, with this on standard output and nothing else.
#[track_caller]
fn check(arguments: &[&str], expected: &str) {
    assert_eq!(run(arguments), (Some(0), expected.to_owned(), String::new()), "{arguments:?}");
}

#[test]
fn it_says_its_version() {
    let version = format!("airflow-image-configurator {}\n", env!("CARGO_PKG_VERSION"));
    check(&["--version"], &version);
    check(&["-V"], &version);
}

#[test]
fn it_says_how_it_is_called_wherever_it_is_asked() {
    let (_, usage, _) = run(&["--help"]);
    assert!(usage.starts_with("usage: airflow-image-configurator SOURCE"), "{usage}");
    for asked in [&["--help"][..], &["-h"], &["packages=curl", "--help"], &["--version", "--help"]] {
        check(asked, &usage);
    }
}

/// Every option is in the usage, and the usage in the twin's page of the documentation.
#[test]
fn usage_and_documentation_name_the_same_options() {
    let (_, usage, _) = run(&["--help"]);
    let documented = include_str!("../docs/twin.md");
    let options = |text: &str| -> std::collections::BTreeSet<String> {
        let ends = |c: char| c.is_whitespace() || "[]`.,|".contains(c);
        text.split(ends).filter(|word| word.starts_with("--") && *word != "---").map(str::to_owned).collect()
    };
    assert_eq!(options(&usage), options(documented));
}

#[test]
fn a_wrong_command_line_is_told_how_it_would_be_right() {
    for (wrong, why) in [
        (&[][..], "no link was given"),
        (&["v=1"], "say where the project goes"),
        (&["v=1", "--zip"], "--zip needs a value"),
        (&["v=1", "--colour"], "unexpected option --colour"),
        (&["v=1", "x", "--link"], "give one SOURCE"),
        (&["v=1", "--import", "x", "--link"], "give one SOURCE"),
        (&["v=1", "--link", "--sha256"], "give one of --output"),
    ] {
        let (code, said, told) = run(wrong);
        assert_eq!((code, said.as_str()), (Some(2), ""), "{wrong:?}");
        assert!(told.starts_with(&format!("airflow-image-configurator: {why}")), "{wrong:?}: {told}");
    }
}

#[test]
fn what_the_project_says_decides_the_exit_code() {
    check(&["v=1&image=alpine:3.23&airflow=3.3.2", "--link"], "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12\n");
    let (code, said, told) = run(&["airflow=3.3.2&packages=-x", "--link"]);
    assert_eq!((code, said.lines().count()), (Some(1), 1));
    assert!(told.starts_with("error package-"), "{told}");
}
