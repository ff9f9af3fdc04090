//! README.md of the project: how to start it, what one should see, what each file is for.

mod commands;
mod files_table;
mod local_run;
mod page;

pub use self::files_table::purpose;
use self::page::{Page, code};
use super::super::{Content, Mode, ProjectFiles};
use crate::domain::{Base, Distro, Family, Field, Layout, ProjectDescription, RowList, TextField};

/// The configurator's own version, part of what makes a project reproducible.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Writes `README.md`. Last of the contributors: it lists the files of the others.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    let mut page = Page::default();
    introduction(&mut page, description);
    local_run::start(&mut page, description);
    build(&mut page, description);
    secrets(&mut page, description);
    later(&mut page, description);
    local_run::trouble(&mut page, description);
    production(&mut page, description);
    page.part("## Files");
    page.part(files_table::table(files));
    origin(&mut page, description);
    files.add("README.md", Mode::Regular, Content::Text(page.into_lines()));
}

fn is_layered(description: &ProjectDescription) -> bool {
    description.own().is_some_and(|own| own.layout == Layout::Layered)
}

fn has_index(description: &ProjectDescription) -> bool {
    description.own().is_some_and(|own| own.index.is_some())
}

fn on_alpine(description: &ProjectDescription) -> bool {
    match &description.base {
        Base::Own(own) => own.distro == Distro::Alpine,
        Base::Prebuilt(image) => image.distro == Some(Distro::Alpine),
    }
}

fn introduction(page: &mut Page, description: &ProjectDescription) {
    page.part_from(Some(Field::Text(TextField::Name)), format!("# {}", description.name));
    page.part("An Apache Airflow project: an image, DAGs, and a local run for development.");
    page.part("| | |\n|---|---|");
    page.line_from(Some(Field::Airflow), format!("| Airflow | {} |", description.airflow));
    let python = description.python.map_or("the image's own".to_owned(), |python| python.to_string());
    page.line_from(Some(Field::Python), format!("| Python | {python} |"));
    let base = match &description.base {
        Base::Own(own) => format!("layers of this project's own on {}", code(&own.image.to_string())),
        Base::Prebuilt(image) => code(&image.reference.to_string()),
    };
    page.line_from(Some(Field::Image), format!("| Image | {base} |"));
}

fn build(page: &mut Page, description: &ProjectDescription) {
    page.part("## Build the image");
    if is_layered(description) {
        page.part(
            "Each layer is an image of its own, built on the one below. `docker build .` alone cannot build this project: \
             the image it starts from is in no registry.",
        );
    }
    page.shell(&commands::build(description));
    page.part("Ask the image for its Airflow version:");
    page.shell(&commands::version(description));
    let exact = description.airflow.patch.is_some();
    let version = if exact { format!("`{}`", description.airflow) } else { "the version".to_owned() };
    page.part(format!("It prints {version} and ends: nothing is started, nothing is left behind."));
    if description.prebuilt().is_some_and(|image| image.amd64_only) {
        page.part(
            "As far as is known the base image exists for amd64 only, so every command names that platform. On Apple \
             Silicon it is emulated, and slow.",
        );
    }
}

fn secrets(page: &mut Page, description: &ProjectDescription) {
    page.part("## Secrets");
    let local =
        "The local run makes its own passwords and keys, at random, when it first starts, and keeps them in a volume.";
    let yours = "Your own secrets stand in `.env`, which neither the image nor version control gets.";
    let known = description.family() != Family::Unrecognised;
    page.part(if known { format!("{local} {yours}") } else { yours.to_owned() });
    if let Some(run) = commands::version_with_secrets(description) {
        page.part("Fill in what is empty there:");
        for (number, variable) in commands::secrets(description).enumerate() {
            let line = format!("- `{}`", variable.name);
            let origin = Some(Field::Row(RowList::Env, variable.row));
            if number == 0 { page.part_from(origin, line) } else { page.line_from(origin, line) }
        }
        page.part(
            "A container that you start without compose takes them from your shell's environment. `--env-file .env` would \
             not do: `docker run` reads quotes in it as part of the value.",
        );
        page.shell(&run);
    }
    if has_index(description) {
        page.part(
            "Credentials of the index stand in `.netrc`. Only the build steps that run pip can read it; it is in no layer \
             and in no history of the image.",
        );
    }
}

fn later(page: &mut Page, description: &ProjectDescription) {
    let manager = if on_alpine(description) { "apk" } else { "apt" };
    page.part("## Add a package later");
    page.part(format!(
        "Write one {manager} package a line into `packages.txt`, or one Python requirement a line into \
         `requirements.txt`. Both files must exist, even empty. Then build and start again:"
    ));
    let known = description.family() != Family::Unrecognised;
    page.shell(if known { commands::start(description).to_owned() } else { commands::build(description) }.as_str());
}

fn production(page: &mut Page, description: &ProjectDescription) {
    page.part("## Before production");
    let mut items = vec![
        "`compose.yaml` is for one machine and one person. In production, give Airflow a managed database and a run of its \
         own for each service; `LocalExecutor` runs every task beside the scheduler, so choose the executor that fits.",
        "Take the fernet key and the other keys from your secret store. Connections in the database can be read with the \
         fernet key alone: keep it.",
    ];
    if description.airflow.major >= 3 {
        items.push(
            "In the local run everyone is an administrator. Use an auth manager with users: the `fab` extra has one, and \
             your single sign-on may have another.",
        );
    }
    if description.family().is_retired() {
        items.push("The base image is retired and gets no security fixes: plan the move to a maintained one.");
    }
    page.part(items.iter().map(|item| format!("- {item}\n")).collect::<String>());
}

/// How this project came to be, so that it can be opened and changed again. No address: page and twin write the same.
fn origin(page: &mut Page, description: &ProjectDescription) {
    page.part("## Change this project");
    page.part(format!(
        "Made by Airflow image configurator {VERSION}. Open the configurator with this behind its address to go on; the \
         values of secrets are not in it."
    ));
    page.block("text", &format!("#{}", description.fragment));
}
