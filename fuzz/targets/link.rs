//! Any text opens as a link; what it opened as is described, and is written as a link that reads back.
#![no_main]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::without_credentials;
use airflow_image_configurator::draft::{Draft, SecretMark, is_sensitive};
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let catalog = Catalog::start();
    let opened = decode(&String::from_utf8_lossy(bytes), catalog);
    let link = encode(&opened.draft, catalog);
    let again = decode(&link, catalog);
    assert_eq!(again.draft, without_secrets(opened.draft), "{link}");
    assert!(again.diagnostics.is_empty(), "{link}: {:?}", again.diagnostics);
    assert_eq!(encode(&again.draft, catalog), link);
    let (description, _) = describe(&again.draft, catalog);
    assert!(generate(&description).iter().all(|file| !file.path.is_empty()));
});

/// The draft as a link can know it: without the values of secrets, and without the passwords of addresses.
fn without_secrets(mut draft: Draft) -> Draft {
    let catalog = Catalog::start();
    for row in draft.env.iter_mut().filter(|row| is_sensitive(row, catalog)) {
        row.value.clear();
        // What only its value made a secret is marked as one.
        if !is_sensitive(row, catalog) {
            row.mark = SecretMark::Secret;
        }
    }
    draft.requirements.iter_mut().for_each(|row| row.text = without_credentials(&row.text));
    let pairs = draft.labels.iter_mut().chain(&mut draft.apk_repositories);
    pairs.for_each(|row| row.value = without_credentials(&row.value));
    let Draft { name, dag, extras, repository, revision, index, allow, .. } = &mut draft;
    for text in [name, dag, extras, repository, revision, index, allow] {
        *text = without_credentials(text);
    }
    let lines: Vec<String> = draft.instructions.split('\n').map(without_credentials).collect();
    draft.instructions = lines.join("\n");
    draft
}
