//! Explanations as the engine writes them: paragraphs, commands, lines, stages of a build.

use std::sync::Arc;

use leptos::prelude::*;

use crate::components::{CopyButton, Dialog};
use crate::domain::Field;
use crate::guide::{Block, Document, Span, StageBlock, StageKind, StepBlock, Topic, Words};
use crate::platform::page;
use crate::reactive::{Cell, derive, dynamic, optional};
use crate::state::{App, Explained, Standing, field_id};
use crate::words;

/// Which of several somebody chose; `None` until then.
type Chosen = Cell<Option<usize>>;

/// A topic in place of the file.
pub fn pane(app: App, title: &'static str, topic: fn() -> Topic) -> AnyView {
    let document = app.explained(topic);
    view! {
        <div class="open">
            <div class="open-head"><h2>{title}</h2></div>
            <div class="guide pane" tabindex="0" role="region" aria-label=title>{shown(app, document)}</div>
        </div>
    }
    .into_any()
}

/// A document, or what is said while there is none.
pub fn shown(app: App, document: Explained) -> AnyView {
    // A document has one choice at most; it stays as it was made while the document follows what is typed.
    let chosen = Cell::new(None);
    dynamic(move || match (document.get(), app.advisor.standing()) {
        (Some(document), _) => blocks(app, &document, chosen),
        (None, Standing::Failed) => view! { <p class="about">{words::EXPLAIN_FAILED}</p> }.into_any(),
        (None, _) => view! { <p class="about">{words::LOADING}</p> }.into_any(),
    })
    .into_any()
}

/// The list of terms.
#[component]
pub fn TermsDialog(
    /// The state.
    app: App,
) -> impl IntoView {
    let list = optional(move || app.guide.terms.get().then(|| shown(app, app.explained(|| Topic::Terms))));
    view! {
        <Dialog
            id="terms"
            title=words::TERMS
            close_label=words::CLOSE
            open=app.guide.terms
            close=Callback::new(move |()| app.guide.terms.set(false))
        >
            <div class="guide">{list}</div>
        </Dialog>
    }
    .into_any()
}

fn blocks(app: App, document: &Document, chosen: Chosen) -> AnyView {
    let blocks: Vec<AnyView> = document.iter().map(|block| block_view(app, block, chosen)).collect();
    view! { {picture(document)}{blocks} }.into_any()
}

/// The stages as they lie on each other, the last one on top: what is thrown away stands aside.
fn picture(document: &Document) -> Option<AnyView> {
    let bands: Vec<AnyView> = document.iter().rev().filter_map(band).collect();
    (!bands.is_empty()).then(|| view! { <ol class="picture" aria-label=words::PICTURE>{bands}</ol> }.into_any())
}

fn band(block: &Block) -> Option<AnyView> {
    let Block::Stage(stage) = block else { return None };
    let again = stage.steps.iter().filter(|step| step.again).count();
    let counts = words::stage_counts(stage.steps.len(), again);
    let changes = (again > 0).then_some("true");
    Some(
        view! {
            <li data-kind=kind(stage.kind).0 data-again=changes>
                <strong>{stage.name.clone()}</strong><span class="about">{counts}</span>
            </li>
        }
        .into_any(),
    )
}

const fn kind(kind: StageKind) -> (&'static str, &'static str) {
    match kind {
        StageKind::Published => ("published", words::STAGE_PUBLISHED),
        StageKind::Built => ("built", ""),
        StageKind::Aside => ("aside", words::STAGE_ASIDE),
    }
}

fn block_view(app: App, block: &Block, chosen: Chosen) -> AnyView {
    match block {
        Block::Heading(title) => view! { <h3>{title.clone()}</h3> }.into_any(),
        Block::Text(text) => view! { <p>{spans(text)}</p> }.into_any(),
        Block::List(items) => {
            let items: Vec<AnyView> = items.iter().map(|item| view! { <li>{spans(item)}</li> }.into_any()).collect();
            view! { <ul>{items}</ul> }.into_any()
        }
        Block::Commands(text) => commands(app, text),
        Block::Lines(lines) => {
            let same = |a: &(String, Option<Field>), b: &(String, Option<Field>)| a.1 == b.1;
            let lines: Vec<AnyView> = lines.chunk_by(same).map(|run| run_of_lines(app, run)).collect();
            view! { <pre class="listing" tabindex="0">{lines}</pre> }.into_any()
        }
        Block::Stage(it) => stage(app, it),
        Block::Choice(choices) => choice(app, choices, chosen),
    }
}

fn spans(text: &Words) -> Vec<AnyView> {
    text.iter().map(span).collect()
}

fn span(span: &Span) -> AnyView {
    match span {
        Span::Plain(text) => text.clone().into_any(),
        Span::Strong(text) => view! { <strong>{text.clone()}</strong> }.into_any(),
        Span::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Span::Term(text, definition) => term(text.clone(), definition.clone()),
    }
}

/// A word that opens its definition, behind it.
fn term(text: String, definition: String) -> AnyView {
    let open = Cell::new(false);
    let expanded = derive(move || Some(if open.get() { "true" } else { "false" }));
    let meaning = optional(move || {
        open.get().then(|| view! { <span class="meaning" role="note">{definition.clone()}</span> }.into_any())
    });
    view! {
        <button type="button" class="term" aria-expanded=expanded on:click=move |_| open.update(|open| *open = !*open)>
            {text}
        </button>
        {meaning}
    }
    .into_any()
}

fn commands(app: App, text: &str) -> AnyView {
    let (shown, copied) = (text.to_owned(), text.to_owned());
    let copy = Callback::new(move |done| app.copy(copied.clone(), done));
    view! {
        <div class="commands">
            <pre tabindex="0" aria-label=words::COMMANDS>{shown}</pre>
            <CopyButton label=words::COPY_FILE done_label=words::COPIED class="quiet" press=copy/>
        </div>
    }
    .into_any()
}

/// Lines of one origin.
fn run_of_lines(app: App, run: &[(String, Option<Field>)]) -> AnyView {
    let texts: Vec<String> = run.iter().map(|(text, _)| text.clone()).collect();
    lines(app, &texts, run.first().and_then(|(_, origin)| *origin))
}

/// Lines that a field made lead to the field.
fn lines(app: App, lines: &[String], origin: Option<Field>) -> AnyView {
    let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
    match origin {
        None => text.into_any(),
        Some(field) => {
            let go = move |_| app.go_to(field_id(field));
            view! { <button type="button" class="to-field" on:click=go>{text}</button> }.into_any()
        }
    }
}

fn stage(app: App, stage: &StageBlock) -> AnyView {
    let (kind, word) = kind(stage.kind);
    let steps: Vec<AnyView> = stage.steps.iter().map(|it| step(app, it)).collect();
    view! {
        <section class="stage" data-kind=kind aria-label=stage.name.clone()>
            <h3>{stage.name.clone()}<span class="about">{word}</span></h3>
            <p>{spans(&stage.about)}</p>
            <ol>{steps}</ol>
        </section>
    }
    .into_any()
}

fn step(app: App, step: &StepBlock) -> AnyView {
    let again = step.again.then_some("true");
    let tags = [
        (step.again, words::STEP_AGAIN.to_owned()),
        (step.trigger, words::STEP_TRIGGER.to_owned()),
        (!step.user.is_empty(), words::step_user(&step.user)),
        (!step.sees.is_empty(), words::step_sees(&step.sees)),
    ];
    let tags = tags.into_iter().filter(|(there, _)| *there);
    let tags: Vec<AnyView> = tags.map(|(_, tag)| view! { <span class="tag">{tag}</span> }.into_any()).collect();
    let lines = lines(app, &step.lines, step.origin);
    view! {
        <li class="step" data-again=again>
            <p>{tags}{spans(&step.about)}</p>
            <pre class="listing" tabindex="0">{lines}</pre>
        </li>
    }
    .into_any()
}

/// One of several: the one for the system at hand first.
fn choice(app: App, choices: &[(String, Document)], chosen: Chosen) -> AnyView {
    let here = choices
        .iter()
        .position(|(name, _)| name.starts_with(words::WINDOWS) && page::runs_on(words::WINDOWS))
        .unwrap_or_default();
    let at_hand = move || chosen.get().unwrap_or(here);
    let choices = Arc::new(choices.to_vec());
    let names: Vec<AnyView> = choices
        .iter()
        .enumerate()
        .map(|(at, (name, _))| {
            let pressed = derive(move || Some(if at_hand() == at { "true" } else { "false" }));
            view! {
                <button type="button" class="chip" aria-pressed=pressed on:click=move |_| chosen.set(Some(at))>{name.clone()}</button>
            }
            .into_any()
        })
        .collect();
    let document = dynamic(move || match choices.get(at_hand()) {
        Some((_, document)) => blocks(app, document, chosen),
        None => ().into_any(),
    });
    view! { <div class="choice-of"><div class="chips" role="group">{names}</div>{document}</div> }.into_any()
}
