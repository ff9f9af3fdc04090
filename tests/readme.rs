//! What the README says, by family, line and layout.

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::{link, project};

fn readme(text: &str) -> String {
    let catalog = Catalog::start();
    let draft = link::decode(text, catalog).draft;
    let files = generate(&project::describe(&draft, catalog).0);
    files.get("README.md").and_then(|file| file.text()).unwrap_or_default()
}

fn check(link: &str, has: &[&str], has_not: &[&str]) {
    let text = readme(link);
    for words in has {
        assert!(text.contains(words), "{link} lacks {words:?}\n{text}");
    }
    for words in has_not {
        assert!(!text.contains(words), "{link} has {words:?}\n{text}");
    }
    assert!(text.ends_with('\n') && !text.contains("\n\n\n") && !text.contains("http://localhost"), "{link}\n{text}");
}

#[test]
fn commands_fit_family_line_and_layout() {
    check(
        "airflow=3.3.2",
        &[
            "\ndocker compose up --build\n",
            "no way to start",
            "\ndocker build --tag localhost/",
            "everyone is an",
            "apk package",
        ],
        &["\nastro dev start", "bake", "--platform", "Log in as", "emulated"],
    );
    check(
        "airflow=3.3.2&layout=layered",
        &["docker buildx bake --load\ndocker compose up\n", "./build.sh", "alone cannot build"],
        &["docker compose up --build", "docker build --tag"],
    );
    check(
        "image=astrocrpublic.azurecr.io/runtime:3.3-8&env=M=a%0Ab",
        &["\nastro dev start\n", "4 GB", "does not set them", "apt package"],
        &["no way to start"],
    );
    check("image=apache/airflow:2.11.2", &["Log in as `admin`", "docker compose logs airflow-init"], &["everyone is"]);
    check(
        "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild",
        &["There is no login.", "--platform linux/amd64 ", "emulated", "retired"],
        &["Log in as"],
    );
    check("image=registry.corp/team/image:1&airflow=2.11.0", &["is not known here"], &["docker compose", "8080"]);
    check("airflow=3.3.2&index=https://i.corp/simple", &["--secret id=netrc,src=.netrc --tag", "`.netrc`"], &[]);
}

#[test]
fn secrets_are_named_and_never_shown() {
    check(
        "airflow=3.3.2&secret=AIRFLOW_CONN_A&secret=B_TOKEN",
        &["- `AIRFLOW_CONN_A`\n- `B_TOKEN`\n", "docker run --rm -e AIRFLOW_CONN_A -e B_TOKEN localhost/"],
        &[],
    );
    check("airflow=3.3.2", &[], &["-e "]);
}

#[test]
fn the_link_is_a_fragment_in_a_fence_that_holds_it() {
    let made = format!("Made by Airflow image configurator {}.", env!("CARGO_PKG_VERSION"));
    check("airflow=3.3.2&env=A=%60%60%60%60x", &[made.as_str(), "text\n#v=1&image="], &["https://"]);
}

#[test]
fn the_slim_image_needs_a_driver() {
    check("image=apache/airflow:slim-2.11.2", &["psycopg2-binary"], &[]);
    check("image=apache/airflow:slim-2.11.2&requirements=psycopg2-binary", &[], &["No module named"]);
    check("image=apache/airflow:2.11.2", &[], &["psycopg2-binary"]);
}
