//! Commands of the README, quoted for a POSIX shell.

use super::super::super::dockerfile::Layer;
use super::super::super::quoting::shell;
use crate::domain::{Layout, ProjectDescription};

/// A block of shell commands.
pub fn code(commands: &str) -> String {
    format!("```sh\n{commands}\n```\n")
}

/// How the image is built and asked for its version.
pub fn build_commands(description: &ProjectDescription) -> String {
    let reference = shell(&Layer::Project.reference(description));
    let platform = platform(description).map(|platform| format!("--platform {platform} ")).unwrap_or_default();
    let layered = description.own().is_some_and(|own| own.layout == Layout::Layered);
    let build = if layered {
        "docker buildx bake --load        # or, without bake: ./build.sh".to_owned()
    } else {
        let index = description.own().is_some_and(|own| own.index.is_some());
        let secret = if index { "--secret id=netrc,src=.netrc " } else { "" };
        format!("docker build {platform}{secret}--tag {reference} .")
    };
    let run = format!("docker run --rm {platform}{reference} airflow version");
    let told = if layered {
        "The layers build on each other: `docker build .` alone cannot build this project.\n\n"
    } else {
        ""
    };
    format!("{told}{}", code(&format!("{build}\n{run}")))
}

fn platform(description: &ProjectDescription) -> Option<&'static str> {
    let amd64 = description.prebuilt().filter(|image| image.amd64_only).map(|_| "linux/amd64");
    amd64.or(description.platform.map(|platform| platform.as_str()))
}
