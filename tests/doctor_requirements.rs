//! What is said about requirements, from the real tables: each case a line and what it must give.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod consultation;

use airflow_image_configurator::draft::Diagnostic;
use consultation::{check_fixes, encoded, examined};

const A23: &str = "image=alpine:3.23&airflow=3.3.1&python=3.12";
const NEWEST: &str = "image=alpine:3.23&airflow=3.3.2&python=3.12";
const D12: &str = "image=debian:12-slim&airflow=3.3.1&python=3.12";
const OFFICIAL: &str = "image=apache/airflow:2.10.5-python3.12";
const ONBUILD: &str = "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild";

/// The requirements behind an image, as a link.
fn link(base: &str, lines: &[&str]) -> String {
    lines.iter().fold(base.to_owned(), |link, line| format!("{link}&requirements={}", encoded(line)))
}

/// What is said of the rows, `severity code [fix]`, in order; every fix takes its finding away and brings no new error
/// or warning, and every sentence is short.
fn check(base: &str, lines: &[&str], expected: &[&str]) {
    let link = link(base, lines);
    let (draft, found) = examined(&link);
    let about: Vec<&Diagnostic> = found.iter().filter(|d| d.code.starts_with("requirement-")).collect();
    let fixes = |d: &Diagnostic| d.fixes.iter().map(|fix| format!(" [{}]", fix.label)).collect::<String>();
    let said: Vec<String> = about.iter().map(|d| format!("{} {}{}", d.severity.as_str(), d.code, fixes(d))).collect();
    assert_eq!(said, expected, "{base} {lines:?}: {:?}", about.iter().map(|d| &d.message).collect::<Vec<_>>());
    for diagnostic in about {
        for sentence in diagnostic.message.split(['.', ':', ';']).map(str::trim) {
            assert!(sentence.chars().count() <= 90, "{sentence}");
        }
        check_fixes(&link, &draft, &found, diagnostic);
    }
}

/// The rows after the first fix of the first finding about requirements.
fn fixed(base: &str, lines: &[&str]) -> Vec<String> {
    let (mut draft, found) = examined(&link(base, lines));
    let fix = found.iter().filter(|d| d.code.starts_with("requirement-")).flat_map(|d| &d.fixes).next().expect("a fix");
    draft.apply(&fix.edit);
    draft.requirements.iter().map(|row| row.text.clone()).collect()
}

#[test]
fn pinned_requirements_are_fine() {
    for base in [A23, NEWEST, D12, OFFICIAL] {
        check(base, &["requests>=2", "boto3~=1.34", "polars>=1,<2", "acme-internal==1"], &[]);
    }
    check("", &[], &[]);
}

#[test]
fn no_version_at_all() {
    check(A23, &["boto3"], &["note requirement-unpinned [Pin 1.43.56]"]);
    check(NEWEST, &["boto3"], &["note requirement-unpinned [Pin 1.44.5]"]);
    check(NEWEST, &["acme-internal"], &[]);
    check(NEWEST, &["acme @ https://example.com/acme-1.0.tar.gz"], &[]);
    check(&format!("{A23}&constraints=full"), &["boto3"], &[]);
    assert_eq!(
        fixed(NEWEST, &["boto3[crt]; python_version<'4'  # s3"]),
        ["boto3[crt]==1.44.5; python_version<'4'  # s3"]
    );
}

#[test]
fn another_name_keeps_the_rest_of_the_line() {
    assert_eq!(fixed(NEWEST, &["psycopg2==2.9.10  # why"]), ["psycopg2-binary==2.9.10  # why"]);
    assert_eq!(fixed(NEWEST, &["  psycopg2==2.9.10  # why"]), ["psycopg2-binary==2.9.10  # why"]);
}

#[test]
fn versions_beside_airflows_own() {
    check(OFFICIAL, &["pandas==2.2.3"], &["note requirement-constraints [Use 2.1.4]"]);
    check(OFFICIAL, &["pandas==2.1.4"], &[]);
    check(OFFICIAL, &["pandas~=2.1"], &[]);
    check(OFFICIAL, &["pandas<2.1"], &["note requirement-constraints [Use 2.1.4]"]);
    // For the official image the choice of constraints has no part: only what the link says counts.
    let full = "image=debian:12-slim&airflow=2.10.5&python=3.12&constraints=full";
    check(full, &["pandas==2.2.3"], &["warning requirement-constraints [Use 2.1.4]"]);
    let none = "image=debian:12-slim&airflow=2.10.5&python=3.12&constraints=none";
    check(none, &["pandas==2.2.3"], &[]);
    // No constraint set of 3.3.2 is known: nothing is said in its place.
    check(NEWEST, &["pandas==2.1.4"], &[]);
    assert_eq!(fixed(full, &["Pandas[excel]==2.2.3"]), ["Pandas[excel]==2.1.4"]);
}

#[test]
fn versions_that_nothing_can_have() {
    check(NEWEST, &["boto3>2,<1"], &["warning requirement-contradiction"]);
    check(NEWEST, &["boto3==1.0,==2.0"], &["warning requirement-contradiction"]);
    check(NEWEST, &["boto3>=1,<2", "polars==1.*,!=1.3"], &[]);
}

#[test]
fn names_that_are_dead_or_misspelt() {
    check(
        NEWEST,
        &["sklearn"],
        &["warning requirement-successor [Use scikit-learn]", "note requirement-unpinned [Pin 0.0.post12]"],
    );
    check(NEWEST, &["argparse==1.4.0"], &["warning requirement-successor [Remove it]"]);
    check(NEWEST, &["boto==2.49.0"], &["warning requirement-successor [Use boto3]"]);
    check(ONBUILD, &["boto==2.49.0"], &[]);
    check(NEWEST, &["pymssql==2.3.4"], &[]);
    check(NEWEST, &["requets==2.31.0"], &["note requirement-misspelt [Use requests]"]);
    check(NEWEST, &["pandsa==2.2.3"], &["note requirement-misspelt [Use pandas]"]);
    check(NEWEST, &["acme-sftp-helpers==1"], &[]);
    assert_eq!(fixed(NEWEST, &["sklearn==0.0  # models"]), ["scikit-learn  # models"]);
    assert_eq!(fixed(NEWEST, &["boto3>=1", "boto==2.49.0"]), ["boto3>=1"]);
}

#[test]
fn what_has_to_be_compiled() {
    let debian = "[Move to Debian]";
    check(NEWEST, &["psycopg2==2.9.10"], &["note requirement-compiles [Use psycopg2-binary]"]);
    check(NEWEST, &["scikit-learn==1.7.0"], &[&format!("warning requirement-compiles {debian}")]);
    check(NEWEST, &["torch==2.8.0"], &[&format!("error requirement-no-wheel {debian}")]);
    check("image=debian:12-slim&airflow=3.3.2&python=3.12", &["scikit-learn==1.7.0", "torch==2.8.0"], &[]);
    check(D12, &["psycopg2==2.9.10"], &["note requirement-compiles [Use psycopg2-binary]"]);
    check(
        ONBUILD,
        &["psycopg2==2.8.5"],
        &["warning requirement-compiler [Add 4 packages] [Use Alpine’s py3-psycopg2 2.7.7-r1]"],
    );
    check(
        "image=astrocrpublic.azurecr.io/runtime:3.3-8",
        &["psycopg2==2.9.10"],
        &["warning requirement-compiler [Add 3 packages] [Use psycopg2-binary]"],
    );
    assert_eq!(fixed(ONBUILD, &["pandas==1.3.5"]), ["pandas==1.3.5"]);
}

#[test]
fn providers_that_need_a_newer_airflow() {
    let older = "image=alpine:3.17&airflow=2.5.3&python=3.10";
    let sftp = "apache-airflow-providers-sftp";
    let newest = "note requirement-constraints [Use 4.2.4]";
    let row = format!("{sftp}==7.0.0");
    check(older, &[&row], &["warning requirement-provider-new [Use 4.2.4]", newest]);
    check(older, &[&format!("{sftp}==4.2.4")], &[]);
    check(older, &[sftp], &["note requirement-unpinned [Pin 4.2.4]"]);
    // Nothing is known of versions between the two.
    check(older, &[&format!("{sftp}==4.3.0")], &[newest]);
    check(older, &["apache-airflow-providers-openai"], &["warning requirement-provider-new"]);
    check(NEWEST, &[&row], &[]);
    check(
        "image=quay.io/astronomer/astro-runtime:5.0.13",
        &[&row],
        &["warning requirement-provider-new [Use 4.0.0]", "note requirement-constraints [Use 4.0.0]"],
    );
}

#[test]
fn what_has_to_stand_beside() {
    check(NEWEST, &["pyspark==4.0.0"], &["warning requirement-needs-packages [Add 2 packages]"]);
    check(D12, &["pyspark==4.0.0"], &["warning requirement-needs-packages [Add default-jre-headless]"]);
    check(&format!("{D12}&packages=default-jre-headless"), &["pyspark==4.0.0"], &[]);
}

#[test]
fn addresses() {
    let secret = "warning requirement-credentials";
    check(NEWEST, &["acme @ https://me:hunter2@example.com/acme.tar.gz"], &[secret]);
    check(NEWEST, &["--extra-index-url https://token@example.com/simple"], &[secret]);
    check(NEWEST, &["git+https://ghp_abc@example.com/org/acme.git#egg=acme"], &[secret]);
    check(NEWEST, &["acme @ https://me:${TOKEN}@example.com/acme.tar.gz"], &[]);
    check(NEWEST, &["git+ssh://git@example.com/org/acme.git#egg=acme"], &[]);
    check(NEWEST, &["acme @ https://example.com/a@b/acme.tar.gz"], &[]);
    let airflow = "warning requirement-airflow-source [Remove it]";
    check(NEWEST, &["git+https://example.com/org/airflow.git@main"], &[airflow]);
    check(NEWEST, &["git+https://example.com/apache/airflow"], &[airflow]);
    check(NEWEST, &["https://example.com/apache_airflow-3.3.2.tar.gz"], &[airflow]);
    check(NEWEST, &["git+https://example.com/org/airflow-utils.git"], &[]);
    check(NEWEST, &["https://example.com/apache_airflow_providers_sftp-5.0.tar.gz"], &[]);
    let (_, found) = examined(&link(NEWEST, &["acme @ https://me:hunter2@example.com/acme.tar.gz"]));
    assert!(found.iter().all(|d| !d.message.contains("hunter2")), "a secret is not said again");
}
