//! What helps with the value of a known option: its values to press, what it does, its default, Airflow's reference.

use leptos::prelude::*;

use super::second::panels;
use crate::domain::RowId;
use crate::engine::{Editor, OptionHint};
use crate::reactive::{Reading, derive, memo, optional};
use crate::state::App;
use crate::words;

/// The help for one row of ENV.
#[component]
pub fn Aid(
    /// The state.
    app: App,
    /// The row, while there is one.
    row: Reading<Option<RowId>>,
    /// The value as it is.
    value: Reading<String>,
    /// Writes a value.
    write: Callback<String>,
) -> impl IntoView {
    let hint = memo(move || row.get().and_then(|row| app.advisor.hint(row)));
    optional(move || hint.get().zip(panels()).map(|(hint, panels)| (panels.aid)(&hint, value, write))).into_any()
}

/// Which keyboard a phone shows for the value of a row.
pub fn input_mode(app: App, row: Reading<Option<RowId>>) -> Reading<Option<&'static str>> {
    memo(move || match row.get().and_then(|row| app.advisor.hint(row))?.editor {
        Editor::Integer => Some("numeric"),
        Editor::Float => Some("decimal"),
        _ => None,
    })
}

/// The help itself.
pub fn help(hint: &OptionHint, value: Reading<String>, write: Callback<String>) -> AnyView {
    let choices: Vec<String> = match &hint.editor {
        Editor::Boolean => vec!["True".to_owned(), "False".to_owned()],
        Editor::Choice(choices) => choices.clone(),
        _ => Vec::new(),
    };
    let chips = (!choices.is_empty()).then(|| {
        let chips: Vec<AnyView> = choices.into_iter().map(|choice| chip(choice, value, write)).collect();
        view! { <span class="chips" role="group" aria-label=words::VALUES>{chips}</span> }.into_any()
    });
    let sentence = (!hint.sentence.is_empty()).then(|| [&hint.sentence, " "].concat());
    view! {
        <div class="aid">
            {chips}
            <p>
                {sentence} {words::option_facts(hint)} " "
                <a href=hint.reference.clone() target="_blank" rel="noreferrer">{words::REFERENCE}</a>
            </p>
        </div>
    }
    .into_any()
}

fn chip(choice: String, value: Reading<String>, write: Callback<String>) -> AnyView {
    let (this, label) = (choice.clone(), choice.clone());
    let pressed = derive(move || Some(if value.get() == this { "true" } else { "false" }));
    view! {
        <button type="button" class="chip" aria-pressed=pressed on:click=move |_| write.run(choice.clone())>
            {label}
        </button>
    }
    .into_any()
}
