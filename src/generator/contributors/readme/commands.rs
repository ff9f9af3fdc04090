//! Commands of the README, quoted for a POSIX shell.

use super::super::super::dockerfile::Layer;
use super::super::super::quoting::shell;
use super::super::compose::platform;
use super::{has_index, is_layered};
use crate::domain::{EnvVariable, Placement, ProjectDescription};

/// The command that starts the local run, with what must come before it.
pub fn start(description: &ProjectDescription) -> &'static str {
    if is_layered(description) { "docker buildx bake --load\ndocker compose up" } else { "docker compose up --build" }
}

/// The command that builds the image.
pub fn build(description: &ProjectDescription) -> String {
    if is_layered(description) {
        return "docker buildx bake --load\n# or, without bake:\n./build.sh".to_owned();
    }
    let secret = if has_index(description) { "--secret id=netrc,src=.netrc " } else { "" };
    format!("docker build {}{secret}--tag {} .", platform_option(description), reference(description))
}

/// The command that asks the image for its version: nothing is started, nothing is written.
pub fn version(description: &ProjectDescription) -> String {
    format!("docker run --rm {}{} airflow version", platform_option(description), reference(description))
}

/// The same with the secrets, each taken from the shell's environment; `None` where there are none.
pub fn version_with_secrets(description: &ProjectDescription) -> Option<String> {
    let options: String = secrets(description).map(|variable| format!("-e {} ", variable.name)).collect();
    let platform = platform_option(description);
    (!options.is_empty())
        .then(|| format!("docker run --rm {platform}{options}{} airflow version", reference(description)))
}

/// The variables that stand in `.env`.
pub fn secrets(description: &ProjectDescription) -> impl Iterator<Item = &EnvVariable> {
    description.env.iter().filter(|variable| variable.placement == Placement::Secret)
}

fn reference(description: &ProjectDescription) -> String {
    shell(&Layer::Project.reference(description))
}

fn platform_option(description: &ProjectDescription) -> String {
    platform(description).map(|(_, platform)| format!("--platform {platform} ")).unwrap_or_default()
}
