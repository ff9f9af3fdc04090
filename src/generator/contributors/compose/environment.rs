//! The environment of the local run: compose's own settings, then the person's values that only compose can hold.

use super::SECRETS;
use super::local_run::{LocalRun, Login, is_indirect, own_value};
use super::yaml_lines::YamlLines;
use crate::domain::{EnvVariable, Field, Placement, ProjectDescription, RowList};
use crate::generator::quoting::compose;

/// A setting of the local run, and what becomes of it beside the person's own value of the same option.
enum Setting {
    /// Nothing would run with another value: it takes the place of the person's.
    Needed(&'static str, &'static str),
    /// Stands unless the person says otherwise.
    Preset(&'static str, &'static str),
    /// Nothing would run with another value than Airflow's default: written only against the person's.
    Reset(&'static str, String),
    /// A secret of the local run, read by a command. Airflow takes a plain value of the person's before it.
    Secret(String, &'static str),
    /// The database is always the local one: a run on one machine must not migrate another.
    Database(String, &'static str),
}
use Setting::{Database, Needed, Preset, Reset, Secret};

/// Writes the entries of `environment`, at depth 2.
pub fn write(out: &mut YamlLines, description: &ProjectDescription, run: &LocalRun) {
    for setting in settings(run) {
        write_setting(out, description, setting);
    }
    for variable in description.env.iter().filter(|variable| variable.placement == Placement::ComposeOnly) {
        if !is_needed(run, variable) {
            entry(out, Some(variable), variable.name.as_str(), &variable.value);
        }
    }
}

fn write_setting(out: &mut YamlLines, description: &ProjectDescription, setting: Setting) {
    let own = own_value(description, setting.name());
    match (&setting, own) {
        (Needed(name, value), Some(own)) if own.value != *value => instead(out, own, name, value),
        (Needed(name, value) | Preset(name, value), None) => entry(out, None, name, value),
        (Reset(name, value), Some(own)) if own.value != *value => instead(out, own, name, value),
        (Secret(name, file), own) if !own.is_some_and(|own| is_indirect(own, name)) => {
            entry(out, None, name, &read(file))
        }
        (Database(name, file), own) => {
            if let Some(own) = own {
                out.push_from(Some(field(own)), 2, comment_on_database(own, name));
            }
            entry(out, own, name, &read(file));
        }
        _ => {}
    }
}

fn comment_on_database(own: &EnvVariable, name: &str) -> &'static str {
    match own.placement {
        Placement::Image if !is_indirect(own, name) => "# Your image names a database: it is used, and migrated.",
        _ => "# The local run has its own database: yours is not touched.",
    }
}

fn instead(out: &mut YamlLines, own: &EnvVariable, name: &str, value: &str) {
    out.push_from(Some(field(own)), 2, "# In place of your own value, with which nothing would run here.");
    entry(out, Some(own), name, value);
}

fn entry(out: &mut YamlLines, own: Option<&EnvVariable>, name: &str, value: &str) {
    out.push_from(own.map(field), 2, format!("{name}: {}", compose(value)));
}

fn field(variable: &EnvVariable) -> Field {
    Field::Row(RowList::Env, variable.row)
}

fn read(file: &str) -> String {
    format!("cat {SECRETS}/{file}")
}

/// Whether a setting that stands in place of the person's value has been written already.
fn is_needed(run: &LocalRun, variable: &EnvVariable) -> bool {
    let taken = |setting: &Setting| matches!(setting, Needed(..) | Reset(..) | Database(..));
    settings(run).iter().filter(|setting| taken(setting)).any(|setting| setting.name() == variable.name.as_str())
}

impl Setting {
    fn name(&self) -> &str {
        match self {
            Needed(name, _) | Preset(name, _) | Reset(name, _) => name,
            Secret(name, _) | Database(name, _) => name,
        }
    }
}

const SIMPLE: &str = "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager";

fn settings(run: &LocalRun) -> Vec<Setting> {
    let mut settings = vec![Needed("AIRFLOW__CORE__EXECUTOR", "LocalExecutor")];
    settings.push(Preset("AIRFLOW__CORE__LOAD_EXAMPLES", "False"));
    settings.push(Reset("AIRFLOW_HOME", run.home.to_owned()));
    if run.reads_commands() {
        let database = format!("AIRFLOW__{}__SQL_ALCHEMY_CONN_CMD", run.database_section());
        settings.push(Database(database, "database_url"));
        settings.push(Secret("AIRFLOW__CORE__FERNET_KEY_CMD".to_owned(), "fernet_key"));
    }
    // 3.0.2 moved the key from the webserver's section to the api's.
    if (2, 0) <= run.airflow.line() && run.airflow.line() <= (3, 0) {
        settings.push(Secret("AIRFLOW__WEBSERVER__SECRET_KEY_CMD".to_owned(), "secret_key"));
    }
    settings.extend(if run.airflow.major >= 3 { api_server(run) } else { webserver(run) });
    settings
}

fn api_server(run: &LocalRun) -> Vec<Setting> {
    let mut settings = vec![
        Secret("AIRFLOW__API__SECRET_KEY_CMD".to_owned(), "secret_key"),
        Secret("AIRFLOW__API_AUTH__JWT_SECRET_CMD".to_owned(), "jwt_secret"),
        Needed("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", "http://api-server:8080/execution/"),
        Reset("AIRFLOW__API__HOST", "0.0.0.0".to_owned()),
        Reset("AIRFLOW__API__PORT", "8080".to_owned()),
        Reset("AIRFLOW__API__BASE_URL", "http://127.0.0.1:8080".to_owned()),
        // 3.0 starts four, and its server ends those that are not up within five seconds.
        Preset("AIRFLOW__API__WORKERS", "1"),
        Preset("AIRFLOW__CORE__AUTH_MANAGER", SIMPLE),
    ];
    if run.login == Login::AllAdmins {
        settings.push(Preset("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "True"));
    }
    settings
}

fn webserver(run: &LocalRun) -> Vec<Setting> {
    let mut settings = vec![
        Reset("AIRFLOW__WEBSERVER__WEB_SERVER_HOST", "0.0.0.0".to_owned()),
        Reset("AIRFLOW__WEBSERVER__WEB_SERVER_PORT", "8080".to_owned()),
        Reset("AIRFLOW__WEBSERVER__BASE_URL", "http://127.0.0.1:8080".to_owned()),
        // Airflow's default of four takes a quarter of the memory that the README asks for.
        Preset("AIRFLOW__WEBSERVER__WORKERS", "2"),
    ];
    if run.airflow.major == 1 {
        settings.push(Preset("AIRFLOW__WEBSERVER__RBAC", "False"));
    } else if run.airflow.line() >= (2, 3) {
        // The scheduler reads the DAG files here; no service of its own does.
        settings.push(Reset("AIRFLOW__SCHEDULER__STANDALONE_DAG_PROCESSOR", "False".to_owned()));
    }
    settings
}
