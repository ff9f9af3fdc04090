//! What the core costs natively, a figure a function and configuration: `cargo bench --no-default-features`.
//!
//! Compiled as the twin is, for size. `benches/links` are the configurations that `make bench` types into in a browser.
#![allow(clippy::expect_used, missing_docs)]

use std::hint::black_box;
use std::time::Duration;

use airflow_image_configurator::archive::{sha256_hex, zip};
use airflow_image_configurator::catalog::{Catalog, Os};
use airflow_image_configurator::domain::{AirflowVersion, Distro, DistroRelease, RowList};
use airflow_image_configurator::draft::Draft;
use airflow_image_configurator::finder::{Scene, find};
use airflow_image_configurator::generator::{ProjectFiles, generate};
use airflow_image_configurator::highlight::{Language, highlight};
use airflow_image_configurator::import::{SourceFile, import};
use airflow_image_configurator::knowledge::{Knowledge, Table, table_text};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::{consult, describe};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// The rows of packages, requirements and variables: none; 20, 30 and 20; 50, 100 and 100.
const LINKS: [(&str, &str); 3] = [
    ("empty", include_str!("links/empty.txt")),
    ("usual", include_str!("links/usual.txt")),
    ("huge", include_str!("links/huge.txt")),
];

fn draft(link: &str) -> Draft {
    decode(link.trim(), Catalog::start()).draft
}

fn files(draft: &Draft) -> ProjectFiles {
    generate(&describe(draft, Catalog::start()).0)
}

fn packed(files: &ProjectFiles) -> Vec<u8> {
    zip("project", files, &|_| None).expect("these projects hold no late file")
}

/// Everything that the preview can show, as tokens.
fn highlighted(files: &ProjectFiles) -> usize {
    let texts = files.iter().filter_map(|file| Some((Language::of_path(&file.path), file.text()?)));
    texts.map(|(language, text)| highlight(language, &text.lines().collect::<Vec<_>>()).len()).sum()
}

/// The tables that the page fetches for an image on Alpine.
fn knowledge(os: Os) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for table in Table::packages_of(os).into_iter().chain([Table::Pythons]) {
        knowledge.put(table, table_text(table).unwrap_or_default().to_owned());
    }
    knowledge
}

fn alpine() -> Os {
    Os { distro: Distro::Alpine, release: DistroRelease::parse("3.23") }
}

fn each<T>(c: &mut Criterion, name: &str, ready: impl Fn(&str) -> T, run: impl Fn(&T)) {
    let mut group = c.benchmark_group(name);
    for (size, link) in LINKS {
        let ground = ready(link);
        group.bench_function(BenchmarkId::from_parameter(size), |b| b.iter(|| run(&ground)));
    }
    group.finish();
}

fn configurations(c: &mut Criterion) {
    let catalog = Catalog::start();
    let known = knowledge(alpine());
    each(c, "link decode", str::to_owned, |link| drop(black_box(decode(link.trim(), catalog))));
    each(c, "link write", draft, |draft| drop(black_box(encode(draft, catalog))));
    each(c, "describe", draft, |draft| drop(black_box(describe(draft, catalog))));
    each(c, "describe and advise", draft, |draft| drop(black_box(consult(draft, catalog, &known))));
    each(c, "generate", |link| describe(&draft(link), catalog).0, |project| drop(black_box(generate(project))));
    each(c, "highlight", |link| files(&draft(link)), |files| _ = black_box(highlighted(files)));
    each(c, "zip", |link| files(&draft(link)), |files| drop(black_box(packed(files))));
    each(c, "sha256", |link| packed(&files(&draft(link))), |zip| drop(black_box(sha256_hex(zip))));
}

/// Our own zip, which carries its link, and the same project without one, read line by line.
fn imports(c: &mut Criterion) {
    let own = |link: &str| vec![SourceFile { path: "project.zip".to_owned(), bytes: packed(&files(&draft(link))) }];
    let foreign = |link: &str| -> Vec<SourceFile> {
        let files = files(&draft(link));
        let read = files.iter().filter(|file| file.path != "README.md");
        read.map(|file| SourceFile { path: file.path.clone(), bytes: file.text().unwrap_or_default().into() }).collect()
    };
    let start = Draft::start(Catalog::start());
    let run = |files: &Vec<SourceFile>| drop(black_box(import(files.clone(), None, &start, Catalog::start())));
    each(c, "import of our zip", own, run);
    each(c, "import of files", foreign, run);
}

/// What is typed, letter by letter, slips among it: a key of it an iteration, in turn.
const QUERIES: [&str; 8] =
    ["curl", "postgresql client", "psotgresql-cl", "java 17", "lib ssl dev", "pyhton", "scikitlearn", "paralelism"];

fn searches(c: &mut Criterion) {
    let prefixes = |query: &'static str| query.char_indices().map(move |(at, it)| &query[..at + it.len_utf8()]);
    let keys: Vec<&str> = QUERIES.into_iter().flat_map(prefixes).collect();
    let mut group = c.benchmark_group("search a key");
    for os in [alpine(), Os { distro: Distro::Debian, release: DistroRelease::parse("12") }] {
        let known = knowledge(os);
        let scene = Scene { os: Some(os), airflow: AirflowVersion::new(3, 3, 1), present: vec![] };
        let name = if os == alpine() { "packages of Alpine" } else { "packages of Debian" };
        let mut key = keys.iter().cycle();
        group.bench_function(name, |b| {
            b.iter(|| key.next().map(|typed| black_box(find(RowList::Packages, typed, &scene, &known))));
        });
    }
    group.finish();
}

/// Two seconds a figure: enough for a spread of some percent on a quiet machine.
fn short() -> Criterion {
    Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .sample_size(50)
}

criterion_group! { name = core; config = short(); targets = configurations, imports, searches }
criterion_main!(core);
