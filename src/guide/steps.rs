//! What a step of a build does, in a sentence.

use crate::domain::{Base, Distro, Field, Layout, ProjectDescription, RowList, Triggers};
use crate::effective::{Source, Stage, Step};
use crate::generator::dockerfile::Instruction;

/// The sentence of a step, as marked text.
pub(super) fn about(step: &Step, stage: &Stage, description: &ProjectDescription) -> String {
    match (&step.instruction, step.origin) {
        (_, Some(Field::Instruction(_))) => own_line(step),
        (Instruction::Env(..), Some(Field::Row(RowList::Env, _))) => {
            "Your setting. It comes after packages and requirements are installed: it holds in the containers, and cannot \
             influence apk, apt or pip."
                .to_owned()
        }
        (Instruction::From(..), _) => from(stage, description),
        (Instruction::Arg(name, _), _) => argument(name).to_owned(),
        (Instruction::Env(name, _), _) => variable(name).to_owned(),
        (Instruction::EnvExpanded(name, _), _) => variable(name).to_owned(),
        (Instruction::Label(..), Some(_)) => "Your label: a registry shows it, nothing else changes.".to_owned(),
        (Instruction::Label(..), None) => "Says of the image what it is and what it stands on.".to_owned(),
        (Instruction::Copy(words), _) => copy(words, step).to_owned(),
        (Instruction::Run(..), _) => run(&step.text(), stage, description),
        (Instruction::User(name), _) => user(name),
        (Instruction::Workdir(_), _) => "The folder in which the steps from here on, and the containers, work.".to_owned(),
        (Instruction::Expose(_), _) => "Notes the port of Airflow's page. It opens nothing by itself.".to_owned(),
        (Instruction::Entrypoint(_), _) => {
            "What a container starts with: `tini` passes signals on, the script waits for the database when a service needs \
             it, then becomes your command."
                .to_owned()
        }
        (Instruction::OnBuild(inner), _) => {
            let inner = Step { instruction: inner.as_ref().clone(), ..step.clone() };
            format!("Kept as a [[trigger]], run later, when a project names this image. {}", about(&inner, stage, description))
        }
        _ => own_line(step),
    }
}

fn own_line(step: &Step) -> String {
    match step.user.as_str() {
        "root" => "Your own line, as you wrote it. It runs as root.".to_owned(),
        // A name that is more than a word may be anything: it was typed.
        user if user.is_empty() || !user.chars().all(|c| c.is_ascii_alphanumeric() || "-_:.".contains(c)) => {
            "Your own line, as you wrote it.".to_owned()
        }
        user => format!(
            "Your own line, as you wrote it. It runs as `{user}`; installing system packages needs `USER root` before."
        ),
    }
}

fn from(stage: &Stage, description: &ProjectDescription) -> String {
    match (stage.name.as_str(), &description.base) {
        ("ap-base", _) => "Starts from the operating system. The reference is exact, so that a build next year starts from the same release.",
        ("ap-airflow-builder", _) => "A [[stage]] apart, on ap-base: what it takes to install Airflow comes and goes with it.",
        ("ap-airflow", _) => "Starts once more from ap-base, clean: nothing of the builder is in it until it is copied.",
        ("onbuild", _) => "Starts from ap-airflow. What follows is kept for the projects that are built on this image.",
        ("wheels", _) => "A [[stage]] apart, on the same image: it has the compiler, and is thrown away.",
        (_, Base::Own(own)) if own.layout == Layout::Layered => "Starts from your onbuild image. Its [[trigger|triggers]] run now, before any line below.",
        (_, Base::Own(_)) => "Starts from the Airflow layer above. In one file, the steps of [[onbuild]] are written in place.",
        (_, Base::Prebuilt(image)) if image.triggers == Triggers::None => "Starts from the published image. It keeps no [[trigger|triggers]], so every step is written out below.",
        (_, Base::Prebuilt(_)) => "Starts from the published image. Its [[trigger|triggers]] run now, before any line of yours.",
    }
    .to_owned()
}

fn argument(name: &str) -> &'static str {
    match name {
        "APK_MIRROR" | "APT_MIRROR" => {
            "A [[build argument]]: another place to fetch system packages from. Empty means the usual one."
        }
        "AIRFLOW_VERSION" => "The Airflow version, as a [[build argument]] that only this stage knows.",
        "CONSTRAINTS_URL" => {
            "Where Airflow's own [[constraints]] are published. Another address, or an empty one, can be given at build time."
        }
        "PIP_INDEX_URL" => {
            "The package index that pip asks, as a [[build argument]]: pip reads it from its environment. Credentials do not belong here."
        }
        "BUILD_PACKAGES" => {
            "The packages that the next step needs to compile. They are named once, because they are installed and removed."
        }
        _ => "A [[build argument]] with its default.",
    }
}

fn variable(name: &str) -> &'static str {
    match name {
        "PIP_CERT" | "REQUESTS_CA_BUNDLE" => {
            "Makes Python trust the certificates of the system, and so those of your company."
        }
        "PATH" => {
            "Programs of the [[virtual environment]] come first: `airflow`, `pip` and `python` are those of Airflow."
        }
        "AIRFLOW_HOME" => "Where Airflow looks for DAGs, plugins and its settings.",
        "PYTHONPATH" => "Lets your DAGs import modules from `include`, `plugins` and `dags`.",
        "SLUGIFY_USES_TEXT_UNIDECODE" => {
            "So old an Airflow asks which licence one of its libraries may have; this is the permissive one."
        }
        _ => "A variable that this layer needs.",
    }
}

fn copy(words: &str, step: &Step) -> &'static str {
    let first = words.split(' ').find(|word| !word.starts_with("--")).unwrap_or_default();
    match first {
        _ if words.contains("--from=") => {
            "Takes the finished virtual environment from the builder. The compiler stays behind."
        }
        "packages.txt" => {
            "Only this file, so that the steps below are taken from the [[build cache]] until it changes."
        }
        "requirements.txt" => "Only this file: any other one that it names does not exist yet when pip runs.",
        "constraints.txt" => {
            "The exact versions that this Airflow was tested with, out of your project: no network is needed for them."
        }
        "entrypoint.sh" => "The script that containers start with, out of your project.",
        "certs/" => {
            "Your company's certificates, if there are any in `certs`: first, because packages may come through its proxy."
        }
        "." if step.source == Source::Trigger => {
            "The whole project, but for what `.dockerignore` names. What comes before did not see it."
        }
        "." => "The whole project, but for what `.dockerignore` names: DAGs, plugins, include.",
        _ => "Copies files of the project.",
    }
}

fn run(text: &str, stage: &Stage, description: &ProjectDescription) -> String {
    let manager = match description.os() {
        Some((Distro::Alpine, _)) => "apk",
        Some((Distro::Debian, _)) => "apt",
        None => "the system",
    };
    let has = |part: &str| text.contains(part);
    match () {
        () if has("<a check of") => "Refuses lines that pin Airflow itself (`apache-airflow==`, `>=`, `~=`). How it is written is not known here.".to_owned(),
        () if has("install-system-packages") => "A script of the image: installs `packages.txt` with apt, as root.".to_owned(),
        () if has("install-python-dependencies") => "A script of the image: installs `requirements.txt` with pip, as root. It refuses lines that pin Airflow itself.".to_owned(),
        () if has("BUILD_PACKAGES") => "The compiler comes, pip installs and compiles your requirements, the compiler goes: one step, so that no layer keeps it. pip sees nothing but this file.".to_owned(),
        () if has("pip wheel") => "Compiles the requirements that have no [[wheel]] and keeps the results for the image.".to_owned(),
        () if has("requirements.txt") && has("airflow.txt") => "pip installs your requirements. Airflow itself is held at its version; everything else may be chosen by pip.".to_owned(),
        () if has("requirements.txt") => "pip installs your requirements, from this file alone.".to_owned(),
        () if has("packages.txt") => format!("Installs the words of `packages.txt` with {manager}. The project is not there yet."),
        () if has("-m venv") => "Makes the [[virtual environment]] and installs Airflow into it, held to its [[constraints]].".to_owned(),
        () if has("adduser") || has("useradd") => "Makes the user that everything runs as (50000, group 0, which lets any user id in), and the folder for logs with the right owner.".to_owned(),
        () if has("update-ca-certificates") => "Installs the few packages that every layer needs, as root, and trusts the certificates.".to_owned(),
        () if has("/etc/apk/repositories") => "Adds your tagged repository: only packages written `name@tag` come from it.".to_owned(),
        () if stage.name == "ap-airflow-builder" => "Installs what compiling takes. It stays in this stage, which is thrown away.".to_owned(),
        () if stage.name == "wheels" => "Installs the compiler, in this stage alone.".to_owned(),
        () => format!("Installs with {manager} what the compiled packages need to run."),
    }
}

fn user(name: &str) -> String {
    match name {
        "root" => "From here on as root: installing needs it.".to_owned(),
        name => format!("From here on as `{name}`, no longer root: so do your containers."),
    }
}
