//! Links written by hand, copied from mails and pages, or made to hurt: what is applied of them, and what is said.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Field, RowList, TextField};
use airflow_image_configurator::draft::{Draft, ImageDraft, Row, SecretMark};
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::link::{Opened, decode, encode};
use airflow_image_configurator::project::describe;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// What a link that says no image means: the start image of the day.
fn start() -> String {
    encode(&Draft::start(Catalog::start()), Catalog::start())
}

fn open(link: &str) -> Opened {
    decode(link, Catalog::start())
}

fn written(link: &str) -> String {
    encode(&open(link).draft, Catalog::start())
}

fn said(link: &str) -> Vec<String> {
    open(link).diagnostics.into_iter().map(|found| found.message).collect()
}

/// The link means the same as the start image with `rest`, and nothing is said.
#[track_caller]
fn check(link: &str, rest: &str) {
    assert_eq!(written(link), format!("{}{rest}", start()), "{link}");
    assert_eq!(said(link), [""; 0], "{link}");
}

/// What is said holds these words, one a finding.
#[track_caller]
fn check_said(link: &str, words: &[&str]) {
    let said = said(link);
    assert_eq!(said.len(), words.len(), "{link}: {said:?}");
    said.iter().zip(words).for_each(|(said, word)| assert!(said.contains(word), "{said}, not {word}"));
}

/// What is said of the configuration, link and project together, by its codes.
fn codes(link: &str) -> Vec<String> {
    let opened = open(link);
    let (_, found) = describe(&opened.draft, Catalog::start());
    let errors = found.into_iter().filter(|found| found.severity.as_str() == "error");
    opened.diagnostics.into_iter().chain(errors).map(|found| found.code.into_owned()).collect()
}

#[track_caller]
fn check_round_trip(draft: &Draft) -> String {
    let link = encode(draft, Catalog::start());
    let opened = open(&link);
    assert!(opened.draft == *draft, "{:.2000}", link);
    assert_eq!(opened.diagnostics, []);
    link
}

#[test]
fn addresses_of_every_shape_are_read() {
    for link in [
        "packages=curl,git",
        "#packages=curl,git",
        "https://host/path/?utm=x&y=1#packages=curl,git",
        "host:8080/#packages=curl,git",
        "<https://host/#packages=curl,git>",
        "https://host/#packages=\r\ncurl,git\n",
        "https://host/%23packages=curl,git",
        "%23packages=curl,git",
        "packages%3Dcurl%2Cgit",
        "https%3A%2F%2Fhost%2F%23packages%3Dcurl%252Cgit",
        "v=1&amp;packages=curl,git",
        " packages =curl,git",
    ] {
        check(link, "&packages=curl,git");
    }
    check("v=1&packages=curl # why&env=A=1", "&packages=curl%20%23%20why&env=A=1");
    check_said("https://host/?v=1&packages=curl", &["?"]);
}

#[test]
fn secret_env_and_plain_come_in_any_order() {
    for link in ["env=A=1&secret=A", "secret=A&env=A=1"] {
        check(link, "&secret=A");
        assert_eq!(open(link).draft.env[0].value, "1");
    }
    for link in ["env=API_TOKEN=1&plain=API_TOKEN", "plain=API_TOKEN&env=API_TOKEN=1"] {
        check(link, "&env=API_TOKEN=1&plain=API_TOKEN");
    }
    for link in
        ["env=A=1&plain=A&secret=A", "plain=A&secret=A&env=A=1", "secret=A&env=A=1&plain=A", "env=A=1&secret=A&plain=A"]
    {
        assert_eq!(written(link), format!("{}&secret=A", start()), "{link}");
        check_said(link, &["stays"]);
    }
    check("env=A=1&plain=A&plain=A", "&env=A=1&plain=A");
}

#[test]
fn the_value_of_a_secret_does_not_become_its_name() {
    check_said("secret=API_TOKEN=hunter2", &["API_TOKEN"]);
    let opened = open("secret=API_TOKEN=hunter2");
    assert!(!format!("{opened:?}").contains("hunter2"));
    assert!(!format!("{:?}", open("plain=X=hunter2")).contains("hunter2"));
}

#[test]
fn rows_of_one_name_stay_apart() {
    use SecretMark::{Guess, Plain, Secret};
    for marks in [[Secret, Guess], [Guess, Secret], [Secret, Secret], [Plain, Secret], [Secret, Plain], [Guess, Plain]]
    {
        let mut draft = Draft::start(Catalog::start());
        for mark in marks {
            draft.push(RowList::Env, Row { mark, ..Row::pair("A", if mark == Secret { "" } else { "1" }) });
        }
        check_round_trip(&draft);
    }
}

#[test]
fn an_image_reads_back_whatever_is_missing_in_it() {
    let texts = ["", "alpine:3.23", "apache/airflow:2.11.2-python3.12", "corp/base:1", "not an image"];
    for reference in texts {
        for airflow in ["", "3.3.2", "2.10", "9.9.9", "latest"] {
            for python in ["", "3.12", "3.6", "banana"] {
                for own in [false, true] {
                    let mut draft = Draft::start(Catalog::start());
                    let [reference, airflow, python] = [reference, airflow, python].map(str::to_owned);
                    draft.image = ImageDraft { reference, airflow, python, own, distro: None };
                    check_round_trip(&draft);
                    let _ = describe(&draft, Catalog::start());
                }
            }
        }
    }
}

#[test]
fn versions_agree_with_the_image_or_it_is_said() {
    for agrees in [
        "image=apache/airflow:2.11.2-python3.12&airflow=2.11.2&python=3.12",
        "image=apache/airflow:2.11.9-python3.12&airflow=2.11.9",
        "image=apache/airflow:2.11.2-python3.12&airflow=2.11",
        "image=quay.io/astronomer/astro-runtime:12.5.0&airflow=2.10",
        "image=quay.io/astronomer/astro-runtime:12.5.0&airflow=2.10.5",
        "image=alpine:3.23",
        "image=alpine:3.23&airflow=3.3.2",
    ] {
        assert_eq!(codes(agrees), [""; 0], "{agrees}");
    }
    for (link, code) in [
        ("image=apache/airflow:2.11.2-python3.12&airflow=2.11.1", "airflow-differs"),
        ("image=apache/airflow:2.11.2-python3.12&airflow=latest", "airflow-differs"),
        ("image=apache/airflow:2.11.2-python3.12&python=3.11", "python-differs"),
        ("image=apache/airflow:2.11.2-python3.12&python=3.12.4", "python-differs"),
        ("image=quay.io/astronomer/astro-runtime:12.5.0&airflow=2.9.1", "airflow-differs"),
        ("image=alpine:3.23&airflow=9.9.9", "airflow-unknown"),
        ("image=alpine:3.23&airflow=latest", "airflow-unknown"),
        ("image=alpine:3.23&airflow=3.3.2&python=banana", "python-unfit"),
        ("airflow=9.9.9", "link"),
        ("distro=debian", "link"),
        ("image=&airflow=3.3.2", "image-reference"),
    ] {
        assert_eq!(codes(link), [code], "{link}");
    }
}

#[test]
fn the_first_value_that_can_be_applied_counts() {
    check_said("layout=round&layout=layered", &["round"]);
    assert_eq!(written("layout=round&layout=layered"), format!("{}&layout=layered", start()));
    check_said("theme=dark&theme=light&name=a&name=b", &["theme", "name"]);
    check_said("nope=1&nope=2", &["not a key", "not a key"]);
    let view = open("show=a,b&show=c&lock=x&lock=y&embed=1").view;
    assert_eq!((view.show.len(), view.lock.len(), view.embed), (3, 2, true));
    check_said("embed=perhaps", &["embed"]);
}

#[test]
fn only_what_is_configured_configures() {
    for (link, configures) in
        [("v=1", false), ("main", false), ("v=1&file=x&theme=dark&lock=a", false), ("packages=curl", true)]
    {
        assert_eq!(open(link).configures, configures, "{link}");
    }
}

#[test]
fn what_is_said_is_short() {
    let key = "k\u{1}".repeat(50_000);
    let link = vec![format!("{key}=1"); 3].join("&") + &"&nope=%zz&env=1".repeat(20_000);
    let said = said(&link);
    assert!(said.len() <= 101, "{}", said.len());
    assert!(said.iter().all(|said| said.len() < 700 && !said.contains('\u{1}')));
    assert!(said.last().is_some_and(|last| last.contains("more")));
}

/// Ways to write a configuration by hand do not matter but for the order of the rows of a list.
#[test]
fn keys_come_in_any_order() {
    let link = written(
        "airflow=2.11.2&packages=curl,git&requirements=a&requirements=b&env=A=1&secret=S&label=x=y&\
                        apkrepo=c=https://h/x&dockerfile=USER root&dockerfile=RUN true&layout=layered&constraints=full&\
                        platform=linux/arm64&name=n&extras=celery&repository=r&revision=v&index=i&allow=curl&plain=A",
    );
    let mut pairs: Vec<&str> = link.split('&').collect();
    for _ in 0..pairs.len() {
        pairs.rotate_left(1);
        let key = |pair: &&str| pair.split_once('=').expect("a pair").0.to_owned();
        let mut turned = pairs.clone();
        // The lines of the Dockerfile and of the lists are an order of their own.
        turned.sort_by_key(|pair| (key(pair) == "dockerfile" || key(pair) == "requirements", 0));
        let mut lines: Vec<&str> =
            link.split('&').filter(|pair| ["dockerfile", "requirements"].contains(&key(pair).as_str())).collect();
        turned.retain(|pair| !lines.contains(pair));
        turned.append(&mut lines);
        let again = open(&turned.join("&"));
        let sorted = |mut draft: Draft| {
            draft.env.sort_by(|a, b| a.text.cmp(&b.text));
            draft
        };
        assert_eq!(sorted(again.draft), sorted(open(&link).draft), "{}", turned.join("&"));
        assert_eq!(again.diagnostics, []);
    }
}

#[test]
fn ten_thousand_rows_read_back() {
    let mut draft = Draft::start(Catalog::start());
    for at in 0..10_000 {
        draft.push(RowList::Packages, Row::line(format!("package-{at}, {at}%")));
        draft.push(RowList::Requirements, Row::line(format!("requirement-{at}==1.{at}0")));
        let mark = if at % 2 == 0 { SecretMark::Plain } else { SecretMark::Guess };
        draft.push(RowList::Env, Row { mark, ..Row::pair(format!("NAME_{at}"), "x&y=z ") });
        draft.push(RowList::Labels, Row::pair(format!("label.{at}"), "="));
    }
    let rows = vec!["RUN true"; 10_000];
    draft.apply_text(TextField::Instructions, rows.join("\n"));
    check_round_trip(&draft);
}

#[test]
fn a_value_of_a_hundred_thousand_bytes_reads_back() {
    let long = "x%, ".repeat(25_000);
    let mut draft = Draft::start(Catalog::start());
    draft.apply_text(TextField::Instructions, long.clone());
    draft.apply_text(TextField::Allow, long.clone());
    draft.push(RowList::Packages, Row::line(long.clone()));
    draft.push(RowList::Requirements, Row::line(long.clone()));
    draft.push(RowList::Env, Row::pair("A", long));
    check_round_trip(&draft);
}

/// The limits of the format: they may grow, never shrink.
#[test]
fn the_longest_value_and_the_most_pairs_are_read() {
    assert_eq!(said(&format!("requirements={}", "x".repeat(262_144))), [""; 0]);
    check_said(&format!("requirements={}&env=A=1", "x".repeat(262_145)), &["262145 bytes, too many"]);
    assert_eq!(said(&"env=A&".repeat(60_000)), [""; 0]);
    check_said(&"env=A&".repeat(60_001), &["more than 60000"]);
    assert_eq!(open(&"env=A&".repeat(60_001)).draft.env.len(), 60_000);
}

/// What is too much for a link is left out and said, and the rest reads back.
#[test]
fn what_a_link_cannot_hold_is_said_at_its_field() {
    let long = "x".repeat(300_000);
    let mut draft = Draft::start(Catalog::start());
    let id = draft.push(RowList::Requirements, Row::line(long.clone()));
    draft.push(RowList::Requirements, Row::line("pandas"));
    draft.push(RowList::Env, Row { mark: SecretMark::Secret, ..Row::pair("S", long.clone()) });
    draft.apply_text(TextField::Instructions, format!("RUN true\n{long}"));
    let (description, found) = describe(&draft, Catalog::start());
    let told: Vec<Field> = found.into_iter().filter(|d| d.code == "link-value-length").map(|d| d.field).collect();
    assert_eq!(told, [Field::Row(RowList::Requirements, id), Field::Instruction(1)]);
    assert_eq!(description.fragment, format!("{}&requirements=pandas&secret=S&dockerfile=RUN%20true", start()));
    assert_eq!(open(&description.fragment).diagnostics, []);

    let mut draft = Draft::start(Catalog::start());
    draft.apply_text(TextField::Instructions, "\n".repeat(70_000));
    draft.platform = Some(airflow_image_configurator::domain::Platform::Arm64);
    let (description, found) = describe(&draft, Catalog::start());
    assert!(found.iter().any(|found| found.code == "link-rows"));
    let opened = open(&description.fragment);
    assert_eq!((opened.diagnostics, opened.draft.platform), (vec![], draft.platform));
}

/// Rows of packages share values of at most 16 KiB.
#[test]
fn rows_of_packages_share_values_of_a_bounded_length() {
    for (length, rows, expected) in [(1, 10_000, 16_383), (8_191, 4, 16_383), (8_192, 4, 8_192), (20_000, 2, 20_000)] {
        let mut draft = Draft::start(Catalog::start());
        draft.insert(RowList::Packages, 0, vec![Row::line("x".repeat(length)); rows]);
        let link = check_round_trip(&draft);
        let longest = link.split("packages=").skip(1).map(|value| value.trim_end_matches('&').len()).max();
        assert_eq!(longest, Some(expected), "{length}");
    }
}

/// A row of several pairs is written whole or not at all.
#[test]
fn rows_are_written_up_to_the_most() {
    for (lines, left_out) in [(59_934, 0), (59_935, 1), (59_936, 1)] {
        let mut draft = Draft::start(Catalog::start());
        draft.insert(RowList::Requirements, 0, vec![Row::line("a"); lines]);
        draft.push(RowList::Env, Row { mark: SecretMark::Plain, ..Row::pair("A", "1") });
        let (description, found) = describe(&draft, Catalog::start());
        let said: Vec<_> = found.into_iter().filter(|found| found.code == "link-rows").collect();
        assert_eq!(said.len(), left_out, "{lines}");
        assert!(said.iter().all(|said| said.message.ends_with("the last 1.")));
        assert_eq!(description.fragment.contains("plain=A"), left_out == 0);
    }
}

#[test]
fn strange_text_reads_back() {
    for text in [
        "\u{0}",
        "\r",
        "a\rb",
        "\r\n",
        "\u{2028}",
        "\u{feff}",
        "\\ud800",
        "%ED%A0%80",
        "\u{fffd}",
        "\u{10ffff}",
        "\t",
        " ",
        "%",
        "%%",
        "%2",
        "==1.10",
        "a\nb",
        "1.10",
        "007",
        "true",
    ] {
        let mut draft = Draft::start(Catalog::start());
        for list in [RowList::Packages, RowList::Requirements] {
            draft.push(list, Row::line(text));
            draft.push(list, Row::line(format!("{text}#{text}")));
        }
        for list in [RowList::Env, RowList::Labels, RowList::ApkRepositories] {
            draft.push(list, Row::pair(text, text));
        }
        for field in [TextField::Name, TextField::Extras, TextField::Index, TextField::Allow, TextField::Instructions] {
            draft.apply_text(field, text.to_owned());
        }
        check_round_trip(&draft);
    }
    check_said("env=%ED%A0%80&packages=curl", &["malformed"]);
}

/// Mail programs and pages that make links of text end them before a full stop.
#[test]
fn no_link_ends_like_a_sentence() {
    for value in ["a.", "a,", "a:", "a_", "a~", "a@", "a)", "a>", "a!", "a?", "a'", "a*"] {
        let mut draft = Draft::start(Catalog::start());
        draft.push(RowList::Labels, Row::pair("x", value));
        let link = check_round_trip(&draft);
        assert!(link.ends_with(|c: char| c.is_ascii_alphanumeric()), "{link}");
    }
}

/// Each takes a tenth of a second or so; what compared every row with every other took minutes.
#[test]
fn a_hostile_link_takes_no_long_time() {
    let started = Instant::now();
    for pair in [
        "k{}=1",
        "env=A{}=1",
        "env=1",
        "secret=A{}",
        "plain=A{}",
        "secret=A",
        "packages=p{}&allow=p{}",
        "packages=p{}@a{}&apkrepo=a{}=https://x/y",
        "packages=-x",
        "requirements=a{}",
        "requirements=[",
        "label=a{}=1",
        "image=a{}",
    ] {
        let pairs: Vec<String> = (0..20_000).map(|at| pair.replace("{}", &at.to_string())).collect();
        let opened = open(&pairs.join("&"));
        let (description, _) = describe(&opened.draft, Catalog::start());
        assert!(!generate(&description).is_empty());
    }
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_bytes_open_and_settle(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let link = written(&String::from_utf8_lossy(&bytes));
        prop_assert_eq!(written(&link), link.clone());
        prop_assert!(said(&link).is_empty());
    }
}
