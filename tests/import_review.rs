//! Imports that must not change what a project does, lose a line or show a secret.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::RowList;
use airflow_image_configurator::draft::Draft;
use airflow_image_configurator::import::{Import, SourceFile, import};
use airflow_image_configurator::link::encode;

fn read(path: &str, text: &str) -> Import {
    let file = SourceFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    import(vec![file], None, &Draft::start(Catalog::start()), Catalog::start())
}

/// What stays of steps behind a FROM.
fn check(above: &str, from: &str, steps: &str, stays: &str) {
    let found = read("Dockerfile", &format!("{above}FROM {from}\n{steps}\n"));
    assert_eq!(found.draft.instructions, stays, "{:?}", found.left);
}

const OFFICIAL: &str = "apache/airflow:2.11.2-python3.12";

#[test]
fn what_is_not_certain_stays() {
    for steps in [
        "RUN pip install -r requirements.txt -r dev.txt",
        "RUN pip install -r dags/requirements.txt",
        "COPY dags/requirements.txt /\nRUN pip install -r /requirements.txt",
        "RUN pip install -U pandas",
        "RUN pip install -f wheels pandas",
        "RUN apt-get update && apt-get upgrade -y",
        "USER root\nRUN curl -o /etc/apt/sources.list.d/x.list https://corp/x.list\nRUN apt-get update\nRUN apt-get install -y msodbcsql18\nUSER airflow\nRUN pip install pyodbc",
        "USER root\nRUN apt-get update\nRUN apt-get install -y $TOOLS\nUSER airflow",
    ] {
        check("", OFFICIAL, steps, steps);
    }
    check("", "registry.corp/team/airflow-base:1", "USER airflow", "USER airflow");
    check("ARG TEAM=sales\n", OFFICIAL, "ARG TEAM\nRUN echo $TEAM", "ARG TEAM=\"sales\"\nRUN echo $TEAM");
    check("# escape=`\n", OFFICIAL, "RUN echo `\n  a\nENV A=c:\\x", "");
}

#[test]
fn the_version_that_the_file_says_is_taken() {
    let found = read("Dockerfile", "FROM registry.corp/team/base:1\nARG AIRFLOW_VERSION=2.11.2\n");
    assert_eq!(found.draft.image.airflow, "2.11.2");
}

#[test]
fn secrets_of_a_dockerfile_reach_no_link_and_no_list() {
    for base in [OFFICIAL, "python:3.12-slim"] {
        let steps = "ENV API_TOKEN=hunter2 PATH=/x:$PATH\nARG DB_PASSWORD=hunter2\nENV MY_SECRET=\"hunter2\nRUN echo";
        let found = read("Dockerfile", &format!("ARG TOKEN=hunter2\nFROM {base}\n{steps}\n"));
        assert!(!format!("{:?}", found.left).contains("hunter2"), "{:?}", found.left);
        assert!(!encode(&found.draft, Catalog::start()).contains("hunter2"), "{}", found.draft.instructions);
    }
}

#[test]
fn comments_above_from_are_said() {
    let found = read("Dockerfile", "# syntax=docker/dockerfile:1\n# Ask Ann first.\n\nFROM apache/airflow:2.11.2\n");
    assert!(found.left.iter().any(|left| left.line == 2 && left.text.contains("Ask Ann")), "{:?}", found.left);
}

#[test]
fn a_home_of_its_own_stays_out_of_layers() {
    let found = read("Dockerfile", "FROM python:3.12-slim\nARG AIRFLOW_VERSION=2.11.2\nENV AIRFLOW_HOME=/x A=1\n");
    let names: Vec<&str> = found.draft.rows(RowList::Env).iter().map(|row| row.text.as_str()).collect();
    assert_eq!(names, ["A"]);
    assert!(found.left.iter().any(|left| left.text.contains("AIRFLOW_HOME")), "{:?}", found.left);
}

#[test]
fn lines_of_env_show_no_secret() {
    for text in ["TOKEN: hunter2\n", "KEY=-----BEGIN\nhunter2\nhunter2+/==\n", "hunter2=\n= x\n- hunter2==\n"] {
        let found = read(".env", text);
        assert!(!format!("{:?}", found.left).contains("hunter2"), "{:?}", found.left);
    }
}
