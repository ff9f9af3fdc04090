//! What can be chosen in place of an image: each choice is there once, says which is in force, and leads to itself.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::draft::{Choice, Home, Selection};
use airflow_image_configurator::link::decode;

const LINKS: [&str; 8] = [
    "image=alpine:3.23&airflow=3.3.2&python=3.12",
    "image=alpine:3.13&airflow=1.10.12&python=3.8",
    "image=debian:12-slim&airflow=2.11.2&python=3.12",
    "image=apache/airflow:3.3.2-python3.12",
    "image=astrocrpublic.azurecr.io/runtime:3.3-8",
    "image=quay.io/astronomer/astro-runtime:13.11.0",
    "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild",
    "image=registry.corp/os/base:1&layers=own&distro=alpine&airflow=3.3.2&python=3.12",
];

fn selection(link: &str) -> Selection<'static> {
    Selection::of(Catalog::start(), &decode(link, Catalog::start()).draft.image)
}

fn selected(choices: &[Choice]) -> Vec<&str> {
    choices.iter().filter(|choice| choice.selected).map(|choice| choice.label.as_str()).collect()
}

type List = fn(&Selection) -> Vec<Choice>;

#[test]
fn the_choice_in_force_is_the_one_that_was_taken() {
    let lists: [(&str, List); 4] = [
        ("airflows", |selection| selection.airflows()),
        ("systems", |selection| selection.systems()),
        ("pythons", |selection| selection.pythons()),
        ("images", |selection| selection.images()),
    ];
    for link in LINKS {
        for (name, list) in lists {
            let choices = list(&selection(link));
            assert!(selected(&choices).len() <= 1, "{link}: {name}: {:?}", selected(&choices));
            for choice in choices.iter().filter(|choice| choice.unavailable.is_none()) {
                let after = list(&Selection::of(Catalog::start(), &choice.image));
                assert_eq!(selected(&after), [choice.label.as_str()], "{link}: {name}");
            }
        }
    }
}

#[test]
fn every_home_leads_to_itself() {
    for link in LINKS {
        let homes = selection(link).homes();
        assert_eq!(homes.iter().filter(|(_, choice)| choice.selected).count(), 1, "{link}");
        for (home, choice) in homes.into_iter().filter(|(_, choice)| choice.unavailable.is_none()) {
            assert_eq!(Selection::of(Catalog::start(), &choice.image).home(), home, "{link}: {}", choice.label);
        }
    }
}

#[test]
fn a_base_of_ones_own_starts_from_the_system_in_force() {
    let company = |link: &str| {
        let homes = selection(link).homes();
        let (_, choice) = homes.into_iter().find(|(home, _)| *home == Home::Company).expect("every home is there");
        choice.image
    };
    assert_eq!(company("image=debian:12-slim&airflow=3.3.2&python=3.12").reference, "debian:12-slim");
    assert_eq!(company("image=alpine:3.20&airflow=3.3.2&python=3.12").reference, "alpine:3.20");
    assert_eq!(company("image=apache/airflow:3.3.2-python3.12").reference, "alpine:3.23");
    let own = "image=registry.corp/os/base:1&layers=own&distro=debian&airflow=3.3.2&python=3.12";
    assert_eq!(company(own), decode(own, Catalog::start()).draft.image);
}

/// Each of these entries is in a list, with what stands beside it.
#[track_caller]
fn check_said(link: &str, list: List, entries: &[(&str, Option<&str>)]) {
    let choices = list(&selection(link));
    for (label, note) in entries {
        let choice = choices.iter().find(|choice| choice.label == *label).unwrap_or_else(|| panic!("{link}: {label}"));
        assert_eq!(choice.note.as_deref(), *note, "{link}: {label}");
    }
}

#[test]
fn entries_say_what_they_are() {
    let pythons: List = |selection| selection.pythons();
    let own = "airflow=3.3.1&python=3.12&image=";
    check_said(&format!("{own}alpine:3.23"), pythons, &[("3.12", Some("Alpine's own")), ("3.13", None)]);
    check_said(&format!("{own}debian:12-slim"), pythons, &[("3.12", Some("constraints known")), ("3.14", None)]);
    check_said("image=apache/airflow:3.3.1-python3.12", pythons, &[("3.12", None), ("3.13", Some("default"))]);
    let runtime = "image=astrocrpublic.azurecr.io/runtime:3.3-8";
    check_said(runtime, pythons, &[("3.14", Some("default")), ("3.13", None)]);
    let systems = [("Alpine 3.23", Some("Python 3.12 of its own")), ("Debian 12 (bookworm)", None)];
    check_said(&format!("{own}alpine:3.23"), |selection| selection.systems(), &systems);
    let newest = Catalog::start().newest_release().expect("a release").version.to_string();
    let airflows = [(newest.as_str(), Some("newest")), ("3.3.1", Some("2026-08-10"))];
    check_said(&format!("{own}alpine:3.23"), |selection| selection.airflows(), &airflows);
    let image = "apache/airflow:3.3.1-python3.12";
    assert_eq!(selected(&selection(&format!("image={image}")).images()), [image]);
}
