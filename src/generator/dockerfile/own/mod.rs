//! Layers of one's own: ap-base, ap-airflow, onbuild and the project, in one file or in one file each.

mod airflow;
mod base;
mod triggers;

use super::instruction::{Dockerfile, Instruction};
use crate::domain::{Field, OwnLayers, ProjectDescription, PythonSource, RowList, TextField};

/// The user that everything runs as, in group 0: that lets any user id in, as OpenShift asks.
const USER: &str = "50000";
const VENV: &str = "/opt/venv";
/// The secret with the index's credentials, seen by the one step that needs it.
const NETRC: &str = "type=secret,id=netrc,target=/root/.netrc";
/// Where the constraints that the project holds are while pip reads them.
const CONSTRAINTS: &str = "/tmp/constraints.txt";
/// The shell word that gives pip the constraints of a build argument, if it is not empty.
const CONSTRAINTS_ARGUMENT: &str = "${CONSTRAINTS_URL:+--constraint \"${CONSTRAINTS_URL}\"} ";

/// One of the layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// The system: Python, certificates, tini, a shell.
    Base,
    /// Airflow in a virtual environment, without a compiler.
    Airflow,
    /// The triggers that read the project's two files.
    OnBuild,
    /// The project itself.
    Project,
}

impl Layer {
    /// All layers, the lowest first.
    pub const ALL: [Self; 4] = [Self::Base, Self::Airflow, Self::OnBuild, Self::Project];

    /// The name in image references, stages and folders.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Base => "ap-base",
            Self::Airflow => "ap-airflow",
            Self::OnBuild => "onbuild",
            Self::Project => "project",
        }
    }

    /// The path of its Dockerfile in the project.
    pub fn path(self) -> String {
        match self {
            Self::Project => "Dockerfile".to_owned(),
            below => format!("layers/{}/Dockerfile", below.name()),
        }
    }

    /// The reference that this layer is built as until a registry is given.
    pub fn reference(self, description: &ProjectDescription) -> String {
        format!("localhost/{}/{}:{}", description.name.image_component(), self.name(), description.airflow)
    }
}

/// All layers in one Dockerfile, the trigger steps written in place.
pub fn single(description: &ProjectDescription, own: &OwnLayers) -> Dockerfile {
    let mut file = Dockerfile::default();
    file.comment("ap-base: the operating system with Python.");
    base::steps(&mut file, own);
    airflow::stages(&mut file, description, own, Layer::Base.name());
    file.part("onbuild: your packages and requirements, then your project.");
    file.add(Instruction::From(Layer::Airflow.name().to_owned(), Some(Layer::Project.name())));
    file.extend(triggers::steps(description, own));
    labels(&mut file, description, own);
    file.add_own_lines(description);
    file
}

/// One layer's Dockerfile; it names the layer below by `Layer::reference`.
pub fn layer(layer: Layer, description: &ProjectDescription, own: &OwnLayers) -> Dockerfile {
    let mut file = Dockerfile::default();
    match layer {
        Layer::Base => base::steps(&mut file, own),
        Layer::Airflow => airflow::stages(&mut file, description, own, &Layer::Base.reference(description)),
        Layer::OnBuild => {
            file.comment("onbuild: triggers, which run when a project's Dockerfile names this image.");
            file.add(Instruction::From(Layer::Airflow.reference(description), None));
            file.extend(triggers::steps(description, own).as_triggers());
        }
        Layer::Project => {
            file.comment("The steps that read packages.txt and requirements.txt are triggers of this image.");
            file.add(Instruction::From(Layer::OnBuild.reference(description), None));
            labels(&mut file, description, own);
            file.add_own_lines(description);
        }
    }
    file
}

fn labels(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    file.add(Instruction::Blank);
    let title = ("org.opencontainers.image.title", description.name.as_str().to_owned());
    let base = ("org.opencontainers.image.base.name", own.image.to_string());
    for (name, value) in [title, base] {
        if !own.labels.iter().any(|label| label.name == name) {
            file.add(Instruction::Label(name.to_owned(), value));
        }
    }
    for label in &own.labels {
        let field = Field::Row(RowList::Labels, label.row);
        file.add_from(field, Instruction::Label(label.name.clone(), label.value.clone()));
    }
}

/// pip reads the index from the environment, and a build argument is in the environment of its stage's steps.
fn index_argument(file: &mut Dockerfile, own: &OwnLayers) {
    if let Some(index) = &own.index {
        file.add_from(Field::Text(TextField::Index), Instruction::Arg("PIP_INDEX_URL", index.clone()));
    }
}

/// A step that runs pip; with an index of one's own it may read the credentials, which stay out of the image.
fn pip(own: &OwnLayers, commands: Vec<String>) -> Instruction {
    let mounts = own.index.iter().map(|_| NETRC.to_owned()).collect();
    Instruction::Run(mounts, commands)
}

/// Packages to compile with: the system's Python has its headers in a package of their own, a `python` image has them.
fn with_headers(own: &OwnLayers, packages: &[String]) -> Vec<String> {
    let mut packages = packages.to_vec();
    let headers = "python3-dev";
    let lacking = own.python_source == PythonSource::System && !packages.iter().any(|package| package == headers);
    if lacking && !packages.is_empty() {
        packages.push(headers.to_owned());
        packages.sort();
    }
    packages
}
