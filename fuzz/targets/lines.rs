//! What the page reads of its store and of a host: remembered configurations, colours and fonts.
#![no_main]

use airflow_image_configurator::look::{is_colour, is_font};
use airflow_image_configurator::memory::{Entry, HEADER, export, insert, surplus};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut entries: Vec<Entry> = Vec::new();
    for line in text.lines() {
        if let Some(entry) = Entry::of_line("id", line) {
            assert_eq!(Entry::of_line("id", &entry.to_line()).map(|read| read.fragment), Some(entry.fragment.clone()));
            assert!(entry.fragment.is_ascii() && entry.fragment.starts_with("v="));
            insert(&mut entries, entry);
        }
    }
    assert!(entries.windows(2).all(|two| two[0].at >= two[1].at));
    assert!(surplus(&entries).len() <= entries.len().saturating_sub(50));
    let file = export(&entries);
    assert!(file.starts_with(HEADER) && file.lines().count() == entries.len() + 1);
    if is_colour(&text) || is_font(&text) {
        assert!(!text.contains(|c: char| c.is_control() || ";:{}<>\\@!*".contains(c)), "{text:?}");
        assert!(!text.contains("url(") && !text.contains("var("), "{text:?}");
        assert_eq!(text.matches('(').count(), text.matches(')').count(), "{text:?}");
    }
});
