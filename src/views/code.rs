//! The open file: highlighted lines that know their field.
//!
//! Only the open file is worked out and shown, line by line: a line whose text did not change keeps its element, one
//! that is new flashes once.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use leptos::prelude::*;

use crate::components::Button;
use crate::domain::Field;
use crate::generator::{Content, Line, ProjectFile};
use crate::highlight::{Language, highlight};
use crate::platform::event::{self, Press};
use crate::platform::focus;
use crate::reactive::{Cell, Derived, Reading, derive, dynamic, each, effect, memo, optional};
use crate::state::{App, LateText, after_render, field_id};
use crate::words;

/// How many lines are on the page before more are asked for.
const FIRST_LINES: usize = 1_000;
/// How many lines flash at once.
const MOST_FLASHES: usize = 12;
/// The id of the element that scrolls.
const ID: &str = "code";

/// A line, ready to be shown.
#[derive(Debug, PartialEq, Eq)]
struct CodeLine {
    key: u64,
    tokens: Vec<(&'static str, String)>,
    field: Option<Field>,
}

/// A file, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    Lines(Vec<Arc<CodeLine>>),
    Loading,
    Failed,
}

/// The text of the open file.
#[component]
pub fn CodeView(
    /// The state.
    app: App,
    /// The path of the open file.
    current: Reading<String>,
) -> impl IntoView {
    let limit = Cell::new(FIRST_LINES);
    let file = Derived::new(move || Arc::new(app.current_file()));
    let late = Derived::new(move || Arc::new(file.get().as_ref().as_ref().and_then(|file| app.late.of(file))));
    let all = memo(move || file.get().as_ref().as_ref().map_or(0, |file| line_count(&file.content, &late.get())));
    let shown = Derived::new(move || {
        let (file, late) = (file.get(), late.get());
        let shown = |file: &ProjectFile| shown(&file.path, &file.content, &late, limit.get());
        Arc::new(file.as_ref().as_ref().map_or(Shown::Failed, shown))
    });
    keep_lit(app);
    let label = derive(move || words::file_name(&current.get(), all.get()));
    let content = dynamic(move || {
        current.track();
        limit.set(FIRST_LINES);
        view! { <Lines app=app shown=shown/> }.into_any()
    });
    let rest = optional(move || {
        let hidden = all.get().checked_sub(limit.get()).filter(|hidden| *hidden > 0)?;
        let label = words::more_lines(hidden);
        let press = Callback::new(move |()| limit.set(usize::MAX));
        Some(view! { <Button label=label class="quiet more" press=press/> }.into_any())
    });
    view! {
        <div
            class="code"
            id=ID
            tabindex="0"
            role="region"
            aria-label=label
            aria-description=words::LINES_HINT
            on:click=move |click| {
                let field = event::attribute_around(&click, "data-field").filter(|_| !event::has_selection());
                if let Some(id) = field {
                    app.go_to(id);
                }
            }
            on:keydown=move |event| line_key(app, &Press::from(event))
        >
            {content}
            {rest}
        </div>
    }
    .into_any()
}

/// Arrows go from line to line that has a field, Enter to the field.
fn line_key(app: App, press: &Press) {
    let taken = match press.key().as_str() {
        "ArrowDown" => focus::focus_beside(ID, "data-field", true),
        "ArrowUp" => focus::focus_beside(ID, "data-field", false),
        "Enter" => focus::attribute_of_focused("data-field").map(|id| app.go_to(id)).is_some(),
        _ => false,
    };
    if taken {
        press.take();
    }
}

#[component]
fn Lines(app: App, shown: Derived<Shown>) -> impl IntoView {
    let before: Cell<BTreeSet<u64>> = Cell::new(BTreeSet::new());
    let flash = Cell::new(false);
    let lines = move || match &*shown.get() {
        Shown::Lines(lines) => {
            flash.set(is_small_change(&before.read_untracked(), lines));
            before.update_untracked(|before| {
                before.clear();
                before.extend(lines.iter().map(|line| line.key));
            });
            lines.clone()
        }
        _ => Vec::new(),
    };
    let notice = optional(move || match &*shown.get() {
        Shown::Lines(lines) => lines.is_empty().then(|| view! { <p class="notice">{words::EMPTY_FILE}</p> }.into_any()),
        Shown::Loading => Some(view! { <p class="notice loading">{words::LOADING}</p> }.into_any()),
        Shown::Failed => {
            let retry = Callback::new(move |()| app.retry());
            let button = view! { <Button label=words::RETRY class="fix" press=retry/> };
            Some(view! { <p class="notice">{words::LATE_FAILED}" "{button}</p> }.into_any())
        }
    });
    let line = move |line: Arc<CodeLine>| line_view(app, &line, flash.get_untracked());
    view! {
        <div class="lines">{each(lines, |line| line.key, line)}</div>
        {notice}
    }
    .into_any()
}

/// Whether few enough lines are new that a flash shows where; a file that is new as a whole shows nothing.
fn is_small_change(before: &BTreeSet<u64>, lines: &[Arc<CodeLine>]) -> bool {
    let new = lines.iter().filter(|line| !before.contains(&line.key)).count();
    !before.is_empty() && new <= MOST_FLASHES
}

fn line_view(app: App, line: &CodeLine, fresh: bool) -> AnyView {
    let lit = line.field.is_some() && line.field == untrack(|| app.pointed());
    let class = match (fresh, lit) {
        (false, false) => "line",
        (true, false) => "line fresh",
        (false, true) => "line lit",
        (true, true) => "line fresh lit",
    };
    let tokens: Vec<AnyView> = line
        .tokens
        .iter()
        .map(|(class, text)| match *class {
            "" => text.clone().into_any(),
            class => view! { <span class=class>{text.clone()}</span> }.into_any(),
        })
        .collect();
    // An empty line would be lost when lines are copied by hand.
    let end = if line.tokens.is_empty() { "\n" } else { "" };
    let Some(field) = line.field else {
        return view! { <div class=class>{tokens}{end}</div> }.into_any();
    };
    // A button by its role: what it says is the line, what it does is told once, by the region around it.
    view! { <div class=class data-field=field_id(field) role="button" tabindex="-1">{tokens}{end}</div> }.into_any()
}

/// Lights the lines of the field that is pointed at; brings the first into view when the focus comes.
fn keep_lit(app: App) {
    effect(move || {
        let id = app.pointed().map(field_id);
        after_render(move || focus::mark(ID, "lit", "data-field", id.as_deref()));
    });
    effect(move || {
        if app.focused.get().is_some() {
            after_render(|| focus::scroll_to_first(ID, "lit"));
        }
    });
}

fn line_count(content: &Content, late: &Option<LateText>) -> usize {
    match (content, late) {
        (Content::Text(lines), _) => lines.len(),
        (_, Some(LateText::Ready(text))) => text.lines().count(),
        _ => 0,
    }
}

fn shown(path: &str, content: &Content, late: &Option<LateText>, limit: usize) -> Shown {
    match (content, late) {
        (Content::Text(lines), _) => Shown::Lines(code_lines(path, lines.get(..limit).unwrap_or(lines))),
        (_, Some(LateText::Ready(text))) => {
            let lines: Vec<Line> = text.lines().take(limit).map(Line::plain).collect();
            Shown::Lines(code_lines(path, &lines))
        }
        (_, Some(LateText::Failed)) => Shown::Failed,
        _ => Shown::Loading,
    }
}

fn code_lines(path: &str, lines: &[Line]) -> Vec<Arc<CodeLine>> {
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let tokens = highlight(Language::of_path(path), &texts);
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    lines
        .iter()
        .zip(tokens)
        .map(|(line, tokens)| {
            let tokens: Vec<(&'static str, String)> =
                tokens.into_iter().map(|token| (token.kind.class(), token.text.to_owned())).collect();
            let hash = hash_of(&(&tokens, line.origin));
            let nth = seen.entry(hash).and_modify(|nth| *nth += 1).or_insert(0);
            Arc::new(CodeLine { key: hash_of(&(hash, *nth)), tokens, field: line.origin })
        })
        .collect()
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
