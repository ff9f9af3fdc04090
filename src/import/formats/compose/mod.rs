//! compose.yaml: the variables and the image of the services that run Airflow.

mod environment;
mod interpolate;
mod service;
mod yaml;

use std::collections::BTreeSet;

use environment::plain;
use interpolate::interpolate;
use service::Service;
use yaml::{Entry, Yaml};

use super::Format;
use crate::domain::ImageReference;
use crate::draft::ImageDraft;
use crate::import::reading::Reading;

/// The format: compose.yaml, docker-compose.yml, and those that stand beside them for one purpose.
pub static FORMAT: Format = Format { name: "compose.yaml", has_path, has_text, read };

/// Deeper down are the compose files of tests and examples.
fn has_path(path: &str) -> bool {
    if path.matches('/').count() > 1 {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return false };
    let rest = stem.strip_prefix("docker-").unwrap_or(stem).strip_prefix("compose");
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-', '_']))
}

fn has_text(text: &str) -> bool {
    text.lines().any(|line| line.split('#').next().unwrap_or_default().trim_end() == "services:")
}

fn read(text: &str, reading: &mut Reading) {
    let yaml = match Yaml::read(text) {
        Ok(yaml) => yaml,
        Err(broken) => {
            let why = format!("Nothing of the file was read, because it is no YAML from here on: {}.", broken.what);
            return reading.leave(broken.line, "", why);
        }
    };
    let services = yaml.root().and_then(|root| yaml.get(root, "services"));
    let entries = services.map(|services| yaml.entries(services.value)).unwrap_or_default();
    if entries.is_empty() {
        return reading.leave(0, "", "It has no services, so that there is nothing to take.");
    }
    let services: Vec<Service> = entries.into_iter().map(|entry| Service::of(&yaml, entry)).collect();
    take(&yaml, &services, reading);
    if yaml.is_exhausted() {
        reading.leave(0, "", "It merges more maps than a file like this ever does; the rest was not read.");
    }
}

fn take(yaml: &Yaml, services: &[Service], reading: &mut Reading) {
    let (airflow, others): (Vec<&Service>, Vec<&Service>) = services.iter().partition(|service| service.is_airflow());
    image(&airflow, reading);
    environment::take(&airflow, reading);
    let mut kinds = BTreeSet::new();
    for service in &airflow {
        let unread = service.others.iter().filter(|entry| kinds.insert(entry.key));
        unread
            .for_each(|entry| reading.leave(entry.line, &format!("{} of {}", entry.key, service.name), why(entry.key)));
    }
    for service in others {
        let why = "It runs no Airflow. The generated compose.yaml has the database that Airflow needs, and no more.";
        reading.leave(service.line, &format!("service {}", service.name), why);
    }
    let top = yaml.root().map(|root| yaml.entries(root)).unwrap_or_default();
    let said = |entry: &&Entry| ["services", "version"].contains(&entry.key) || entry.key.starts_with("x-");
    for entry in top.iter().filter(|entry| !said(entry) && !kinds.contains(entry.key)) {
        reading.leave(entry.line, entry.key, why(entry.key));
    }
}

/// Why a key of a service is left.
fn why(key: &str) -> &'static str {
    match key {
        "env_file" => "Its variables are in a file of their own. Drop that file as .env to take them.",
        "extends" => "What it takes over from another service or file is read there.",
        "volumes" => "Mounts are not part of an image. The generated compose.yaml mounts dags, plugins and include.",
        "command" | "entrypoint" => {
            "It says what a container runs; the generated compose.yaml starts what Airflow needs."
        }
        _ => "It says how a container runs, not what is in the image.",
    }
}

/// The first image that is one to build on; each other is left once.
fn image(services: &[&Service], reading: &mut Reading) {
    let mut seen = BTreeSet::new();
    for service in services {
        let Some((text, line)) = service.image.filter(|(text, _)| seen.insert(*text)) else { continue };
        let filled = interpolate(text, &|name| plain(name, reading));
        let Ok(reference) = filled else {
            reading.leave(line, &format!("image: {text}"), "Its name comes from the shell or from .env.");
            continue;
        };
        if reading.has_said_image() && service.build.is_some() {
            continue; // what is built is known already; this is what it will be called
        }
        if let Some(why) = refused(&reference, service, reading) {
            reading.leave(line, &format!("image: {text}"), why);
        } else {
            reading.image(ImageDraft { reference, ..ImageDraft::default() });
        }
    }
    let built = services.iter().find_map(|service| service.build);
    if let Some(line) = built.filter(|_| !reading.has_said_image()) {
        reading.leave(line, "build", "The image is built from a Dockerfile. Drop that, too.");
    }
}

/// Why an image is not taken; an image that is said already is no matter.
fn refused(reference: &str, service: &Service, reading: &Reading) -> Option<&'static str> {
    let parsed = ImageReference::parse(reference.trim());
    let Ok(parsed) = parsed else { return Some("It is no name of an image.") };
    let built = service.build.is_some() && reading.catalog.find_image(&parsed).is_none();
    match () {
        () if built => Some("It is the name that the built image gets. What it is built on stands in its Dockerfile."),
        () if reading.has_image && reading.draft.image.reference.trim() != reference.trim() => {
            Some("Another image was read before, and one image is what a project is built on.")
        }
        () => None,
    }
}

#[cfg(test)]
mod tests;
