//! What a key costs, best of 20 runs each: `cargo run --release --no-default-features --example search_timing`.
//! Nothing else is in here.
#![allow(missing_docs)]

use std::time::{Duration, Instant};

use airflow_image_configurator::search::Index;

const QUERIES: [&str; 10] = [
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
];

fn main() {
    for table in ["debian-12", "alpine-3.23", "python"] {
        let path = format!("{}/catalog/packages/{table}.tsv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let names: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
        let begun = Instant::now();
        let index = Index::new(names.iter().copied());
        println!("{table}: {} names made ready in {:?}", names.len(), begun.elapsed());
        let mut times: Vec<(Duration, &str)> = Vec::new();
        for query in QUERIES {
            for (end, letter) in query.char_indices() {
                let typed = &query[..end + letter.len_utf8()];
                let once = |_| {
                    let begun = Instant::now();
                    std::hint::black_box(index.find(typed, 12, |_| 0));
                    begun.elapsed()
                };
                times.push(((0..20).map(once).min().unwrap_or_default(), typed));
            }
        }
        times.sort();
        let at = |share: usize| &times[(times.len() - 1) * share / 100];
        println!("  median {:?}, 99th {:?}, longest {:?}", at(50).0, at(99), at(100));
        for typed in std::env::args().skip(1) {
            let found: Vec<&str> = index.find(&typed, 12, |_| 0).iter().map(|found| names[found.index]).collect();
            println!("  {typed:?}: {}", found.join(" "));
        }
    }
}
