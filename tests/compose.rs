//! Tables: what each line, family and value of the person's own comes to.

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Field, RowList};
use airflow_image_configurator::generator::{Content, Line, ProjectFiles, generate};
use airflow_image_configurator::{link, project};

fn generated(text: &str) -> ProjectFiles {
    let catalog = Catalog::start();
    generate(&project::describe(&link::decode(text, catalog).draft, catalog).0)
}

fn compose(text: &str) -> Vec<Line> {
    match generated(text).get("compose.yaml").map(|file| file.content.clone()) {
        Some(Content::Text(lines)) => lines,
        _ => Vec::new(),
    }
}

fn text(link: &str) -> String {
    compose(link).iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
}

/// The names under `services`, but the three that every project has first.
fn services(text: &str) -> String {
    let (_, rest) = text.split_once("\nservices:\n").unwrap_or_default();
    let (rest, _) = rest.split_once("\nvolumes:\n").unwrap_or_default();
    let name = |line: &&str| line.starts_with("  ") && line[2..].starts_with(|c: char| c.is_ascii_lowercase());
    let names: Vec<&str> = rest.lines().filter(name).map(|line| line.trim().trim_end_matches(':')).collect();
    assert_eq!(names[..3], ["secrets", "postgres", "airflow-init"]);
    names[3..].join(" ")
}

fn check_line(version: &str, names: &str, migration: &str, postgres: &str) {
    let text = text(&format!("image=debian:12-slim&airflow={version}"));
    assert_eq!(services(&text), names, "{version}");
    let as_words = migration.split(' ').map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
    let migrates = [format!("- |\n        {migration}\n"), format!("command: [{as_words}]")];
    assert!(migrates.iter().any(|way| text.contains(way)), "{version}\n{text}");
    assert!(text.contains(&format!("  {postgres}:\n")), "{version}");
}

#[test]
fn each_line_has_its_services_migration_and_database() {
    check_line("1.10.15", "webserver scheduler", "airflow initdb", "postgres-13");
    check_line("2.1.4", "webserver scheduler", "airflow db upgrade", "postgres-13");
    check_line("2.2.0", "webserver scheduler triggerer", "airflow db upgrade", "postgres-13");
    check_line("2.6.3", "webserver scheduler triggerer", "airflow db upgrade", "postgres-13");
    check_line("2.7.0", "webserver scheduler triggerer", "airflow db migrate", "postgres-13");
    check_line("2.9.0", "webserver scheduler triggerer", "airflow db migrate", "postgres-16");
    check_line("3.3.2", "api-server scheduler dag-processor triggerer", "airflow db migrate", "postgres-16");
}

#[test]
fn health_is_asked_where_airflow_answers() {
    let checks =
        |version: &str| text(&format!("image=debian:12-slim&airflow={version}")).matches("healthcheck:").count();
    // PostgreSQL's is one of them.
    assert_eq!((checks("1.10.15"), checks("2.0.2"), checks("2.1.0"), checks("3.0.0")), (2, 2, 3, 5));
}

#[test]
fn secrets_are_read_by_what_the_line_knows() {
    for (version, has, has_not) in [
        ("1.10.15", "entrypoint: [\"bash\"", "_CMD"),
        ("2.0.2", "AIRFLOW__CORE__SQL_ALCHEMY_CONN_CMD", "AIRFLOW__DATABASE"),
        ("2.3.0", "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD", "AIRFLOW__CORE__SQL_ALCHEMY_CONN"),
        ("2.11.0", "AIRFLOW__WEBSERVER__SECRET_KEY_CMD", "AIRFLOW__API__"),
        ("3.0.0", "AIRFLOW__WEBSERVER__SECRET_KEY_CMD", "entrypoint: [\"bash\""),
        ("3.3.2", "AIRFLOW__API_AUTH__JWT_SECRET_CMD", "AIRFLOW__WEBSERVER__"),
    ] {
        let text = text(&format!("image=debian:12-slim&airflow={version}"));
        assert!(text.contains(has) && !text.contains(has_not), "{version}\n{text}");
    }
}

fn check_login(link: &str, made: &str, all_admins: bool) {
    let text = text(link);
    let creates =
        ["users create ", "create_user "].into_iter().find(|words| text.contains(&format!("airflow {words}")));
    assert_eq!(creates.unwrap_or_default(), made, "{link}");
    assert_eq!(text.contains("admin_password"), !made.is_empty(), "{link}");
    assert_eq!(text.contains("ALL_ADMINS: \"True\""), all_admins, "{link}");
}

#[test]
fn a_user_is_made_where_a_person_logs_in_with_one() {
    let old = "image=debian:12-slim&airflow=1.10.15";
    check_login(old, "", false);
    check_login(&format!("{old}&env=AIRFLOW__WEBSERVER__RBAC=true"), "create_user ", false);
    check_login("image=apache/airflow:2.11.2", "users create ", false);
    check_login("airflow=3.3.2", "", true);
    let manager = "airflow=3.3.2&env=AIRFLOW__CORE__AUTH_MANAGER=";
    let fab = format!("{manager}airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager");
    check_login(&fab, "users create ", false);
    check_login(&format!("{manager}corp.Keycloak"), "", false);
    check_login("airflow=3.3.2&env=AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS=False", "", false);
}

/// What stands in `environment` for a variable of the person's own, in the default project or the one named.
fn check_own(env: &str, has: &[&str], has_not: &[&str]) {
    let text = text(&format!("airflow=3.3.2&{env}"));
    for line in has {
        assert!(text.contains(line), "{env} lacks {line}\n{text}");
    }
    for line in has_not {
        assert!(!text.contains(line), "{env} has {line}\n{text}");
    }
}

#[test]
fn the_persons_value_stands_unless_nothing_would_run() {
    let instead = "    # In place of your own value, with which nothing would run here.\n";
    check_own("", &[], &[instead, "AIRFLOW_HOME:", "AIRFLOW__API__PORT"]);
    check_own("env=AIRFLOW__CORE__EXECUTOR=CeleryExecutor", &[instead, "EXECUTOR: \"LocalExecutor\""], &[]);
    check_own("env=AIRFLOW__CORE__EXECUTOR=LocalExecutor", &[], &[instead]);
    check_own("env=AIRFLOW__CORE__LOAD_EXAMPLES=True", &[], &["LOAD_EXAMPLES"]);
    check_own("env=AIRFLOW_HOME=/srv", &[instead, "AIRFLOW_HOME: \"/opt/airflow\""], &[]);
    check_own("env=AIRFLOW__API__PORT=9090", &[instead, "AIRFLOW__API__PORT: \"8080\""], &[]);
    check_own("env=AIRFLOW__CORE__FERNET_KEY_CMD=vault", &[], &["FERNET_KEY_CMD"]);
    check_own("secret=AIRFLOW__CORE__FERNET_KEY", &["FERNET_KEY_CMD: \"cat /run/airflow-secrets/fernet_key\""], &[]);
    let database = "    # The local run has its own database: yours is not touched.\n";
    check_own("secret=AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", &[database, "SQL_ALCHEMY_CONN_CMD"], &[]);
    check_own("env=AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_CMD=x", &[database, "_CONN_CMD: \"cat /run"], &[]);
    check_own("env=MULTI=a%0A$b", &["    MULTI: \"a\\n$$b\""], &[]);
}

/// A line break keeps a value out of the Dockerfile: it is written here, unless what nothing runs without stands here already.
#[test]
fn a_variable_stands_here_once() {
    for (env, times) in
        [("AIRFLOW__CORE__EXECUTOR=a%0Ab", 1), ("AIRFLOW_HOME=a%0Ab", 1), ("MULTI=a%0Ab", 1), ("ONE=a", 0)]
    {
        let name = env.split('=').next().expect("a name");
        let text = text(&format!("airflow=3.3.2&env={env}"));
        let lines = text.lines().filter(|line| line.trim_start().starts_with(&format!("{name}:"))).count();
        assert_eq!(lines, times, "{env}\n{text}");
    }
}

#[test]
fn a_database_of_ones_own_is_not_for_the_local_run() {
    for (name, commented) in [
        ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", true),
        ("AIRFLOW__CORE__SQL_ALCHEMY_CONN", true),
        ("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC", true),
        ("AIRFLOW__CORE__FERNET_KEY", false),
    ] {
        // A link carries no value of a sensitive option, so the draft is given one as a person would.
        let catalog = Catalog::start();
        let mut draft = link::decode(&format!("airflow=3.3.2&secret={name}"), catalog).draft;
        draft.env.iter_mut().for_each(|row| row.value = "x".to_owned());
        let files = generate(&project::describe(&draft, catalog).0);
        let env = files.get(".env").and_then(|file| file.text()).unwrap_or_default();
        let line = if commented { format!("# {name}=\"x\"\n") } else { format!("\n{name}=\"x\"\n") };
        assert!(env.contains(&line), "{env}");
    }
}

#[test]
fn lines_know_the_field_they_came_from() {
    let lines = compose("airflow=3.3.2&platform=linux/arm64&index=https://i.corp/simple&env=MULTI=a%0Ab");
    let origin =
        |start: &str| lines.iter().find(|line| line.text.trim().starts_with(start)).and_then(|line| line.origin);
    assert_eq!(origin("platform:"), Some(Field::Platform));
    assert!(matches!(origin("MULTI:"), Some(Field::Row(RowList::Env, _))));
    assert!(origin("name:").is_some() && origin("secrets: [netrc]").is_some() && origin("ports:").is_none());
}

#[test]
fn only_one_service_builds_and_only_loopback_is_reached() {
    for link in ["airflow=3.3.2", "airflow=2.11.2", "image=astronomerinc/ap-airflow:0.3.0-onbuild"] {
        let text = text(link);
        assert_eq!(text.matches("build:\n").count(), 1, "{link}");
        assert_eq!(text.matches("ports:\n").count(), 1, "{link}");
        assert!(text.contains("\"127.0.0.1:${AIRFLOW_LOCAL_PORT:-8080}:8080\""), "{link}");
        assert!(text.lines().all(|line| line.len() <= 120), "{link}");
    }
    assert_eq!(text("airflow=3.3.2&layout=layered").matches("build:\n").count(), 0);
    assert!(text("image=astronomerinc/ap-airflow:0.3.0-onbuild").contains("platform: linux/amd64"));
    assert_eq!(text("image=registry.corp/team/image:1"), "");
}
