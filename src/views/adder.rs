//! The field that adds a row. What is typed is a row of the draft from the first character on, so that the preview
//! follows and nothing is lost; Enter, or leaving, puts it among the others.

use std::sync::Arc;

use leptos::prelude::*;

use super::aid::{Aid, input_mode};
use super::findings::{FindingList, Found, found};
use super::row::is_pairs;
use super::suggestions::{Suggestions, entry_id, suggestions_id};
use crate::components::{AreaInput, Combo, Icon, InputEvents, LineInput};
use crate::domain::{Field, RowId, RowList};
use crate::draft::{Edit, Row};
use crate::finder::Item;
use crate::platform::event::{Press, stays_inside};
use crate::platform::{focus, timer};
use crate::reactive::{Cell, Derived, derive, effect};
use crate::state::{App, Suggesting, adder_id};
use crate::words;

/// How long a press takes at most, in milliseconds.
const AFTER_A_PRESS: i32 = 250;

/// One adder: handles only.
#[derive(Clone, Copy)]
struct Pending {
    app: App,
    list: RowList,
    id: Cell<Option<RowId>>,
    row: Derived<Option<Row>>,
    found: Found,
    suggesting: Suggesting,
}

/// The field that adds a row.
#[component]
pub fn Adder(
    /// The state.
    app: App,
    /// To which list.
    list: RowList,
    /// The row that is being typed.
    pending: Cell<Option<RowId>>,
) -> impl IntoView {
    let rows = app.rows(list);
    let row = Derived::new(move || {
        let id = pending.get();
        Arc::new(rows.get().iter().rev().find(|row| Some(row.id) == id).cloned())
    });
    let place = move || Some(Field::Row(list, pending.get()?));
    let findings = Derived::new(move || place().map(|place| app.findings_now(place)).unwrap_or_default());
    let found = found(findings, findings_of(list));
    effect(move || app.adding.set(place()));
    let suggesting = Suggesting::new(app, list);
    let adder = Pending { app, list, id: pending, row, found, suggesting };
    let choose = Callback::new(move |at| {
        if let Some(item) = suggesting.item(at) {
            adder.take(&item);
        }
    });
    let value = is_pairs(list).then(|| value_field(adder));
    let aid = (list == RowList::Env).then(|| {
        let value = derive(move || row.get().as_ref().as_ref().map(|row| row.value.clone()).unwrap_or_default());
        let write = Callback::new(move |value| adder.typed_value(value));
        view! { <Aid app row=pending.into() value write/> }.into_any()
    });
    view! {
        <div
            class="row adder"
            class:pair=is_pairs(list)
            on:focusout=move |event| {
                if !stays_inside(&event) && adder.is_there() {
                    adder.suggesting.close();
                    adder.leave();
                }
            }
        >
            <div class="cells">
                <Icon name="plus"/>
                {name_field(adder)}
                {value}
            </div>
            <FindingList app=app id=findings_of(list) list=findings/>
            {aid}
            <Suggestions app=app adder=adder_id(list) suggesting=suggesting choose=choose/>
        </div>
    }
    .into_any()
}

fn name_field(adder: Pending) -> AnyView {
    let list_words = words::list(adder.list);
    let events = InputEvents {
        input: Callback::new(move |text| adder.typed(text)),
        key: Callback::new(move |press: Press| adder.pressed(&press)),
        paste: Callback::new(move |text: String| adder.pasted(&text)),
        focus: Callback::new(move |came| {
            adder.focused(came);
            if came {
                adder.suggest();
            }
        }),
    };
    let id = adder_id(adder.list);
    let shown = adder.suggesting;
    let combo = Combo {
        expanded: derive(move || if shown.open.get() { "true" } else { "false" }),
        controls: derive(move || shown.open.get().then(|| suggestions_id(id))),
        active: derive(move || shown.active.get().filter(|_| shown.open.get()).map(|at| entry_id(id, at))),
    };
    let value = derive(move || adder.row.get().as_ref().as_ref().map(|row| row.text.clone()).unwrap_or_default());
    view! {
        <LineInput
            id=id.to_owned()
            label=Some(list_words.add.to_owned())
            value=value
            placeholder=list_words.placeholder
            described_by=adder.found.described_by
            invalid=adder.found.invalid
            combo=shown.is_offered().then_some(combo)
            events=events
        />
    }
    .into_any()
}

fn value_field(adder: Pending) -> AnyView {
    let events = InputEvents {
        input: Callback::new(move |text| adder.typed_value(text)),
        key: Callback::new(move |press: Press| adder.pressed_in_value(&press)),
        paste: Callback::new(|_| false),
        focus: Callback::new(move |came| adder.focused(came)),
    };
    let row = adder.row;
    let value = derive(move || row.get().as_ref().as_ref().map(|row| row.value.clone()).unwrap_or_default());
    let label = derive(move || Some(words::value_of(row.get().as_ref().as_ref().map_or("", |row| &row.text))));
    view! {
        <div class="value">
            <AreaInput
                id=value_id(adder.list)
                label=label
                value=value
                placeholder=words::VALUE
                described_by=adder.found.described_by
                invalid=adder.found.invalid
                lines=(1, 8)
                mode=input_mode(adder.app, adder.id.into())
                events=events
            />
        </div>
    }
    .into_any()
}

fn findings_of(list: RowList) -> String {
    [adder_id(list), "-findings"].concat()
}

fn value_id(list: RowList) -> String {
    [adder_id(list), "-value"].concat()
}

impl Pending {
    /// Whether the list is still shown: it may go with the focus in it, as when a step back leads to an image that has no
    /// use for it.
    fn is_there(self) -> bool {
        self.id.is_there()
    }

    fn current(self) -> Option<Row> {
        self.row.get_untracked().as_ref().clone()
    }

    fn typed(self, text: String) {
        let (name, value) = match text.split_once('=') {
            Some((name, value)) if is_pairs(self.list) => (name.to_owned(), Some(value.to_owned())),
            _ => (text, None),
        };
        let old = self.current();
        let value = value.or_else(|| old.as_ref().map(|row| row.value.clone())).unwrap_or_default();
        let split = value != old.map(|row| row.value).unwrap_or_default();
        self.write(Row::pair(name, value));
        if split {
            self.to_value();
        } else {
            self.suggest();
        }
    }

    /// Shows what the row could be, by what is typed so far.
    fn suggest(self) {
        self.suggesting.show(&self.current().map(|row| row.text).unwrap_or_default());
    }

    /// Takes a suggestion: a line is added and the next one can be typed; a variable gets its value next.
    fn take(self, item: &Item) {
        let value = self.current().map(|row| row.value).unwrap_or_default();
        self.write(Row::pair(item.insert.clone(), value));
        if is_pairs(self.list) {
            self.to_value();
        } else {
            self.settle();
            self.app.say(words::added(&item.insert));
            self.suggest();
        }
    }

    fn typed_value(self, value: String) {
        let name = self.current().map(|row| row.text).unwrap_or_default();
        self.write(Row::pair(name, value));
    }

    /// Creates the row at its first character, changes it, and takes it away with its last.
    fn write(self, new: Row) {
        let (app, list) = (self.app, self.list);
        match self.current() {
            None if new.is_blank() => {}
            None => {
                let id = app.add_row(list, new);
                self.id.set(Some(id));
                app.focused.set(Some(Field::Row(list, id)));
            }
            Some(old) if new.is_blank() => {
                app.dispatch(&Edit::Remove(list, old.id));
                self.id.set(None);
            }
            Some(old) if old.text != new.text && old.value != new.value => app.dispatch(&Edit::All(vec![
                Edit::RowText(list, old.id, new.text),
                Edit::RowValue(list, old.id, new.value),
            ])),
            Some(old) if old.value != new.value => app.dispatch(&Edit::RowValue(list, old.id, new.value)),
            Some(old) => app.dispatch(&Edit::RowText(list, old.id, new.text)),
        }
    }

    fn to_value(self) {
        self.suggesting.close();
        let id = value_id(self.list);
        crate::state::after_render(move || {
            focus::focus(&id);
            focus::caret_to_end(&id);
        });
    }

    /// The row settles when the focus has gone elsewhere and stayed there for a moment: what a press aims at must not
    /// move under it.
    fn leave(self) {
        let left = self.id.get_untracked();
        timer::after(AFTER_A_PRESS, move || {
            if left.is_some() && self.is_there() && self.id.get_untracked() == left {
                self.settle();
            }
        });
    }

    /// The row takes its place among the others.
    fn settle(self) {
        self.app.end_typing();
        self.id.set(None);
        self.app.focused.set(None);
    }

    fn focused(self, came: bool) {
        let row = self.current().filter(|_| came);
        self.app.focused.set(row.map(|row| Field::Row(self.list, row.id)));
    }

    fn pressed(self, press: &Press) {
        if press.composing() || press.command() {
            return;
        }
        let empty = self.current().is_none();
        if self.pressed_in_list(press) {
            press.take();
            return;
        }
        match press.key().as_str() {
            "Enter" if empty => {}
            "Enter" if is_pairs(self.list) => self.to_value(),
            "Enter" => {
                self.settle();
                self.suggesting.close();
            }
            "ArrowUp" => self.to_last(),
            "Backspace" if empty => self.to_last(),
            _ => return,
        }
        press.take();
    }

    /// The keys of the suggestions; true when the press was one of theirs.
    fn pressed_in_list(self, press: &Press) -> bool {
        match (press.key().as_str(), self.suggesting.active_item()) {
            ("Enter", Some(item)) => self.take(&item),
            ("Escape", _) if self.suggesting.open.get_untracked() => self.suggesting.close(),
            ("ArrowDown", _) if !self.suggesting.open.get_untracked() => self.suggest(),
            ("ArrowDown", _) => return self.suggesting.step(true),
            ("ArrowUp", _) => return self.suggesting.step(false),
            _ => return false,
        }
        true
    }

    fn pressed_in_value(self, press: &Press) {
        if press.composing() || press.command() || press.shift() {
            return;
        }
        let empty = self.current().is_none_or(|row| row.value.is_empty());
        match press.key().as_str() {
            "Enter" => {
                self.settle();
                focus::focus(adder_id(self.list));
            }
            "Backspace" if empty => {
                focus::focus(adder_id(self.list));
            }
            _ => return,
        }
        press.take();
    }

    fn to_last(self) {
        let before = self.current().map(|row| row.id);
        let rows = self.app.draft.get_untracked();
        let last = rows.rows(self.list).iter().rev().find(|row| Some(row.id) != before);
        if let Some(row) = last {
            focus::focus(&crate::state::field_id(Field::Row(self.list, row.id)));
        }
    }

    fn pasted(self, text: &str) -> bool {
        let taken = self.app.paste_rows(self.list, self.current().map(|row| row.id), text);
        if taken {
            self.id.set(None);
        }
        taken
    }
}
