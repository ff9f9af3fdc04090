//! compose.yaml: Airflow on one machine, for development. One command, nothing to edit, loopback only.
//!
//! What each Airflow line needs is in `local_run` and `scripts`, whose value of an option stands in `environment`; the
//! rest writes YAML. Must not be in here: fixed secrets, and anything that another machine could reach.

mod environment;
mod local_run;
mod scripts;
mod services;
mod yaml_lines;

pub use self::local_run::{LocalRun, Login, names_database};
use self::yaml_lines::YamlLines;
use super::super::dockerfile::Layer;
use super::super::quoting::yaml;
use super::super::{Content, Mode, ProjectFiles};
use crate::domain::{Family, Field, Layout, Platform, ProjectDescription, TextField};

/// Where the shared secrets are inside the containers.
const SECRETS: &str = "/run/airflow-secrets";

/// Writes `compose.yaml`. An image that is not recognised gets none: neither its home nor its commands are known.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    if description.family() == Family::Unrecognised {
        return;
    }
    let run = LocalRun::of(description);
    let mut out = YamlLines::default();
    common(&mut out, description, &run);
    out.push(0, "services:");
    services::secrets(&mut out, &run);
    services::postgres(&mut out, &run);
    services::init(&mut out, description, &run);
    run.services.iter().for_each(|service| services::airflow(&mut out, service));
    out.push(0, "volumes:");
    [run.postgres.volume, "logs", "secrets"].iter().for_each(|volume| out.push(1, format!("{volume}:")));
    if has_index(description) && !is_layered(description) {
        out.blank();
        out.push(0, "secrets:");
        out.push(1, "netrc:");
        out.push(2, "file: ./.netrc");
    }
    files.add("compose.yaml", Mode::Regular, Content::Text(out.into_lines()));
}

fn is_layered(description: &ProjectDescription) -> bool {
    description.own().is_some_and(|own| own.layout == Layout::Layered)
}

fn has_index(description: &ProjectDescription) -> bool {
    description.own().is_some_and(|own| own.index.is_some())
}

/// The platform to run on, and the field that says so: images known for amd64 alone run there and nowhere else.
pub fn platform(description: &ProjectDescription) -> Option<(Field, &'static str)> {
    if description.prebuilt().is_some_and(|image| image.amd64_only) {
        return Some((Field::Image, Platform::Amd64.as_str()));
    }
    description.platform.map(|platform| (Field::Platform, platform.as_str()))
}

/// What all Airflow containers share.
fn common(out: &mut YamlLines, description: &ProjectDescription, run: &LocalRun) {
    let name = Some(Field::Text(TextField::Name));
    out.push(0, "# Airflow on this machine, for development: docker compose up --build");
    out.push_from(name, 0, format!("name: {}", yaml(&description.name.image_component())));
    out.blank();
    out.push(0, "x-airflow: &airflow");
    let built = if is_layered(description) { "docker-bake.hcl or build.sh" } else { "airflow-init" };
    out.push(1, format!("# Built by {built}, and in no registry."));
    out.push_from(name, 1, format!("image: {}", yaml(&Layer::Project.reference(description))));
    out.push(1, "pull_policy: never");
    if let Some((field, platform)) = platform(description) {
        out.push_from(Some(field), 1, format!("platform: {platform}"));
    }
    if !run.reads_commands() {
        out.push(1, "# This Airflow reads secrets from its environment alone, so a shell puts them there.");
        out.push(1, "init: true");
        out.push(
            1,
            format!("entrypoint: [\"bash\", \"-euc\", \". {SECRETS}/environment; exec \\\"$$@\\\"\", \"bash\"]"),
        );
    }
    out.push(1, "env_file: .env");
    out.push(1, "environment:");
    environment::write(out, description, run);
    out.push(1, "volumes:");
    for folder in ["dags", "include", "plugins"] {
        out.push(2, format!("- ./{folder}:{}/{folder}", run.home));
    }
    out.push(2, format!("- logs:{}/logs", run.home));
    out.push(2, format!("- secrets:{SECRETS}:ro"));
    out.blank();
}
