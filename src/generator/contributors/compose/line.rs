//! What a local run of each Airflow line consists of (shared facts: images, section 5). No YAML in here.

use super::SECRETS;
use crate::domain::AirflowVersion;

/// The local run of an Airflow version.
pub struct LocalRun {
    /// The version.
    pub airflow: AirflowVersion,
    /// The database's image: a release that this Airflow's drivers know.
    pub postgres: &'static str,
    /// The services that stay up, in the order in which a person looks for them.
    pub services: Vec<Service>,
}

/// A service that stays up; its name is Airflow's command.
pub struct Service {
    /// `scheduler`, `api-server`, ...
    pub name: &'static str,
    /// Whether it answers at port 8080.
    pub serves: bool,
    /// The health check as words of compose's `test`, where Airflow has one.
    pub health: Option<Vec<String>>,
}

impl LocalRun {
    /// The local run of a version.
    pub fn of(airflow: AirflowVersion) -> Self {
        let names: &[&str] = match airflow.line() {
            (..=1, _) | (2, ..=1) => &["webserver", "scheduler"],
            (2, _) => &["webserver", "scheduler", "triggerer"],
            _ => &["api-server", "scheduler", "dag-processor", "triggerer"],
        };
        let services = names.iter().map(|name| service(name, airflow)).collect();
        Self { airflow, postgres: postgres(airflow), services }
    }

    /// The section that the database connection is an option of.
    pub fn database_section(&self) -> &'static str {
        if self.airflow.line() >= (2, 3) { "DATABASE" } else { "CORE" }
    }

    /// Whether a person logs in with a user that init makes.
    pub fn has_user(&self) -> bool {
        self.airflow.major == 2
    }

    /// A POSIX shell script that makes each secret unless it is there. Readable to the other containers' users.
    pub fn secrets_script(&self) -> String {
        let mut script = format!(
            "cd {SECRETS}\n\
             umask 022\n\
             random() {{ od -An -N32 -tx1 /dev/urandom | tr -d ' \\n'; }}\n\
             [ -s database_password ] || random > database_password\n\
             [ -s database_url ] || echo \"postgresql+psycopg2://airflow:$(cat database_password)@postgres:5432/airflow\" > database_url\n\
             [ -s fernet_key ] || head -c 32 /dev/urandom | base64 | tr '+/' '-_' > fernet_key\n\
             [ -s secret_key ] || random > secret_key\n"
        );
        match self.airflow.major {
            2 => script.push_str("[ -s admin_password ] || random | head -c 16 > admin_password\n"),
            3.. => script.push_str("[ -s jwt_secret ] || random > jwt_secret\n"),
            _ => {}
        }
        script
    }

    /// A bash script that migrates the database, and makes the user where a person logs in with one.
    pub fn init_script(&self) -> String {
        let migrate = match self.airflow.line() {
            (..=1, _) => "airflow initdb",
            (2, ..=6) => "airflow db upgrade",
            _ => "airflow db migrate",
        };
        if !self.has_user() {
            return migrate.to_owned();
        }
        let password = format!("$(cat {SECRETS}/admin_password)");
        format!(
            "{migrate}; airflow users create --username admin --firstname Local --lastname Admin --role Admin \
             --email admin@localhost --password \"{password}\"; \
             echo \"Log in at http://127.0.0.1:8080 as admin with the password {password}\""
        )
    }
}

fn postgres(airflow: AirflowVersion) -> &'static str {
    match airflow.line() {
        (..=1, _) => "postgres:11.22-alpine3.18",
        (2, ..=6) => "postgres:13.16-alpine3.20",
        _ => "postgres:16.4-alpine3.20",
    }
}

fn service(name: &'static str, airflow: AirflowVersion) -> Service {
    let serves = matches!(name, "webserver" | "api-server");
    let health = if serves { Some(answers(airflow)) } else { job_check(name, airflow) };
    Service { name, serves, health }
}

/// curl may be absent; Python never is.
fn answers(airflow: AirflowVersion) -> Vec<String> {
    let path = if airflow.major >= 3 { "/api/v2/monitor/health" } else { "/health" };
    let script = format!("import urllib.request as r; r.urlopen('http://127.0.0.1:8080{path}', timeout=10)");
    ["CMD", "python3", "-c", &script].map(str::to_owned).to_vec()
}

/// `airflow jobs check` came with 2.1.
fn job_check(name: &str, airflow: AirflowVersion) -> Option<Vec<String>> {
    let job = match name {
        "scheduler" => "SchedulerJob",
        "triggerer" => "TriggererJob",
        "dag-processor" => "DagProcessorJob",
        _ => return None,
    };
    let check = format!("airflow jobs check --job-type {job} --hostname \"$(hostname)\"");
    (airflow.line() >= (2, 1)).then(|| vec!["CMD-SHELL".to_owned(), check])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(version: &str, services: &str, init: &str) {
        let run = LocalRun::of(AirflowVersion::parse(version).expect("a version"));
        let names: Vec<&str> = run.services.iter().map(|service| service.name).collect();
        assert_eq!(names.join(" "), services, "{version}");
        assert!(run.init_script().starts_with(init), "{version}");
    }

    #[test]
    fn each_line_has_its_services_and_migration() {
        check("1.10.15", "webserver scheduler", "airflow initdb");
        check("2.1.4", "webserver scheduler", "airflow db upgrade;");
        check("2.6.3", "webserver scheduler triggerer", "airflow db upgrade;");
        check("2.7.0", "webserver scheduler triggerer", "airflow db migrate;");
        check("3.3.2", "api-server scheduler dag-processor triggerer", "airflow db migrate");
    }

    #[test]
    fn health_is_asked_where_airflow_answers() {
        let healthy = |version| {
            let run = LocalRun::of(AirflowVersion::parse(version).expect("a version"));
            run.services.iter().filter(|service| service.health.is_some()).count()
        };
        assert_eq!((healthy("1.10.15"), healthy("2.0.2"), healthy("2.1.0"), healthy("3.0.0")), (1, 1, 2, 4));
    }
}
