//! What is said about a configuration: one table a concern, each case a link and the codes it must give, in order.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::draft::{Diagnostic, Draft, Severity};
use airflow_image_configurator::link::{decode, field_name};
use airflow_image_configurator::twin::consult;

const RUNTIME: &str = "image=astrocrpublic.azurecr.io/runtime:3.3-8";
const ONBUILD: &str = "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild";
const OFFICIAL: &str = "image=apache/airflow:2.11.2-python3.12";

fn examined(link: &str) -> (Draft, Vec<Diagnostic>) {
    let opened = decode(link, Catalog::start());
    let (_, mut found) = consult(&opened.draft, Catalog::start());
    found.extend(opened.diagnostics);
    (opened.draft, found)
}

/// Notes are asked for by a `note` in the expectation only, so that tables stay about what matters.
fn check(link: &str, expected: &[&str]) {
    let (draft, found) = examined(link);
    let notes = expected.iter().any(|line| line.starts_with("note"));
    let found: Vec<String> = found
        .iter()
        .filter(|d| notes || d.severity != Severity::Note)
        .map(|d| format!("{} {} {}", d.severity.as_str(), d.code, field_name(d.field, &draft)))
        .collect();
    assert_eq!(found, expected, "{link}");
}

#[test]
fn the_default_project_is_clean() {
    assert_eq!(examined("").1, vec![]);
    for link in [RUNTIME, OFFICIAL, "image=debian:12-slim"] {
        check(link, &[]);
    }
}

#[test]
fn images() {
    check("image=Alpine", &["error image-reference image"]);
    check("image=alpine", &["error image-floating image"]);
    check("image=registry.corp/thing:1", &["error image-unrecognised image"]);
    check("image=registry.corp/os:1&layers=own", &["error image-distro distro"]);
    check("image=registry.corp/os:1&layers=own&distro=debian", &[]);
    check("image=registry.corp/mirror/astro-runtime:13.11.0", &[]);
    check("image=apache/airflow:2.11.2-python3.12&airflow=3.3.2", &["error airflow-differs airflow"]);
    check("image=apache/airflow:2.11.2-python3.12&python=3.11", &["error python-differs python"]);
    check("image=apache/airflow:latest", &["error airflow-unknown airflow", "warning image-moves image"]);
    check("image=astrocrpublic.azurecr.io/runtime:3.1-8", &["warning image-withdrawn image"]);
    check(ONBUILD, &["note image-retired image"]);
    check("airflow=3.1.4", &["error airflow-withdrawn airflow"]);
    check("airflow=3.3.2&python=3.8", &["error python-unfit python"]);
}

#[test]
fn packages() {
    check("packages=curl,git~2,!dash,postgresql-dev%3E16", &[]);
    check("packages=a%20b", &["error package-name packages[1]"]);
    check("packages=a%3Bid", &["error package-name packages[1]"]);
    check("packages=--allow-untrusted", &["error package-name packages[1]"]);
    check("packages=curl,curl", &["error package-duplicate packages[2]"]);
    check(&format!("packages={}", "x".repeat(5_000)), &["error row-too-long packages[1]"]);
    check("packages=x@edge", &["error package-repository packages[1]"]);
    check("packages=x@corp&apkrepo=corp=https://apk.corp/v1", &[]);
    check("packages=curl,git&allow=curl", &["error package-not-allowed packages[2]"]);
    check(
        &format!("{ONBUILD}&packages=%23%20tools"),
        &["note package-comment packages[1]", "note image-retired image"],
    );
}

#[test]
fn requirements() {
    check("requirements=pandas==2.2.3&requirements=a%3B python_version<'3'", &[]);
    check("requirements=pandas==", &["error requirement-syntax requirements[1]"]);
    check("requirements=a b", &["error requirement-syntax requirements[1]"]);
    check("requirements=a&requirements=A>1", &["error requirement-duplicate requirements[2]"]);
    for spelling in [
        "apache-airflow==2.0.0",
        "Apache_Airflow[postgres]<3",
        "apache.airflow!=3",
        "apache-airflow-core>3",
        "apache-airflow @ https://host/x.whl",
        "git%2Bhttps://host/airflow%23egg=apache-airflow",
        "-e git%2Bhttps://host/airflow%23egg=apache_airflow",
    ] {
        check(&format!("requirements={spelling}"), &["error requirement-airflow requirements[1]"]);
    }
    check("requirements=apache-airflow-providers-http==5.0.0", &[]);
    check("requirements=apache-airflow[celery]", &["note requirement-airflow-bare requirements[1]"]);
    for early in ["-r more.txt", "-c c.txt", "-e ./pkg", "./pkg", "--find-links ./wheels"] {
        check(&format!("{RUNTIME}&requirements={early}"), &["error requirement-early-file requirements[1]"]);
    }
    check("image=astronomerinc/ap-airflow:0.3.1-onbuild&requirements=-r more.txt", &[]);
}

#[test]
fn compilers() {
    check("requirements=psycopg2==2.9.10", &["note requirement-compiles requirements[1]"]);
    check("requirements=psycopg2-binary", &[]);
    check(&format!("{RUNTIME}&requirements=psycopg2"), &["warning requirement-compiler requirements[1]"]);
    let given = "packages=gcc,libc6-dev,libpq-dev,python3-dev,libpq5,build-essential";
    check(&format!("{RUNTIME}&requirements=psycopg2==2.9.10&{given}"), &["note requirement-compiles requirements[1]"]);
    check(&format!("{ONBUILD}&requirements=pandas"), &["warning requirement-compiler requirements[1]"]);
}

#[test]
fn environment() {
    check("env=A=b&env=_1=&env=AIRFLOW__CORE__PARALLELISM=64", &[]);
    check("env=1A=b", &["error env-name env[1]"]);
    check("env=A%20B=c", &["error env-name env[1]"]);
    check("env==c", &["error env-name env[1]"]);
    check("env=A%3DB=c", &[]);
    check("env=A%253DB=c", &["error env-name env[1]"]);
    check("env=A=1&env=A=2", &["error env-duplicate env[2]"]);
    check("env=A=1%0A2", &["warning env-newline env[1]"]);
    check("env=A=%00", &["error env-control env[1]"]);
    check(&format!("env=A={}", "x".repeat(40_000)), &["error env-too-long env[1]"]);
    check("env=API_TOKEN=x", &["note env-secret env[1]"]);
    check("env=API_TOKEN=x&plain=API_TOKEN", &["warning env-secret-in-image env[1]"]);
    check("env=AIRFLOW__CORE__FERNET_KEY=x", &["note env-secret env[1]"]);
    check("env=DATABASE=postgresql://u:p@h/db", &["note env-secret env[1]"]);
    check("env=DATABASE=postgresql://u:p@h/db&plain=DATABASE", &["warning env-secret-in-image env[1]"]);
    check("env=DATABASE=postgresql://u@h/db", &[]);
    check("env=A=1&plain=A", &[]);
    check("env=A=1%092", &[]);
    check("env=AIRFLOW__CORE__FERNET_KEY_CMD=cat%20x", &[]);
    check("env=AIRFLOW__API_AUTH__JWT_SECRET=x", &["note env-secret env[1]"]);
    check("secret=ANYTHING", &[]);
}

#[test]
fn layers_of_ones_own() {
    check("name=a%20b", &["error project-name name"]);
    check("extras=celery,po;st", &["error extra-name extras"]);
    check("repository=https://h/o/airflow&revision=main", &[]);
    check("revision=main", &["error fork repository"]);
    check("repository=https://h/o/airflow", &["error fork revision"]);
    check("repository=https://me:pw@h/o&revision=x", &["error fork repository"]);
    check("repository=https://h/$(id)&revision=x", &["error fork repository"]);
    check("repository=https://h/o&revision=--upload-pack", &["error fork revision"]);
    check("index=https://mirror.corp/simple", &[]);
    check("index=https://me:pw@mirror.corp/simple", &["error index index"]);
    check("label=team=data&label=team=x", &["error label label[2]"]);
    check("label=a%20b=x", &["error label label[1]"]);
    check("label=a=x%0Ay", &["error label label[1]"]);
    check("apkrepo=corp=ftp://x", &["error apk-repository apkrepo[1]"]);
    check("apkrepo=-x=https://h/x", &["error apk-repository apkrepo[1]"]);
    check(&format!("{RUNTIME}&extras=celery"), &["warning own-layers-only extras"]);
}

#[test]
fn instructions() {
    check("dockerfile=USER root&dockerfile=RUN apk add x&dockerfile=USER 50000", &[]);
    check("dockerfile=RUN apk add x", &["warning instruction-root dockerfile[1]"]);
    check(&format!("{ONBUILD}&dockerfile=RUN apk add x"), &[]);
    check("dockerfile=RUN cd /x %26%26 airflow db migrate", &["warning instruction-airflow dockerfile[1]"]);
    check("dockerfile=RUN pip list | grep apache-airflow", &[]);
    check("dockerfile=RUN%20a%07", &["error instruction-control dockerfile[1]"]);
    check("dockerfile=RUN true&dockerfile=%23%20%E2%81%A6x", &["warning instruction-direction dockerfile[2]"]);
    check("dockerfile=RUN%20a%20%5C", &["error instruction-open dockerfile[1]"]);
}

/// Every fix leaves a configuration in which the finding that offered it is gone.
#[test]
fn fixes_fix() {
    for link in [
        "requirements=apache-airflow==2.0.0",
        &format!("{RUNTIME}&requirements=psycopg2"),
        &format!("{ONBUILD}&requirements=psycopg2==2.8.6"),
        &format!("{RUNTIME}&requirements=-r more.txt"),
        "packages=a%20b",
        "env=A=%00x",
        "env=API_TOKEN=x",
        "env=API_TOKEN=x&plain=API_TOKEN",
    ] {
        let (draft, found) = examined(link);
        let offering: Vec<&Diagnostic> = found.iter().filter(|d| !d.fixes.is_empty()).collect();
        assert!(!offering.is_empty(), "{link}");
        for diagnostic in offering {
            for fix in &diagnostic.fixes {
                let mut fixed = draft.clone();
                fixed.apply(&fix.edit);
                let (_, after) = consult(&fixed, Catalog::start());
                let gone = after.iter().all(|d| (&d.code, d.field) != (&diagnostic.code, diagnostic.field));
                assert!(gone, "{link}: {}", fix.label);
            }
        }
    }
}

/// Line breaks and tabs are no control characters that do harm.
#[test]
fn what_is_removed_of_a_value_is_what_does_harm() {
    let (mut draft, found) = examined("env=A=1%0D%0A2%09%003");
    let fix = found.into_iter().flat_map(|found| found.fixes).next().expect("a fix");
    draft.apply(&fix.edit);
    assert_eq!(draft.env[0].value, "1\n2\t3");
}

/// Of a few findings the words: what was found stands in them, and they are sentences.
#[test]
fn messages_say_what_was_found() {
    let message = |link: &str| examined(link).1.into_iter().map(|found| found.message).next().unwrap_or_default();
    assert_eq!(message("env=1A=x"), "A name cannot start with the digit 1.");
    assert_eq!(message("env=A-B=x"), "'-' cannot be in a variable's name; use letters, digits and _.");
    assert_eq!(message("env==x"), "This value has no name. Write the name of the variable on the left.");
    assert_eq!(
        message("env=A=http://u:p@h"),
        "The address holds a password: it goes to .env, never into the image or a link."
    );
    assert_eq!(message("packages=cu;rl"), "A name cannot have ';' in it.");
    assert_eq!(message("requirements=a=1"), "A single '=' compares nothing: write ==.");
}
