//! What the README says of the local run: how to start it, what one should see, what to do when it does not work.

use super::super::compose::{LocalRun, Login};
use super::page::Page;
use super::{commands, has_index, is_layered, on_alpine};
use crate::domain::{Family, Placement, ProjectDescription, RequirementLine};

/// The commands that start it, and what to see.
pub fn start(page: &mut Page, description: &ProjectDescription) {
    page.part("## Start");
    unpack(page, description);
    if description.family() == Family::Unrecognised {
        page.part(
            "The image that this project stands on is not known here: neither its folders nor its commands. So there is \
             no local run to start; build the image as below and run it as its maker says.",
        );
        return;
    }
    page.part("You need Docker with Compose 2 and 4 GB of memory for it (Docker Desktop: Settings, Resources).");
    if is_layered(description) {
        page.part("The layers are built first: compose runs the image that they end in.");
    }
    page.shell(commands::start(description));
    see(page, description);
    page.part("Ctrl+C stops it. Then:");
    page.shell(
        "docker compose up --detach            # start again, in the background\n\
         docker compose logs --follow scheduler\n\
         docker compose down                   # stop; the database and the logs stay\n\
         docker compose down --volumes         # stop, and forget the database, the logs and the keys",
    );
    astro(page, description);
}

/// A project's name is safe in every shell: letters, digits, - and _.
fn unpack(page: &mut Page, description: &ProjectDescription) {
    let name = &description.name;
    page.part("On macOS and Linux:");
    page.shell(&format!("unzip {name}.zip\ncd {name}"));
    page.part("On Windows, in PowerShell:");
    page.block("powershell", &format!("Expand-Archive {name}.zip -DestinationPath .\ncd {name}"));
}

fn see(page: &mut Page, description: &ProjectDescription) {
    let login = match LocalRun::of(description).login {
        Login::Absent => "There is no login.",
        Login::Admin => {
            "Log in as `admin`. The password was made for this machine; `docker compose logs airflow-init` shows it."
        }
        Login::AllAdmins => {
            "There is no login: whoever reaches the page is an administrator. Only this machine does, by its loopback \
             address."
        }
        Login::Own => "Your own settings of the auth manager decide who may log in.",
    };
    page.part(format!(
        "The first start takes some minutes. Then <http://127.0.0.1:8080> shows Airflow. {login} {}",
        dag(description)
    ));
    page.part(
        "`dags`, `plugins` and `include` are mounted: a changed DAG needs no build, and shows within a minute or so.",
    );
}

fn dag(description: &ProjectDescription) -> String {
    let Some(dag) = &description.dag else {
        return "The DAG `example` is switched off: switch it on, then trigger it. It counts words; after some seconds its \
                three tasks are green, and the log of `report` shows the counts."
            .to_owned();
    };
    let secrets = description.env.iter().any(|variable| variable.placement == Placement::Secret);
    let first = if secrets { "Fill in its values in `.env` first and start again, then switch" } else { "Switch" };
    format!(
        "The DAG `{}` comes from the preset {}: {} It is switched off. {first} it on and trigger it; the head of its file \
         says what it needs.",
        dag.id, dag.title, dag.about
    )
}

fn astro(page: &mut Page, description: &ProjectDescription) {
    if description.family() != Family::Runtime {
        page.part(
            "`astro dev start` is no way to start this project: it works with Astro Runtime images only, whose version \
             label and folders it relies on.",
        );
        return;
    }
    page.part("With the astro command line there is another way, which does not read `compose.yaml`:");
    page.shell("astro dev start");
    let left_out = description.env.iter().any(|variable| variable.placement == Placement::ComposeOnly);
    let more = if left_out {
        " The variables with a line break stand in `compose.yaml` only, so it does not set them."
    } else {
        ""
    };
    page.part(format!("Stop the one before you start the other: both use port 8080.{more}"));
}

/// What goes wrong, most frequent first.
pub fn trouble(page: &mut Page, description: &ProjectDescription) {
    page.part("## When it does not work");
    let mut items = Vec::new();
    if description.family() != Family::Unrecognised {
        items.push(
            "**Port 8080 is taken** (`port is already allocated`): add the line `AIRFLOW_LOCAL_PORT=8081` to `.env`, start \
             again, and open <http://127.0.0.1:8081>.",
        );
        items.push(
            "**A container ends with code 137, or the page stays away**: Docker has too little memory. Give it 4 GB.",
        );
        items.push(
            "**`.env` is not found** after a clone: version control does not hold it. Make one, even an empty one.",
        );
    }
    if lacks_driver(description) {
        items.push(
            "**`No module named 'psycopg2'`**: a slim image has no driver for PostgreSQL, which the local run uses. Add \
             `psycopg2-binary` to `requirements.txt`; Airflow 3 needs `asyncpg` beside it.",
        );
    }
    items.push(if on_alpine(description) {
        "**pip says that gcc or a header is missing**: there is no wheel of that requirement for Alpine. Take a version \
         that has one, or Debian in place of Alpine."
    } else {
        "**pip says that gcc or a header is missing**: there is no wheel of that requirement for this Python. Take a \
         version that has one."
    });
    if has_index(description) {
        items.push("**The index answers 401**: its credentials are missing from `.netrc`.");
    }
    page.part(items.iter().map(|item| format!("- {item}\n")).collect::<String>());
}

/// Whether the image is one of apache/airflow's slim ones and no requirement brings a driver.
fn lacks_driver(description: &ProjectDescription) -> bool {
    let slim = |tag: &str| tag.starts_with("slim-");
    let is_slim = description
        .prebuilt()
        .is_some_and(|image| image.family == Family::Official && image.reference.tag().is_some_and(slim));
    let brings = |line: &RequirementLine| {
        let text = line.to_string();
        ["psycopg2", "apache-airflow-providers-postgres", "apache-airflow-providers-standard[postgres"]
            .iter()
            .any(|name| text.starts_with(name))
    };
    is_slim && !description.requirements.iter().any(|line| brings(&line.value))
}
