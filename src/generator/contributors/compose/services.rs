//! The services of compose.yaml, one writer each.

use super::local_run::{LocalRun, Service};
use super::yaml_lines::YamlLines;
use super::{SECRETS, has_index, is_layered, scripts};
use crate::domain::{Field, ProjectDescription, TextField};
use crate::generator::quoting::{json, yaml};

/// Random secrets, made on this machine when it first starts, and kept in a volume.
pub fn secrets(out: &mut YamlLines, run: &LocalRun) {
    out.push(1, "# Makes the secrets that the services share: at random, once, on this machine.");
    out.push(1, "secrets:");
    out.push(2, format!("image: {}", run.postgres.image));
    out.push(2, "entrypoint: [\"sh\", \"-euc\"]");
    out.push(2, "command:");
    out.push(3, "- |");
    out.script(4, &scripts::secrets(run));
    out.push(2, "volumes:");
    out.push(3, format!("- secrets:{SECRETS}"));
    out.blank();
}

/// The database. The check asks by network: while PostgreSQL prepares itself it answers on its socket alone.
pub fn postgres(out: &mut YamlLines, run: &LocalRun) {
    out.push(1, "postgres:");
    out.push(2, format!("image: {}", run.postgres.image));
    out.push(2, "environment:");
    out.push(3, "POSTGRES_USER: airflow");
    out.push(3, "POSTGRES_DB: airflow");
    out.push(3, format!("POSTGRES_PASSWORD_FILE: {SECRETS}/database_password"));
    out.push(2, "volumes:");
    out.push(3, format!("- {}:/var/lib/postgresql/data", run.postgres.volume));
    out.push(3, format!("- secrets:{SECRETS}:ro"));
    out.push(2, "healthcheck:");
    out.push(3, "test: [\"CMD\", \"pg_isready\", \"-h\", \"127.0.0.1\", \"-U\", \"airflow\", \"-d\", \"airflow\"]");
    out.push(3, "interval: 5s");
    out.push(3, "timeout: 5s");
    out.push(3, "retries: 12");
    out.push(3, "start_period: 30s");
    depends(out, "secrets", "service_completed_successfully");
}

/// The one-shot service that migrates, and the only one that builds: the others run the same image.
pub fn init(out: &mut YamlLines, description: &ProjectDescription, run: &LocalRun) {
    out.push(1, "# Brings the database to this Airflow version; the other services wait for it.");
    out.push(1, "airflow-init:");
    out.push(2, "<<: *airflow");
    if !is_layered(description) {
        out.push(2, "build:");
        out.push(3, "context: .");
        if has_index(description) {
            out.push_from(Some(Field::Text(TextField::Index)), 3, "secrets: [netrc]");
        }
    }
    match scripts::init(run) {
        Some(script) => {
            ["command:", "  - bash", "  - -euc", "  - |"].into_iter().for_each(|line| out.push(2, line));
            out.script(4, &script);
        }
        None => out.push(2, format!("command: {}", words(scripts::migration(run)))),
    }
    depends(out, "postgres", "service_healthy");
}

/// A service that stays up.
pub fn airflow(out: &mut YamlLines, service: &Service) {
    out.push(1, format!("{}:", service.name));
    out.push(2, "<<: *airflow");
    let command: Vec<&str> = [service.name].iter().chain(service.arguments).copied().collect();
    out.push(2, format!("command: {}", words(&command)));
    if service.serves {
        out.push(2, "ports:");
        out.push(3, "- \"127.0.0.1:${AIRFLOW_LOCAL_PORT:-8080}:8080\"");
    }
    if let Some(test) = &service.health {
        out.push(2, "healthcheck:");
        out.push(3, "test:");
        test.iter().for_each(|word| out.push(4, format!("- {}", yaml(&word.replace('$', "$$")))));
        out.push(3, "interval: 30s");
        out.push(3, "timeout: 30s");
        out.push(3, "retries: 5");
        out.push(3, "start_period: 60s");
    }
    depends(out, "airflow-init", "service_completed_successfully");
}

fn words(command: &[&str]) -> String {
    let words: Vec<String> = ["airflow"].iter().chain(command).map(|word| json(word)).collect();
    format!("[{}]", words.join(", "))
}

fn depends(out: &mut YamlLines, service: &str, condition: &str) {
    out.push(2, "depends_on:");
    out.push(3, format!("{service}:"));
    out.push(4, format!("condition: {condition}"));
    out.blank();
}
