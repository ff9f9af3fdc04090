//! Starting from a preset: nothing new is to be said of it on any image that it offers itself for, and undo takes it
//! back.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Field, RowList};
use airflow_image_configurator::draft::{Draft, Edit, History, Row, Severity, start_from};
use airflow_image_configurator::generator::{Content, generate};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::presets::{ALL, asset, find};
use airflow_image_configurator::project::describe;
use airflow_image_configurator::twin::consult;

/// An image of each line of every family, and layers of one's own of each line on Alpine and on Debian.
fn images() -> Vec<String> {
    let catalog = Catalog::start();
    let mut seen = std::collections::BTreeSet::new();
    let mut images = Vec::new();
    for image in catalog.images() {
        if seen.insert((format!("{:?}", image.line), image.airflow.line(), image.distro.as_str())) {
            images.push(format!("image={}", image.reference(None)));
        }
    }
    let mut lines = std::collections::BTreeSet::new();
    for release in catalog.releases() {
        if release.withdrawn.is_none() && lines.insert(release.version.line()) {
            images.push(format!("airflow={}", release.version));
            images.push(format!("image=debian:12-slim&airflow={}", release.version));
        }
    }
    images
}

fn serious(draft: &Draft) -> Vec<String> {
    let (_, found) = consult(draft, Catalog::start());
    let serious = found.into_iter().filter(|finding| finding.severity != Severity::Note);
    serious.map(|finding| format!("{}: {}", finding.code, finding.message)).collect()
}

#[test]
fn a_preset_brings_nothing_to_complain_of() {
    let catalog = Catalog::start();
    let mut complaints = Vec::new();
    for image in images() {
        let before = decode(&image, catalog).draft;
        let known = serious(&before);
        for preset in ALL {
            let Ok(start) = start_from(preset, &before, catalog) else { continue };
            let mut after = before.clone();
            after.apply(&start.edit);
            let new = serious(&after).into_iter().filter(|finding| !known.contains(finding));
            complaints.extend(new.map(|finding| format!("{} on {image}: {finding}", preset.name)));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Those that have no wheels for Alpine move there; the others stay on what is there.
#[test]
fn without_wheels_it_starts_on_debian_and_says_why() {
    let catalog = Catalog::start();
    let check = |link: &str, name: &str, expected: Result<(&str, bool), &str>| {
        let mut draft = decode(link, catalog).draft;
        match (start_from(find(name).expect(name), &draft, catalog), expected) {
            (Ok(start), Ok((image, moves))) => {
                draft.apply(&start.edit);
                assert_eq!((draft.image.reference.as_str(), !start.moves.is_empty()), (image, moves), "{name} {link}");
            }
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{name} {link}: {reason}"),
            (found, _) => panic!("{name} {link}: {found:?}"),
        }
    };
    check("", "sftp-to-postgres", Ok(("alpine:3.23", false)));
    for name in ["snowflake", "machine-learning", "kafka", "google-cloud"] {
        check("", name, Ok(("debian:12-slim", true)));
        check("image=apache/airflow:3.3.2-python3.12", name, Ok(("apache/airflow:3.3.2-python3.12", false)));
        check("image=registry.corp/os:1&layers=own&distro=alpine", name, Err("Choose a Debian image first."));
        check("airflow=2.5.0", name, Err("2.9"));
    }
    check("image=registry.corp/who/knows:1&airflow=", "kafka", Err("which Airflow"));
    check("airflow=1.10.15", "sftp-to-postgres", Ok(("debian:12-slim", true)));
    check("image=quay.io/astronomer/ap-airflow:1.10.12-6-alpine3.10-onbuild", "sftp-to-postgres", Err("Alpine"));
    check("image=debian:12-slim&airflow=3.3.2", "kafka", Ok(("debian:12-slim", false)));
}

/// Of every release of Airflow: where a start moves to is an image that can be had, with nothing wrong about it.
#[test]
fn where_it_moves_there_is_an_image() {
    let catalog = Catalog::start();
    let mut moved = 0;
    for release in catalog.releases() {
        let before = decode(&format!("airflow={}", release.version), catalog).draft;
        for preset in ALL {
            let Ok(start) = start_from(preset, &before, catalog) else { continue };
            let mut after = before.clone();
            after.apply(&start.edit);
            let found = describe(&after, catalog).1;
            let wrong = found.iter().filter(|d| d.field == Field::Image && d.severity == Severity::Error);
            assert_eq!(
                wrong.map(|d| &d.message).collect::<Vec<_>>(),
                Vec::<&String>::new(),
                "{} {}",
                preset.name,
                release.version
            );
            moved += usize::from(!start.moves.is_empty());
        }
    }
    assert!(moved > 100, "{moved}");
}

#[test]
fn a_start_is_one_step_with_a_name_and_keeps_what_was_typed() {
    let catalog = Catalog::start();
    let mut draft = Draft::start(catalog);
    draft.push(RowList::Requirements, Row::line("Pandas==2.2.3"));
    draft.push(RowList::Env, Row::pair("SFTP_FOLDER", "/mine"));
    let before = draft.clone();
    let mut history = History::new(draft);
    let start = start_from(find("sftp-to-postgres").expect("it is there"), history.draft(), catalog).expect("it fits");
    history.apply(&start.edit);
    assert_eq!(history.undo_label(), Some("start from SFTP to PostgreSQL"));
    let now = encode(history.draft(), catalog);
    assert!(now.contains("Pandas%3D%3D2.2.3") || now.contains("Pandas==2.2.3"), "{now}");
    assert!(
        now.contains("SFTP_FOLDER=/mine") && !now.contains("/upload") && !now.contains("requirements=pandas"),
        "{now}"
    );
    assert!(now.contains("name=sftp-to-postgres") && now.contains("secret=AIRFLOW_CONN_SFTP_DEFAULT"), "{now}");
    // A second time adds nothing, and a name of one's own stays.
    let again = start_from(find("sftp-to-postgres").expect("it is there"), history.draft(), catalog).expect("it fits");
    let mut twice = Draft::clone(history.draft());
    twice.apply(&again.edit);
    assert_eq!(&twice, history.draft().as_ref());
    history.apply(&Edit::Text(airflow_image_configurator::domain::TextField::Name, "mine".to_owned()));
    let kafka = start_from(find("kafka").expect("it is there"), history.draft(), catalog).expect("it fits");
    history.apply(&kafka.edit);
    assert_eq!((history.draft().name.as_str(), history.draft().dag.as_str()), ("mine", "kafka"));
    assert!(history.undo() && history.undo() && history.undo());
    assert_eq!(history.draft().as_ref(), &before);
}

/// A link by hand may name a preset: what it sets itself counts.
#[test]
fn a_link_starts_from_a_preset_and_changes_it() {
    let catalog = Catalog::start();
    let check = |link: &str, written: &str, said: &[&str]| {
        let opened = decode(link, catalog);
        let found: Vec<&str> = opened.diagnostics.iter().map(|found| found.message.as_str()).collect();
        assert_eq!((encode(&opened.draft, catalog).as_str(), found.as_slice()), (written, said), "{link}");
        assert_eq!(encode(&decode(written, catalog).draft, catalog), written);
    };
    let versions = "airflow=3.3.2&python=3.12";
    check(
        &format!("preset=kafka&{versions}"),
        &format!(
            "v=1&image=debian:12-slim&{versions}&name=kafka&dag=kafka&requirements=apache-airflow-providers-apache-kafka&env=KAFKA_TOPIC=events&secret=AIRFLOW_CONN_KAFKA_DEFAULT"
        ),
        &[],
    );
    check(
        &format!("env=KAFKA_TOPIC=mine&name=mine&image=alpine:3.23&{versions}&preset=kafka&packages=curl"),
        &format!(
            "v=1&image=alpine:3.23&{versions}&name=mine&dag=kafka&packages=curl&requirements=apache-airflow-providers-apache-kafka&secret=AIRFLOW_CONN_KAFKA_DEFAULT&env=KAFKA_TOPIC=mine"
        ),
        &[],
    );
    check(
        "preset=kafka&image=alpine:3.16&airflow=2.5.0&python=3.10&packages=git",
        "v=1&image=alpine:3.16&airflow=2.5.0&python=3.10&packages=git",
        &["preset: kafka is for Airflow 2.9 and later; it was left out."],
    );
    check(
        "preset=Kafka&image=alpine:3.23&airflow=3.3.2&python=3.12",
        "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12",
        &["preset: \"Kafka\" is not the name of one; it was left out."],
    );
}

/// The DAG is the only one of the project, in the words of its line, and the description alone fixes its bytes.
#[test]
fn the_dag_takes_the_place_of_the_example() {
    let catalog = Catalog::start();
    let check = |link: &str, path: &str, has: &str, lacks: &str| {
        let files = generate(&describe(&decode(link, catalog).draft, catalog).0);
        let dags: Vec<&str> = files
            .iter()
            .map(|file| file.path.as_str())
            .filter(|it| it.starts_with("dags/") && it.ends_with(".py"))
            .collect();
        assert_eq!(dags, [path], "{link}");
        let file = files.get(path).expect(path);
        let text = match &file.content {
            Content::Late(late) => late.text(asset(&late.asset).expect("an asset")).expect("the right one"),
            Content::Text(_) => file.text().expect("text"),
        };
        assert!(
            text.contains(has) && !text.contains(lacks) && text.starts_with("\"\"\"") && text.ends_with('\n'),
            "{text}"
        );
    };
    check("dag=kafka&airflow=3.3.2", "dags/kafka_dag.py", "from airflow.sdk import", "airflow.decorators");
    check("dag=kafka&airflow=2.11.0", "dags/kafka_dag.py", "from airflow.decorators import", "airflow.sdk");
    check(
        "dag=sftp-to-postgres&airflow=2.3.4",
        "dags/sftp_to_postgres_dag.py",
        "@dag(schedule_interval=None",
        "airflow.sdk",
    );
    check("dag=sftp-to-postgres&airflow=1.10.15", "dags/sftp_to_postgres_dag.py", "from airflow import DAG", "--- dag");
    check("dag=kafka&airflow=2.5.0", "dags/example.py", "airflow.decorators", "kafka");
    check("dag=moon", "dags/example.py", "airflow.sdk", "kafka");
    for preset in ALL {
        let (link, id) = (format!("dag={}", preset.name), preset.dag_id());
        // Never the name of a module that tasks import.
        check(&link, &format!("dags/{id}_dag.py"), &format!("\ndef {id}():\n"), "airflow.decorators");
        let files = generate(&describe(&decode(&link, catalog).draft, catalog).0);
        let readme = files.get("README.md").and_then(|file| file.text()).expect("a README");
        let words = readme.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(&format!("The DAG `{id}` comes from the preset {}:", preset.title())), "{readme}");
    }
}

/// Who writes links by hand, and who looks for a goal, reads the names of all of them.
#[test]
fn the_docs_name_every_preset() {
    let read = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        std::fs::read_to_string(path).expect(name).to_lowercase()
    };
    let (links, guide) = (read("link.md"), read("guide.md"));
    for preset in ALL {
        assert!(links.contains(&format!("`{}`", preset.name)), "docs/link.md: {}", preset.name);
        assert!(guide.contains(&preset.title().to_lowercase()), "docs/guide.md: {}", preset.title());
    }
}
