//! What a key costs, best of 20 runs each: `cargo run --release --no-default-features --example search_timing`.
//! Nothing else is in here.
#![allow(missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use airflow_image_configurator::catalog::Os;
use airflow_image_configurator::domain::{AirflowVersion, Distro, DistroRelease, RowList};
use airflow_image_configurator::finder::{Scene, find};
use airflow_image_configurator::knowledge::{Knowledge, Table, table_text};
use airflow_image_configurator::search::Index;

const QUERIES: [&str; 11] = [
    "curl",
    "postgresql client",
    "mogno",
    "psotgresql-cl",
    "java 17",
    "lib ssl dev",
    "pyhton",
    "scikitlearn",
    "requsts",
    "apache-airflow-providers-googel",
    "paralelism",
];

/// Times each key of each query.
fn time(title: &str, key: impl Fn(&str)) {
    let mut times: Vec<(Duration, &str)> = Vec::new();
    for query in QUERIES {
        for (end, letter) in query.char_indices() {
            let typed = &query[..end + letter.len_utf8()];
            let once = |_| {
                let begun = Instant::now();
                key(typed);
                begun.elapsed()
            };
            times.push(((0..20).map(once).min().unwrap_or_default(), typed));
        }
    }
    times.sort();
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    println!("{title}: median {:?}, 99th {:?}, longest {:?}", at(50).0, at(99), at(100));
}

fn main() {
    let os = |distro, release| Os { distro, release: DistroRelease::parse(release) };
    let debian = os(Distro::Debian, "12");
    let mut knowledge = Knowledge::default();
    let packages = [debian, os(Distro::Alpine, "3.23")].into_iter().filter_map(Table::packages_of);
    for table in packages.chain([Table::Pythons]) {
        let text = table_text(table).unwrap_or_default();
        let names: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
        let begun = Instant::now();
        let index = Index::new(names.iter().copied());
        println!("{}: {} names made ready in {:?}", table.path(), names.len(), begun.elapsed());
        time("  the index alone", |typed| drop(black_box(index.find(typed, 12, |_| 0))));
        knowledge.put(table, text.to_owned());
    }
    let scene = Scene { os: Some(debian), airflow: AirflowVersion::new(3, 3, 1), present: vec![] };
    for list in [RowList::Packages, RowList::Requirements, RowList::Env] {
        time(&format!("{list:?}, whole"), |typed| drop(black_box(find(list, typed, &scene, &knowledge))));
    }
}
