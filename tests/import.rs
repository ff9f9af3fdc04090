//! Whole imports: our own projects come back exactly, what is hostile stays outside, nothing is lost.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod drafts;

use std::io::{Cursor, Write};

use airflow_image_configurator::archive;
use airflow_image_configurator::catalog::{Catalog, constraints_text};
use airflow_image_configurator::compare::SourceText;
use airflow_image_configurator::domain::{Field, RowList};
use airflow_image_configurator::draft::{Draft, Edit, Row, SecretMark, Severity};
use airflow_image_configurator::generator::{ProjectFile, generate};
use airflow_image_configurator::import::{Import, SourceFile, Way, import};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::memory::{Entry, export};
use airflow_image_configurator::presets;
use airflow_image_configurator::project::describe;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn catalog() -> &'static Catalog {
    Catalog::start()
}

fn file(path: &str, bytes: &[u8]) -> SourceFile {
    SourceFile { path: path.to_owned(), bytes: bytes.to_vec() }
}

fn read(files: &[(&str, &str)]) -> Import {
    let files = files.iter().map(|(path, text)| file(path, text.as_bytes())).collect();
    import(files, None, &Draft::start(catalog()), catalog())
}

fn zipped(draft: &Draft) -> Vec<u8> {
    let description = describe(draft, catalog()).0;
    let constraints = |asset: &str| constraints_text(asset).map(str::to_owned);
    archive::zip(description.name.as_str(), &generate(&description), &constraints).expect("all texts are at hand")
}

fn archive_of(entries: &[(&str, &[u8])]) -> SourceFile {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("bytes");
    }
    file("given.zip", &writer.finish().expect("an archive").into_inner())
}

fn texts(import: &Import, list: RowList) -> Vec<&str> {
    import.draft.rows(list).iter().map(|row| row.text.as_str()).collect()
}

fn left(import: &Import) -> Vec<String> {
    import.left.iter().map(|left| format!("{}:{} {}", left.path, left.line, left.why)).collect()
}

#[test]
fn our_own_archive_comes_back_with_its_secrets() {
    let mut draft = Draft::start(catalog());
    draft.push(RowList::Packages, Row::line("curl"));
    draft.push(RowList::Env, Row::pair("AIRFLOW__CORE__FERNET_KEY", "a \"b\" \\ $c # d"));
    draft.push(RowList::Env, Row { mark: SecretMark::Secret, ..Row::pair("MODE", "two\nlines") });
    draft.push(RowList::Env, Row::pair("API_TOKEN", ""));
    draft.instructions = "RUN true\n\nRUN false".to_owned();
    let bytes = zipped(&draft);
    let found = import(vec![file("my-airflow.zip", &bytes)], None, &Draft::start(catalog()), catalog());
    assert_eq!(found.draft, draft);
    assert_eq!((found.way, left(&found)), (Way::Replace, Vec::new()));
    assert_eq!(archive::sha256_hex(&zipped(&found.draft)), archive::sha256_hex(&bytes));
    assert!(found.origin.iter().all(|file| file.path != ".env"), "values of secrets are in no comparison");
}

#[test]
fn values_of_secrets_are_counted() {
    for (secrets, expected) in [(&["A_TOKEN"][..], "1 value"), (&["A_TOKEN", "B_TOKEN"], "2 values")] {
        let mut draft = Draft::start(catalog());
        secrets.iter().for_each(|name| _ = draft.push(RowList::Env, Row::pair(*name, "x")));
        let found = import(vec![file("p.zip", &zipped(&draft))], None, &Draft::start(catalog()), catalog());
        assert_eq!(found.taken.last().map(|taken| taken.what.as_str()), Some(expected));
    }
}

#[test]
fn folders_and_nothing_are_no_files() {
    let nothing = [&b"PK\x05\x06"[..], &[0; 18]].concat();
    let found = import(vec![file("x.zip", &nothing)], None, &Draft::start(catalog()), catalog());
    assert_eq!((found.taken.len(), left(&found), found.kept.len()), (0, vec![], 0));
    let archive = archive_of(&[("x/", b""), ("x/dags/", b""), ("x/packages.txt", b"curl\n")]);
    let found = import(vec![archive], None, &Draft::start(catalog()), catalog());
    assert_eq!((texts(&found, RowList::Packages), left(&found), found.kept.len()), (vec!["curl"], vec![], 0));
}

/// The DAG of a preset and a constraint set come late, and may be changed by hand as any other file.
#[test]
fn late_files_that_were_changed_by_hand_are_said_to_be() {
    let link = "image=alpine:3.13&airflow=1.10.12&python=3.8&constraints=full&dag=sftp-to-postgres";
    let files = generate(&describe(&decode(link, catalog()).draft, catalog()).0);
    let assets = |asset: &str| presets::asset(asset).or_else(|| constraints_text(asset)).map(str::to_owned);
    let given = |change: &str| -> Vec<SourceFile> {
        let text = |f: &ProjectFile| {
            let mut bytes = archive::bytes_of(f, &assets).expect("all assets are at hand");
            bytes.extend(if f.path == change { &b"# mine\n"[..] } else { b"" });
            file(&format!("x/{}", f.path), &bytes)
        };
        files.iter().map(text).collect()
    };
    for (change, expected) in [("", 0), ("dags/sftp_to_postgres_dag.py", 1), ("constraints.txt", 1)] {
        let left = left(&import(given(change), None, &Draft::start(catalog()), catalog()));
        assert!(left.len() == expected && left.iter().all(|line| line.starts_with(change)), "{change}: {left:?}");
    }
}

#[test]
fn files_of_ours_that_were_changed_by_hand_are_said_to_be() {
    let description = describe(&Draft::start(catalog()), catalog()).0;
    let files = generate(&description);
    let mut given: Vec<SourceFile> =
        files.iter().map(|f| file(&format!("x/{}", f.path), f.text().unwrap_or_default().as_bytes())).collect();
    given.iter_mut().find(|f| f.path == "x/packages.txt").expect("a list").bytes = b"curl\n".to_vec();
    given.push(file("x/dags/mine.py", b"print()\n"));
    let found = import(given, None, &Draft::start(catalog()), catalog());
    assert_eq!(
        left(&found),
        ["packages.txt:0 It was changed by hand. The change is not taken over; Changes shows it."]
    );
    assert_eq!(found.taken.iter().map(|taken| taken.path.as_str()).collect::<Vec<_>>(), ["README.md"]);
    assert!(found.origin.contains(&SourceText {
        path: "packages.txt".to_owned(),
        text: "curl\n".to_owned(),
        executable: false
    }));
    assert!(found.origin.iter().all(|file| file.path != "dags/mine.py"), "a patch must not touch what is not ours");
}

#[test]
fn a_dockerfile_replaces_and_lists_are_added() {
    let mut draft = Draft::start(catalog());
    draft.push(RowList::Packages, Row::line("git"));
    let lists = vec![file("packages.txt", b"git\ncurl\n"), file("requirements.txt", b"\xef\xbb\xbfpandas==2.2.3\r\n")];
    let added = import(lists.clone(), None, &draft, catalog());
    assert_eq!((added.way, texts(&added, RowList::Packages)), (Way::Add, vec!["git", "curl"]));
    assert_eq!(texts(&added, RowList::Requirements), ["pandas==2.2.3"]);
    let with_image = [lists.clone(), vec![file("Dockerfile", b"FROM apache/airflow:2.11.2-python3.12\n")]].concat();
    let replaced = import(with_image.clone(), None, &draft, catalog());
    assert_eq!((replaced.way, texts(&replaced, RowList::Packages)), (Way::Replace, vec!["git", "curl"]));
    assert_eq!(replaced.draft.image.reference, "apache/airflow:2.11.2-python3.12");
    let kept = import(with_image, Some(Way::Add), &draft, catalog());
    assert_eq!(kept.draft.image, draft.image);
    let alone = import(lists, Some(Way::Replace), &draft, catalog());
    assert_eq!(texts(&alone, RowList::Packages), ["git", "curl"]);
}

#[test]
fn a_dockerfile_s_steps_find_their_places() {
    let text = "FROM apache/airflow:2.11.2-python3.12\n# tools\nUSER root\nRUN apt-get update && apt-get install -y --no-install-recommends vim \\\n  && rm -rf /var/lib/apt/lists/*\n\
        USER airflow\nCOPY requirements.txt /\nRUN pip install --no-cache-dir -r /requirements.txt\nENV A=1 B=\"x y\"\nENV PATH=/x:$PATH\n# last\nRUN echo \\\n  done\n# end\n";
    let found = read(&[("Dockerfile", text)]);
    assert_eq!(texts(&found, RowList::Packages), ["vim"]);
    assert_eq!(texts(&found, RowList::Env), ["A", "B"]);
    assert_eq!(found.draft.instructions, "# tools\nENV PATH=/x:$PATH\n# last\nRUN echo \\\n  done");
    let lines: Vec<u32> = found.left.iter().map(|left| left.line).collect();
    assert_eq!(lines, [3, 4, 6, 7, 8, 14], "{:?}", found.left);
}

#[test]
fn users_that_matter_stay() {
    let text = "FROM quay.io/astronomer/astro-runtime:12.1.0\nUSER root\nRUN curl -o /x https://corp/x\nUSER astro\n";
    assert_eq!(
        read(&[("Dockerfile", text)]).draft.instructions,
        "USER root\nRUN curl -o /x https://corp/x\nUSER astro"
    );
}

#[test]
fn several_stages_are_out_of_reach() {
    let found = read(&[("Dockerfile", "FROM python:3.12 AS a\nRUN x\nFROM apache/airflow:2.11.2\n")]);
    assert!(found.taken.is_empty() && found.left[0].line == 3 && found.left[0].why.contains("2 stages"), "{found:?}");
}

#[test]
fn build_arguments_of_from_are_put_in() {
    let image = |text: &str| read(&[("Dockerfile", text)]).draft.image.reference;
    assert_eq!(image("ARG V=2.11.2\nFROM apache/airflow:${V}-python3.12\n"), "apache/airflow:2.11.2-python3.12");
    let without = read(&[("Dockerfile", "ARG V\nFROM apache/airflow:${V}\n")]);
    assert!(without.taken.is_empty() && without.left[0].why.contains("no default"), "{without:?}");
}

#[test]
fn hostile_archives_are_bounded() {
    let bomb = vec![0_u8; 40 * 1024 * 1024];
    let many: Vec<(String, Vec<u8>)> =
        (0..40).map(|at| (format!("d{at}/packages.txt"), vec![b'a'; 1024 * 1024])).collect();
    let entries: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let nested = archive_of(&[("packages.txt", b"curl")]).bytes;
    for (given, said) in [
        (archive_of(&[("../packages.txt", b"curl\n")]), "leads out"),
        (archive_of(&[("/etc/packages.txt", b"curl\n")]), "leads out"),
        (archive_of(&[("a\\..\\packages.txt", b"curl\n")]), "leads out"),
        (archive_of(&[("packages.txt", &bomb)]), "larger than 1 MB"),
        (archive_of(&entries), "larger than 16 MB"),
        (archive_of(&[("inner.zip", &nested)]), "no configuration"),
        (file("broken.zip", b"PK\x03\x04nothing"), "no archive that can be read"),
        (archive_of(&[("packages.txt", b"\xff\xfe")]), "no UTF-8"),
    ] {
        let found = import(vec![given], None, &Draft::start(catalog()), catalog());
        assert!(left(&found).iter().any(|left| left.contains(said)), "{said}: {:?}", found.left);
    }
}

#[test]
fn what_is_no_configuration_does_not_crowd_it_out() {
    let data = vec![7_u8; 900 * 1024];
    let mut entries: Vec<(String, &[u8])> =
        (0..4_100).map(|at| (format!("p/.git/objects/{at}"), b"x".as_slice())).collect();
    entries.extend((0..30).map(|at| (format!("p/data/{at}.bin"), data.as_slice())));
    entries.push(("p/packages.txt".to_owned(), b"curl\n"));
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let found = import(vec![archive_of(&entries)], None, &Draft::start(catalog()), catalog());
    assert_eq!(texts(&found, RowList::Packages), ["curl"]);
    assert_eq!(left(&found), ["data/:0 30 files in it stay in your project; they hold no configuration."]);
}

#[test]
fn a_single_file_is_read_as_what_it_looks_like() {
    for (path, text, what) in [
        ("requirements-dev.txt", "pytest\n", "requirements.txt"),
        ("Dockerfile.prod", "FROM apache/airflow:2.11.2-python3.12\n", "Dockerfile"),
        ("deps.lst", "pandas==2.2.3\n", "requirements.txt"),
        ("a.url", "[InternetShortcut]\nURL=https://host/#v=1&packages=curl\n", "link"),
    ] {
        let found = read(&[(path, text)]);
        assert_eq!(found.taken.first().map(|taken| taken.path.as_str()), Some(what), "{path}: {found:?}");
    }
}

#[test]
fn of_a_link_that_is_added_what_cannot_be_is_said() {
    let link = file("", b"https://host/#v=1&packages=curl&extras=celery&layout=layered");
    let found = import(vec![link], Some(Way::Add), &Draft::start(catalog()), catalog());
    let said: Vec<&str> = found.left.iter().map(|left| left.text.as_str()).collect();
    assert!(said.contains(&"extras") && said.contains(&"layout") && !said.contains(&"name"), "{said:?}");
}

#[test]
fn a_folder_around_is_taken_off_and_gives_the_name() {
    let found = read(&[
        ("sales/packages.txt", "curl\n"),
        ("sales/Dockerfile", "FROM apache/airflow:2.11.2-python3.12\n"),
        ("sales/dags/a.py", "x"),
    ]);
    assert_eq!((found.draft.name.as_str(), texts(&found, RowList::Packages)), ("sales", vec!["curl"]));
    assert_eq!(left(&found), ["dags/:0 1 file in it stays in your project; it holds no configuration."]);
    let paths: Vec<&str> = found.origin.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(paths, ["packages.txt", "Dockerfile"]);
}

#[test]
fn pasted_texts_are_told_apart() {
    for (text, what) in [
        ("FROM apache/airflow:2.11.2-python3.12", "Dockerfile"),
        ("pandas==2.2.3\nscipy", "requirements.txt"),
        ("pandas==2.2.3", "requirements.txt"),
        ("curl\ngit", "packages.txt"),
        ("A=1\nB=2", ".env"),
        ("[core]\nload_examples = False", "airflow.cfg"),
        ("services:\n  a:\n    environment:\n      AIRFLOW__CORE__LOAD_EXAMPLES: 'no'", "compose.yaml"),
        ("[project]\ndependencies = ['pandas']", "pyproject.toml"),
        ("https://host/#v=1&packages=curl", "link"),
    ] {
        let found = read(&[("", text)]);
        assert_eq!(found.taken.first().map(|taken| taken.path.as_str()), Some(what), "{text}: {found:?}");
    }
    assert!(left(&read(&[("", "{} what? {}")]))[0].contains("not clear"));
}

#[test]
fn an_exported_history_comes_back() {
    let entry =
        Entry { id: "a".to_owned(), at: 1, kept: true, name: "x".to_owned(), fragment: "v=1&packages=curl".to_owned() };
    let found = read(&[("", &export(std::slice::from_ref(&entry)))]);
    assert_eq!(found.remembered, [Entry { id: String::new(), ..entry }]);
}

#[test]
fn values_of_secrets_are_not_shown() {
    let found = read(&[
        (".env", "no name=hunter2\n"),
        ("airflow.cfg", "fernet_key = hunter2\n"),
        ("Dockerfile", "FROM x/airflow:1\n"),
    ]);
    assert!(!format!("{:?}", found.left).contains("hunter2"));
}

/// The value of a row that has an error is in no file, and so comes back from none.
fn without_broken_secrets(mut draft: Draft) -> Draft {
    for found in describe(&draft, catalog()).1 {
        if let (Severity::Error, Field::Row(RowList::Env, id)) = (found.severity, found.field) {
            draft.apply(&Edit::RowValue(RowList::Env, id, String::new()));
        }
    }
    draft
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_project_of_ours_comes_back(draft in drafts::draft()) {
        let draft = without_broken_secrets(draft);
        let before = zipped(&draft);
        let found = import(vec![file("p.zip", &before)], None, &Draft::start(catalog()), catalog());
        prop_assert_eq!(encode(&found.draft, catalog()), encode(&draft, catalog()));
        prop_assert_eq!(archive::sha256_hex(&zipped(&found.draft)), archive::sha256_hex(&before), "{:?}", found.left);
    }

    #[test]
    fn no_line_of_a_list_is_lost(lines in prop::collection::vec("[a-z #=<>.;@/:-]{0,20}", 0..12)) {
        let found = read(&[("requirements.txt", &lines.join("\n"))]);
        for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
            prop_assert!(texts(&found, RowList::Requirements).contains(&line), "{line}");
        }
    }

    #[test]
    fn any_bytes_are_read(name in prop::sample::select(vec!["", "Dockerfile", ".env", "airflow.cfg", "compose.yaml", "pyproject.toml", "packages.txt", "README.md", "x.zip"]), bytes in any::<Vec<u8>>()) {
        let found = import(vec![file(name, &bytes)], None, &Draft::start(catalog()), catalog());
        let _ = describe(&found.draft, catalog());
    }

    #[test]
    fn anything_like_a_dockerfile_is_read(text in "(FROM |ENV |RUN |USER |COPY |ARG |a|=|\\$|\\{|\\}|\"|'|\\\\|\\n|#|<<E|E\\n| |:){0,60}") {
        let found = read(&[("Dockerfile", &text)]);
        let _ = describe(&found.draft, catalog());
    }
}
