//! A row of a list: a line, or a NAME with its value.

use std::sync::Arc;

use leptos::prelude::*;

use super::aid::{Aid, input_mode};
use super::findings::{FindingList, Found, found_at};
use crate::components::{AreaInput, IconButton, InputEvents, LineInput};
use crate::domain::{Field, RowId, RowList};
use crate::draft::{Edit, Row, SecretMark, is_sensitive};
use crate::platform::event::Press;
use crate::platform::focus;
use crate::reactive::{Cell, Reading, derive, dynamic, memo, optional};
use crate::state::{App, field_id, findings_id};
use crate::words;

/// Whether a list holds pairs.
pub const fn is_pairs(list: RowList) -> bool {
    !matches!(list, RowList::Packages | RowList::Requirements)
}

/// A row and its place in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Its place, from 0.
    pub at: usize,
    /// The row.
    pub row: Row,
}

/// A row, with its findings below it.
#[component]
pub fn RowView(
    /// The state.
    app: App,
    /// The list it is in.
    list: RowList,
    /// The row.
    placed: Cell<Arc<Placed>>,
) -> impl IntoView {
    let id = placed.read_untracked().row.id;
    let field = Field::Row(list, id);
    let found = found_at(app, field);
    let row_words = words::list(list);
    let label = derive(move || Some([row_words.row, " ", &(placed.read().at + 1).to_string()].concat()));
    let text = derive(move || placed.read().row.text.clone());
    let events = InputEvents {
        input: Callback::new(move |text| app.dispatch(&Edit::RowText(list, id, text))),
        key: Callback::new(move |press: Press| app.row_key(list, id, &press)),
        paste: Callback::new(move |text: String| app.paste_rows(list, Some(id), &text)),
        focus: app.focus_of(field),
    };
    let remove = derive(move || words::remove_row(&placed.read().row.text));
    let value = is_pairs(list).then(|| value_cell(app, list, id, placed, found));
    let aid = (list == RowList::Env).then(|| {
        let value = derive(move || placed.read().row.value.clone());
        let write = Callback::new(move |value| app.dispatch(&Edit::RowValue(list, id, value)));
        view! { <Aid app row=Reading::from(Some(id)) value write/> }.into_any()
    });
    view! {
        <li
            class="row"
            class:pair=is_pairs(list)
            on:mouseenter=move |_| app.hovered.set(Some(field))
            on:mouseleave=move |_| app.hovered.set(None)
            on:focusout=move |event| {
                if !crate::platform::event::stays_inside(&event) {
                    app.leave_row(list, id);
                }
            }
        >
            <div class="cells">
                <LineInput
                    id=field_id(field)
                    label=label
                    value=text
                    placeholder=row_words.placeholder
                    described_by=found.described_by
                    invalid=found.invalid
                    events=events
                />
                {value}
                <IconButton label=remove icon="close" press=Callback::new(move |()| app.remove_row(list, id))/>
            </div>
            <FindingList app=app id=findings_id(field) list=found.list/>
            {aid}
        </li>
    }
    .into_any()
}

fn value_cell(app: App, list: RowList, id: RowId, placed: Cell<Arc<Placed>>, found: Found) -> AnyView {
    let value_id = value_id(list, id);
    let secret = memo(move || list == RowList::Env && is_sensitive(&placed.read().row, app.catalog));
    let shown = Cell::new(false);
    let events = InputEvents {
        input: Callback::new(move |text| app.dispatch(&Edit::RowValue(list, id, text))),
        key: Callback::new(move |press: Press| value_key(app, list, id, &press)),
        paste: Callback::new(|_| false),
        focus: app.focus_of(Field::Row(list, id)),
    };
    let label = derive(move || Some(words::value_of(&placed.read().row.text)));
    let value = derive(move || placed.read().row.value.clone());
    // A value that is a secret by itself stays as it is: its field would be drawn anew under the typing.
    let by_name = memo(move || list == RowList::Env && is_sensitive(&without_value(&placed.read().row), app.catalog));
    let hidden = memo(move || by_name.get() && !shown.get());
    let mode = input_mode(app, Reading::from(Some(id)));
    let input = dynamic(move || value_input(value_id.clone(), label, value, found, hidden.get(), mode, events));
    let reveal = optional(move || by_name.get().then(|| reveal_button(shown)));
    let toggle = (list == RowList::Env).then(|| secret_button(app, id, secret, placed));
    view! { <div class="value">{input}{reveal}</div>{toggle} }.into_any()
}

fn without_value(row: &Row) -> Row {
    Row { mark: row.mark, ..Row::pair(row.text.as_str(), "") }
}

/// The id of the field of a row's value.
pub fn value_id(list: RowList, id: RowId) -> String {
    [&field_id(Field::Row(list, id)), "-value"].concat()
}

fn value_input(
    id: String,
    label: Reading<Option<String>>,
    value: Reading<String>,
    found: Found,
    hidden: bool,
    mode: Reading<Option<&'static str>>,
    events: InputEvents,
) -> AnyView {
    let (described_by, invalid) = (found.described_by, found.invalid);
    if hidden {
        view! {
            <LineInput id label value placeholder=words::VALUE described_by invalid hidden=true events/>
        }
        .into_any()
    } else {
        view! { <AreaInput id label value placeholder=words::VALUE described_by invalid lines=(1, 8) mode events/> }
            .into_any()
    }
}

fn value_key(app: App, list: RowList, id: RowId, press: &Press) {
    let row = app.draft.get_untracked().row(list, id).cloned().unwrap_or_else(|| Row::line(""));
    let inside = matches!(press.key().as_str(), "ArrowUp" | "ArrowDown") && !press.alt() && row.value.contains('\n');
    match press.key().as_str() {
        "Enter" if press.shift() => {}
        "Backspace" if row.value.is_empty() && !row.is_blank() => {
            press.take();
            focus::focus(&field_id(Field::Row(list, id)));
        }
        _ if inside => {}
        _ => app.row_key(list, id, press),
    }
}

fn reveal_button(shown: Cell<bool>) -> AnyView {
    let label = derive(move || if shown.get() { words::HIDE } else { words::REVEAL }.to_owned());
    let icon = derive(move || if shown.get() { "hide" } else { "eye" });
    view! { <IconButton label=label icon=icon press=Callback::new(move |()| shown.update(|shown| *shown = !*shown))/> }
        .into_any()
}

/// Secret or not: pressing says the opposite of what holds. What the name alone would say needs no mark.
fn secret_button(app: App, id: RowId, secret: Reading<bool>, placed: Cell<Arc<Placed>>) -> AnyView {
    let press = Callback::new(move |()| {
        let unmarked = Row { mark: SecretMark::Guess, ..placed.read_untracked().row.clone() };
        let mark = match (!secret.get_untracked(), is_sensitive(&unmarked, app.catalog)) {
            (true, false) => SecretMark::Secret,
            (false, true) => SecretMark::Plain,
            _ => SecretMark::Guess,
        };
        app.dispatch(&Edit::Mark(id, mark));
    });
    let pressed = derive(move || Some(if secret.get() { "true" } else { "false" }));
    let name = derive(move || Some([words::KEEP_SECRET, ": ", &placed.read().row.text].concat()));
    let hint = derive(move || if secret.get() { words::SECRET_HINT } else { words::PLAIN_HINT });
    view! {
        <button
            type="button"
            class="secret"
            aria-pressed=pressed
            aria-label=name
            title=hint
            on:click=move |_| press.run(())
        >
            <crate::components::Icon name=derive(move || if secret.get() { "lock" } else { "unlock" })/>
            <span>{words::SECRET}</span>
        </button>
    }
    .into_any()
}
