//! The difference of two texts, applied to the first, is the second. The input is both, with a zero byte between.
#![no_main]

use airflow_image_configurator::compare::{FileDifference, Side, SourceText, compare};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (before, after) = text.split_once('\0').unwrap_or((&text, ""));
    let found = compare(&[file(before)], &[file(after)]);
    assert_eq!(found.files.is_empty(), before == after);
    assert_eq!(found.patch.is_empty(), before == after);
    for file in &found.files {
        assert_eq!(applied(before, file), lines(after));
        let counted = |side| file.hunks.iter().flat_map(|hunk| &hunk.lines).filter(|line| line.side == side).count();
        assert_eq!((file.added as usize, file.removed as usize), (counted(Side::After), counted(Side::Before)));
    }
    assert!(compare(&[file(after)], &[file(after)]).patch.is_empty());
});

fn file(text: &str) -> SourceText {
    SourceText { path: "a file".to_owned(), text: text.to_owned(), executable: false }
}

/// Lines as a comparison shows them: what ends a line otherwise than usual is seen.
fn lines(text: &str) -> Vec<String> {
    let shown = |line: &str| match line.strip_suffix('\n') {
        Some(line) => line.replace('\r', "␍"),
        None => format!("{line} (no line end)"),
    };
    text.split_inclusive('\n').map(shown).collect()
}

/// The lines after the difference. What stands on both sides must be what was there.
fn applied(before: &str, difference: &FileDifference) -> Vec<String> {
    let mut old = lines(before).into_iter().enumerate().peekable();
    let mut new = Vec::new();
    for hunk in &difference.hunks {
        let first = hunk.before as usize - 1;
        while let Some((_, line)) = old.next_if(|(number, _)| *number < first) {
            new.push(line);
        }
        for line in &hunk.lines {
            if line.side != Side::After {
                assert_eq!(old.next().map(|(_, old)| old).as_ref(), Some(&line.text));
            }
            if line.side != Side::Before {
                new.push(line.text.clone());
            }
        }
    }
    new.extend(old.map(|(_, line)| line));
    new
}
