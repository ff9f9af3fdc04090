//! What a local run of each Airflow line consists of, held against real Airflows by `tests/judges`. No YAML in here.

use crate::domain::{AirflowVersion, EnvVariable, ProjectDescription};

/// The local run of a project.
pub struct LocalRun {
    /// The version.
    pub airflow: AirflowVersion,
    /// AIRFLOW_HOME in the image, where the project's folders are mounted.
    pub home: &'static str,
    /// The database.
    pub postgres: Postgres,
    /// The services that stay up, in the order in which a person looks for them.
    pub services: Vec<Service>,
    /// How a person gets in.
    pub login: Login,
}

/// A release of PostgreSQL that this Airflow was tested with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Postgres {
    /// The image. Both tags stand in public repositories, one of them with its digest.
    pub image: &'static str,
    /// The volume: another major version cannot read its files, so each has its own.
    pub volume: &'static str,
}

/// How a person gets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Login {
    /// 1.10 without RBAC: there is none.
    Absent,
    /// Init makes the user `admin` with a random password.
    Admin,
    /// 3.x: everyone is an administrator.
    AllAdmins,
    /// The person's own ENV decides.
    Own,
}

/// A service that stays up; its name is Airflow's command.
pub struct Service {
    /// `scheduler`, `api-server`, ...
    pub name: &'static str,
    /// Words after the name.
    pub arguments: &'static [&'static str],
    /// Whether it answers at port 8080.
    pub serves: bool,
    /// The health check as words of compose's `test`, where Airflow has one.
    pub health: Option<Vec<String>>,
}

impl LocalRun {
    /// The local run of a project.
    pub fn of(description: &ProjectDescription) -> Self {
        let airflow = description.airflow;
        let services = names(airflow).iter().map(|name| service(name, airflow)).collect();
        let (home, login) = (description.airflow_home(), login(description));
        Self { airflow, home, postgres: postgres(airflow), services, login }
    }

    /// The section that the database connection is an option of.
    pub fn database_section(&self) -> &'static str {
        if self.airflow.line() >= (2, 3) { "DATABASE" } else { "CORE" }
    }

    /// Whether Airflow reads secrets by `_CMD` out of the environment: 1.10.5 does not, 1.10.15 does, and neither for
    /// the webserver's key.
    pub fn reads_commands(&self) -> bool {
        self.airflow.major >= 2
    }
}

fn names(airflow: AirflowVersion) -> &'static [&'static str] {
    match airflow.line() {
        (..=1, _) | (2, ..=1) => &["webserver", "scheduler"],
        (2, _) => &["webserver", "scheduler", "triggerer"],
        _ => &["api-server", "scheduler", "dag-processor", "triggerer"],
    }
}

/// Airflow names 13 as tested up to 2.10 and 16 from 2.9 on; 13 still has the password form that old drivers know.
fn postgres(airflow: AirflowVersion) -> Postgres {
    match airflow.line() {
        (..=1, _) | (2, ..=8) => Postgres { image: "postgres:13.22-alpine3.22", volume: "postgres-13" },
        _ => Postgres { image: "postgres:16.10-alpine3.22", volume: "postgres-16" },
    }
}

/// The person's own value of what a name sets. A secret of Airflow's can be set by three names: the option's own, and
/// with `_CMD` or `_SECRET` behind it.
pub fn own_value<'a>(description: &'a ProjectDescription, name: &str) -> Option<&'a EnvVariable> {
    let bare = name.strip_suffix("_CMD").unwrap_or(name);
    let is_it = |own: &str| own.strip_prefix(bare).is_some_and(|rest| matches!(rest, "" | "_CMD" | "_SECRET"));
    description.env.iter().find(|variable| is_it(variable.name.as_str()))
}

/// Whether a variable that sets what `name` sets only says where the value is.
pub fn is_indirect(variable: &EnvVariable, name: &str) -> bool {
    variable.name.as_str() != name.strip_suffix("_CMD").unwrap_or(name)
}

/// Whether a variable names Airflow's own database, in any line and form.
pub fn names_database(variable: &EnvVariable) -> bool {
    const NAMES: [&str; 2] = ["AIRFLOW__CORE__SQL_ALCHEMY_CONN", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"];
    let rest = NAMES.iter().find_map(|name| variable.name.as_str().strip_prefix(name));
    rest.is_some_and(|rest| matches!(rest, "" | "_CMD" | "_SECRET") || rest.starts_with("_ASYNC"))
}

fn login(description: &ProjectDescription) -> Login {
    let own = |name| own_value(description, name).map(|variable| variable.value.trim());
    let on =
        |value: Option<&str>| value.is_some_and(|value| matches!(&*value.to_ascii_lowercase(), "true" | "t" | "1"));
    match description.airflow.major {
        ..=1 if on(own("AIRFLOW__WEBSERVER__RBAC")) => Login::Admin,
        ..=1 => Login::Absent,
        2 => Login::Admin,
        _ => match own("AIRFLOW__CORE__AUTH_MANAGER") {
            Some(manager) if manager.ends_with(".FabAuthManager") => Login::Admin,
            Some(manager) if !manager.ends_with(".SimpleAuthManager") => Login::Own,
            _ => match own("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS") {
                Some(value) if !on(Some(value)) => Login::Own,
                _ => Login::AllAdmins,
            },
        },
    }
}

fn service(name: &'static str, airflow: AirflowVersion) -> Service {
    let serves = matches!(name, "webserver" | "api-server");
    let health = if serves { Some(answers(airflow)) } else { job_check(name, airflow) };
    // Memory that does not outlive the container's run: a number left behind would keep the next run from starting.
    let arguments: &[&str] = if name == "webserver" { &["--pid", "/dev/shm/webserver.pid"] } else { &[] };
    Service { name, arguments, serves, health }
}

/// curl may be absent; Python never is.
fn answers(airflow: AirflowVersion) -> Vec<String> {
    let path = if airflow.major >= 3 { "/api/v2/monitor/health" } else { "/health" };
    let script = format!("import urllib.request as r; r.urlopen('http://127.0.0.1:8080{path}', timeout=10)");
    ["CMD", "python3", "-c", &script].map(str::to_owned).to_vec()
}

/// `airflow jobs check` came with 2.1. No host name is asked for: there is one of each kind, and names differ by what
/// `hostname_callable` makes of them.
fn job_check(name: &str, airflow: AirflowVersion) -> Option<Vec<String>> {
    let job = match name {
        "scheduler" => "SchedulerJob",
        "triggerer" => "TriggererJob",
        "dag-processor" => "DagProcessorJob",
        _ => return None,
    };
    let check = ["CMD", "airflow", "jobs", "check", "--job-type", job];
    (airflow.line() >= (2, 1)).then(|| check.map(str::to_owned).to_vec())
}
