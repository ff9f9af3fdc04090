//! A box of rows: the rows, the field that adds one, and what belongs here while it is empty.

use std::sync::Arc;

use leptos::prelude::*;

use super::adder::Adder;
use super::changes::changed;
use super::locked::{locked, out_of_use};
use super::row::{Placed, RowView};
use super::second::Arrived;
use crate::components::Button;
use crate::domain::{Field, Part, RowId, RowList};
use crate::draft::Row;
use crate::reactive::{Cell, Derived, derive, each_changing, effect, optional};
use crate::state::{App, adder_id, field_id};
use crate::words;

/// How many rows are on the page before more are asked for: ten thousand pasted ones must not freeze it.
const FIRST_ROWS: usize = 150;

/// A box of rows with its heading.
#[component]
pub fn RowBox(
    /// The state.
    app: App,
    /// Which list.
    list: RowList,
) -> impl IntoView {
    let (list_words, part) = (words::list(list), Some(Part::List(list)));
    let rows = app.rows(list);
    let pending = Cell::new(None::<RowId>);
    let limit = Cell::new(FIRST_ROWS);
    let settled = move |row: &Row| Some(row.id) != pending.get();
    let shown: Derived<Vec<Arc<Placed>>> = Derived::new(move || {
        let rows = rows.get();
        let placed = rows.iter().enumerate().filter(|(_, row)| settled(row));
        Arc::new(placed.take(limit.get()).map(|(at, row)| Arc::new(Placed { at, row: row.clone() })).collect())
    });
    show_when_gone_to(app, list, limit);
    let arrived = use_context::<Arrived>();
    let row = move |placed| {
        if let Some(arrived) = arrived {
            provide_context(arrived);
        }
        view! { <RowView app=app list=list placed=placed/> }.into_any()
    };
    let count = derive(move || match rows.get().len() {
        0 => String::new(),
        count => words::number(count),
    });
    let changed = changed(app, vec![list], Vec::new());
    let more =
        optional(move || more(rows.get().len(), shown.get().len() + usize::from(pending.get().is_some()), limit));
    let empty = optional(move || rows.get().is_empty().then(|| empty(app, list)));
    view! {
        <fieldset class="list" role="none" data-panel=panel(list) disabled=out_of_use(app, part)>
            <h3><label for=adder_id(list)>{list_words.title}</label>
                <span class="about">{list_words.about}</span>{changed}<span class="count">{count}</span></h3>
            <div class="box">
                <ul class="rows" aria-label=list_words.title>
                    {each_changing(move || shown.get().to_vec(), |placed| placed.row.id.0.into(), row)}
                </ul>
                {more}
                <Adder app=app list=list pending=pending/>
                {empty}
            </div>
            {locked(app, part)}
        </fieldset>
    }
    .into_any()
}

/// What a link calls the list as a panel.
const fn panel(list: RowList) -> Option<&'static str> {
    match list {
        RowList::Packages => Some("packages"),
        RowList::Requirements => Some("requirements"),
        RowList::Env => Some("env"),
        RowList::Labels | RowList::ApkRepositories => None,
    }
}

/// A row that the page goes to is put on the page first.
fn show_when_gone_to(app: App, list: RowList, limit: Cell<usize>) {
    effect(move || {
        let going = app.going.read();
        let rows = app.rows(list).get_untracked();
        let at = rows.iter().position(|row| field_id(Field::Row(list, row.id)) == *going);
        if let Some(at) = at.filter(|at| *at >= limit.get_untracked()) {
            limit.set(at + FIRST_ROWS);
        }
    });
}

fn more(all: usize, shown: usize, limit: Cell<usize>) -> Option<AnyView> {
    let hidden = all.checked_sub(shown).filter(|hidden| *hidden > 0)?;
    let step = hidden.min(FIRST_ROWS * 4);
    let label = words::more_rows(step, hidden);
    let press = Callback::new(move |()| limit.update(|limit| *limit += step));
    Some(view! { <Button label=label class="quiet more" press=press/> }.into_any())
}

fn empty(app: App, list: RowList) -> AnyView {
    let (text, value) = words::list(list).example;
    let label = if value.is_empty() { text.to_owned() } else { [text, "=", value].concat() };
    let press = Callback::new(move |()| {
        app.add_row(list, Row::pair(text, value));
    });
    view! { <p class="empty"><Button label=label class="example" icon="plus" press=press/></p> }.into_any()
}
