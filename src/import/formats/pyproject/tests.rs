//! Files of several tools, against the lines that pip reads.

use proptest::prelude::*;

use super::*;
use crate::catalog::Catalog;
use crate::draft::Draft;

fn check(text: &str, requirements: &[&str], left: &[&str]) {
    let mut reading = Reading::new(Catalog::start(), Draft::default(), true);
    read(text, &mut reading);
    let (draft, _, lines) = reading.finish();
    assert_eq!(draft.requirements.iter().map(|row| row.text.as_str()).collect::<Vec<_>>(), requirements, "{text}");
    let lines: Vec<String> = lines.iter().map(|left| format!("{} {}", left.line, left.text)).collect();
    assert_eq!(lines, left, "{text}");
}

#[test]
fn the_standard_form_is_taken() {
    let text = "[project]\nname = 'x'\nrequires-python = \">=3.10\"\ndependencies = [\n  'pandas>=2,<3', # c\n  \
                \"Apache_Airflow[postgres]==2.9.1\",\n  'lxml', 3,\n]\n[project.optional-dependencies]\nz = ['a']\nb = ['c']\n\
                [dependency-groups]\ndev = ['pytest']\n[tool.uv]\ndev-dependencies = ['x']\n[tool.ruff]\nline-length = 100\n";
    let left = [
        "3 requires-python = >=3.10",
        "6 Apache_Airflow[postgres]==2.9.1",
        "7 dependencies",
        "10 [project.optional-dependencies] z",
        "11 [project.optional-dependencies] b",
        "13 [dependency-groups] dev",
        "15 [tool.uv.dev-dependencies]",
    ];
    check(text, &["pandas>=2,<3", "lxml"], &left);
    check("[project]\ndynamic = ['version', 'dependencies']\n", &[], &["2 dynamic: dependencies"]);
}

#[test]
fn poetry_is_taken() {
    let text = "[tool.poetry.dependencies]\r\npython = '^3.11'\r\nzeep = '^4.2'\r\napache-airflow = '2.9.1'\r\nboto3 = '*'\r\n\
                local = {path = '.'}\r\nmany = [{version = '1', python = '<3.9'}, {version = '2', python = '>=3.9'}]\r\n\
                [tool.poetry.group.dev.dependencies]\r\npytest = '*'\r\n[[tool.poetry.source]]\r\nname = 'x'\r\n";
    let lines = ["zeep>=4.2,<5.0", "boto3", "many==1; python_version < \"3.9\"", "many==2; python_version >= \"3.9\""];
    let left =
        ["2 python", "4 apache-airflow==2.9.1", "6 local", "8 [tool.poetry.group] dev", "10 [tool.poetry.source]"];
    check(text, &lines, &left);
    let both = "[project]\ndependencies = ['a_b>=1']\n[tool.poetry.dependencies]\na-b = {source = 'x'}\nc = '1'\n";
    check(both, &["a_b>=1", "c==1"], &[]);
}

#[test]
fn broken_files_are_said_to_be() {
    check("[project]\ndependencies = [\n'a'\n", &[], &["3 "]);
    check("[project]\nx = = 1\n", &[], &["2 "]);
    check("", &[], &[]);
    check("project = 1\ntool = []\n", &[], &[]);
}

#[test]
fn the_kind_of_file_is_seen() {
    assert!(has_path("pyproject.toml") && !has_path("poetry.toml") && !has_path("dbt/pyproject.toml"));
    assert!(has_text("[build-system]\r\n") && !has_text("[core]\n"));
}

proptest! {
    #[test]
    fn any_text_is_read(text in "(\\[{1,2}(project|tool\\.poetry)(\\.dependencies)?\\]{1,2}|[a-z=\\[\\]{}'\",. ^~*0-9]{0,10}|\\PC{0,8}|\r?\n){0,40}") {
        read(&text, &mut Reading::new(Catalog::start(), Draft::default(), true));
        has_text(&text);
    }

    #[test]
    fn any_dependency_is_read(version in "\\PC{0,12}|[\\^~=<>!]{0,2}[0-9.*]{0,6}[, |]{0,2}[\\^~=<>!]{0,2}[0-9.*a-z]{0,6}") {
        let _ = poetry::specifier(&version);
        let quoted = version.replace(['\'', '\u{7f}'], "");
        read(&format!("[tool.poetry.dependencies]\na = '{quoted}'\nb = {{version = '{quoted}', python = '{quoted}'}}\n"), &mut Reading::new(Catalog::start(), Draft::default(), true));
    }
}
