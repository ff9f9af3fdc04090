//! The environment of the local run: compose's own settings, then the person's values that only compose can hold.

use super::line::LocalRun;
use super::{SECRETS, push};
use crate::domain::{Field, Placement, ProjectDescription, RowList};
use crate::generator::Line;
use crate::generator::quoting::compose;

/// A setting of the local run.
struct Setting {
    name: String,
    value: String,
    /// Whether the local run cannot do without it, whatever the person's ENV says.
    needed: bool,
}

/// Writes the entries of `environment`. The person's own value of an option stands, unless nothing would run with it.
pub fn write(out: &mut Vec<Line>, description: &ProjectDescription, run: &LocalRun) {
    for setting in settings(run) {
        let own = description.env.iter().any(|variable| variable.name.as_str() == setting.name);
        if own && !setting.needed {
            continue;
        }
        if own {
            push(out, 2, "# Here instead of your own value: the services below need it.");
        }
        push(out, 2, format!("{}: {}", setting.name, compose(&setting.value)));
    }
    for variable in description.env.iter().filter(|variable| variable.placement == Placement::ComposeOnly) {
        let text = format!("    {}: {}", variable.name, compose(&variable.value));
        out.push(Line::from(Field::Row(RowList::Env, variable.row), text));
    }
}

fn settings(run: &LocalRun) -> Vec<Setting> {
    let set = |name: &str, value: &str| Setting { name: name.to_owned(), value: value.to_owned(), needed: false };
    let need = |name: &str, value: &str| Setting { needed: true, ..set(name, value) };
    let read = |option: &str, file: &str| need(&format!("AIRFLOW__{option}_CMD"), &format!("cat {SECRETS}/{file}"));
    let mut settings = vec![
        need("AIRFLOW__CORE__EXECUTOR", "LocalExecutor"),
        read(&format!("{}__SQL_ALCHEMY_CONN", run.database_section()), "database_url"),
        set("AIRFLOW__CORE__LOAD_EXAMPLES", "False"),
        read("CORE__FERNET_KEY", "fernet_key"),
    ];
    match run.airflow.major {
        2 => settings.push(read("WEBSERVER__SECRET_KEY", "secret_key")),
        3.. => settings.extend([
            read("API__SECRET_KEY", "secret_key"),
            read("API_AUTH__JWT_SECRET", "jwt_secret"),
            need("AIRFLOW__CORE__EXECUTION_API_SERVER_URL", "http://api-server:8080/execution/"),
            set(
                "AIRFLOW__CORE__AUTH_MANAGER",
                "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
            ),
            set("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "True"),
        ]),
        _ => {}
    }
    settings
}
