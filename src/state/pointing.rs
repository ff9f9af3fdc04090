//! Which field the person is at or points at, and ways to get to one.

use leptos::prelude::*;

use super::{App, after_render, field_id};
use crate::domain::{Field, TextField};
use crate::draft::{Edit, Severity};
use crate::generator::ProjectFile;
use crate::platform::focus;
use crate::words;

impl App {
    /// The field that the person points at: under the pointer, else with the focus.
    pub fn pointed(self) -> Option<Field> {
        self.hovered.get().or(self.focused.get())
    }

    /// What a field says when the focus comes and goes.
    pub fn focus_of(self, field: Field) -> Callback<bool> {
        on_cleanup(move || self.gone(field));
        Callback::new(move |came: bool| match came {
            true => self.focused.set(Some(field)),
            false => self.left(field),
        })
    }

    fn left(self, field: Field) {
        self.end_typing();
        self.focused.update(|focused| *focused = focused.filter(|focused| *focused != field));
    }

    /// A field that goes with its view says nothing any more. Its element may stay for the next view, and the focus in it.
    fn gone(self, field: Field) {
        if *self.focused.read_untracked() == Some(field) {
            after_render(move || {
                if focus::is_lost() {
                    self.left(field);
                }
            });
        }
    }

    /// Applies a way out; its button goes with the finding, so the focus goes back to the field.
    pub fn fix(self, place: Field, edit: &Edit) {
        self.end_typing();
        self.dispatch(edit);
        self.fixed.set(Some(place));
        self.after_fix();
    }

    /// The finding may go at once, or when the next advice comes.
    pub(super) fn after_fix(self) {
        let Some(place) = self.fixed.get_untracked() else { return };
        after_render(move || {
            if focus::is_lost() {
                self.keep_focus(Some(place));
            }
        });
    }

    /// Goes to a field: leaves the files, opens the sections around it, focuses it.
    pub fn go_to(self, id: String) {
        let beside_files = id == field_id(Field::Text(TextField::Name));
        self.files_shown.update(|shown| *shown &= beside_files);
        self.going.set(id.clone());
        after_render(move || {
            focus::reveal(&id);
        });
    }

    /// Opens a file in the preview.
    pub fn open_file(self, path: String) {
        self.guide.pane.set(None);
        self.opened_file.set(path);
    }

    /// From a field to the first line that it makes, in the open file or the first that has one; from a line to its
    /// field.
    pub fn to_lines(self) {
        if let Some(id) = focus::attribute_of_focused("data-field") {
            return self.go_to(id);
        }
        let Some(field) = self.focused.get_untracked() else { return };
        let (files, open) = (self.files.get_untracked(), untrack(|| self.current_path()));
        let makes = |file: &&ProjectFile| file.comes_from(field);
        let found = files.get(&open).filter(makes).or_else(|| files.iter().find(makes));
        let Some(path) = found.map(|file| file.path.clone()) else { return self.say(words::NO_LINES) };
        self.open_file(path);
        self.files_shown.set(true);
        let id = field_id(field);
        after_render(move || {
            if !focus::focus_by("code", "data-field", &id) {
                focus::focus("code");
            }
        });
    }

    /// Goes to the next finding that is no note, in the order of the page, and from the last to the first.
    pub fn next_problem(self) {
        let findings = self.findings.get_untracked();
        let serious = findings.iter().filter(|finding| finding.severity != Severity::Note);
        let mut fields: Vec<Field> = serious.map(|finding| finding.field).collect();
        fields.dedup();
        let visited = self.visited.get_untracked();
        let next = fields.iter().position(|field| Some(*field) == visited).map_or(0, |at| at + 1);
        if let Some(field) = fields.get(next).or_else(|| fields.first()) {
            self.visited.set(Some(*field));
            self.files_shown.set(*field == Field::Text(TextField::Name));
            self.go_to(field_id(*field));
        }
    }
}
