//! Cases and properties of the ranker; those on real tables are in `tests/search.rs`.

use proptest::prelude::*;

use super::query::Query;
use super::{Class, Index, nearest};

/// The names that are found, marks in brackets.
fn check(names: &[&str], typed: &str, expected: &[&str]) {
    let found = Index::new(names.iter().copied()).find(typed, 9, |_| 0);
    let marked = |found: &super::Match| {
        let mut text = names[found.index].to_owned();
        for mark in found.marks.iter().rev() {
            text.insert(mark.end, ']');
            text.insert(mark.start, '[');
        }
        text
    };
    assert_eq!(found.iter().map(marked).collect::<Vec<_>>(), expected, "{typed}");
}

#[test]
fn classes_go_one_after_the_other() {
    let names = ["bincurl", "curlew", "curl", "s3curl", "curl-dev", "py3-curl", "kurl", "libcurl"];
    let expected = ["[curl]", "lib[curl]", "[curl]-dev", "[curl]ew", "s3[curl]", "py3-[curl]", "bin[curl]"];
    check(&names, "curl", &expected);
    check(&names, " CURL ", &expected);
    check(&names, "", &[]);
    check(&[], "a", &[]);
    check(&names, " -_. ", &[]);
}

#[test]
fn every_word_must_be_there() {
    let names = ["postgresql-client", "postgresql", "libssl-dev", "client-postgres", "zope.interface"];
    check(&names, "postgres cl", &["[postgres]ql-[cl]ient", "[cl]ient-[postgres]"]);
    check(&names, "lib ssl dev", &["[libssl]-[dev]"]);
    check(&names, "dev ssl", &["lib[ssl]-[dev]"]);
    check(&names, "Zope_Interface", &["[zope.interface]"]);
    check(&names, "zope client", &[]);
    check(&["a-b", "a.b", "a_b"], "a_b", &["[a_b]", "[a-b]", "[a.b]"]);
}

#[test]
fn typos_are_found_when_little_else_is() {
    let names = ["mongodb-tools", "py3-mongo", "mono", "postgresql-client", "curl", "größe-mongo", "openjdk17"];
    check(&names, "mogno", &["[mongo]db-tools", "py3-[mongo]", "größe-[mongo]", "[mono]"]);
    check(&names, "psotgresql-cl", &["[postgresql]-[cl]ient"]);
    check(&names, "crul", &["[curl]"]);
    check(&names, "crl", &[]);
    check(&names, "kurl", &[]);
    check(&names, "openjdk 18", &[]);
}

#[test]
fn worth_decides_within_a_class() {
    let names = ["sqlfluff", "sqlalchemy", "mysql", "sql-x"];
    let found = Index::new(names.into_iter()).find("sql", 3, |at| [5, 1, 0, 5][at]);
    assert_eq!(found.iter().map(|found| names[found.index]).collect::<Vec<_>>(), ["sqlalchemy", "sql-x", "sqlfluff"]);
}

#[test]
fn the_nearest_name() {
    let check = |name: &str, expected: Option<&str>| {
        let names = [("curl", 9), ("pandas", 9), ("numpy", 9), ("requests", 9), ("pandss", 1), ("git", 9)];
        assert_eq!(nearest(name, names.into_iter()), expected, "{name}");
        let at = Index::new(names.iter().map(|(name, _)| *name)).nearest(name, |at| names[at].1);
        assert_eq!(at.map(|at| names[at].0), expected, "{name}");
    };
    check("crul", Some("curl"));
    check("rqeuets", Some("requests"));
    check("numpi", Some("numpy"));
    check("nunpi", None);
    check("padnas", Some("pandas"));
    check("pandsa", Some("pandss"));
    check("pands", Some("pandss"));
    check("pandas", None);
    check("gti", None);
    check("", None);
}

fn names() -> impl Strategy<Value = Vec<String>> {
    let odd = prop_oneof!["(lib|py|p)?[abA1 ._-]{0,9}", "[äßb−中.-]{0,6}", "\\PC{0,12}", ".{0,4}"];
    proptest::collection::vec(odd, 1..12)
}

proptest! {
    #[test]
    fn whatever_is_typed(names in names(), typed in "[abA1ä中 ._-]{0,12}|.{0,9}", limit in 0usize..6) {
        let found = Index::new(names.iter().map(String::as_str)).find(&typed, limit, |at| at as u32 % 3);
        prop_assert!(found.len() <= limit);
        prop_assert!(found.is_sorted_by_key(|found| found.class));
        let query = Query::read(&typed);
        for found in &found {
            let name = &names[found.index];
            let mut last = 0;
            for mark in &found.marks {
                prop_assert!(mark.start < mark.end && (last == 0 || mark.start > last));
                prop_assert!(name.get(mark.clone()).is_some(), "{name} {mark:?}");
                last = mark.end;
            }
            let small = name.to_ascii_lowercase();
            let has = |word: &[u8]| small.as_bytes().windows(word.len()).any(|part| part == word);
            prop_assert!(found.class == Class::Typo || query.words.iter().all(|word| has(&word.text)));
        }
    }

    #[test]
    fn an_exact_name_is_first(names in names(), which: prop::sample::Index) {
        let name = which.get(&names);
        let found = Index::new(names.iter().map(String::as_str)).find(name, 3, |_| 0);
        if !Query::read(name).words.is_empty() && name.trim() == name {
            let first = found.first().map(|found| names[found.index].to_ascii_lowercase());
            prop_assert_eq!(first, Some(name.to_ascii_lowercase()));
            prop_assert_eq!(found[0].class, Class::Exact);
        }
    }
}
