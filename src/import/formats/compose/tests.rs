//! Compose files as people have them.

use proptest::prelude::*;

use super::*;
use crate::catalog::Catalog;
use crate::domain::RowList;
use crate::draft::{Draft, Row, is_sensitive};

fn read_on(draft: Draft, has_image: bool, text: &str) -> (Draft, Vec<String>) {
    let mut reading = Reading::new(Catalog::start(), draft, true);
    if has_image {
        reading.image(ImageDraft { reference: "before".to_owned(), ..ImageDraft::default() });
    }
    read(text, &mut reading);
    let (draft, _, left) = reading.finish();
    (draft, left.iter().map(|left| format!("{} {}", left.line, left.text)).collect())
}

fn check(text: &str, variables: &[&str], left: &[&str]) {
    let (draft, lines) = read_on(Draft::default(), false, text);
    let rows: Vec<String> = draft.env.iter().map(|row| format!("{}={}", row.text, row.value)).collect();
    assert_eq!(rows, variables, "{text}");
    assert_eq!(lines, left, "{text}");
}

#[test]
fn maps_lists_and_merges_are_taken_together() {
    let text = "x-env: &env\n  A: 1.10\n  B: 'true'\nx-base: &base\n  image: apache/airflow:2.9.1\n  \
                environment:\n    <<: *env\n    AIRFLOW__CORE__PARALLELISM: 8\nservices:\n  web:\n    <<: *base\n  \
                worker:\n    <<: *base\n    environment:\n      <<: *env\n      B: no\n      C: ''\n  db:\n    \
                image: postgres:13\n    environment:\n      POSTGRES_DB: airflow\n";
    check(text, &["A=1.10", "B=true", "AIRFLOW__CORE__PARALLELISM=8", "C="], &["16 B", "18 service db"]);
    let text = "services:\n  web:\n    build: .\n    environment:\n      - AIRFLOW__CORE__LOAD_EXAMPLES=n=\n      - HOME_DIR\n";
    check(text, &["AIRFLOW__CORE__LOAD_EXAMPLES=n="], &["3 build", "6 HOME_DIR"]);
}

#[test]
fn what_the_shell_says_is_left_but_for_secrets() {
    let text = "services:\n  a:\n    image: apache/airflow\n    environment:\n      A: ${A}\n      B: ${B:-b}$$\n      \
                DB_PASSWORD: ${P}\n      AIRFLOW__CORE__FERNET_KEY:\n      C: [1]\n";
    check(text, &["B=b$", "DB_PASSWORD=", "AIRFLOW__CORE__FERNET_KEY="], &["5 A", "9 C"]);
    let mut draft = Draft::default();
    draft.push(RowList::Env, Row::pair("P", "from-env"));
    draft.push(RowList::Env, Row::pair("TOKEN", "t"));
    let text = "services:\n  a:\n    image: apache/airflow\n    environment:\n      A: ${P}\n      B: ${TOKEN}\n      \
                AIRFLOW__CORE__FERNET_KEY: ${TOKEN}\n";
    let (draft, left) = read_on(draft, false, text);
    let rows: Vec<String> = draft.env.iter().skip(2).map(|row| format!("{}={}", row.text, row.value)).collect();
    assert_eq!(rows, ["A=from-env", "B=t", "AIRFLOW__CORE__FERNET_KEY=t"]);
    let secret: Vec<bool> = draft.env.iter().skip(2).map(|row| is_sensitive(row, Catalog::start())).collect();
    assert_eq!(secret, [false, true, true]);
    assert!(left.is_empty());
}

#[test]
fn what_serves_the_local_run_is_left() {
    let text = "services:\n  init:\n    image: apache/airflow:2.9.1\n    command: version\n    volumes: [a]\n    \
                environment:\n      _AIRFLOW_DB_MIGRATE: 'true'\n      \
                _PIP_ADDITIONAL_REQUIREMENTS: ${_PIP:-pandas==2.2.0  lxml -q}\n  web:\n    image: apache/airflow:2.9.1\n    \
                volumes: [b]\nvolumes:\n  db:\nnetworks:\n  n:\n";
    let left = [
        "4 command of init",
        "5 volumes of init",
        "7 _AIRFLOW_DB_MIGRATE",
        "8 _PIP_ADDITIONAL_REQUIREMENTS",
        "14 networks",
    ];
    check(text, &[], &left);
    let (draft, _) = read_on(Draft::default(), false, text);
    assert_eq!(draft.requirements.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), ["pandas==2.2.0", "lxml"]);
}

fn check_image(service: &str, has_image: bool, expected: &str, left: &[&str]) {
    let text = format!("services:\n  a: {{{service}, environment: {{AIRFLOW__A__B: 1}}}}\n");
    let (draft, lines) = read_on(Draft::default(), has_image, &text);
    assert_eq!(draft.image.reference, expected, "{service}");
    assert_eq!(lines, left, "{service}");
}

#[test]
fn the_image_is_what_is_built_on() {
    check_image("image: '${AIRFLOW_IMAGE_NAME:-apache/airflow:2.9.1}'", false, "apache/airflow:2.9.1", &[]);
    check_image("image: '${AIRFLOW_IMAGE_NAME:-apache/airflow:2.9.1}', build: .", false, "apache/airflow:2.9.1", &[]);
    check_image("image: my-airflow:dev, build: .", false, "", &["2 image: my-airflow:dev", "2 build"]);
    check_image("image: team/airflow:dev", false, "team/airflow:dev", &[]);
    check_image("image: apache/airflow:2.9.1", true, "before", &["2 image: apache/airflow:2.9.1"]);
    check_image("image: '${IMAGE}'", false, "", &["2 image: ${IMAGE}"]);
    check_image("image: 'A B'", false, "", &["2 image: A B"]);
}

#[test]
fn broken_files_are_said_to_be() {
    check("services:\n  a: [\n", &[], &["3 "]);
    check("version: '3'\n", &[], &["0 "]);
    check("", &[], &["0 "]);
}

#[test]
fn the_kind_of_file_is_seen() {
    for path in
        ["compose.yaml", "docker-compose.yml", "a/docker-compose.override.yml", "docker-compose-CeleryExecutor.yml"]
    {
        assert!(has_path(path), "{path}");
    }
    for path in ["composer.yaml", "airflow_settings.yaml", "compose.txt", "compose/x.yaml", "a/b/compose.yaml"] {
        assert!(!has_path(path), "{path}");
    }
    assert!(has_text("version: '3'\r\nservices:\r\n") && has_text("services: # all\n") && !has_text("  services:\n"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([ ]{0,6}[-?:&*!|>{}\\[\\],'\"%@`<#$a-e=~.]{0,8}[ ]?|[a-z]{1,4}: |services:|environment:|<<: |[&*]a |\\PC{0,8}|\r?\n|\t){0,60}") {
        read(&text, &mut Reading::new(Catalog::start(), Draft::default(), true));
        has_text(&text);
    }

    #[test]
    fn any_service_is_read(text in "(      [A-C<]{1,2}: ?[-?:&*!|>{}\\[\\],'\"%$a-e=~.]{0,8}\n|    [a-d]{1,2}: ?[&*a|>\\-\\[{]{0,3}\n){0,20}") {
        let text = format!("services:\n  a:\n    image: airflow\n    environment:\n{text}");
        read(&text, &mut Reading::new(Catalog::start(), Draft::default(), true));
    }
}
