//! What each file is for.

use super::super::super::ProjectFiles;

/// The purpose of a path; files that need none are left out of the table.
pub fn purpose(path: &str) -> Option<&'static str> {
    Some(match path {
        "Dockerfile" => "how the image is built",
        "layers/ap-base/Dockerfile" => "the system layer",
        "layers/ap-airflow/Dockerfile" => "the Airflow layer",
        "layers/onbuild/Dockerfile" => "the triggers that read your two files",
        "packages.txt" => "packages of the operating system",
        "requirements.txt" => "Python requirements",
        "constraints.txt" => "the versions that this Airflow was tested with",
        "entrypoint.sh" => "waits for the database, then becomes the command",
        "certs/.gitkeep" => "your company's certificates (`*.crt`) go into this folder",
        "docker-bake.hcl" | "build.sh" => "builds the layers in order",
        "compose.yaml" => "the local run",
        ".env" => "your secrets",
        ".netrc" => "credentials of the index",
        ".dockerignore" => "what never enters an image",
        ".gitignore" => "what never enters version control",
        ".astro/config.yaml" => "the project's name for the astro command line",
        "airflow_settings.yaml" => "connections, pools and variables for `astro dev start`",
        "dags/example.py" => "a DAG to start from",
        _ if path.starts_with("dags/") && path.ends_with(".py") => "the DAG of the preset",
        "tests/dags/test_dag_example.py" => "a test that every DAG can be read",
        "include/.gitkeep" => "SQL, scripts and modules that your DAGs use",
        "plugins/.gitkeep" => "Airflow plugins",
        _ => return None,
    })
}

/// A Markdown table of the files.
pub fn table(files: &ProjectFiles) -> String {
    let rows = files.iter().filter_map(|file| {
        let path = file.path.strip_suffix(".gitkeep").unwrap_or(&file.path);
        purpose(&file.path).map(|purpose| format!("| `{path}` | {purpose} |\n"))
    });
    let rows: String = rows.collect();
    format!("| file | what it is for |\n|---|---|\n{rows}")
}
