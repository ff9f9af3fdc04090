//! Any ENV at all, on any line of Airflow: the doctor answers, and every way out leads out.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::RowList;
use airflow_image_configurator::draft::{Diagnostic, Draft, Row, Severity};
use airflow_image_configurator::knowledge::Options;
use airflow_image_configurator::link::decode;
use airflow_image_configurator::twin::consult;
use proptest::prelude::*;

const IMAGES: [&str; 8] = [
    "image=debian:12-slim&airflow=1.10.15",
    "image=apache/airflow:2.2.5-python3.9",
    "image=apache/airflow:2.6.3-python3.10",
    "image=apache/airflow:2.11.2-python3.12",
    "airflow=3.0.6",
    "airflow=3.1.8",
    "airflow=3.3.2",
    "image=astrocrpublic.azurecr.io/runtime:3.3-8",
];

/// An option's name, as it is or with one character changed, or a name that is none of Airflow's.
fn name() -> impl Strategy<Value = String> {
    let names: Vec<String> =
        Options::start().all().map(airflow_image_configurator::knowledge::OptionFact::env_name).collect();
    let known = proptest::sample::select(names);
    let suffixed = (known.clone(), prop::sample::select(vec!["", "", "_CMD", "_SECRET"])).prop_map(|(n, s)| n + s);
    let slipped = (known.clone(), any::<prop::sample::Index>(), "[A-Z_]?").prop_map(|(name, at, new)| {
        let at = at.index(name.len());
        format!("{}{new}{}", &name[..at], &name[at + 1..])
    });
    let squeezed = known.prop_map(|name| name.replace("__", "_").to_ascii_lowercase());
    prop_oneof![4 => suffixed, 3 => slipped, 1 => squeezed, 1 => "(PIP|UV|HTTP|AIRFLOW)_[A-Z_]{0,9}", 1 => ".{0,12}"]
}

fn value() -> impl Strategy<Value = String> {
    let usual =
        ["True", "false", "yes", "64", "64.0", "1,000", "'7'", "[1,]", "{'a': 1}", "info", "https://host/simple", ""];
    prop_oneof![
        3 => prop::sample::select(usual.to_vec()).prop_map(str::to_owned),
        2 => r#"[\[\]{}",:'0-9a-z $~%\\_.-]{0,12}"#,
        1 => ".{0,12}",
    ]
}

fn about_options(found: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(|d| d.code.starts_with("env-option") || d.code.starts_with("env-value"))
}

/// Errors and warnings. What a value says about itself once its option is known was there before, unseen.
fn grave(found: &[Diagnostic]) -> usize {
    let values = |d: &&Diagnostic| d.code.starts_with("env-value") || d.code == "env-percent";
    found.iter().filter(|d| d.severity != Severity::Note && !values(d)).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_way_out_leads_out(image in prop::sample::select(IMAGES.to_vec()), rows in prop::collection::vec((name(), value()), 1..4)) {
        let mut draft: Draft = decode(image, Catalog::start()).draft;
        for (name, value) in rows {
            draft.push(RowList::Env, Row::pair(name, value));
        }
        let (_, found) = consult(&draft, Catalog::start());
        for diagnostic in about_options(&found) {
            for fix in &diagnostic.fixes {
                let mut fixed = draft.clone();
                fixed.apply(&fix.edit);
                let (_, after) = consult(&fixed, Catalog::start());
                let gone = after.iter().all(|d| (&d.code, d.field) != (&diagnostic.code, diagnostic.field));
                prop_assert!(gone, "{} stays: {}", diagnostic.code, fix.label);
                prop_assert!(grave(&after) <= grave(&found), "{}: {} brings {after:?}", diagnostic.code, fix.label);
            }
        }
    }
}
