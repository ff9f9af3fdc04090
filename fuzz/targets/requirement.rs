//! A line of requirements.txt is read, and what is written of it reads as the same; errors say where.
#![no_main]

use airflow_image_configurator::domain::{RequirementLine, version_cmp};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let line = String::from_utf8_lossy(bytes);
    let read = match RequirementLine::parse(&line) {
        Ok(read) => read,
        Err(error) => {
            assert!(line.get(error.span.clone()).is_some(), "{error:?} is outside of {line:?}");
            return;
        }
    };
    let written = read.to_string();
    assert!(!written.contains(|c: char| c.is_control()), "{written:?}");
    let again = RequirementLine::parse(&written).expect("what is written reads back");
    assert_eq!(again.to_string(), written);
    assert_eq!(std::mem::discriminant(&again), std::mem::discriminant(&read), "{written}");
    if let (Some(before), Some(after)) = (read.requirement(), again.requirement()) {
        assert_eq!((before.name(), before.extras()), (after.name(), after.extras()));
        assert_eq!((before.source(), before.options().len()), (after.source(), after.options().len()));
        if let Some(version) = before.pinned_version() {
            let _ = version_cmp(version, "1.10");
        }
    }
});
