//! What the ranker finds in the real tables, and what the finder makes of it.
#![allow(clippy::expect_used, missing_docs)]

use airflow_image_configurator::catalog::Os;
use airflow_image_configurator::domain::{AirflowVersion, Distro, DistroRelease, RowList};
use airflow_image_configurator::finder::{Group, Scene, find};
use airflow_image_configurator::knowledge::{Knowledge, Table, table_text};

/// A room to search in: the list, the system's table, and the Airflow version.
struct Room {
    list: RowList,
    scene: Scene,
    knowledge: Knowledge,
}

impl Room {
    fn new(list: RowList, system: &str, airflow: &str) -> Self {
        let (distro, release) = system.split_once(' ').expect("distro and release");
        let distro = Distro::parse(distro).expect("a distro");
        let os = Os { distro, release: DistroRelease::parse(release) };
        let airflow = AirflowVersion::parse(airflow).expect("a version");
        let mut knowledge = Knowledge::default();
        let late = [Table::packages_of(os).expect("a table"), Table::AlpineHistory, Table::Pythons];
        late.into_iter().for_each(|table| knowledge.put(table, table_text(table).expect("text").to_owned()));
        Self { list, scene: Scene { os: Some(os), airflow, present: vec![] }, knowledge }
    }

    fn groups(&self, typed: &str) -> Vec<Group> {
        find(self.list, typed, &self.scene, &self.knowledge)
    }

    fn inserts(&self, typed: &str) -> Vec<String> {
        self.groups(typed).into_iter().flat_map(|group| group.items).map(|item| item.insert).collect()
    }

    /// `query: first names`; with `...` in front names that must be among the items, with `!` none at all.
    fn check(&self, cases: &str) {
        for case in cases.trim().lines() {
            let (typed, names) = case.trim().split_once(": ").expect("query: names");
            let found = self.inserts(typed);
            let names: Vec<&str> = names.split_ascii_whitespace().collect();
            let fits = match names.as_slice() {
                ["!"] => found.is_empty(),
                ["...", some @ ..] => some.iter().all(|name| found.iter().any(|found| found == name)),
                first => found.iter().zip(first).filter(|(found, name)| found == name).count() == first.len(),
            };
            assert!(fits, "{typed:?} gives {found:?}, not {names:?}");
            assert!(found.len() <= 12, "{typed:?} gives {}", found.len());
        }
    }
}

#[test]
fn packages_of_alpine() {
    Room::new(RowList::Packages, "alpine 3.23", "3.3.1").check(
        "
        curl: curl libcurl curl-dev
        CURL: curl
        git: git git-p4 git-cvs
        git lfs: git-lfs
        gitlfs: git-lfs
        postgres cl: postgresql-client postgresql16-client
        postgresql_client: postgresql-client
        psotgresql-cl: ... postgresql-client
        posgres: postgresql-client postgresql16
        psql: postgresql-client
        postgresql-dev: postgresql-dev postgresql16-dev
        pq: libpq libpq-dev
        libpq: libpq libpq-dev
        libpq=17: libpq=17 libpq-dev=17
        mogno: ... mongodb-tools mongo-c-driver py3-mongo
        java: openjdk8
        java 17: openjdk17 openjdk17-jdk openjdk17-jre
        java 17: ... openjdk17-jre-headless
        openjdk 21 jre: openjdk21-jre openjdk21-jre-headless
        ssl: openssl-dev libssl3
        openssl: openssl openssl-dev
        odbc: unixodbc unixodbc-dev
        xml: libxml2 libxml2-dev
        ffi: libffi-dev libffi
        c++: libc++
        g++: g++
        gcc: gcc
        pyhton: ... python3 python3-dev
        requsts: ... py3-requests
        scikit learn: py3-scikit-learn
        tzdata: tzdata
        build: build-base
        ssh: openssh openssh-client
        jpeg: jpeg libjpeg
        openjdk18: ... openjdk17
        c compiler: ... protobuf-c-compiler
        zzzzzz: !
        ",
    );
}

#[test]
fn packages_of_debian() {
    Room::new(RowList::Packages, "debian 12", "3.3.1").check(
        "
        curl: curl libcurl4
        git: git
        lib ssl dev: libssl-dev
        ssl: libssl-dev libssl3
        pq: libpq5 libpq-dev
        java 17: openjdk-17-jdk openjdk-17-jre
        psotgresql-cl: postgresql-client
        posgres: postgresql-client postgresql
        mogno: libmongo-client0
        xml2 dev: libxml2-dev
        ffi: libffi-dev libffi8
        odbc: unixodbc unixodbc-dev
        build: build-essential
        krb5: krb5-user
        pyhton: python3-dev python3
        mysql cl: default-mysql-client
        vim: vim vim-nox vim-tiny
        requsts: python3-requests
        kuberentes: kubernetes-client
        gcc:amd64: gcc:amd64
        curl/bookworm: curl/bookworm
        ",
    );
}

#[test]
fn requirements() {
    Room::new(RowList::Requirements, "alpine 3.23", "3.3.1").check(
        "
        sftp: apache-airflow-providers-sftp pysftp
        boto: boto boto3 botocore
        psycopg: psycopg psycopg2-binary
        scikit: scikit-learn scikit-image
        scikitlearn: scikit-learn
        sklearn: sklearn scikit-learn
        numpy: numpy
        numpyy: numpy
        pandas==2.: pandas==2. pandas-stubs==2.
        celery[redis]: celery[redis] apache-airflow-providers-celery[redis]
        pandsa: pandas
        requsts: requests
        pyton dateutl: python-dateutil
        sqlachemy: sqlalchemy
        google: google apache-airflow-providers-google google-cloud-storage
        docker: docker apache-airflow-providers-docker
        common sql: apache-airflow-providers-common-sql
        http: apache-airflow-providers-http httpx
        snowlfake: snowflake-connector-python apache-airflow-providers-snowflake
        apache-airflow: apache-airflow
        yaml: pyyaml
        spark: pyspark
        test: pytest
        mogno: ... pymongo mongoengine apache-airflow-providers-mongo
        mongo: apache-airflow-providers-mongo pymongo
        k8s: kubernetes apache-airflow-providers-cncf-kubernetes
        cv2: opencv-python
        zope.interface: zope-interface
        Zope_Interface: zope-interface
        dbt snow: dbt-snowflake
        great expect: great-expectations
        -r more.txt: !
        git+https://a/pandas: !
        ",
    );
}

#[test]
fn variables_of_the_version() {
    let cases = "
        load examples: AIRFLOW__CORE__LOAD_EXAMPLES
        paralelism: AIRFLOW__CORE__PARALLELISM
        smtp host: AIRFLOW__SMTP__SMTP_HOST
        fernet: AIRFLOW__CORE__FERNET_KEY
        AIRFLOW__CORE__PAR: AIRFLOW__CORE__PARALLELISM
        airflow__core__parallelism: AIRFLOW__CORE__PARALLELISM
        core parallelism=3: AIRFLOW__CORE__PARALLELISM=3
        executor: AIRFLOW__CORE__EXECUTOR
        ";
    let (new, old) = (room_of_variables("3.3.1"), room_of_variables("1.10.15"));
    new.check(cases);
    old.check(cases);
    new.check("sql alchemy conn: AIRFLOW__DATABASE__SQL_ALCHEMY_CONN\n rbac: !\n loging level: AIRFLOW__LOGGING__LOGGING_LEVEL");
    old.check("sql alchemy conn: AIRFLOW__CORE__SQL_ALCHEMY_CONN\n rbac: AIRFLOW__WEBSERVER__RBAC");
    let items = new.groups("parallelism").remove(0).items;
    assert_eq!(items[0].detail, "whole number, default 32");
    assert!(items[0].note.ends_with('.'), "{}", items[0].note);
}

#[test]
fn what_stands_after_the_name_is_kept() {
    let room = Room::new(RowList::Requirements, "debian 12", "3.3.1");
    let check =
        |typed: &str, expected: &str| assert_eq!(room.inserts(typed).first().map(String::as_str), Some(expected));
    check(" pandsa >= 2, < 3 ", "pandas >= 2, < 3");
    check("Requests[socks]; python_version < '3.9'  # why", "requests[socks]; python_version < '3.9'  # why");
}

fn room_of_variables(airflow: &str) -> Room {
    Room::new(RowList::Env, "alpine 3.23", airflow)
}

#[test]
fn items_say_what_they_are() {
    let mut room = Room::new(RowList::Packages, "alpine 3.23", "3.3.1");
    room.scene.present = vec!["curl-dev=8".to_owned()];
    let items = room.groups("curl").remove(0).items;
    assert_eq!(
        (items[0].name.as_str(), items[0].marks.as_slice(), items[0].note.as_str()),
        ("curl", &[(0, 4)][..], "")
    );
    assert!(items[0].detail.starts_with("8."), "{}", items[0].detail);
    assert_eq!((items[2].name.as_str(), items[2].note.as_str()), ("curl-dev", "In the list already."));
    let items = room.groups("postgresql-dev").remove(0).items;
    assert_eq!(items[0].detail, "provided by postgresql16-dev and 2 more");
    assert_eq!(room.groups("java 17")[0].items[0].marks, []);
}

#[test]
fn useful_names_fit_the_system() {
    let mut alpine = Room::new(RowList::Packages, "alpine 3.23", "3.3.1");
    let old = Room::new(RowList::Packages, "alpine 3.10", "2.2.5");
    let debian = Room::new(RowList::Packages, "debian 12", "3.3.1");
    let has = |room: &Room, name: &str| room.inserts(" ").iter().any(|found| found == name);
    assert!(has(&alpine, "curl") && has(&alpine, "libpq-dev") && has(&alpine, "build-base"));
    assert!(has(&debian, "curl") && has(&debian, "libssl-dev") && has(&debian, "build-essential"));
    assert!(!has(&debian, "build-base") && !has(&debian, "openssl-dev"));
    assert!(has(&old, "postgresql-dev") && !has(&old, "libpq-dev"), "the name of that release");
    alpine.scene.present = vec!["curl=8".to_owned()];
    assert!(!has(&alpine, "curl"));
    assert!(alpine.groups("").iter().all(|group| !group.title.is_empty() && !group.items.is_empty()));
    assert!(has(&room_of_variables("3.3.1"), "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"));
    assert!(!has(&room_of_variables("2.2.5"), "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"));
    let mut requirements = Room::new(RowList::Requirements, "debian 12", "3.3.1");
    requirements.scene.present = vec!["Pandas[excel] >= 2".to_owned()];
    assert!(has(&requirements, "boto3") && !has(&requirements, "pandas"));
}

#[test]
fn every_useful_name_is_in_some_table() {
    let useful: Vec<Vec<String>> = ["alpine 3.23", "debian 12"]
        .iter()
        .map(|system| Room::new(RowList::Packages, system, "3.3.1").inserts(""))
        .collect();
    assert!(useful.iter().all(|names| names.len() > 30), "{useful:?}");
    let mut nothing = Room::new(RowList::Packages, "debian 12", "3.3.1");
    nothing.knowledge = Knowledge::default();
    assert_eq!(nothing.inserts("").len(), useful[1].len());
    assert!(nothing.groups("curl").is_empty(), "a table that has not come");
    nothing.list = RowList::Labels;
    assert!(nothing.groups("").is_empty() && nothing.groups("a").is_empty());
}

/// Whatever is typed in whatever list: never more than 12, marks inside of the name.
#[test]
fn any_text_is_a_query() {
    for list in [RowList::Packages, RowList::Requirements, RowList::Env] {
        let room = Room::new(list, "alpine 3.23", "3.3.1");
        for typed in
            ["-", "...", "größe", "\u{0}", "=", "[", "a b c d e f g h i j k", "🙂🙂", "  x  ", "a\tb\nc", "AIRFLOW__"]
        {
            for item in room.groups(typed).into_iter().flat_map(|group| group.items) {
                for (start, end) in item.marks {
                    assert!(item.name.get(start as usize..end as usize).is_some_and(|part| !part.is_empty()));
                }
            }
        }
    }
}
