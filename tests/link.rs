//! The link: what is written reads back, what is read ends in a configuration, and old links decode for ever.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Constraints, Distro, Layout, Placement, Platform, RowList, TextField};
use airflow_image_configurator::draft::{Draft, ImageDraft, Row, SecretMark, is_sensitive};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    Catalog::start()
}

/// Text as hostile as a link can carry, with what has hurt others in it.
fn text() -> impl Strategy<Value = String> {
    let traps = prop::sample::select(vec![
        "",
        "1.10",
        "007",
        "true",
        "%",
        "%25",
        "%2C",
        "a,b",
        "&",
        "+",
        "#",
        "=",
        "a=b",
        "%3D",
        "\u{0}",
        "\r\n",
        "é",
        "\u{2028}",
        "$(id)",
        "'\"`",
        "\u{1F4A9}",
        " x ",
        "==1.10",
        "a b",
    ]);
    prop_oneof![3 => traps.prop_map(str::to_owned), 2 => any::<String>(), 2 => "[a-zA-Z0-9=,#% _.-]{0,12}"]
}

fn rows(list: RowList) -> impl Strategy<Value = Vec<Row>> {
    let mark = prop::sample::select(vec![SecretMark::Guess, SecretMark::Secret, SecretMark::Plain]);
    prop::collection::vec((text(), text(), mark), 0..6).prop_map(move |rows| {
        let row = |(name, value, mark): (String, String, SecretMark)| match list {
            RowList::Packages | RowList::Requirements => Row::line(name),
            RowList::Env => Row { mark, ..Row::pair(name, value) },
            RowList::Labels | RowList::ApkRepositories => Row::pair(name, value),
        };
        rows.into_iter().map(row).collect()
    })
}

fn image() -> impl Strategy<Value = ImageDraft> {
    let release = (0..catalog().releases().len()).prop_map(|at| catalog().releases()[at].version.to_string());
    let reference = prop_oneof![
        Just("alpine:3.23".to_owned()),
        Just("debian:12-slim".to_owned()),
        Just("astrocrpublic.azurecr.io/runtime:3.3-8".to_owned()),
        text().prop_filter("a written link names its image", |reference| !reference.is_empty()),
    ];
    let distro = prop::option::of(prop::sample::select(vec![Distro::Alpine, Distro::Debian]));
    (reference, release, any::<bool>(), distro).prop_map(|(reference, airflow, own, distro)| ImageDraft {
        reference,
        airflow,
        python: "3.12".to_owned(),
        own,
        distro,
    })
}

prop_compose! {
    fn draft()(
        image in image(),
        texts in prop::collection::vec(text(), 7),
        packages in rows(RowList::Packages),
        requirements in rows(RowList::Requirements),
        env in rows(RowList::Env),
        labels in rows(RowList::Labels),
        repositories in rows(RowList::ApkRepositories),
        layered in any::<bool>(),
        constraints in prop::sample::select(vec![Constraints::Airflow, Constraints::Full, Constraints::None]),
        platform in prop::option::of(prop::sample::select(vec![Platform::Amd64, Platform::Arm64])),
    ) -> Draft {
        let mut draft = Draft::default();
        draft.image = image;
        let fields = [
            TextField::Name, TextField::Extras, TextField::Repository, TextField::Revision, TextField::Index,
            TextField::Allow, TextField::Instructions,
        ];
        fields.into_iter().zip(texts).for_each(|(field, text)| draft.apply_text(field, text));
        let lists = [
            (RowList::Packages, packages), (RowList::Requirements, requirements), (RowList::Env, env),
            (RowList::Labels, labels), (RowList::ApkRepositories, repositories),
        ];
        for (list, rows) in lists {
            draft.insert(list, 0, rows);
        }
        draft.layout = if layered { Layout::Layered } else { Layout::Single };
        draft.constraints = constraints;
        draft.platform = platform;
        draft
    }
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
