//! Arbitrary drafts, with what has hurt others in them.
#![allow(dead_code)] // each test takes what it needs

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{
    Constraints, Distro, Layout, Platform, RowList, TextField, without_credentials,
};
use airflow_image_configurator::draft::{Draft, ImageDraft, Row, SecretMark, is_sensitive};
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    Catalog::start()
}

/// Text as hostile as a link can carry, with what has hurt others in it.
pub fn text() -> impl Strategy<Value = String> {
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

/// A value of a variable: some hold a password, whatever the name.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![5 => text(), 1 => Just("http://u:hunter2@proxy:3128".to_owned())]
}

/// The draft as a link can know it: without the values of secrets. What only its value made one is marked as one.
pub fn without_secrets(draft: &Draft) -> Draft {
    let mut known = draft.clone();
    for row in known.env.iter_mut().filter(|row| is_sensitive(row, catalog())) {
        row.value.clear();
        if !is_sensitive(row, catalog()) {
            row.mark = SecretMark::Secret;
        }
    }
    known
}

fn rows(list: RowList) -> impl Strategy<Value = Vec<Row>> {
    let mark = prop::sample::select(vec![SecretMark::Guess, SecretMark::Secret, SecretMark::Plain]);
    prop::collection::vec((text(), value(), mark), 0..6).prop_map(move |rows| {
        let row = |(name, value, mark): (String, String, SecretMark)| match list {
            RowList::Packages | RowList::Requirements => Row::line(name),
            RowList::Env => Row { mark, ..Row::pair(name, value) },
            RowList::Labels | RowList::ApkRepositories => Row::pair(name, without_credentials(&value)),
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
    pub fn draft()(
        image in image(),
        texts in prop::collection::vec(text(), 8),
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
            TextField::Allow, TextField::Instructions, TextField::Dag,
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
