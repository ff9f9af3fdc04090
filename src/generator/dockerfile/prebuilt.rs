//! Ready-made Airflow images that are not apache/airflow's.

use super::instruction::{Dockerfile, Instruction};
use super::pip::{Held, published_constraints};
use super::system;
use crate::domain::{Constraints, Distro, Family, Field, PrebuiltImage, ProjectDescription, Triggers};

/// The image's own triggers do the work: FROM, then what the person set.
pub fn with_triggers(description: &ProjectDescription, image: &PrebuiltImage) -> Dockerfile {
    let mut file = Dockerfile::default();
    from(&mut file, image);
    if image.triggers == Triggers::FilesOnly {
        file.part("The triggers of this image install the two files; the project itself is copied here.");
        file.add(Instruction::Workdir(description.airflow_home().to_owned()));
        file.add(Instruction::Copy(". .".to_owned()));
    }
    file.add_own_lines(description);
    file
}

/// An image without triggers (`-base`, or not recognised): the same steps, written out.
pub fn without_triggers(description: &ProjectDescription, image: &PrebuiltImage) -> Dockerfile {
    let mut file = Dockerfile::default();
    from(&mut file, image);
    if let (Some(distro), true) = (image.distro, image.family != Family::Unrecognised) {
        steps(&mut file, distro, description);
    }
    file.add_own_lines(description);
    file
}

fn from(file: &mut Dockerfile, image: &PrebuiltImage) {
    file.add_from(Field::Image, Instruction::From(image.reference.to_string(), None));
}

fn steps(file: &mut Dockerfile, distro: Distro, description: &ProjectDescription) {
    let astro = distro == Distro::Debian;
    file.part("This image has no triggers, so the steps are written out.");
    file.add(Instruction::Workdir(description.airflow_home().to_owned()));
    if astro {
        file.add(Instruction::User("root"));
    }
    file.add(Instruction::Copy("packages.txt ./".to_owned())).run(system::install_listed(distro));
    file.add(Instruction::Copy("requirements.txt ./".to_owned()));
    file.run(held(description).commands("install", "--requirement requirements.txt"));
    if astro {
        file.add(Instruction::User("astro")).add(Instruction::Copy("--chown=astro:0 . .".to_owned()));
    } else {
        file.add(Instruction::Copy(". .".to_owned()));
    }
}

/// No trigger refuses here what would change Airflow, so pip is held to it.
fn held(description: &ProjectDescription) -> Held {
    match (description.constraints, description.python) {
        (Constraints::None, _) => Held::default(),
        (Constraints::Full, Some(python)) => Held::to_constraints(&published_constraints(description.airflow, python)),
        (Constraints::Full, None) | (Constraints::Airflow, _) => Held::to_installed_airflow(),
    }
}
