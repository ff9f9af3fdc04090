//! What is said about ENV that sets Airflow's options: one table a rule, each case a link and what it must give.
//!
//! An expectation is `severity code` of the rows in order; findings of the `env-secret` family are another test's.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod consultation;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::draft::Diagnostic;
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::link::decode;
use airflow_image_configurator::twin::consult;
use consultation::{check_fixes, encoded, examined};

const V1: &str = "image=debian:12-slim&airflow=1.10.15";
const V2_2: &str = "image=apache/airflow:2.2.5-python3.9";
const V2_6: &str = "image=apache/airflow:2.6.3-python3.10";
const V2: &str = "image=apache/airflow:2.11.2-python3.12";
const V3: &str = "airflow=3.3.2";
const RUNTIME: &str = "image=astrocrpublic.azurecr.io/runtime:3.3-8";

/// `NAME=value` rows behind an image.
fn link(image: &str, rows: &[&str]) -> String {
    rows.iter().fold(image.to_owned(), |link, row| {
        let (name, value) = row.split_once('=').expect("NAME=value");
        format!("{link}&env={name}={}", encoded(value))
    })
}

fn about_env(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    let other = |d: &&Diagnostic| d.code.starts_with("env-") && !d.code.starts_with("env-secret");
    found.iter().filter(other).collect()
}

/// Every case: the rows say exactly this; and every fix takes its finding away, brings no new error or warning, and
/// can be undone, because it is an edit.
fn check(image: &str, rows: &[&str], expected: &[&str]) {
    let link = link(image, rows);
    let (draft, found) = examined(&link);
    let said: Vec<String> = about_env(&found).iter().map(|d| format!("{} {}", d.severity.as_str(), d.code)).collect();
    assert_eq!(
        said,
        expected,
        "{image} {rows:?}: {:?}",
        about_env(&found).iter().map(|d| &d.message).collect::<Vec<_>>()
    );
    for diagnostic in about_env(&found) {
        assert!(
            diagnostic.message.ends_with(['.', '?']) && !diagnostic.message.contains('!'),
            "{}",
            diagnostic.message
        );
        for sentence in diagnostic.message.split(". ") {
            // Names of options can be as long as a sentence.
            let words = sentence.split(' ').filter(|word| !word.contains(['_', '[']));
            assert!(words.map(|word| word.chars().count() + 1).sum::<usize>() <= 90, "{sentence}");
        }
        check_fixes(&link, &draft, &found, diagnostic);
    }
}

/// The label of the first fix of the first finding about ENV.
fn check_fix(image: &str, row: &str, label: &str) {
    let (_, found) = examined(&link(image, &[row]));
    let labels: Vec<&str> =
        about_env(&found).iter().flat_map(|d| d.fixes.iter().map(|fix| fix.label.as_str())).collect();
    assert_eq!(labels.first().copied(), Some(label), "{image} {row}: {labels:?}");
}

#[test]
fn options_as_they_should_be() {
    for row in [
        "AIRFLOW__CORE__LOAD_EXAMPLES=False",
        "AIRFLOW__CORE__PARALLELISM=64",
        "AIRFLOW__CORE__DAGS_FOLDER=/opt/dags",
        "AIRFLOW__LOGGING__LOGGING_LEVEL=INFO",
        "AIRFLOW__CELERY__WORKER_CONCURRENCY=8",
        "AIRFLOW_VAR_X=1",
        "AIRFLOW_UID=50000",
        "PATH_TO=x",
    ] {
        check(V2, &[row], &[]);
        check(V3, &[row], &[]);
    }
    check(V1, &["AIRFLOW__WEBSERVER__RBAC=True", "AIRFLOW__CORE__LOGGING_LEVEL=INFO"], &[]);
    check(V3, &["AIRFLOW__BLUE___CORE__PARALLELISM=4"], &[]);
    check(V3, &["AIRFLOW__CELERY_BROKER_TRANSPORT_OPTIONS__ANYTHING=1"], &[]);
}

#[test]
fn renamed() {
    check(V2, &["AIRFLOW__CORE__DAG_CONCURRENCY=4"], &["note env-option-old-name"]);
    check(V3, &["AIRFLOW__CORE__DAG_CONCURRENCY=4"], &["warning env-option-renamed"]);
    check_fix(V3, "AIRFLOW__CORE__DAG_CONCURRENCY=4", "Use AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG");
    check(V2_2, &["AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG=4"], &[]);
    check(V1, &["AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG=4"], &["warning env-option-renamed"]);
    check_fix(V1, "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG=4", "Use AIRFLOW__CORE__DAG_CONCURRENCY");
    check(V3, &["AIRFLOW__WEBSERVER__EXPOSE_CONFIG=True"], &["note env-option-old-name"]);
    check(V2, &["AIRFLOW__API__EXPOSE_CONFIG=True"], &["warning env-option-renamed"]);
    check_fix(V2, "AIRFLOW__API__EXPOSE_CONFIG=True", "Use AIRFLOW__WEBSERVER__EXPOSE_CONFIG");
    check(V3, &["AIRFLOW__SCHEDULER__PARSING_PROCESSES=4"], &["warning env-option-renamed"]);
    check(V3, &["AIRFLOW__WEBSERVER__SESSION_LIFETIME_MINUTES=60"], &["warning env-option-renamed"]);
    check(V3, &["AIRFLOW__WEBSERVER__PAGE_SIZE=60"], &["warning env-option-renamed"]);
    check(
        V2,
        &["AIRFLOW__CORE__DAG_CONCURRENCY=4", "AIRFLOW__CORE__MAX_ACTIVE_TASKS_PER_DAG=5"],
        &["note env-option-old-name"],
    );
    check(V3, &["AIRFLOW__CORE__SQL_ALCHEMY_CONN=x://"], &["note env-option-old-name"]);
    check(V3, &["AIRFLOW__CORE__SQL_ALCHEMY_CONN_CMD=cat x"], &["note env-option-old-name"]);
    check_fix(V3, "AIRFLOW__CORE__SQL_ALCHEMY_CONN_CMD=cat x", "Use AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD");
    check(V3, &["AIRFLOW__KUBERNETES__NAMESPACE=x"], &["warning env-option-renamed"]);
    check(V2, &["AIRFLOW__KUBERNETES__NAMESPACE=x"], &["note env-option-old-name"]);
}

#[test]
fn absent() {
    check(V3, &["AIRFLOW__WEBSERVER__DAG_ORIENTATION=LR"], &["warning env-option-removed"]);
    check(V2, &["AIRFLOW__WEBSERVER__DAG_ORIENTATION=LR"], &[]);
    check(V2, &["AIRFLOW__WEBSERVER__RBAC=True"], &["warning env-option-removed"]);
    check(V2, &["AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST=[]"], &["warning env-option-early"]);
    check(V1, &["AIRFLOW__CORE__LAZY_LOAD_PLUGINS=True"], &["warning env-option-early"]);
    check("airflow=3.1.8", &["AIRFLOW__CORE__MP_START_METHOD=fork"], &["warning env-option-removed"]);
    check(V3, &["AIRFLOW__CORE__MP_START_METHOD=fork"], &[]);
    check(V2, &["AIRFLOW__KUBERNETES_EXECUTOR__WORKER_PODS_QUEUED_CHECK_INTERVAL=1"], &["note env-option-removed"]);
    check(V3, &["AIRFLOW__METRICS__OTEL_HOST=x"], &["note env-option-deprecated"]);
    check(V2, &["AIRFLOW__METRICS__OTEL_HOST=x"], &[]);
}

#[test]
fn unknown() {
    check(V2, &["AIRFLOW__CORE__PARALELISM=64"], &["warning env-option-unknown"]);
    check_fix(V2, "AIRFLOW__CORE__PARALELISM=64", "Use AIRFLOW__CORE__PARALLELISM");
    check_fix(V2, "AIRFLOW__CORE__DAG_FOLDER=/x", "Use AIRFLOW__CORE__DAGS_FOLDER");
    check_fix(V2, "AIRFLOW__CROE__DAGS_FOLDER=/x", "Use AIRFLOW__CORE__DAGS_FOLDER");
    check_fix(V2, "AIRFLOW__WEBSERVER__LOAD_EXAMPLES=False", "Use AIRFLOW__CORE__LOAD_EXAMPLES");
    check(V2, &["AIRFLOW__CORE__SOMETHING_ELSE_ENTIRELY=1"], &["warning env-option-unknown"]);
    check(V2, &["AIRFLOW__CELERY__SOMETHING_ELSE_ENTIRELY=1"], &["note env-option-unlisted"]);
    check(V2, &["AIRFLOW__SCHEDULER__NUM_STUCK_IN_QUEUED_RETRIES=3"], &[]);
    check(V2, &["AIRFLOW__MY_PLUGIN__LEVEL=1"], &["note env-option-unlisted"]);
    check(V2, &["AIRFLOW__CORE__PARALELISM=64", "AIRFLOW__CORE__PARALLELISM=32"], &["warning env-option-unknown"]);
}

#[test]
fn spelling() {
    for name in [
        "AIRFLOW_CORE__PARALLELISM",
        "AIRFLOW__CORE_PARALLELISM",
        "AIRFLOW_CORE_PARALLELISM",
        "airflow__core__parallelism",
        "AIRFLOW__core__parallelism",
        "AIRFLOW___CORE__PARALLELISM",
    ] {
        check(V3, &[&format!("{name}=64")], &["warning env-option-spelling"]);
        check_fix(V3, &format!("{name}=64"), "Use AIRFLOW__CORE__PARALLELISM");
    }
    check(V3, &["AIRFLOW_CORE__FERNET_KEY_CMD=cat x"], &["warning env-option-spelling"]);
    check(V2, &["AIRFLOW__CORE__DAGS-FOLDER=/x"], &["error env-name"]);
    check(V2, &["AIRFLOW_CORE__PARALLELISM=64", "AIRFLOW__CORE__PARALLELISM=64"], &["warning env-option-spelling"]);
}

#[test]
fn values() {
    let boolean =
        |value: &str, expected: &[&str]| check(V2, &[&format!("AIRFLOW__CORE__LOAD_EXAMPLES={value}")], expected);
    ["True", "true", "T", "1", "0", "f", " False ", "False # no"].iter().for_each(|value| boolean(value, &[]));
    ["yes", "no", "on", "maybe", "2", "\"True\"", "1.0"]
        .iter()
        .for_each(|v| boolean(v, &["warning env-value-boolean"]));
    boolean("", &["warning env-value-empty"]);
    boolean("$EXAMPLES", &["note env-expanded"]);
    check_fix(V2, "AIRFLOW__CORE__LOAD_EXAMPLES=yes", "Use True");
    check_fix(V2, "AIRFLOW__CORE__LOAD_EXAMPLES='off'", "Use False");
    let whole = |image: &str, value: &str, expected: &[&str]| {
        check(image, &[&format!("AIRFLOW__CORE__PARALLELISM={value}")], expected);
    };
    ["64", " 64 ", "+4", "1_000", "-1"].iter().for_each(|value| whole(V2, value, &[]));
    ["64k", "1,000", "\"64\"", "6.5", "x"].iter().for_each(|v| whole(V3, v, &["warning env-value-integer"]));
    whole(V2, "64.0", &["warning env-value-integer"]);
    whole(V3, "64.0", &[]);
    check_fix(V2, "AIRFLOW__CORE__PARALLELISM=64.0", "Use 64");
    check_fix(V2, "AIRFLOW__CORE__PARALLELISM=1,000", "Use 1000");
    check(V2, &["AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT=1e3"], &[]);
    check(V2, &["AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT=30s"], &["warning env-value-float"]);
    check(V2, &["AIRFLOW__CORE__DEFAULT_TASK_EXECUTION_TIMEOUT="], &[]);
    check(V2, &["AIRFLOW__CORE__DAGS_FOLDER="], &["note env-value-empty"]);
    check(V2, &["AIRFLOW__CORE__SQL_ALCHEMY_POOL_SIZE=x"], &["note env-option-old-name", "warning env-value-integer"]);
    check(V3, &["AIRFLOW__CORE__SQL_ALCHEMY_POOL_SIZE=x"], &["warning env-option-renamed"]);
}

#[test]
fn choices_and_json() {
    let level =
        |value: &str, expected: &[&str]| check(V3, &[&format!("AIRFLOW__LOGGING__LOGGING_LEVEL={value}")], expected);
    level("DEBUG", &[]);
    level("", &[]);
    level("info", &["warning env-value-choice"]);
    level("LOUD", &["warning env-value-choice"]);
    check_fix(V3, "AIRFLOW__LOGGING__LOGGING_LEVEL=info", "Use INFO");
    check_fix(V3, "AIRFLOW__CORE__DAG_IGNORE_FILE_SYNTAX=regex", "Use regexp");
    check(V3, &["AIRFLOW__CORE__TEST_CONNECTION=enabled"], &[]);
    check(V3, &["AIRFLOW__CORE__TEST_CONNECTION=True"], &["warning env-value-choice"]);
    check(V3, &["AIRFLOW__API__EXPOSE_CONFIG=non-sensitive-only"], &[]);
    check(V3, &["AIRFLOW__CORE__EXECUTOR=LocalExecutor,my.module.Executor"], &["note env-local-run"]);
    let bundles = |value: &str, expected: &[&str]| {
        check(V3, &[&format!("AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST={value}")], expected);
    };
    bundles(r#"[{"name": "x", "kwargs": {}}]"#, &[]);
    bundles("", &[]);
    bundles("[{'name': 'x'}]", &["warning env-value-json"]);
    bundles("[{\"name\": \"x\"},]", &["warning env-value-json"]);
    check_fix(V3, "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST=[{'name': 'x'}]", "Use double quotes");
    let (_, found) = examined(&link(V3, &["AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST=[1 2]"]));
    assert!(about_env(&found)[0].message.ends_with("At character 4: a comma is missing."), "{:?}", found[0].message);
}

#[test]
fn what_airflow_makes_of_a_value() {
    check(V2, &["AIRFLOW__CORE__DAGS_FOLDER=$AIRFLOW_HOME/x"], &["note env-expanded"]);
    check(V2, &["AIRFLOW__CORE__DAGS_FOLDER=${WHERE}/x", "WHERE=/y"], &["note env-expanded"]);
    check(V2, &["AIRFLOW__CORE__DAGS_FOLDER=~/x"], &["note env-expanded"]);
    check(V2, &["AIRFLOW__CORE__DAGS_FOLDER=/x~", "OTHER=$HOME"], &[]);
    check(V2, &["AIRFLOW__CORE__DAGS_FOLDER=/x/$", "AIRFLOW__CORE__PLUGINS_FOLDER=/$-/x"], &[]);
    check(V2, &["AIRFLOW__LOGGING__LOG_FORMAT=%%(message)s"], &["warning env-percent"]);
    check(V2, &["AIRFLOW__LOGGING__LOG_FORMAT=%(message)s 100%%"], &[]);
}

#[test]
fn fetched() {
    check(V2, &["AIRFLOW__CORE__FERNET_KEY_CMD=cat /run/key"], &[]);
    check(V2, &["AIRFLOW__CORE__PARALLELISM_CMD=nproc"], &["warning env-option-not-fetched"]);
    check(V2, &["AIRFLOW__CORE__PARALLELISM_SECRET=x"], &["warning env-option-not-fetched"]);
    check(V3, &["AIRFLOW__API_AUTH__JWT_SECRET=x"], &[]);
    check(V2, &["AIRFLOW__CORE__FERNET_KEY=x", "AIRFLOW__CORE__FERNET_KEY_CMD=cat x"], &["note env-option-twice"]);
    check(
        V2,
        &["AIRFLOW__CORE__FERNET_KEY_SECRET=x", "AIRFLOW__CORE__FERNET_KEY_CMD=cat x"],
        &["note env-option-twice"],
    );
}

#[test]
fn too_late_for_the_build() {
    for image in [RUNTIME, V2, V3, "image=quay.io/astronomer/ap-airflow:2.3.4-11-onbuild"] {
        check(image, &["PIP_INDEX_URL=https://mirror.corp/simple"], &["warning env-too-late"]);
        check(image, &["HTTPS_PROXY=http://proxy:3128"], &["warning env-too-late"]);
        check(image, &["CFLAGS=-O2"], &["warning env-too-late"]);
        check(image, &["PIPE=1", "UVICORN=2"], &[]);
    }
    check_fix(V3, "PIP_INDEX_URL=https://mirror.corp/simple", "Make it the index mirror");
    check_fix(RUNTIME, "PIP_EXTRA_INDEX_URL=https://mirror.corp/simple", "Write it into the requirements");
    check(&format!("{RUNTIME}&dockerfile=RUN pip install x"), &["PIP_INDEX_URL=https://mirror.corp/simple"], &[]);
    check(RUNTIME, &["PIP_INDEX_URL=https://u:p@mirror.corp/simple"], &["warning env-too-late"]);
    check(&format!("{RUNTIME}&secret=PIP_INDEX_URL"), &[], &["warning env-too-late"]);
}

/// The note stands exactly where the compose file says that it does not take the person's value.
#[test]
fn the_local_run_says_what_it_does() {
    let names = [
        "AIRFLOW__CORE__EXECUTOR",
        "AIRFLOW_HOME",
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL",
        "AIRFLOW__API__HOST",
        "AIRFLOW__API__PORT",
        "AIRFLOW__API__BASE_URL",
        "AIRFLOW__API__WORKERS",
        "AIRFLOW__WEBSERVER__WEB_SERVER_HOST",
        "AIRFLOW__WEBSERVER__WEB_SERVER_PORT",
        "AIRFLOW__WEBSERVER__BASE_URL",
        "AIRFLOW__WEBSERVER__WORKERS",
        "AIRFLOW__SCHEDULER__STANDALONE_DAG_PROCESSOR",
        "AIRFLOW__CORE__LOAD_EXAMPLES",
        "AIRFLOW__CORE__SQL_ALCHEMY_CONN",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD",
    ];
    for image in [V1, V2_2, V2_6, V2, V3, RUNTIME] {
        for (name, value) in names.into_iter().flat_map(|name| [(name, "7"), (name, "LocalExecutor"), (name, "8080")]) {
            let opened = decode(&link(image, &[&format!("{name}={value}")]), Catalog::start());
            let (description, found) = consult(&opened.draft, Catalog::start());
            let files = generate(&description);
            let compose = files.get("compose.yaml").and_then(|file| file.text()).expect("compose.yaml");
            let says = ["In place of your own value", "yours is not touched", "Your image names a database"];
            let replaced = says.iter().any(|words| compose.contains(words));
            let noted = found.iter().any(|d| d.code == "env-local-run");
            assert_eq!(noted, replaced, "{image} {name}={value}");
        }
    }
}
