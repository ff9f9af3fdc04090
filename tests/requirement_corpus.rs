//! Requirement lines against Python's `packaging` (fixtures written by `fixtures/make_requirements.py`), and by hand
//! where pip reads otherwise or this product is stricter; properties of lines that nobody thought of.

use airflow_image_configurator::domain::{Distro, PackageLine, RequirementLine, RequirementSource};
use proptest::prelude::*;

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

#[test]
fn every_line_is_judged_as_packaging_judges_it() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows(include_str!("fixtures/requirements.tsv")) {
        let [line, verdict, name] = row.as_slice() else { panic!("three columns: {row:?}") };
        count += 1;
        let read = RequirementLine::parse(line);
        let found = read.as_ref().ok().and_then(RequirementLine::requirement).map(|r| r.normalised().as_str());
        let expected = (*verdict == "ok").then_some(*name);
        if found != expected {
            wrong.push(format!("{line:?}: packaging {verdict} {name}, here {read:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!(count, 2000);
}

#[test]
fn every_specifier_admits_what_packaging_says() {
    let mut wrong = Vec::new();
    for row in rows(include_str!("fixtures/specifiers.tsv")) {
        let [specifier, version, verdict] = row.as_slice() else { panic!("three columns: {row:?}") };
        let line = RequirementLine::parse(&format!("x{specifier}"));
        let found = match line.as_ref().ok().and_then(RequirementLine::requirement).map(|r| r.specifiers()) {
            Some([one]) => one.admits(version),
            other => panic!("{specifier}: {other:?}"),
        };
        if found != (*verdict == "yes") {
            wrong.push(format!("{specifier} {version}: packaging {verdict}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// A line in one sentence: its kind and parts, or where it is wrong and why.
fn told(line: &str) -> String {
    match RequirementLine::parse(line) {
        Ok(RequirementLine::Blank) => "blank".to_owned(),
        Ok(RequirementLine::Comment(text)) => format!("comment {text}"),
        Ok(RequirementLine::Option(option)) => {
            let name = option.name().map(|name| format!(" named {name}")).unwrap_or_default();
            format!("{:?} {}{name}", option.kind(), option.value().unwrap_or("-"))
        }
        Ok(RequirementLine::Direct(reference)) => {
            let kind = if reference.is_url() { "address" } else { "path" };
            let name = reference.name().map(|name| format!(" named {name}")).unwrap_or_default();
            let marker = reference.marker().map(|marker| format!(" if {marker}")).unwrap_or_default();
            format!("{kind} {}{name}{marker}", reference.target())
        }
        Ok(RequirementLine::Requirement(requirement)) => {
            let source = match requirement.source() {
                RequirementSource::Url(url) => format!("@{url}"),
                RequirementSource::Index(list) => list.iter().map(ToString::to_string).collect::<Vec<_>>().join("&"),
            };
            let options: Vec<String> =
                requirement.options().iter().map(|option| format!("{}={}", option.name, option.value)).collect();
            let parts = [
                requirement.name().to_owned(),
                requirement.extras().join("+"),
                source,
                requirement.marker().unwrap_or_default().to_owned(),
                options.join(" "),
                requirement.comment().unwrap_or_default().to_owned(),
                requirement.pinned_version().map(|version| format!("pinned {version}")).unwrap_or_default(),
            ];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
        }
        Err(error) => format!("{}..{} {error}", error.span.start, error.span.end),
    }
}

fn check(line: &str, expected: &str) {
    assert_eq!(told(line), expected, "{line:?}");
}

#[test]
fn parts_of_a_requirement() {
    check("  Pandas ", "Pandas");
    check("pandas==2.2.3", "pandas | ==2.2.3 | pinned 2.2.3");
    check("pandas===x", "pandas | ===x | pinned x");
    check("pandas==2.*", "pandas | ==2.*");
    check("pandas==2,!=3", "pandas | ==2&!=3");
    check("a[b, c] ( >= 1 ) ; os_name=='x'  # why", "a | b+c | >=1 | os_name=='x' | # why");
    check("a @ https://h/x.whl ; os_name=='x'", "a | @https://h/x.whl | os_name=='x'");
    check("a==1\t# c", "a | ==1 | # c | pinned 1");
    check("a==1#c", "4..5 expected ',', ';' or the end, found '#'");
}

#[test]
fn forms_of_pip() {
    check("", "blank");
    check(" \t ", "blank");
    check(" # note \\", "comment # note \\");
    check("-r other.txt", "Requirement other.txt");
    check("-rother.txt # c", "Requirement other.txt");
    check("--constraint=c.txt", "Constraint c.txt");
    check("-e git+https://h/r#egg=Apache_Airflow", "Editable git+https://h/r#egg=Apache_Airflow named apache-airflow");
    check("-i https://${USER}@h/simple", "IndexUrl https://${USER}@h/simple");
    check("--extra-index-url 'https://h/simple'", "ExtraIndexUrl https://h/simple");
    check("--pre", "Pre -");
    check("--only-binary :all:", "OnlyBinary :all:");
    check("git+https://h/r@main#egg=x[y]", "address git+https://h/r@main#egg=x[y] named x");
    check("https://h/Foo_Bar-1.0-py3-none-any.whl", "address https://h/Foo_Bar-1.0-py3-none-any.whl named foo-bar");
    check("https://h/a.zip ; os_name=='x'", "address https://h/a.zip if os_name=='x'");
    check("./pkg[extra];os_name=='x'", "path ./pkg[extra] if os_name=='x'");
    check("/srv/a-1.tar.gz", "path /srv/a-1.tar.gz");
    check("foo.zip", "path foo.zip");
    check("../pkg", "path ../pkg");
    check("${WHEEL}", "address ${WHEEL}");
    let hash = "ab".repeat(32);
    check(
        &format!("a==1 --hash=sha256:{hash} --hash sha256:{hash}"),
        &format!("a | ==1 | --hash=sha256:{hash} --hash=sha256:{hash} | pinned 1"),
    );
    check("a --global-option=\"--with x\"", "a | --global-option=--with x");
}

#[test]
fn sentences_say_what_and_where() {
    check("a==", "3..3 expected a version after ==, found the end");
    check("a==,", "3..4 expected a version after ==, found ','");
    check("a=1", "1..2 a single '=' compares nothing: write ==");
    check("a 1", "2..3 expected a comparison such as ==, or ';', or the end, found '1'");
    check("a>=1 2", "5..6 expected ',', ';' or the end, found '2'");
    check("a~=1", "3..4 ~= needs a version of at least two numbers, such as ~=1.2");
    check("a>=1.*", "3..6 '.*' goes with == and != only");
    check("a>=1+x", "3..6 a local version ('+' and what follows) goes with == and != only");
    check("a[b", "3..3 expected ',' or ']' after an extra, found the end");
    check("a-", "0..2 the name of a package cannot end in '-' or '.'");
    check("*", "0..1 expected the name of a package, found '*'");
    check("a; python_versio < '3'", "3..4 expected a name such as python_version, or a text between quotes, found 'p'");
    check("a; (os_name=='x'", "16..16 expected ')', found the end");
    check("a; os_name=='x", "12..14 this text has no closing quote");
    check("a==1 \\", "5..6 a row cannot end in a backslash: write the whole requirement in one row");
    check("a # b \\", "6..7 a row cannot end in a backslash: write the whole requirement in one row");
    check(" a\0", "2..3 a row cannot hold a line break or a control character (U+0000)");
    check("a\u{2028}b", "1..4 a row cannot hold a line break or a control character (U+2028)");
    check("a\u{a0}==1", "1..3 expected a comparison such as ==, or ';', or the end, found a special space");
    check("a @ ./x", "4..7 expected an address such as https://host/file.whl after @");
    check("a @ https://h/x;os_name=='x'", "15..16 put a space between an address and ';'");
    check("a===", "4..4 expected a version after ===, found the end");
    check("a; os_name=='\\x'", "12..16 a text in a marker cannot have a backslash in it");
    check("a --pre", "2..7 --pre stands on its own row, not after a requirement");
    check("a --hash=md5:1", "2..14 expected --hash=sha256:... (or sha384, sha512)");
    check("a --hash=sha256:1", "2..17 a sha256 hash has 64 hexadecimal digits");
    check("--hash=sha256:1", "0..6 --hash follows a requirement, in its row");
    check("--target x", "0..8 pip knows no option --target in a requirements file");
    check("-r", "2..2 expected a value after -r, found the end");
    check("-r a b", "5..6 expected the end: each option stands on its own row, found 'b'");
    check("./a b", "4..5 expected ';' after a path, found 'b'");
}

proptest! {
    #[test]
    fn no_line_panics_and_what_is_written_reads_back(line in "\\PC*|[a-c1-3.,;<>=~!\\[\\]()@'\" \\t#/:\\\\$*+-]{0,40}|.{0,30}") {
        let parsed = RequirementLine::parse(&line);
        match parsed {
            Ok(read) => {
                let text = read.to_string();
                prop_assert!(!text.chars().any(char::is_control));
                prop_assert_eq!(text.trim(), text.as_str());
                prop_assert_eq!(RequirementLine::parse(&text), Ok(read));
            }
            Err(error) => {
                prop_assert!(line.get(error.span.clone()).is_some(), "{:?} {:?}", line, error);
                prop_assert!(!error.message.is_empty() && !error.message.contains('\n'));
            }
        }
    }

    #[test]
    fn no_package_line_panics_and_what_is_written_reads_back(line in "\\PC*|[a-c1-3.:<>=~!@ #_+r-]{0,20}|.{0,30}") {
        for distro in [Distro::Alpine, Distro::Debian] {
            match PackageLine::parse(&line, distro) {
                Ok(read) => {
                    let text = read.to_string();
                    prop_assert!(!text.chars().any(char::is_control));
                    prop_assert_eq!(PackageLine::parse(&text, distro), Ok(read));
                }
                Err(error) => prop_assert!(line.get(error.span.clone()).is_some(), "{:?} {:?}", line, error),
            }
        }
    }
}
