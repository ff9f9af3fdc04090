//! The link: what is written reads back, what is read ends in a configuration, and old links decode for ever.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod drafts;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Placement, RowList};
use airflow_image_configurator::draft::{Draft, Row, SecretMark, is_sensitive};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use drafts::{draft, text};
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    Catalog::start()
}

/// The draft as a link can know it: without the values of secrets.
fn without_secrets(draft: &Draft) -> Draft {
    let mut known = draft.clone();
    for row in known.env.iter_mut().filter(|row| is_sensitive(row, catalog())) {
        row.value.clear();
    }
    known
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
    draft.push(RowList::Env, Row { mark: SecretMark::Plain, ..Row::pair("TOKEN", "shown") });
    let link = encode(&draft, catalog());
    assert!(!link.contains("hunter2"), "{link}");
    assert!(
        link.ends_with("env=AIRFLOW__CORE__FERNET_KEY&env=GITHUB_TOKEN&secret=HARMLESS&env=TOKEN=shown&plain=TOKEN")
    );
}
