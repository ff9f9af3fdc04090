//! Files as people have them, against the variables that say the same.

use proptest::prelude::*;

use super::*;
use crate::catalog::Catalog;
use crate::domain::RowList;
use crate::draft::{Draft, ImageDraft, Row};

fn draft(airflow: &str) -> Draft {
    let mut draft = Draft::start(Catalog::start());
    draft.image = ImageDraft { reference: format!("apache/airflow:{airflow}"), ..ImageDraft::default() };
    draft
}

fn check(airflow: &str, text: &str, variables: &[&str], left: &[&str]) {
    check_on(draft(airflow), text, variables, left);
}

fn check_on(draft: Draft, text: &str, variables: &[&str], left: &[&str]) {
    let mut reading = Reading::new(Catalog::start(), draft, true);
    read(text, &mut reading);
    let (draft, _, lines) = reading.finish();
    let rows: Vec<String> = draft.env.iter().map(|row| format!("{}={}", row.text, row.value)).collect();
    assert_eq!(rows, variables, "{text}");
    let lines: Vec<String> = lines.iter().map(|left| format!("{} {}", left.line, left.text)).collect();
    assert_eq!(lines, left, "{text}");
}

#[test]
fn what_differs_becomes_variables() {
    let text = "[core]\nparallelism = 32\nload_examples = false\nexecutor = CeleryExecutor\n\
                [api]\naccess_control_allow_headers =\n";
    check("2.9.1", text, &["AIRFLOW__CORE__LOAD_EXAMPLES=false", "AIRFLOW__CORE__EXECUTOR=CeleryExecutor"], &[]);
    check("2.9.1", "[core]\nload_examples = true\nparallelism=032\n", &[], &[]);
    check("2.9.1", "[celery]\nresult_backend =\n", &[], &[]);
    check("3.0.0", "[core]\nexecutor = LocalExecutor\n", &[], &[]);
    check("2.9.1", "[core]\nexecutor = LocalExecutor\n", &["AIRFLOW__CORE__EXECUTOR=LocalExecutor"], &[]);
}

#[test]
fn percent_signs_are_said_as_a_variable_has_to() {
    let format = "[logging]\nlog_format = [%%(asctime)s] {%%(filename)s:%%(lineno)d} %%(levelname)s - %%(message)s\n";
    check("2.9.1", format, &[], &[]);
    check(
        "2.9.1",
        "[x]\na = %%(name)s %(name)s\nname=n%%\n",
        &["AIRFLOW__X__A=%(name)s n%", "AIRFLOW__X__NAME=n%"],
        &[],
    );
    check("2.9.1", "[x]\na = 5% %(b)s %\n", &["AIRFLOW__X__A=5% %(b)s %"], &[]);
}

#[test]
fn a_home_folder_makes_no_difference() {
    let text = "[core]\ndags_folder = /usr/local/airflow/dags\nplugins_folder = /usr/local/airflow/plugins\n\
                [logging]\nbase_log_folder = /mnt/logs\n";
    check("2.9.1", text, &["AIRFLOW__LOGGING__BASE_LOG_FOLDER=/mnt/logs"], &[]);
    check("2.9.1", "[core]\ndags_folder = /mnt/efs/dags\n", &["AIRFLOW__CORE__DAGS_FOLDER=/mnt/efs/dags"], &[]);
}

#[test]
fn secrets_are_taken_and_known_as_such() {
    let mut reading = Reading::new(Catalog::start(), draft("2.9.1"), true);
    read("[core]\nfernet_key = abc=\nfernet_key_cmd = cat k\n[team]\napi_token = t\n", &mut reading);
    let (draft, ..) = reading.finish();
    let secret: Vec<bool> = draft.env.iter().map(|row| crate::draft::is_sensitive(row, Catalog::start())).collect();
    assert_eq!(secret, [true, false, true]);
    assert_eq!(draft.env.first().map(|row| row.value.as_str()), Some("abc="));
}

#[test]
fn what_cannot_be_taken_is_left_without_its_value() {
    check("2.9.1", "[a-b]\nc = secret\n", &[], &["2 [a-b] c ="]);
    check("2.9.1", "[DEFAULT]\nc = x\n[y]\nz=%(c)s\n", &["AIRFLOW__Y__Z=x"], &["2 [DEFAULT] c ="]);
    check("2.9.1", "[y]\nz=1\nz=2\n", &["AIRFLOW__Y__Z=2"], &["2 [y] z ="]);
}

#[test]
fn a_variable_of_another_file_counts_before() {
    let mut set = draft("2.9.1");
    set.push(RowList::Env, Row::pair("AIRFLOW__Y__Z", "3"));
    check_on(set, "[y]\nz=1\n", &["AIRFLOW__Y__Z=1"], &[]);
    let mut reading = Reading::new(Catalog::start(), draft("2.9.1"), true);
    reading.variable("AIRFLOW__Y__Z", "3", SecretMark::Guess);
    read("[y]\nz = 1\n", &mut reading);
    let (draft, _, left) = reading.finish();
    assert_eq!((draft.env.first().map(|row| row.value.as_str()), left.len()), (Some("3"), 1));
}

#[test]
fn the_kind_of_file_is_seen() {
    for (text, expected) in [("# x\n[core]\n", true), ("[project]\n", false), ("core\n", false), ("[global]\n", false)]
    {
        assert_eq!(has_text(text), expected, "{text}");
    }
    for (path, expected) in [("config/airflow.cfg", true), ("airflow.cfg", true), ("setup.cfg", false)] {
        assert_eq!(has_path(path), expected, "{path}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\[[a-zA-Z._ -]{0,6}\\]?|[a-z%(){}= :]{0,12}|\\PC{0,20}|[ \t]{1,3}x|[#;]c|\r?\n){0,40}") {
        read(&text, &mut Reading::new(Catalog::start(), draft("2.9.1"), true));
        has_text(&text);
    }
}
