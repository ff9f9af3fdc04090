//! What the table of options says, on a handful of options that everybody knows.

use super::*;

fn version(text: &str) -> AirflowVersion {
    AirflowVersion::parse(text).unwrap_or(AirflowVersion::new(0, 0, 0))
}

fn key(name: &str) -> OptionKey {
    let (section, key) = name.rsplit_once('.').unwrap_or_default();
    OptionKey { section: section.to_owned(), key: key.to_owned() }
}

fn find(name: &str) -> &'static OptionFact {
    Options::start().find(&key(name)).unwrap_or_else(|| panic!("{name} is not in the table"))
}

#[test]
fn no_line_is_skipped() {
    assert_eq!(read::TABLE.lines().count() - 1, Options::start().facts.len());
    assert_eq!(Options::start().facts.len(), 869);
    let written = read::SENTENCES.lines().count() - 1;
    assert_eq!(Options::start().all().filter(|fact| fact.sentence.is_some()).count(), written);
    assert!(
        Options::start().all().filter_map(|fact| fact.sentence).all(|text| text.len() < 100 && text.ends_with('.'))
    );
}

#[test]
fn options_exist_by_version() {
    let check = |name: &str, with: &[&str], without: &[&str]| {
        let fact = find(name);
        with.iter().for_each(|v| assert!(fact.exists_in(version(v)), "{name} in {v}"));
        without.iter().for_each(|v| assert!(!fact.exists_in(version(v)), "{name} in {v}"));
    };
    check("core.parallelism", &["1.9.0", "1.10.15", "2.11.0", "3.3.2", "3.9.0"], &[]);
    check("database.sql_alchemy_conn", &["2.3.0", "3.3.2"], &["2.2.5", "1.10.15"]);
    check("core.mp_start_method", &["2.5.0", "3.0.6", "3.3.0"], &["2.4.0", "3.1.0", "3.2.0"]);
    check("celery.worker_concurrency", &["1.10.15", "2.6.0", "2.7.0", "3.3.2"], &["1.9.0"]);
    check("kubernetes.namespace", &["2.4.3"], &["2.5.0"]);
    check("common_io.xcom_objectstorage_path", &["2.8.0", "3.3.2"], &["2.7.3"]);
}

#[test]
fn defaults_change() {
    let check = |name: &str, v: &str, expected| assert_eq!(find(name).default_in(version(v)), expected, "{name} {v}");
    check("core.executor", "2.11.0", Some("SequentialExecutor"));
    check("core.executor", "3.0.0", Some("LocalExecutor"));
    check("celery.result_backend", "2.4.0", None);
    check("core.fernet_key", "3.3.2", Some("{FERNET_KEY}"));
    check("core.allowed_deserialization_classes", "2.5.0", Some(r"airflow\..*"));
    check(
        "logging.log_filename_template",
        "2.0.0",
        Some("{{ ti.dag_id }}/{{ ti.task_id }}/{{ ts }}/{{ try_number }}.log"),
    );
    let bundles = find("dag_processor.dag_bundle_config_list").default_in(version("3.3.2")).unwrap_or_default();
    assert!(bundles.starts_with("[\n      {\n        \"name\": \"dags-folder\""), "{bundles}");
}

#[test]
fn names_change_in_both_directions() {
    let check = |name: &str, v: &str, expected: Option<(&str, bool)>| {
        let renamed = Options::start().renamed_to(&key(name), version(v));
        let found = renamed.map(|r| (format!("{}.{}", r.to.section, r.to.key), r.still_read));
        assert_eq!(found.as_ref().map(|(name, read)| (name.as_str(), *read)), expected, "{name} {v}");
    };
    check("core.dag_concurrency", "2.11.0", Some(("core.max_active_tasks_per_dag", true)));
    check("core.dag_concurrency", "3.0.0", Some(("core.max_active_tasks_per_dag", false)));
    check("core.dag_concurrency", "2.1.0", None);
    check("core.sql_alchemy_conn", "3.3.2", Some(("database.sql_alchemy_conn", true)));
    check("webserver.page_size", "3.3.2", Some(("api.fallback_page_limit", false)));
    check("webserver.page_size", "3.1.0", Some(("api.page_size", true)));
    check("scheduler.parsing_processes", "3.0.0", Some(("dag_processor.parsing_processes", false)));
    check("scheduler.max_threads", "3.0.0", Some(("dag_processor.parsing_processes", false)));
    check("celery.celeryd_concurrency", "1.10.15", Some(("celery.worker_concurrency", true)));
    let back = |name: &str, v: &str| {
        let fact = Options::start().renamed_from(find(name), version(v));
        fact.map(|fact| format!("{}.{}", fact.section, fact.key))
    };
    assert_eq!(back("database.sql_alchemy_conn", "2.2.5").as_deref(), Some("core.sql_alchemy_conn"));
    assert_eq!(back("api.base_url", "2.11.0").as_deref(), Some("webserver.base_url"));
    assert_eq!(back("core.parallelism", "2.11.0"), None);
}

#[test]
fn addresses_and_names() {
    let fact = find("common_io.xcom_objectstorage_path");
    assert_eq!(fact.env_name(), "AIRFLOW__COMMON_IO__XCOM_OBJECTSTORAGE_PATH");
    assert_eq!(
        find("core.dags_folder").reference(version("3.3.2")),
        "https://airflow.apache.org/docs/apache-airflow/3.3.2/configurations-ref.html#config-core-dags-folder"
    );
    assert_eq!(
        find("celery.broker_url").reference(version("2.11.0")),
        "https://airflow.apache.org/docs/apache-airflow-providers-celery/stable/configurations-ref.html\
         #config-celery-broker-url"
    );
    assert!(find("celery.broker_url").sensitive && !find("core.parallelism").sensitive);
    let offered = |v: &str| Options::start().offered(version(v)).count();
    assert!(offered("1.10.15") > 250 && offered("3.3.2") > 500, "{} {}", offered("1.10.15"), offered("3.3.2"));
}

#[test]
fn sensitive_options_are_those_of_the_catalogue() {
    let catalog = crate::catalog::Catalog::start();
    for fact in Options::start().all().filter(|fact| fact.sensitive) {
        assert!(catalog.is_sensitive_option(&fact.option_key().section, fact.key), "{}.{}", fact.section, fact.key);
    }
}
