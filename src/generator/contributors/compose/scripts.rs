//! The two one-shot scripts of the local run, as shell text. No YAML in here.

use super::SECRETS;
use super::local_run::{LocalRun, Login};

/// A POSIX script, fit for busybox, that makes each secret unless it is there. No file ends in a newline: Airflow up to
/// 2.0 would take it for a part of the value. They are readable to all users, as each image has another.
pub fn secrets(run: &LocalRun) -> String {
    let mut script = format!(
        "cd {SECRETS}\n\
         umask 022\n\
         random() {{ head -c 32 /dev/urandom | base64 | tr -d '+/=\\n'; }}\n\
         key() {{ head -c 32 /dev/urandom | base64 | tr '+/' '-_' | tr -d '\\n'; }}\n\
         [ -s database_password ] || random > database_password\n\
         [ -s fernet_key ] || key > fernet_key\n\
         [ -s secret_key ] || random > secret_key\n"
    );
    if run.airflow.major >= 3 {
        script.push_str("[ -s jwt_secret ] || random > jwt_secret\n");
    }
    if run.login == Login::Admin {
        script.push_str("[ -s admin_password ] || random | head -c 16 > admin_password\n");
    }
    script.push_str(
        "printf 'postgresql+psycopg2://airflow:%s@postgres:5432/airflow' \"$(cat database_password)\" > database_url\n",
    );
    if !run.reads_commands() {
        script.push_str(EXPORTS);
    }
    script
}

/// A shell reads this file before Airflow starts. A key of the person's own comes first; the database is always ours.
const EXPORTS: &str = "\
cat > environment <<END
export AIRFLOW__CORE__SQL_ALCHEMY_CONN=\"$(cat database_url)\"
export AIRFLOW__CORE__FERNET_KEY=\"\\${AIRFLOW__CORE__FERNET_KEY:-$(cat fernet_key)}\"
export AIRFLOW__WEBSERVER__SECRET_KEY=\"\\${AIRFLOW__WEBSERVER__SECRET_KEY:-$(cat secret_key)}\"
END
";

/// The words after `airflow` that bring the database to this version.
pub fn migration(run: &LocalRun) -> &'static [&'static str] {
    match run.airflow.line() {
        (..=1, _) => &["initdb"],
        (2, ..=6) => &["db", "upgrade"],
        _ => &["db", "migrate"],
    }
}

/// A bash script that migrates and makes the user; `None` where migrating is all.
pub fn init(run: &LocalRun) -> Option<String> {
    if run.login != Login::Admin {
        return None;
    }
    let migrate = migration(run).join(" ");
    // 1.10 fails when the user is there; later lines say so and go on.
    let (create, or) = match run.airflow.major {
        ..=1 => ("create_user", " || echo 'The user admin is there.'"),
        _ => ("users create", ""),
    };
    Some(format!(
        "airflow {migrate}\n\
         password=\"$(cat {SECRETS}/admin_password)\"\n\
         airflow {create} --username admin --password \"$password\" --role Admin \\\n\
         \x20 --firstname Local --lastname Admin --email admin@example.com{or}\n\
         echo \"Log in as admin with the password $password\"\n"
    ))
}
