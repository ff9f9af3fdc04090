//! The registry of keys: handlers, labels and the sheet are made from it.

use super::App;
use super::field_id::adder_id;
use crate::domain::RowList;
use crate::platform::event::{Press, in_dialog, is_apple, on_press, typing};
use crate::platform::storage;
use crate::words;

const STORED: &str = "letter-keys";

/// A key and what it does.
pub struct Key {
    /// The key's value, lower case.
    key: &'static str,
    command: bool,
    shift: bool,
    /// What the sheet says.
    pub words: &'static str,
    act: fn(App),
}

impl Key {
    const fn command(key: &'static str, words: &'static str, act: fn(App)) -> Self {
        Self { key, command: true, shift: false, words, act }
    }

    const fn shifted(key: &'static str, words: &'static str, act: fn(App)) -> Self {
        Self { key, command: true, shift: true, words, act }
    }

    const fn plain(key: &'static str, words: &'static str, act: fn(App)) -> Self {
        Self { key, command: false, shift: false, words, act }
    }

    fn fits(&self, press: &Press) -> bool {
        let shift_fits = !self.command || press.shift() == self.shift;
        press.key().eq_ignore_ascii_case(self.key) && press.command() == self.command && shift_fits
    }

    const fn is_letter(&self) -> bool {
        !self.command && self.key.len() == 1
    }

    /// The key as it is printed: `Ctrl Enter`, or `⌘⏎`.
    pub fn label(&self) -> String {
        let name = match self.key {
            "enter" if is_apple() => "⏎".to_owned(),
            "enter" => words::ENTER.to_owned(),
            key => key.to_ascii_uppercase(),
        };
        match (self.command, is_apple()) {
            (false, _) => name,
            (true, true) => [if self.shift { "⇧⌘" } else { "⌘" }, &name].concat(),
            (true, false) => [if self.shift { words::CTRL_SHIFT } else { words::CTRL }, &name].concat(),
        }
    }
}

/// Downloads.
pub const DOWNLOAD: Key = Key::command("enter", words::DOWNLOAD, App::download);
/// Passes on.
pub const SHARE: Key = Key::command("s", words::SHARE, App::share);
/// Takes back.
pub const UNDO: Key = Key::command("z", words::UNDO, App::undo);
/// Does again.
pub const REDO: Key = Key::shifted("z", words::REDO, App::redo);

/// Goes to what is wrong.
pub const PROBLEM: Key = Key::plain("f8", words::KEY_PROBLEM, App::next_problem);

/// All keys, in the order of the sheet.
pub const KEYS: [Key; 10] = [
    DOWNLOAD,
    SHARE,
    Key::command("o", words::IMPORT, |app| app.importing.shown.set(true)),
    UNDO,
    REDO,
    Key::command("y", words::REDO, App::redo),
    Key::plain("f9", words::KEY_LINES, App::to_lines),
    PROBLEM,
    Key::plain("/", words::list(RowList::Packages).add, |app| app.go_to(adder_id(RowList::Packages).to_owned())),
    Key::plain("?", words::KEY_SHEET, |app| app.sheet.set(true)),
];

/// Whether the person wants single-character keys.
pub fn letters_wanted() -> bool {
    storage::read(STORED).as_deref() != Some("off")
}

impl App {
    /// Listens for the keys of the registry.
    pub fn listen(self) {
        on_press(move |press| {
            if let Some(key) = KEYS.iter().find(|key| key.fits(press)) {
                let text = key.is_letter() && (typing() || press.alt() || !self.letter_keys.get_untracked());
                // What lies behind a dialog must not change unseen, and the text in it has steps of its own.
                if !text && !press.composing() && !in_dialog() {
                    press.take();
                    (key.act)(self);
                }
            }
        });
    }

    /// Turns single-character keys on or off.
    pub fn want_letters(self, wanted: bool) {
        self.letter_keys.set(wanted);
        storage::write(STORED, (!wanted).then_some("off"));
    }
}
