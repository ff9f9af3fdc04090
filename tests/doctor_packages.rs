//! What is said about packages and images, from the real tables: each case a link and what it must give.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod consultation;

use airflow_image_configurator::draft::Diagnostic;
use consultation::{check_fixes, examined};

const A23: &str = "image=alpine:3.23&airflow=3.3.2&python=3.12";
const A10: &str = "image=alpine:3.10&airflow=1.10.12&python=3.7";
const D12: &str = "image=debian:12-slim&airflow=3.3.2&python=3.12";
const D13: &str = "image=debian:13-slim&airflow=3.3.2&python=3.12";
const OFFICIAL: &str = "image=apache/airflow:2.11.2-python3.12";
const SLIM: &str = "image=apache/airflow:slim-2.11.2-python3.12";
const RUNTIME: &str = "image=astrocrpublic.azurecr.io/runtime:3.3-8";
const ONBUILD: &str = "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild";

/// Every finding of these rules, `severity code: message [fix]`; and every fix takes its finding away and brings no
/// new error or warning.
fn said(link: &str, about: &str) -> Vec<String> {
    let (draft, found) = examined(link);
    let about = |d: &&Diagnostic| d.code.starts_with(about);
    found.iter().filter(about).for_each(|finding| check_fixes(link, &draft, &found, finding));
    let fix = |d: &Diagnostic| d.fixes.first().map(|fix| format!(" [{}]", fix.label)).unwrap_or_default();
    found.iter().filter(about).map(|d| format!("{} {}: {}{}", d.severity.as_str(), d.code, d.message, fix(d))).collect()
}

/// The one thing that is said of a package, or nothing.
fn check(base: &str, package: &str, expected: &str) {
    let package = package.replace('=', "%3D").replace('#', "%23");
    assert_eq!(said(&format!("{base}&packages={package}"), "package-").join(" / "), expected, "{base} {package}");
}

#[test]
fn known_names_and_provided_ones_are_fine() {
    for name in ["curl", "git", "postgresql-dev", "libpq-dev", "openssh-client", "build-base", "py3-pandas"] {
        check(A23, name, "");
    }
    for name in ["curl", "git", "libpq-dev", "build-essential", "default-mysql-client", "libc6:arm64"] {
        check(D12, name, "");
        check(OFFICIAL, name, "");
    }
    for name in ["curl", "postgresql-dev", "build-base"] {
        check(A10, name, "");
    }
    check(A23, "curl-doc", "");
    check(A23, "!dash", "");
    check(A23, "musl-locales-lang", "");
}

#[test]
fn names_of_another_release() {
    check(
        A10,
        "libpq-dev",
        "warning package-renamed: libpq-dev is called postgresql-dev on Alpine 3.10. [Use postgresql-dev]",
    );
    check(
        "image=alpine:3.23&airflow=3.3.2&python=3.12",
        "openjdk7",
        "warning package-unknown: Alpine 3.23 has no openjdk7: it was there up to Alpine 3.18.",
    );
    check(
        A10,
        "apache-arrow",
        "warning package-unknown: Alpine 3.10 has no apache-arrow: it exists since Alpine 3.16.",
    );
}

#[test]
fn names_of_the_other_distribution() {
    let on_alpine = "warning package-other-distribution: build-essential is Debian’s name. On Alpine it is build-base. [Use build-base]";
    check(A23, "build-essential", on_alpine);
    check(A10, "build-essential", on_alpine);
    check(ONBUILD, "build-essential", on_alpine);
    let on_debian = "warning package-other-distribution: build-base is Alpine’s name. On Debian it is build-essential. [Use build-essential]";
    for base in [D12, D13, OFFICIAL, RUNTIME] {
        check(base, "build-base", on_debian);
    }
    check(
        A23,
        "zlib1g-dev",
        "warning package-other-distribution: zlib1g-dev is Debian’s name. On Alpine it is zlib-dev. [Use zlib-dev]",
    );
    check(
        D12,
        "openssl-dev",
        "warning package-other-distribution: openssl-dev is Alpine’s name. On Debian it is libssl-dev. [Use libssl-dev]",
    );
    // Trixie and the image of Runtime have no table: nothing but the translations is judged there.
    for base in [D13, RUNTIME] {
        check(base, "nonsuch", "");
        check(base, "libpq-dev", "");
    }
}

#[test]
fn unknown_names() {
    check(
        A23,
        "crul",
        "warning package-unknown: crul is not in our table of Alpine 3.23. It may still exist; check the spelling. [Use curl]",
    );
    check(
        D12,
        "postgresql-cleint",
        "warning package-unknown: postgresql-cleint is not in our table of Debian 12. It may still exist; check the spelling. [Use postgresql-client]",
    );
    check(
        A23,
        "acme-internal-thing",
        "warning package-unknown: acme-internal-thing is not in our table of Alpine 3.23. It may still exist; check the spelling.",
    );
    check("image=registry.corp/os:1&layers=own&distro=alpine", "acme-internal-thing", "");
    check("apkrepo=corp%3Dhttps://apk.corp/v1", "acme-internal-thing@corp", "");
}

#[test]
fn the_white_list_is_respected() {
    let fixes = |link: &str| said(link, "package-other").join(" ").contains("[Use build-base]");
    assert!(fixes(&format!("{A23}&packages=build-essential&allow=build-essential,build-base")));
    assert!(!fixes(&format!("{A23}&packages=build-essential&allow=build-essential")));
}

#[test]
fn a_fix_keeps_the_comment_and_makes_no_double() {
    let fixed = |link: &str| {
        let (mut draft, found) = examined(link);
        let fix = found.iter().flat_map(|d| &d.fixes).next().expect("a fix");
        draft.apply(&fix.edit);
        draft.packages.iter().map(|row| row.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(fixed(&format!("{A23}&packages=build-essential%20%23%20to%20compile")), ["build-base # to compile"]);
    assert_eq!(fixed(&format!("{A23}&packages=build-base,build-essential")), ["build-base"]);
}

#[test]
fn exact_versions() {
    let pinned = "warning package-pinned: Alpine serves only the newest build of a branch: this pin breaks with the next one. \
                  Drop it. [Drop the version]";
    check(A23, "curl=8.17.0-r1", pinned);
    check(ONBUILD, "curl=7.66.0-r4", pinned);
    check(A23, "curl~8", "");
    check(A23, "curl>8", "");
    check(
        D12,
        "curl=7.88.1-10",
        "note package-pinned: Debian replaces 7.88.1-10 with the next point release. Drop the pin to be safe. [Drop the version]",
    );
}

#[test]
fn images_whose_makers_stopped() {
    let check = |link: &str, expected: &[&str]| {
        let said = said(link, "image-").into_iter().filter(|line| !line.contains("retired")).collect::<Vec<_>>();
        assert_eq!(said, expected, "{link}");
    };
    check("", &[]);
    check(D12, &[]);
    check(RUNTIME, &[]);
    check(ONBUILD, &[]);
    check(
        OFFICIAL,
        &["note image-airflow-ended: Airflow 2 had its last fixes before 2026-04-22. Plan the way to a newer one."],
    );
    check(
        "image=alpine:3.19&airflow=3.3.2&python=3.11",
        &["note image-system-ended: Alpine 3.19 gets no fixes since 2025-11-01. [Use Alpine 3.23]"],
    );
    check(
        "image=debian:12-slim&airflow=3.3.2&python=3.10",
        &["note image-python-ended: Python 3.10 gets no fixes since 2026-10-31. [Use Python 3.14]"],
    );
}

/// Where there is no newer system, none is offered; what is offered takes the finding away (`said` looks).
#[test]
fn a_system_that_ended_is_not_its_own_way_out() {
    let mut said_of = 0;
    for image in ["debian:10-slim", "debian:11-slim", "alpine:3.10", "alpine:3.15", "alpine:3.18"] {
        for airflow in ["1.10.15", "2.2.5", "2.6.3", "2.10.5", "3.3.2"] {
            said_of += said(&format!("image={image}&airflow={airflow}"), "image-system").len();
        }
    }
    assert!(said_of > 10, "{said_of}");
}

#[test]
fn slim_images_lack_the_driver() {
    let slim = |requirements: &str| {
        let said = said(&format!("{SLIM}{requirements}"), "image-slim");
        said.len()
    };
    assert_eq!(slim(""), 1);
    assert_eq!(slim("&requirements=psycopg2-binary"), 0);
    assert_eq!(slim("&requirements=apache_airflow.providers-postgres"), 0);
    assert_eq!(said(OFFICIAL, "image-slim"), Vec::<String>::new());
}
