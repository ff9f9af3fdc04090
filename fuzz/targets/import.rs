//! Files of any content under known names are imported, one bad one never stopping another.
//!
//! The input is a sequence of files: one byte that chooses the name, two with the length (little-endian), the bytes.
#![no_main]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::draft::Draft;
use airflow_image_configurator::import::{SourceFile, Way, import};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 16] = [
    "packages.txt",
    "requirements.txt",
    "Dockerfile",
    ".env",
    "airflow.cfg",
    "compose.yaml",
    "docker-compose.yml",
    "airflow_settings.yaml",
    "README.md",
    "project.zip",
    "history.json",
    "my-airflow/Dockerfile",
    "my-airflow/requirements.txt",
    "../../etc/passwd",
    "notes",
    "",
];

fuzz_target!(|bytes: &[u8]| {
    let catalog = Catalog::start();
    let files = files(bytes);
    for way in [None, Some(Way::Replace), Some(Way::Add)] {
        let imported = import(files.clone(), way, &Draft::start(catalog), catalog);
        assert!(way.is_none_or(|way| way == imported.way));
        assert!(imported.origin.iter().all(|text| !text.path.ends_with(".env")), "secrets stay out of every patch");
        let _ = describe(&imported.draft, catalog);
        let link = encode(&imported.draft, catalog);
        assert_eq!(encode(&decode(&link, catalog).draft, catalog), link);
    }
});

fn files(mut bytes: &[u8]) -> Vec<SourceFile> {
    let mut files = Vec::new();
    while let [name, low, high, rest @ ..] = bytes {
        let length = usize::from(u16::from_le_bytes([*low, *high])).min(rest.len());
        let (content, after) = rest.split_at(length);
        let path = NAMES[usize::from(*name) % NAMES.len()].to_owned();
        files.push(SourceFile { path, bytes: content.to_vec() });
        bytes = after;
    }
    files
}
