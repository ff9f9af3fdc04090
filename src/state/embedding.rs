//! The page inside another page: what is locked, what is shown, and what the host is told.
//!
//! The host learns what the link says and what the link makes: a draft that went through the codec holds no secret.

use super::{App, after_render};
use crate::domain::Part;
use crate::draft::{Draft, Edit};
use crate::engine::Parcel;
use crate::link::{Theme, decode, part};
use crate::look::{COLOURS, FONTS, is_colour, is_font};
use crate::platform::frame::{self, Message, Said};
use crate::platform::{appearance, timer::Debounce};
use crate::reactive::{Reading, derive, effect};

/// How long the host waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 300;

impl App {
    /// Whether a part cannot be changed here, as the value of an attribute.
    pub fn locks(self, part: Part) -> Reading<Option<&'static str>> {
        derive(move || self.view.read().locks(part).then_some(""))
    }

    /// Whether an edit changes what is locked.
    pub(super) fn is_held_back(self, edit: &Edit) -> bool {
        let view = self.view.read_untracked();
        if view.lock.is_empty() {
            return false;
        }
        let before = self.draft.get_untracked();
        let mut after = Draft::clone(&before);
        after.apply(edit);
        view.lock.iter().filter_map(|key| part(key)).any(|part| !before.agrees_in(part, &after, self.catalog))
    }

    /// Shows what the link leaves out.
    pub fn show_all(self) {
        self.view.update(|view| view.show.clear());
    }

    /// Keeps the page at what the link says of it.
    pub(super) fn keep_embedding(self) {
        effect(move || appearance::set_panels(&self.view.read().show.join(" ")));
        if self.view.read_untracked().embed {
            appearance::set_embedded();
        }
    }

    /// Listens to the host and tells it what happens. Only a page in the layout of a widget speaks with its host.
    pub(super) fn keep_host(self) {
        if !self.view.read_untracked().embed {
            return;
        }
        frame::listen(move |said, first| {
            self.look(&said);
            if first {
                self.meet();
            }
        });
        after_render(frame::announce);
    }

    /// The host has spoken for the first time: what it is told from now on.
    fn meet(self) {
        self.hosted.set(true);
        let ready = Message::new("ready").text("link", &self.fragment()).number("height", frame::height());
        frame::tell(&ready);
        frame::on_height(|height| frame::tell(&Message::new("height").number("height", height)));
        let unapplied = self.opened_link.get_untracked();
        for found in unapplied.iter().flat_map(|link| &link.unapplied) {
            tell_error(&found.message);
        }
        let (pause, told) = (Debounce::new(PAUSE), std::cell::Cell::new(false));
        effect(move || {
            self.draft.track();
            if told.replace(true) {
                pause.call(move || self.tell_change());
            }
        });
    }

    fn tell_change(self) {
        let link = self.fragment();
        let Some(work) = self.work.get_untracked() else { return };
        let files = (work.generate)(&(work.describe)(&decode(&link, self.catalog).draft, self.catalog).0);
        let texts = files.iter().map(|file| (file.path.as_str(), file.text()));
        frame::tell(&Message::new("change").text("link", &link).files(texts));
    }

    /// Tells of a download.
    pub(super) fn tell_download(self, name: &str, parcel: &Parcel) {
        let size = u32::try_from(parcel.zip.len()).unwrap_or(u32::MAX);
        let message = Message::new("download").text("link", &self.fragment()).text("name", name);
        frame::tell(&message.number("size", f64::from(size)).text("sha256", &parcel.sha256));
    }

    /// Takes the looks of the host: names that are known, values of a form that can do nothing else.
    fn look(self, said: &Said) {
        if let Some(theme) = said.get("theme").text().and_then(|word| Theme::parse(&word)) {
            self.set_theme(theme);
        }
        let looks = said.get("looks");
        set_properties(&looks, &COLOURS, is_colour);
        set_properties(&looks, &FONTS, is_font);
    }
}

/// Tells the host that something did not work.
pub(super) fn tell_error(sentence: &str) {
    frame::tell(&Message::new("error").text("message", sentence));
}

fn set_properties(values: &Said, names: &[&str], fits: fn(&str) -> bool) {
    for name in names {
        let value = values.get(name).text().filter(|value| fits(value));
        appearance::set_property(name, value.as_deref());
    }
}

/// Where the page stands at full size, with the configuration as it is.
pub fn full_size(app: App) -> Reading<String> {
    derive(move || {
        app.draft.track();
        ["./#", &app.fragment()].concat()
    })
}
