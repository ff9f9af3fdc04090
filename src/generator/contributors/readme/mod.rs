//! README.md of the project: how to start it, what one should see, what each file is for.

mod commands;
mod files_table;

use self::commands::{build_commands, code};
use super::super::quoting::markdown_fence;
use super::super::{Content, Line, Mode, ProjectFiles};
use crate::domain::{Base, Family, Layout, Placement, ProjectDescription};

/// The configurator's own version, part of what makes a project reproducible.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes `README.md`. Last of the contributors: it lists the files of the others.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    let mut text = Vec::new();
    introduction(&mut text, description);
    start(&mut text, description);
    build(&mut text, description);
    secrets(&mut text, description);
    later(&mut text, description);
    trouble(&mut text, description);
    production(&mut text, description);
    text.push("## Files\n".to_owned());
    text.push(files_table::table(files));
    origin(&mut text, description);
    let lines = text.join("\n").lines().map(Line::plain).collect();
    files.add("README.md", Mode::Regular, Content::Text(lines));
}

fn introduction(text: &mut Vec<String>, description: &ProjectDescription) {
    let airflow = description.airflow;
    let python = description.python.map(|python| format!(", Python {python}")).unwrap_or_default();
    let base = match &description.base {
        Base::Own(own) => format!("layers of its own on `{}`", own.image),
        Base::Prebuilt(image) => format!("`{}`", image.reference),
    };
    text.push(format!("# {}\n\nApache Airflow {airflow}{python}, on {base}.\n", description.name));
}

fn start(text: &mut Vec<String>, description: &ProjectDescription) {
    text.push("## Start\n".to_owned());
    match description.family() {
        Family::Unrecognised => {
            text.push("This image is not known here, so there is no local run to start. Build it as below.\n".to_owned());
            return;
        }
        Family::Runtime => {
            text.push("With the astro command line:\n".to_owned());
            text.push(code("astro dev start"));
            text.push("Or with docker alone:\n".to_owned());
        }
        _ => text.push("You need docker with compose, and 4 GB of memory for it.\n".to_owned()),
    }
    let layered = description.own().is_some_and(|own| own.layout == Layout::Layered);
    let up = if layered { "docker buildx bake --load\ndocker compose up" } else { "docker compose up --build" };
    text.push(code(up));
    text.push(format!("{}\n", what_to_see(description)));
    text.push("`docker compose down` stops everything; `docker compose down --volumes` also forgets the database.\n".to_owned());
    if description.family() != Family::Runtime {
        text.push("`astro dev start` works on Astro Runtime images only, which this project does not use.\n".to_owned());
    }
}

fn what_to_see(description: &ProjectDescription) -> String {
    let login = match description.airflow.major {
        ..=1 => "There is no login.",
        2 => "Log in as `admin`; the password is in the output of `airflow-init`, and \
              `docker compose logs airflow-init` shows it again.",
        _ => "You are let in without a login, as on every local run with this setting.",
    };
    format!(
        "After a few minutes <http://127.0.0.1:8080> shows Airflow with one DAG, `example`. Switch it on and start it: \
         three tasks turn green. {login}"
    )
}

fn build(text: &mut Vec<String>, description: &ProjectDescription) {
    text.push("## Build the image\n".to_owned());
    text.push(build_commands(description));
    text.push("The last line prints the Airflow version of the image.\n".to_owned());
    if description.prebuilt().is_some_and(|image| image.amd64_only) {
        let note = "As far as is known this image exists for amd64 only, so every command names that platform. On Apple \
                    Silicon it runs in emulation, slowly.\n";
        text.push(note.to_owned());
    }
}

fn secrets(text: &mut Vec<String>, description: &ProjectDescription) {
    text.push("## Secrets\n".to_owned());
    let mut told = "The local run makes its own passwords and keys, at random, when it first starts. Your secrets \
                    belong into `.env`: neither the image nor version control gets it."
        .to_owned();
    let names: Vec<String> = description
        .env
        .iter()
        .filter(|variable| variable.placement == Placement::Secret)
        .map(|variable| format!("`{}`", variable.name))
        .collect();
    if !names.is_empty() {
        told.push_str(&format!(" It holds {}.", names.join(", ")));
    }
    if description.own().is_some_and(|own| own.index.is_some()) {
        told.push_str(" Credentials of the index go into `.netrc`, which only the steps that run pip can read.");
    }
    text.push(told + "\n");
}

fn later(text: &mut Vec<String>, description: &ProjectDescription) {
    let manager = if description_is_alpine(description) { "apk" } else { "apt" };
    text.push(format!(
        "## Add a package later\n\n\
         One {manager} package a line in `packages.txt`, one Python requirement a line in `requirements.txt`. Then build \
         and start again. Both files must exist, even empty.\n"
    ));
}

fn description_is_alpine(description: &ProjectDescription) -> bool {
    use crate::domain::Distro;
    match &description.base {
        Base::Own(own) => own.distro == Distro::Alpine,
        Base::Prebuilt(image) => image.distro == Some(Distro::Alpine),
    }
}

fn trouble(text: &mut Vec<String>, description: &ProjectDescription) {
    text.push("## When it does not work\n".to_owned());
    text.push("- *Port 8080 is taken*: change `127.0.0.1:8080:8080` in `compose.yaml` to `127.0.0.1:8081:8080`.".to_owned());
    text.push("- *Containers stop without a word*: docker has too little memory; give it 4 GB.".to_owned());
    let compiler = if description_is_alpine(description) {
        "- *pip says that gcc is missing*: the package has no wheel for Alpine. Choose another version of it, or Debian."
    } else {
        "- *pip says that gcc is missing*: the package has no wheel for this Python. Choose another version of it."
    };
    text.push(format!("{compiler}\n"));
}

fn production(text: &mut Vec<String>, description: &ProjectDescription) {
    text.push("## Before production\n".to_owned());
    let mut told = "`compose.yaml` is for one machine and one person. In production give Airflow a database of its own, \
                    keys from your secret store, and one container a service."
        .to_owned();
    if description.airflow.major >= 3 {
        told.push_str(" Everyone is an administrator in the local run: use the `fab` provider or your single sign-on.");
    }
    if description.family().is_retired() {
        told.push_str(" The base image is retired and gets no security fixes: plan the move to a maintained one.");
    }
    text.push(told + "\n");
}

/// How this project came to be, so that it can be opened and changed again.
fn origin(text: &mut Vec<String>, description: &ProjectDescription) {
    let fence = markdown_fence(&description.fragment);
    text.push(format!(
        "## Change this project\n\n\
         Made by Airflow image configurator {VERSION}. Open the configurator with this behind its address to go on:\n\n\
         {fence}text\n#{}\n{fence}",
        description.fragment
    ));
}
