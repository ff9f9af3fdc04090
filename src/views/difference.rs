//! The lines of a file that differ, below each other or side by side.

use leptos::prelude::*;

use crate::compare::{Fate, FileDifference, Hunk, HunkLine, Side};
use crate::words;

/// A file that differs, to be opened and closed.
pub fn file_difference(file: &FileDifference, open: bool, beside: bool) -> AnyView {
    let fate = match file.fate {
        Fate::New => words::FATE_NEW,
        Fate::Gone => words::FATE_GONE,
        Fate::Changed => "",
    };
    let counts = words::line_counts(file.added, file.removed);
    let hunks: Vec<AnyView> = file.hunks.iter().map(|hunk| if beside { pairs(hunk) } else { lines(hunk) }).collect();
    let hidden =
        (file.hidden > 0).then(|| view! { <p class="about">{words::hidden_lines(file.hidden)}</p> }.into_any());
    view! {
        <details class="change" prop:open=open>
            <summary><code>{file.path.clone()}</code>" "<span class="about">{fate}" "{counts}</span></summary>
            <div class="hunks" tabindex="0" role="region" aria-label=file.path.clone()>{hunks}</div>
            {hidden}
        </details>
    }
    .into_any()
}

fn lines(hunk: &Hunk) -> AnyView {
    let lines: Vec<AnyView> = hunk.lines.iter().map(|line| cell(Some(line))).collect();
    view! { <div class="hunk">{lines}</div> }.into_any()
}

/// Lines that are gone stand beside those that came in their place.
fn pairs(hunk: &Hunk) -> AnyView {
    let mut rows: Vec<(Option<&HunkLine>, Option<&HunkLine>)> = Vec::new();
    let mut open = 0;
    for line in &hunk.lines {
        match line.side {
            Side::Both => {
                rows.push((Some(line), Some(line)));
                open = rows.len();
            }
            Side::Before => rows.push((Some(line), None)),
            Side::After => {
                let free = rows.iter().skip(open).position(|(_, after)| after.is_none());
                match free.and_then(|at| rows.get_mut(open + at)) {
                    Some(row) => row.1 = Some(line),
                    None => rows.push((None, Some(line))),
                }
            }
        }
    }
    let rows: Vec<AnyView> = rows.into_iter().flat_map(|(before, after)| [cell(before), cell(after)]).collect();
    view! { <div class="hunk beside">{rows}</div> }.into_any()
}

fn cell(line: Option<&HunkLine>) -> AnyView {
    let Some(line) = line else { return view! { <div class="cell"></div> }.into_any() };
    let (class, word) = match line.side {
        Side::Both => ("cell", ""),
        Side::Before => ("cell gone", words::LINE_GONE),
        Side::After => ("cell new", words::LINE_NEW),
    };
    let word = (!word.is_empty()).then(|| view! { <span class="unseen">{word}</span> }.into_any());
    view! { <div class=class>{word}{line.text.clone()}</div> }.into_any()
}
