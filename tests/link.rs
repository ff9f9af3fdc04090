//! The link: what is written reads back, what is read ends in a configuration, and old links decode for ever.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod drafts;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Placement, RowList};
use airflow_image_configurator::draft::{Draft, Row, SecretMark, is_sensitive};
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use drafts::{draft, text, without_secrets};
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    Catalog::start()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_is_written_reads_back(draft in draft()) {
        let link = encode(&draft, catalog());
        let opened = decode(&link, catalog());
        prop_assert_eq!(&opened.draft, &without_secrets(&draft), "{}", link);
        prop_assert_eq!(opened.diagnostics, vec![]);
        prop_assert_eq!(encode(&opened.draft, catalog()), link);
    }

    #[test]
    fn any_text_opens(link in any::<String>()) {
        let opened = decode(&link, catalog());
        let _ = describe(&opened.draft, catalog());
    }

    #[test]
    fn any_pairs_open(pairs in prop::collection::vec(("[a-z]{1,12}|image|airflow|python|env|packages|requirements|layers", text()), 0..8)) {
        let link: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
        let opened = decode(&link.join("&"), catalog());
        let (description, _) = describe(&opened.draft, catalog());
        prop_assert!(!description.name.as_str().is_empty());
    }

    #[test]
    fn any_draft_is_described(draft in draft()) {
        let (description, _) = describe(&draft, catalog());
        for variable in &description.env {
            let row = draft.row(RowList::Env, variable.row).expect("a variable comes from a row");
            let kept_out = variable.placement == Placement::Secret;
            prop_assert_eq!(kept_out, is_sensitive(row, catalog()), "{}", variable.name);
        }
    }
}

#[test]
fn secrets_never_travel() {
    let mut draft = Draft::start(catalog());
    for (name, mark) in [
        ("AIRFLOW__CORE__FERNET_KEY", SecretMark::Guess),
        ("GITHUB_TOKEN", SecretMark::Guess),
        ("HARMLESS", SecretMark::Secret),
    ] {
        draft.push(RowList::Env, Row { mark, ..Row::pair(name, "hunter2") });
    }
    draft.push(RowList::Env, Row::pair("HTTPS_PROXY", "http://me:hunter2@proxy:3128"));
    draft.push(RowList::Env, Row { mark: SecretMark::Plain, ..Row::pair("TOKEN", "shown") });
    let link = encode(&draft, catalog());
    assert!(!link.contains("hunter2"), "{link}");
    assert!(link.ends_with(
        "env=AIRFLOW__CORE__FERNET_KEY&env=GITHUB_TOKEN&secret=HARMLESS&secret=HTTPS_PROXY&env=TOKEN=shown&plain=TOKEN"
    ));
}

/// An address with a password makes a secret of a variable with any name, unless the person says that it is none.
#[test]
fn a_password_in_a_value_never_travels() {
    let address = "http://me:hunter2@proxy:3128";
    let check = |link: &str, expected: &str| {
        let opened = decode(&format!("v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&{link}"), catalog());
        assert_eq!(opened.diagnostics, [], "{link}");
        let (description, _) = describe(&opened.draft, catalog());
        let variables = opened.draft.env.iter().map(|row| row.value.as_str()).collect::<Vec<_>>();
        assert!(description.fragment.ends_with(&format!("python=3.12&{expected}")), "{}", description.fragment);
        for file in generate(&description).iter().filter(|file| file.path != ".env") {
            assert!(!file.text().is_some_and(|text| text.contains("hunter2")), "{link}: {}", file.path);
        }
        variables.join("|")
    };
    assert_eq!(check(&format!("env=HTTPS_PROXY={address}"), "secret=HTTPS_PROXY"), address);
    assert_eq!(check("secret=HTTPS_PROXY", "secret=HTTPS_PROXY"), "");
    let two = format!("env=A={address}&env=A=1");
    assert_eq!(check(&two, "secret==A&env=A=1"), format!("{address}|1"));
    let open = "env=A=postgresql://me@host/db&env=B=http://me:%24%7BPASSWORD%7D@h";
    check(open, open);
}

#[test]
fn a_password_that_is_said_to_be_plain_travels() {
    let link = "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&env=A=http://me:hunter2@proxy&plain=A";
    assert_eq!(encode(&decode(link, catalog()).draft, catalog()), link);
}
