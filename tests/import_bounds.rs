//! Imports and links of a hostile size or form: bounded in what they take, and said to be. Figures of time and memory are
//! for benchmarks; what is not bounded does not end here.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write as _;
use std::io::Write as _;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::RowList;
use airflow_image_configurator::draft::{Draft, Edit, split_lines};
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::import::{Import, SourceFile, import};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use flate2::Crc;
use flate2::write::DeflateEncoder;

const MEGABYTE: usize = 1024 * 1024;

fn catalog() -> &'static Catalog {
    Catalog::start()
}

fn file(path: &str, bytes: impl Into<Vec<u8>>) -> SourceFile {
    SourceFile { path: path.to_owned(), bytes: bytes.into() }
}

fn read(files: Vec<SourceFile>) -> Import {
    import(files, None, &Draft::start(catalog()), catalog())
}

#[track_caller]
fn says(import: &Import, what: &str) {
    assert!(import.left.iter().any(|left| left.why.contains(what)), "{what}: {:?}", import.left.last());
    assert!(import.left.len() <= 501, "{} lines are listed", import.left.len());
}

fn packages(import: &Import) -> Vec<&str> {
    import.draft.packages.iter().map(|row| row.text.as_str()).collect()
}

/// A zip whose every number is what it is told to be.
#[derive(Default)]
struct Zip {
    bytes: Vec<u8>,
    list: Vec<u8>,
    listed: usize,
}

/// How an entry is stored.
#[derive(Clone)]
struct Stored {
    at: usize,
    method: u16,
    checksum: u32,
    packed: usize,
    size: usize,
}

fn numbers(into: &mut Vec<u8>, numbers: &[(usize, usize)]) {
    for (value, width) in numbers {
        into.extend(&value.to_le_bytes()[..*width]);
    }
}

impl Zip {
    /// Stores a text, deflated; `lie` changes what is said of it.
    fn store(&mut self, name: &str, text: &[u8], lie: impl Fn(&mut Stored)) -> Stored {
        let mut encoder = DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(text).expect("deflated");
        let packed = encoder.finish().expect("deflated");
        let mut crc = Crc::new();
        crc.update(text);
        let (at, checksum) = (self.bytes.len(), crc.sum());
        let mut stored = Stored { at, method: 8, checksum, packed: packed.len(), size: text.len() };
        lie(&mut stored);
        self.bytes.extend(b"PK\x03\x04");
        numbers(
            &mut self.bytes,
            &[(20, 2), (0, 2), (usize::from(stored.method), 2), (0, 4), (stored.checksum as usize, 4)],
        );
        numbers(&mut self.bytes, &[(stored.packed, 4), (stored.size, 4), (name.len(), 2), (0, 2)]);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);
        stored
    }

    /// Lists what is stored under a name.
    fn list(&mut self, name: &str, stored: &Stored) {
        self.list.extend(b"PK\x01\x02");
        numbers(&mut self.list, &[(20, 2), (20, 2), (0, 2), (usize::from(stored.method), 2), (0, 4)]);
        numbers(&mut self.list, &[(stored.checksum as usize, 4), (stored.packed, 4), (stored.size, 4)]);
        numbers(&mut self.list, &[(name.len(), 2), (0, 4), (0, 4), (0, 4), (stored.at, 4)]);
        self.list.extend(name.as_bytes());
        self.listed += 1;
    }

    fn add(mut self, name: &str, text: &[u8]) -> Self {
        let stored = self.store(name, text, |_| {});
        self.list(name, &stored);
        self
    }

    fn file(self) -> SourceFile {
        let (start, length, listed) = (self.bytes.len(), self.list.len(), self.listed);
        let mut bytes = self.bytes;
        bytes.extend(self.list);
        if listed > 0xfffe {
            let end = bytes.len();
            bytes.extend(b"PK\x06\x06");
            numbers(
                &mut bytes,
                &[(44, 8), (45, 2), (45, 2), (0, 8), (listed, 8), (listed, 8), (length, 8), (start, 8)],
            );
            bytes.extend(b"PK\x06\x07");
            numbers(&mut bytes, &[(0, 4), (end, 8), (1, 4)]);
        }
        let short = listed.min(0xffff);
        bytes.extend(b"PK\x05\x06");
        numbers(&mut bytes, &[(0, 4), (short, 2), (short, 2), (length, 4), (start, 4), (0, 2)]);
        file("given.zip", bytes)
    }
}

/// A few kilobytes that would be gigabytes: every entry is the same megabyte of nothing.
fn bomb() -> SourceFile {
    let mut zip = Zip::default();
    let stored = zip.store("packages.txt", &vec![b'\n'; MEGABYTE], |_| {});
    (0..3_000).for_each(|at| zip.list(&format!("{at}/packages.txt"), &stored));
    zip.file()
}

#[test]
fn entries_that_overlap_are_bounded_together() {
    let bomb = bomb();
    let found = read(vec![bomb.clone()]);
    says(&found, "larger than 16 MB");
    assert!(bomb.bytes.len() < 300_000 && found.kept.len() < 4_000);
    // A hundred of them take no more.
    says(&read(vec![bomb; 100]), "more than 4,000 files");
}

#[test]
fn sizes_that_are_not_true_change_nothing() {
    let text = vec![b'#'; 3 * MEGABYTE];
    let (little, much, said) = (b"curl\n".as_slice(), text.as_slice(), "larger than 1 MB");
    for (size, text, why) in
        [(5, much, "unpacked"), (usize::MAX, much, said), (0, little, ""), (usize::MAX, little, "")]
    {
        let mut zip = Zip::default();
        let stored = zip.store("packages.txt", text, |stored| stored.size = size);
        zip.list("packages.txt", &stored);
        let found = read(vec![zip.file()]);
        let read = packages(&found) == ["curl"];
        assert!(read || found.left.iter().any(|left| left.why.contains(why)), "{size}: {:?}", found.left);
        assert!(found.draft.packages.iter().all(|row| row.text.len() < 10), "{size}");
    }
    let mut zip = Zip::default();
    let stored = zip.store("packages.txt", little, |stored| stored.packed = 0xffff_fff0);
    zip.list("packages.txt", &stored);
    let found = read(vec![zip.file()]);
    assert!(packages(&found).len() <= 1, "{:?}", found.left);
}

#[test]
fn very_many_entries_are_not_even_listed() {
    let mut zip = Zip::default();
    let stored = zip.store("a", b"", |_| {});
    (0..100_000).for_each(|at| zip.list(&format!("{at}"), &stored));
    says(&read(vec![zip.file()]), "more files than any project has");
}

#[test]
fn names_stay_inside() {
    for name in [
        "../packages.txt",
        "a/../../packages.txt",
        "/packages.txt",
        "//host/packages.txt",
        "\\\\host\\packages.txt",
        "..\\packages.txt",
        "C:\\packages.txt",
        "C:/packages.txt",
        "c:packages.txt",
        "./packages.txt",
        "packages.txt:stream",
        "packages.txt\0.png",
    ] {
        let found = read(vec![Zip::default().add(name, b"curl\n").file()]);
        says(&found, "leads out of the archive");
        assert!(packages(&found).is_empty() && found.kept.is_empty() && found.origin.is_empty(), "{name:?}");
    }
    // What is unsafe in one of our own projects is said, too.
    let mut zip = Zip::default().add("../x.sh", b"id\n");
    for written in generate(&describe(&Draft::start(catalog()), catalog()).0).iter() {
        zip = zip.add(&format!("my-airflow/{}", written.path), written.text().unwrap_or_default().as_bytes());
    }
    says(&read(vec![zip.file()]), "leads out of the archive");
}

#[test]
fn archives_within_archives_stay_closed() {
    let inner =
        (0..200).fold(b"curl\n".to_vec(), |inner, _| Zip::default().add("packages.txt.zip", &inner).file().bytes);
    let found = read(vec![Zip::default().add("inner.zip", &inner).file()]);
    says(&found, "no configuration");
    let found = read(vec![Zip::default().add("packages.txt", &inner).file()]);
    assert!(packages(&found).is_empty(), "{:?}", packages(&found));
}

#[test]
fn much_of_one_kind_does_not_crowd_out_the_lists() {
    let mut data = Zip::default();
    let stored = data.store("a", b"", |_| {});
    (0..5_000).for_each(|at| data.list(&format!("p/a/{at}.csv"), &stored));
    let mut code = Zip::default();
    let stored = code.store("a", &vec![b'#'; MEGABYTE], |_| {});
    (0..20).for_each(|at| code.list(&format!("p/dags/{at}.py"), &stored));
    for (zip, said) in [(data, "more than 4,000 files"), (code, "larger than 16 MB")] {
        let found = read(vec![zip.add("p/packages.txt", b"curl\n").file()]);
        assert_eq!(packages(&found), ["curl"]);
        says(&found, said);
    }
}

/// Sixty lines, each twice the one before.
#[test]
fn variables_of_variables_do_not_grow_without_end() {
    let lines = |start: &str, line: &dyn Fn(usize) -> String| (1..60).fold(start.to_owned(), |all, at| all + &line(at));
    let twice = |keyword: &str| {
        lines(&format!("{keyword} A0=0123456789abcdef\n"), &|at| format!("{keyword} A{at}=$A{0}${{A{0}}}\n", at - 1))
    };
    let found = read(vec![file("Dockerfile", format!("{}FROM alpine:$A59\n", twice("ARG")))]);
    says(&found, "a build argument that has no default");
    let found = read(vec![file("Dockerfile", format!("FROM apache/airflow:2.11.2\n{}", twice("ENV")))]);
    assert!(found.draft.instructions.len() < 10_000);
    let compose =
        "services:\n  scheduler:\n    image: apache/airflow:2.11.2\n    environment:\n      A0: 0123456789abcdef\n";
    let found =
        read(vec![file("compose.yaml", lines(compose, &|at| format!("      A{at}: \"$A{0}$A{0}\"\n", at - 1)))]);
    assert!(found.draft.env.len() > 10 && found.draft.env.iter().all(|row| row.value.len() <= 65_535));
}

#[test]
fn lists_of_any_length_are_bounded() {
    let many = |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let found = read(vec![file("packages.txt", many(100_000, &|at| format!("p{at}\n")))]);
    assert_eq!(found.draft.packages.len(), 10_000);
    says(&found, "more than 10,000 rows");
    let found = read(vec![file(".env", many(50_000, &|at| format!("A{at}={at}\n")))]);
    assert_eq!(found.draft.env.len(), 1_000);
    says(&found, "more than 1,000 variables");
    let history = many(20_000, &|at| format!("{at}\t1\tx\tv=1\n"));
    let found = read(vec![file("history", format!("# airflow-image-configurator history 1\n{history}"))]);
    assert_eq!(found.remembered.len(), 1_000);
    says(&found, "more than 1,000 configurations");
    // One of our own projects, with a file of secrets that nobody has.
    let draft = decode("v=1&secret=A7&env=B=1", catalog()).draft;
    let mut ours: Vec<SourceFile> = generate(&describe(&draft, catalog()).0)
        .iter()
        .map(|written| file(&written.path, written.text().unwrap_or_default()))
        .collect();
    ours.iter_mut().find(|given| given.path == ".env").expect("secrets").bytes =
        many(50_000, &|at| format!("A{}={at}\n", at % 49_000)).into_bytes();
    let found = read(ours);
    assert_eq!(found.draft.env.len(), 1_000);
    let value = |name: &str| found.draft.env.iter().find(|row| row.text == name).map(|row| row.value.as_str());
    assert_eq!((value("A7"), value("A8"), value("B")), (Some("49007"), Some("49008"), Some("1")));
    says(&found, "48001 of them were left out");
}

#[test]
fn deep_nesting_is_refused() {
    for (path, open) in [
        ("compose.yaml", "["),
        ("compose.yaml", "{"),
        ("compose.yaml", "- "),
        ("compose.yaml", "? "),
        ("pyproject.toml", "a=["),
        ("pyproject.toml", "a={a="),
    ] {
        let text = open.repeat(MEGABYTE / open.len() - 1);
        says(&read(vec![file(path, text)]), "Nothing of the file was read");
    }
}

#[test]
fn ten_thousand_pasted_rows_become_a_project() {
    for list in [RowList::Packages, RowList::Requirements, RowList::Env] {
        let text = (0..10_000).fold(String::new(), |mut text, at| {
            let _ = match list {
                RowList::Env => writeln!(text, "A{at}=\"value {at}\""),
                _ => writeln!(text, "name{at}=={at}.1"),
            };
            text
        });
        let text = if list == RowList::Packages { text.replace("==", "=") } else { text };
        let mut draft = Draft::start(catalog());
        draft.apply(&Edit::Append(list, split_lines(list, &text)));
        assert_eq!(draft.rows(list).len(), 10_000);
        let (description, found) = describe(&draft, catalog());
        assert_eq!(found.len(), 0, "{found:?}");
        assert!(generate(&description).len() > 10);
        assert_eq!(decode(&encode(&draft, catalog()), catalog()).draft, draft);
    }
}

#[test]
fn a_link_of_five_megabytes_is_read_as_far_as_it_may_be() {
    let pairs = 5 * MEGABYTE / "packages=a&".len();
    for (link, rows) in [
        ("packages=a&".repeat(pairs), 60_000),
        (format!("packages={}", "a,".repeat(5 * MEGABYTE / 2)), 0),
        (format!("requirements={}", "a".repeat(5 * MEGABYTE)), 0),
        ("%25".repeat(5 * MEGABYTE / 3), 0),
        ("&".repeat(5 * MEGABYTE), 0),
        ("x=%&".repeat(5 * MEGABYTE / 4), 0),
    ] {
        let opened = decode(&link, catalog());
        assert_eq!(opened.draft.packages.len() + opened.draft.requirements.len(), rows, "{}", &link[..20]);
        assert!(opened.diagnostics.len() <= 101);
        assert!(opened.diagnostics.iter().all(|found| found.message.len() < 500));
    }
}
