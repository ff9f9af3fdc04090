//! Pasted lines become rows of every list, and rows become variables; what is read of a row stands in the text.
#![no_main]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{EnvName, RowList, looks_secret};
use airflow_image_configurator::draft::{Draft, split_lines};
use airflow_image_configurator::link::encode;
use airflow_image_configurator::project::describe;
use libfuzzer_sys::fuzz_target;


fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(name) = EnvName::parse(&text) {
        assert_eq!(name.as_str(), text);
        let _ = (name.option(), looks_secret(name.as_str()));
    }
    for list in RowList::ALL {
        let mut draft = Draft::start(Catalog::start());
        let rows = split_lines(list, &text);
        for row in &rows {
            assert!(!row.text.contains(['\n', '\r']) && !row.value.contains(['\n', '\r']), "{row:?}");
            assert!(text.contains(&row.value), "{row:?}");
        }
        draft.insert(list, 0, rows);
        let (description, _) = describe(&draft, Catalog::start());
        assert_eq!(description.fragment, encode(&draft, Catalog::start()));
    }
});
