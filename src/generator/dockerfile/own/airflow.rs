//! ap-airflow: a stage that installs Airflow, with what it takes to compile, and a stage that runs it, without.

use super::super::instruction::{Dockerfile, Instruction};
use super::super::pip::published_constraints;
use super::super::system;
use super::{CONSTRAINTS, CONSTRAINTS_ARGUMENT, USER, VENV, index_argument, pip, with_headers};
use crate::domain::{
    AirflowConstraints, AirflowSource, AirflowVersion, Family, Field, OwnLayers, ProjectDescription, TextField,
};
use crate::generator::quoting::shell;

/// Airflow before this version asks to be told which of two licences its slug library may have.
const SLUG_LICENCE_UNTIL: AirflowVersion = AirflowVersion::new(1, 10, 3);

/// The two stages, both on the layer below.
pub fn stages(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers, below: &str) {
    file.part("ap-airflow: Airflow in a virtual environment. The compiler stays in the builder.");
    file.add(Instruction::From(below.to_owned(), Some("ap-airflow-builder")));
    builder(file, description, own);
    file.add(Instruction::Blank).add(Instruction::From(below.to_owned(), Some("ap-airflow")));
    run_time(file, description, own);
}

fn builder(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    if own.source == AirflowSource::Index {
        file.add_from(Field::Airflow, Instruction::Arg("AIRFLOW_VERSION", description.airflow.to_string()));
    }
    constraints_argument(file, description, own);
    index_argument(file, own);
    let mut build = with_headers(own, &own.airflow_build_packages);
    if own.source != AirflowSource::Index && !build.iter().any(|package| package == "git") {
        build.push("git".to_owned());
    }
    if !build.is_empty() {
        file.run(system::install(own.distro, &build));
    }
    if description.airflow < SLUG_LICENCE_UNTIL {
        file.add(Instruction::Env("SLUGIFY_USES_TEXT_UNIDECODE".to_owned(), "yes".to_owned()));
    }
    repository_comments(file, description, own);
    let install = format!("{VENV}/bin/pip install --no-cache-dir {}{}", constraint(own), wanted(description, own));
    let venv = format!("python3 -m venv {VENV}");
    let commands = python_check(description, own).into_iter().chain([venv, install]).collect();
    file.add_from(airflow_field(own), pip(own, commands));
}

/// What a soft fork has to bring, said where it is installed.
fn repository_comments(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    if own.source == AirflowSource::Index || description.airflow.major < 2 {
        return;
    }
    file.comment(
        "Airflow's repository holds its web pages uncompiled, and pip does not compile them: the revision has to.",
    );
    if description.airflow.major >= 3 {
        file.comment("From 3.0 on it holds several distributions; these three are Airflow itself.");
    }
}

/// The Python of a company's image is what the person said; another one would not fit the constraints.
fn python_check(description: &ProjectDescription, own: &OwnLayers) -> Option<String> {
    let python = description.python.filter(|_| own.family == Family::Company)?;
    let message = format!("'The project says Python {python}, this image has ' + found");
    let found = "'%d.%d' % sys.version_info[:2]";
    let script = format!("import sys; found = {found}; found == '{python}' or sys.exit({message})");
    Some(format!("python3 -c \"{script}\""))
}

fn constraints_argument(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    match (own.airflow_constraints, description.python) {
        (AirflowConstraints::Vendored { .. }, _) => {
            file.add(Instruction::Copy(format!("constraints.txt {CONSTRAINTS}")));
        }
        (AirflowConstraints::Published, python) => {
            file.comment("Another address, or an empty one, can be given by --build-arg.");
            let address = python.map(|python| published_constraints(description.airflow, python));
            file.add(Instruction::Arg("CONSTRAINTS_URL", address.unwrap_or_default()));
        }
    }
}

fn constraint(own: &OwnLayers) -> String {
    match own.airflow_constraints {
        AirflowConstraints::Vendored { .. } => format!("--constraint {CONSTRAINTS} "),
        AirflowConstraints::Published => CONSTRAINTS_ARGUMENT.to_owned(),
    }
}

fn airflow_field(own: &OwnLayers) -> Field {
    match own.source {
        AirflowSource::Index => Field::Text(TextField::Extras),
        AirflowSource::Repository { .. } => Field::Text(TextField::Repository),
    }
}

/// What pip is asked for: Airflow with its extras, from the index or from the repository.
fn wanted(description: &ProjectDescription, own: &OwnLayers) -> String {
    let extras = own.extras.join(",");
    match &own.source {
        AirflowSource::Index => format!("\"apache-airflow[{extras}]==${{AIRFLOW_VERSION}}\""),
        AirflowSource::Repository { address, revision } => {
            let at = format!("git+{address}@{revision}");
            let mut wanted = vec![format!("apache-airflow[{extras}] @ {at}")];
            if description.airflow.major >= 3 {
                wanted.push(format!("apache-airflow-core @ {at}#subdirectory=airflow-core"));
                wanted.push(format!("apache-airflow-task-sdk @ {at}#subdirectory=task-sdk"));
            }
            wanted.iter().map(|requirement| shell(requirement)).collect::<Vec<_>>().join(" ")
        }
    }
}

fn run_time(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    let home = description.airflow_home();
    if !own.airflow_run_packages.is_empty() {
        file.run(system::install(own.distro, &own.airflow_run_packages));
    }
    file.add(Instruction::Copy(format!("--from=ap-airflow-builder {VENV} {VENV}")));
    file.add(Instruction::Copy("--chmod=0755 entrypoint.sh /entrypoint.sh".to_owned()));
    file.add(Instruction::EnvExpanded("PATH", format!("{VENV}/bin:${{PATH}}")));
    file.add(Instruction::Env("AIRFLOW_HOME".to_owned(), home.to_owned()));
    file.add(Instruction::Env("PYTHONPATH".to_owned(), home.to_owned()));
    file.comment("The folder for logs exists before a volume is mounted on it, so that it gets the right owner.");
    file.run([
        system::add_user(own.distro, home),
        format!("mkdir -p {home}/logs"),
        format!("chown -R {USER}:0 {home}"),
        format!("chmod -R g=u {home}"),
    ]);
    file.add(Instruction::Workdir(home.to_owned())).add(Instruction::Expose(8080)).add(Instruction::User(USER));
    let entrypoint = [system::tini(own.distro), "--", "/entrypoint.sh"].map(str::to_owned).to_vec();
    file.add(Instruction::Entrypoint(entrypoint));
}
