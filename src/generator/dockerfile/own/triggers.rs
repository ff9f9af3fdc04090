//! onbuild: the steps that read packages.txt and requirements.txt and then take the project.

use super::super::instruction::{Dockerfile, Instruction};
use super::super::pip::{Held, published_constraints};
use super::super::system;
use super::{CONSTRAINTS, CONSTRAINTS_ARGUMENT, USER, index_argument, pip, with_headers};
use crate::domain::{AirflowConstraints, Constraints, Distro, Field, OwnLayers, ProjectDescription, RowList};
use crate::generator::quoting::shell;

/// Packages as root, requirements, the project; ends as the user that runs.
pub fn steps(description: &ProjectDescription, own: &OwnLayers) -> Dockerfile {
    let mut file = Dockerfile::default();
    file.add(Instruction::Workdir(description.airflow_home().to_owned()));
    file.add(Instruction::User("root"));
    repositories(&mut file, own);
    file.add(Instruction::Copy("packages.txt ./".to_owned())).run(system::install_listed(own.distro));
    if !own.requirement_run_packages.is_empty() {
        file.comment("What the requirements that are compiled below need at run time.");
        file.run(system::install(own.distro, &own.requirement_run_packages));
    }
    requirements(&mut file, description, own);
    file.add(Instruction::Copy(format!("--chown={USER}:0 . .")));
    file.add(Instruction::User(USER));
    file
}

fn repositories(file: &mut Dockerfile, own: &OwnLayers) {
    for repository in own.apk_repositories.iter().filter(|_| own.distro == Distro::Alpine) {
        let line = shell(&format!("@{} {}", repository.name, repository.address));
        let command = format!("printf '%s\\n' {line} >> /etc/apk/repositories");
        let field = Field::Row(RowList::ApkRepositories, repository.row);
        file.add_from(field, Instruction::Run(Vec::new(), vec![command]));
    }
}

fn requirements(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    index_argument(file, own);
    let build = build_packages(description, own);
    let compiles = !build.is_empty();
    if compiles {
        file.comment(
            "Some requirements have no wheel: the compiler is here while pip runs, and gone with the same step.",
        );
        file.add(Instruction::Arg("BUILD_PACKAGES", build.join(" ")));
    }
    file.add(Instruction::Copy("requirements.txt ./".to_owned()));
    let (before, after) = system::around_compilation(own.distro, "${BUILD_PACKAGES}", compiles);
    let install = held(file, description, own).commands("install", "--requirement requirements.txt");
    file.add(pip(own, before.into_iter().chain(install).chain(after).collect()));
}

/// Packages to compile with, without those that the person wants to keep.
fn build_packages(description: &ProjectDescription, own: &OwnLayers) -> Vec<String> {
    let listed = |name: &String| {
        description.packages.iter().filter_map(|line| line.value.package()).any(|package| package.name() == name)
    };
    let keep = own.distro == Distro::Debian;
    let mut packages = with_headers(own, &own.requirement_build_packages);
    packages.retain(|name| !(keep && listed(name)));
    packages
}

/// What holds pip; where a file or an argument does, it is brought here.
fn held(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) -> Held {
    match (description.constraints, own.airflow_constraints) {
        (Constraints::None, _) => Held::default(),
        (Constraints::Airflow, _) => Held::to_installed_airflow(),
        (Constraints::Full, AirflowConstraints::Vendored { .. }) => {
            file.add(Instruction::Copy(format!("constraints.txt {CONSTRAINTS}")));
            Held::to_constraints(CONSTRAINTS)
        }
        (Constraints::Full, AirflowConstraints::Published) => {
            let address = description.python.map(|python| published_constraints(description.airflow, python));
            file.add(Instruction::Arg("CONSTRAINTS_URL", address.unwrap_or_default()));
            Held { arguments: CONSTRAINTS_ARGUMENT.to_owned(), ..Held::default() }
        }
    }
}
