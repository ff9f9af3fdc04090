//! What the doctor's tests share: a link examined with every table at hand, and the promise that every fix keeps.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::draft::{Diagnostic, Draft, Severity};
use airflow_image_configurator::link::decode;
use airflow_image_configurator::twin::consult;

/// A value of a link.
pub fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}

/// The draft of a link, and everything that is said of it.
pub fn examined(link: &str) -> (Draft, Vec<Diagnostic>) {
    let opened = decode(link, Catalog::start());
    assert_eq!(opened.diagnostics, [], "{link}");
    let found = consult(&opened.draft, Catalog::start()).1;
    (opened.draft, found)
}

/// Every fix of a finding takes it away, and brings no new error or warning.
pub fn check_fixes(link: &str, draft: &Draft, found: &[Diagnostic], finding: &Diagnostic) {
    let grave = |all: &[Diagnostic]| all.iter().filter(|d| d.severity != Severity::Note).count();
    for fix in &finding.fixes {
        let mut fixed = draft.clone();
        fixed.apply(&fix.edit);
        let after = consult(&fixed, Catalog::start()).1;
        let same = |d: &Diagnostic| (&d.code, d.field) == (&finding.code, finding.field);
        assert!(!after.iter().any(same), "{link}: {} does not help: {after:?}", fix.label);
        assert!(grave(&after) <= grave(found), "{link}: {} brings {after:?}", fix.label);
    }
}
