//! Layers of one's own: ap-base, ap-airflow, onbuild and the project, in one file or in one file each.

use super::super::quoting::shell;
use super::instruction::{Dockerfile, Instruction};
use super::system;
use crate::domain::{
    AirflowConstraints, AirflowSource, AirflowVersion, Constraints, Distro, Field, OwnLayers, ProjectDescription,
    PythonSource, PythonVersion, RowList, TextField,
};

/// The user and group that everything runs as; group 0 lets any user id in, as OpenShift asks.
const USER: &str = "50000";
const VENV: &str = "/opt/venv";
/// The secret with the index's credentials, seen by the one step that needs it.
const NETRC: &str = "type=secret,id=netrc,target=/root/.netrc";
/// Airflow before this version asks to be told which of two licences its slug library may have.
const SLUG_LICENCE_UNTIL: AirflowVersion = AirflowVersion::new(1, 10, 3);

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

    /// The reference that this layer is built as until a registry is given.
    pub fn reference(self, description: &ProjectDescription) -> String {
        format!("localhost/{}/{}:{}", description.name.image_component(), self.name(), description.airflow)
    }
}

/// The address at which Airflow publishes the constraints of a version.
pub fn published_constraints(airflow: AirflowVersion, python: PythonVersion) -> String {
    format!("https://raw.githubusercontent.com/apache/airflow/constraints-{airflow}/constraints-{python}.txt")
}

/// All layers in one Dockerfile, the trigger steps written in place.
pub fn single(description: &ProjectDescription, own: &OwnLayers) -> Dockerfile {
    let mut file = Dockerfile::default();
    file.comment("ap-base: the operating system with Python.");
    base(&mut file, own);
    airflow(&mut file, description, own, "ap-base");
    file.part("onbuild: your packages and requirements, then your project.");
    file.add(Instruction::From("ap-airflow".to_owned(), Some("project")));
    file.extend(triggers(description, own));
    labels(&mut file, description, own);
    file.add_own_lines(description);
    file
}

/// One layer's Dockerfile; it names the layer below by `Layer::reference`.
pub fn layer(layer: Layer, description: &ProjectDescription, own: &OwnLayers) -> Dockerfile {
    let mut file = Dockerfile::default();
    match layer {
        Layer::Base => base(&mut file, own),
        Layer::Airflow => airflow(&mut file, description, own, &Layer::Base.reference(description)),
        Layer::OnBuild => {
            file.add(Instruction::From(Layer::Airflow.reference(description), None));
            file.extend(triggers(description, own).as_triggers());
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

fn base(file: &mut Dockerfile, own: &OwnLayers) {
    let distro = own.distro;
    file.add_from(Field::Image, Instruction::From(own.image.to_string(), Some("ap-base")));
    file.add(Instruction::Arg(system::mirror_argument(distro), String::new()));
    let mut packages = ["bash", "ca-certificates", "tini", "tzdata"].map(str::to_owned).to_vec();
    if own.python_source == PythonSource::System {
        packages.push("python3".to_owned());
        if distro == Distro::Debian {
            packages.push("python3-venv".to_owned());
        }
    }
    packages.sort();
    file.run([system::use_mirror(distro)].into_iter().chain(system::install(distro, &packages)));
    file.comment("Your company's certificates, if there are any in certs/.");
    file.add(Instruction::Copy("certs/ /usr/local/share/ca-certificates/".to_owned()));
    file.run(["update-ca-certificates".to_owned()]);
    let bundle = "/etc/ssl/certs/ca-certificates.crt".to_owned();
    file.add(Instruction::Env("PIP_CERT".to_owned(), bundle.clone()));
    file.add(Instruction::Env("REQUESTS_CA_BUNDLE".to_owned(), bundle));
}

fn airflow(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers, below: &str) {
    file.part("ap-airflow: Airflow in a virtual environment. The compiler stays in the builder.");
    file.add(Instruction::From(below.to_owned(), Some("ap-airflow-builder")));
    builder(file, description, own);
    file.add(Instruction::Blank).add(Instruction::From(below.to_owned(), Some("ap-airflow")));
    run_time(file, description, own);
}

fn builder(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    file.add_from(Field::Airflow, Instruction::Arg("AIRFLOW_VERSION", description.airflow.to_string()));
    constraints_argument(file, description, own);
    index_argument(file, own);
    let mut build = own.airflow_build_packages.clone();
    if own.source != AirflowSource::Index && !build.iter().any(|package| package == "git") {
        build.push("git".to_owned());
    }
    if !build.is_empty() {
        file.run(system::install(own.distro, &build));
    }
    if description.airflow < SLUG_LICENCE_UNTIL {
        file.add(Instruction::Env("SLUGIFY_USES_TEXT_UNIDECODE".to_owned(), "yes".to_owned()));
    }
    if matches!(own.source, AirflowSource::Repository { .. }) && description.airflow.major >= 3 {
        file.comment("From 3.0 on Airflow's repository holds several distributions; these three are Airflow itself.");
    }
    let install = format!("{VENV}/bin/pip install --no-cache-dir {}{}", wanted(description, own), constraint(own));
    file.add_from(airflow_field(own), pip(own, vec![format!("python3 -m venv {VENV}"), install]));
}

fn constraints_argument(file: &mut Dockerfile, description: &ProjectDescription, own: &OwnLayers) {
    match (own.airflow_constraints, description.python) {
        (AirflowConstraints::Vendored { .. }, _) => {
            file.add(Instruction::Copy("constraints.txt /tmp/constraints.txt".to_owned()));
        }
        (AirflowConstraints::Published, Some(python)) => {
            file.comment("Another address, or an empty one, can be given by --build-arg.");
            let address = published_constraints(description.airflow, python);
            file.add(Instruction::Arg("CONSTRAINTS_URL", address));
        }
        (AirflowConstraints::Published, None) => {
            file.add(Instruction::Arg("CONSTRAINTS_URL", String::new()));
        }
    }
}

fn constraint(own: &OwnLayers) -> &'static str {
    match own.airflow_constraints {
        AirflowConstraints::Vendored { .. } => " --constraint /tmp/constraints.txt",
        AirflowConstraints::Published => " ${CONSTRAINTS_URL:+--constraint \"${CONSTRAINTS_URL}\"}",
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

/// The steps that read packages.txt and requirements.txt and then take the project.
fn triggers(description: &ProjectDescription, own: &OwnLayers) -> Dockerfile {
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
    let (hold, argument, release) = held(file, description, own);
    let install = format!("pip install --no-cache-dir {argument}--requirement requirements.txt");
    let commands = before.into_iter().chain(hold).chain([install]).chain(after).chain(release).collect();
    file.add(pip(own, commands));
}

/// Packages to compile with, without those that the person wants to keep.
fn build_packages(description: &ProjectDescription, own: &OwnLayers) -> Vec<String> {
    let listed = |name: &String| {
        description.packages.iter().filter_map(|line| line.value.package()).any(|package| package.name() == name)
    };
    let keep = own.distro == Distro::Debian;
    own.requirement_build_packages.iter().filter(|name| !(keep && listed(name))).cloned().collect()
}

/// What holds pip: commands before it, an argument with a space behind it, and commands after it.
fn held(
    file: &mut Dockerfile,
    description: &ProjectDescription,
    own: &OwnLayers,
) -> (Vec<String>, String, Vec<String>) {
    match description.constraints {
        Constraints::None => (Vec::new(), String::new(), Vec::new()),
        Constraints::Full => match (own.airflow_constraints, description.python) {
            (AirflowConstraints::Vendored { .. }, _) => {
                file.add(Instruction::Copy("constraints.txt /tmp/constraints.txt".to_owned()));
                (Vec::new(), "--constraint /tmp/constraints.txt ".to_owned(), Vec::new())
            }
            (AirflowConstraints::Published, python) => {
                let address = python.map(|python| published_constraints(description.airflow, python));
                file.add(Instruction::Arg("CONSTRAINTS_URL", address.unwrap_or_default()));
                (Vec::new(), "${CONSTRAINTS_URL:+--constraint \"${CONSTRAINTS_URL}\"} ".to_owned(), Vec::new())
            }
        },
        Constraints::Airflow => (
            vec![
                "pip list --format=freeze > /tmp/installed.txt".to_owned(),
                "grep -E '^apache-airflow(-core|-task-sdk)?==' /tmp/installed.txt > /tmp/airflow.txt".to_owned(),
            ],
            "--constraint /tmp/airflow.txt ".to_owned(),
            vec!["rm /tmp/installed.txt /tmp/airflow.txt".to_owned()],
        ),
    }
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
