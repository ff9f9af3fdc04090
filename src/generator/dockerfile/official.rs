//! apache/airflow: no triggers, apt as root, pip as airflow.

use super::instruction::{Dockerfile, Instruction};
use super::pip::{Held, published_constraints};
use super::system;
use crate::domain::{AirflowVersion, Constraints, Distro, Field, PrebuiltImage, ProjectDescription};

/// From this version on the image has the constraints it was built with in its user's home.
const CONSTRAINTS_INSIDE: AirflowVersion = AirflowVersion::new(2, 9, 0);

/// Where the wheels that had to be compiled pass from one stage to the next.
const WHEELS: &str = "/tmp/wheels";

/// System packages, requirements, the project, then what the person set.
pub fn dockerfile(description: &ProjectDescription, image: &PrebuiltImage) -> Dockerfile {
    let mut file = Dockerfile::default();
    let compiles = !image.requirement_build_packages.is_empty();
    if compiles {
        wheels(&mut file, description, image);
    }
    file.add_from(Field::Image, Instruction::From(image.reference.to_string(), None));
    file.add(Instruction::Workdir(description.airflow_home().to_owned()));
    packages(&mut file, description, image);
    requirements(&mut file, description, compiles);
    file.part("Group 0 is the image's own: it lets any user id run it.");
    file.add(Instruction::Copy("--chown=airflow:0 . .".to_owned()));
    file.add_own_lines(description);
    file
}

/// A stage with the compiler, so that none is left in the image.
fn wheels(file: &mut Dockerfile, description: &ProjectDescription, image: &PrebuiltImage) {
    file.comment("Some requirements have no wheel. They are compiled in a stage of their own, which is thrown away.");
    file.add_from(Field::Image, Instruction::From(image.reference.to_string(), Some("wheels")));
    file.add(Instruction::Workdir(description.airflow_home().to_owned()));
    file.add(Instruction::User("root")).run(system::install(Distro::Debian, &image.requirement_build_packages));
    file.add(Instruction::User("airflow")).add(Instruction::Copy("requirements.txt ./".to_owned()));
    let arguments = format!("--wheel-dir {WHEELS} --requirement requirements.txt");
    file.run(wheels_held(description).commands("wheel", &arguments));
    file.add(Instruction::Blank);
}

fn packages(file: &mut Dockerfile, description: &ProjectDescription, image: &PrebuiltImage) {
    let run = &image.requirement_run_packages;
    let listed = description.packages.iter().any(|line| line.value.package().is_some());
    if !listed && run.is_empty() {
        return;
    }
    file.add(Instruction::Blank).add(Instruction::User("root"));
    if listed {
        file.add(Instruction::Copy("packages.txt ./".to_owned())).run(system::install_listed(Distro::Debian));
    }
    if !run.is_empty() {
        file.run(system::install(Distro::Debian, run));
    }
    file.add(Instruction::User("airflow"));
}

fn requirements(file: &mut Dockerfile, description: &ProjectDescription, compiles: bool) {
    if !description.requirements.iter().any(|line| is_installed(&line.value)) {
        return;
    }
    file.add(Instruction::Blank).add(Instruction::Copy("requirements.txt ./".to_owned()));
    let airflow =
        if description.constraints == Constraints::None { "" } else { "\"apache-airflow==${AIRFLOW_VERSION}\" " };
    let (mounts, wheels) = if compiles {
        let mount = format!("type=bind,from=wheels,source={WHEELS},target={WHEELS}");
        // A newer release without a wheel would ask for the compiler that is not here.
        (vec![mount], format!("--find-links {WHEELS} --prefer-binary "))
    } else {
        (Vec::new(), String::new())
    };
    let arguments = format!("{wheels}{airflow}--requirement requirements.txt");
    file.add(Instruction::Run(mounts, held(description).commands("install", &arguments)));
}

fn is_installed(line: &crate::domain::RequirementLine) -> bool {
    use crate::domain::RequirementLine;
    !matches!(line, RequirementLine::Comment(_) | RequirementLine::Blank)
}

/// What holds pip beside Airflow's own version, which is named to pip: it brings the exact ones of its parts with it.
fn held(description: &ProjectDescription) -> Held {
    match (description.constraints, description.python) {
        (Constraints::Full, _) if description.airflow >= CONSTRAINTS_INSIDE => {
            Held::to_constraints("\"${HOME}/constraints.txt\"")
        }
        (Constraints::Full, Some(python)) => Held::to_constraints(&published_constraints(description.airflow, python)),
        _ => Held::default(),
    }
}

/// What holds pip while it makes wheels: naming Airflow would make a wheel of it and of all that it needs.
fn wheels_held(description: &ProjectDescription) -> Held {
    match description.constraints {
        Constraints::Airflow => Held::to_installed_airflow(),
        Constraints::Full | Constraints::None => held(description),
    }
}
