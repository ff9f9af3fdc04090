//! compose.yaml: Airflow on one machine, for development. One command, nothing to edit, loopback only.
//!
//! What each Airflow line needs is in `line`; this file writes YAML.

mod environment;
mod line;

use self::line::{LocalRun, Service};
use super::super::dockerfile::Layer;
use super::super::quoting::{json, yaml};
use super::super::{Content, Line, Mode, ProjectFiles};
use crate::domain::{Family, Layout, ProjectDescription};

/// Where the shared secrets are inside the containers.
pub const SECRETS: &str = "/run/airflow-secrets";

/// Writes `compose.yaml`. An image that is not recognised gets none: its services cannot be known.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    if description.family() == Family::Unrecognised {
        return;
    }
    let run = LocalRun::of(description.airflow);
    let mut out = Vec::new();
    common(&mut out, description, &run);
    push(&mut out, 0, "services:");
    secrets(&mut out, &run);
    postgres(&mut out, &run);
    init(&mut out, &run);
    for service in &run.services {
        airflow_service(&mut out, service);
    }
    push(&mut out, 0, "");
    push(&mut out, 0, "volumes:");
    ["database:", "logs:", "secrets:"].into_iter().for_each(|volume| push(&mut out, 1, volume));
    if needs_netrc(description) {
        push(&mut out, 0, "");
        push(&mut out, 0, "secrets:");
        push(&mut out, 1, "netrc:");
        push(&mut out, 2, "file: ./.netrc");
    }
    files.add("compose.yaml", Mode::Regular, Content::Text(out));
}

fn push(out: &mut Vec<Line>, depth: usize, text: impl AsRef<str>) {
    out.push(Line::plain(format!("{}{}", "  ".repeat(depth), text.as_ref()).trim_end()));
}

fn needs_netrc(description: &ProjectDescription) -> bool {
    description.own().is_some_and(|own| own.index.is_some() && own.layout == Layout::Single)
}

/// What all Airflow containers share.
fn common(out: &mut Vec<Line>, description: &ProjectDescription, run: &LocalRun) {
    push(out, 0, "# Airflow on this machine, for development: docker compose up --build");
    push(out, 0, format!("name: {}", yaml(&description.name.image_component())));
    push(out, 0, "");
    push(out, 0, "x-airflow: &airflow");
    push(out, 1, format!("image: {}", yaml(&Layer::Project.reference(description))));
    image(out, description);
    let platform = description.platform.map(|platform| platform.as_str());
    let amd64 = description.prebuilt().filter(|image| image.amd64_only).map(|_| "linux/amd64");
    if let Some(platform) = amd64.or(platform) {
        push(out, 1, format!("platform: {platform}"));
    }
    push(out, 1, "env_file: .env");
    push(out, 1, "environment:");
    environment::write(out, description, run);
    push(out, 1, "volumes:");
    let home = description.airflow_home();
    for folder in ["dags", "include", "plugins"] {
        push(out, 2, format!("- ./{folder}:{home}/{folder}"));
    }
    push(out, 2, format!("- logs:{home}/logs"));
    push(out, 2, format!("- secrets:{SECRETS}:ro"));
    push(out, 0, "");
}

fn image(out: &mut Vec<Line>, description: &ProjectDescription) {
    if description.own().is_some_and(|own| own.layout == Layout::Layered) {
        push(out, 1, "# Built by docker-bake.hcl or build.sh.");
        push(out, 1, "pull_policy: never");
        return;
    }
    push(out, 1, "build:");
    push(out, 2, "context: .");
    if needs_netrc(description) {
        push(out, 2, "secrets: [netrc]");
    }
}

/// Random secrets, made on this machine when it first starts, and kept in a volume.
fn secrets(out: &mut Vec<Line>, run: &LocalRun) {
    push(out, 1, "# Makes the secrets that the services share: at random, once, on this machine.");
    push(out, 1, "secrets:");
    push(out, 2, format!("image: {}", run.postgres));
    push(out, 2, "entrypoint: [\"sh\", \"-euc\"]");
    push(out, 2, "command:");
    push(out, 3, "- |");
    for line in run.secrets_script().lines() {
        push(out, 4, line.replace('$', "$$"));
    }
    push(out, 2, "volumes:");
    push(out, 3, format!("- secrets:{SECRETS}"));
    push(out, 0, "");
}

fn postgres(out: &mut Vec<Line>, run: &LocalRun) {
    push(out, 1, "postgres:");
    push(out, 2, format!("image: {}", run.postgres));
    push(out, 2, "environment:");
    push(out, 3, "POSTGRES_USER: airflow");
    push(out, 3, "POSTGRES_DB: airflow");
    push(out, 3, format!("POSTGRES_PASSWORD_FILE: {SECRETS}/database_password"));
    push(out, 2, "volumes:");
    push(out, 3, "- database:/var/lib/postgresql/data");
    push(out, 3, format!("- secrets:{SECRETS}:ro"));
    push(out, 2, "healthcheck:");
    push(out, 3, "test: [\"CMD\", \"pg_isready\", \"-U\", \"airflow\", \"-d\", \"airflow\"]");
    push(out, 3, "interval: 5s");
    push(out, 3, "retries: 12");
    push(out, 2, "depends_on:");
    depends(out, "secrets", "service_completed_successfully");
    push(out, 0, "");
}

fn init(out: &mut Vec<Line>, run: &LocalRun) {
    push(out, 1, "# Brings the database to this Airflow version; the other services wait for it.");
    push(out, 1, "airflow-init:");
    push(out, 2, "<<: *airflow");
    push(out, 2, format!("command: [\"bash\", \"-euc\", {}]", yaml(&run.init_script().replace('$', "$$"))));
    push(out, 2, "depends_on:");
    depends(out, "postgres", "service_healthy");
    push(out, 0, "");
}

fn airflow_service(out: &mut Vec<Line>, service: &Service) {
    push(out, 1, format!("{}:", service.name));
    push(out, 2, "<<: *airflow");
    push(out, 2, format!("command: [\"airflow\", {}]", json(service.name)));
    if service.serves {
        push(out, 2, "ports:");
        push(out, 3, "- \"127.0.0.1:8080:8080\"");
    }
    if let Some(test) = &service.health {
        push(out, 2, "healthcheck:");
        let words: Vec<String> = test.iter().map(|word| yaml(&word.replace('$', "$$"))).collect();
        push(out, 3, format!("test: [{}]", words.join(", ")));
        push(out, 3, "interval: 30s");
        push(out, 3, "timeout: 30s");
        push(out, 3, "retries: 5");
        push(out, 3, "start_period: 60s");
    }
    push(out, 2, "depends_on:");
    depends(out, "airflow-init", "service_completed_successfully");
    push(out, 0, "");
}

fn depends(out: &mut Vec<Line>, service: &str, condition: &str) {
    push(out, 3, format!("{service}:"));
    push(out, 4, format!("condition: {condition}"));
}
