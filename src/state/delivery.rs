//! What leaves the page: the archive, single files, the link.

use leptos::prelude::*;

use super::embedding::tell_error;
use super::{App, Guide, LateText, Standing, after_render};
use crate::archive::bytes_of;
use crate::engine::Parcel;
use crate::generator::ProjectFile;
use crate::platform::{clipboard, download, focus, timer::Debounce};
use crate::reactive::{Cell, effect};
use crate::words;

/// How long the archive waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 250;

impl App {
    /// Has the archive packed whenever the draft has come to rest, so that it is there when it is wanted.
    pub(super) fn keep_parcel(self) {
        let pause = Debounce::new(PAUSE);
        effect(move || {
            self.files.track();
            self.late.track();
            self.parcel.set(None);
            self.advisor.forget_pack();
            if self.advisor.standing() == Standing::Ready {
                pause.call(move || self.pack());
            }
        });
    }

    /// Asks for the archive, unless a late file of it is not here yet.
    fn pack(self) {
        if self.missing_file().is_none() {
            self.advisor.pack(self.draft.get_untracked(), self.constraints_text());
        }
    }

    /// The late file of the project, while its text is not here.
    fn missing_file(self) -> Option<String> {
        let files = self.files.get_untracked();
        let missing = |file: &&ProjectFile| untrack(|| self.late.of(file)).is_some_and(|text| text.is_missing());
        files.iter().find(missing).map(|file| file.path.clone())
    }

    /// The engine has every asset but this one.
    fn constraints_text(self) -> Option<String> {
        let files = self.files.get_untracked();
        files.get("constraints.txt").and_then(|file| match untrack(|| self.late.of(file)) {
            Some(LateText::Ready(text)) => Some(text.as_ref().to_owned()),
            _ => None,
        })
    }

    /// Takes the archive, and saves it when the person waits for it.
    pub(super) fn packed(self, parcel: Result<Parcel, String>) {
        match parcel {
            Ok(parcel) => {
                self.parcel.set(Some(parcel));
                self.go_on();
            }
            Err(reason) => {
                tell_error(&reason);
                self.say(reason);
            }
        }
    }

    /// Downloads the archive; the instructions of a link are read first, and what is not here yet is waited for.
    pub fn download(self) {
        if untrack(|| self.needs_review()) {
            self.say(words::REVIEW_FIRST);
            self.go_to("f-link".to_owned());
        } else if self.parcel.read_untracked().is_some() {
            self.with_work(|work| work.save);
        } else {
            // The archive is saved when it has come.
            self.waiting.set(true);
            self.say(words::WAITING);
            self.with_work(|work| work.wait);
        }
    }

    pub(super) fn save(self) {
        let name = [&untrack(|| self.name()), ".zip"].concat();
        let save = |parcel: &&Parcel| download::save(&name, "application/zip", &parcel.zip);
        let size = self.parcel.read_untracked().as_ref().filter(save).map(|parcel| parcel.zip.len());
        if size.is_some() {
            // What was downloaded stays remembered; what comes now is a configuration of its own.
            self.remember();
            self.memory.turn_page();
            self.changes.download(self.draft.get_untracked());
            if self.guide.is_first_download() {
                self.guide.pane.set(Some(Guide::NEXT));
                self.files_shown.set(true);
            }
            self.parcel.read_untracked().iter().for_each(|parcel| self.tell_download(&name, parcel));
        }
        let sentence = size.map(|size| words::downloaded_zip(&name, &words::size(size)));
        self.say(sentence.unwrap_or_else(|| words::SAVE_REFUSED.to_owned()));
    }

    /// Asks for what the archive still needs: a late file, the engine, or the packing.
    pub(super) fn wait(self) {
        if let Some(path) = self.missing_file() {
            self.open_file(path);
            self.retry();
        }
        match untrack(|| self.advisor.standing()) {
            Standing::Failed => self.retry_advice(),
            Standing::Ready => self.pack(),
            Standing::Loading => {}
        }
    }

    fn go_on(self) {
        if self.waiting.get_untracked() {
            self.waiting.set(false);
            self.save();
        }
    }

    /// Whether a download waits for something.
    pub fn waits(self) -> bool {
        self.waiting.get()
    }

    /// What was waited for does not come.
    pub fn give_up(self, why: &str) {
        if self.waiting.get_untracked() {
            self.waiting.set(false);
            tell_error(why);
            self.say(why);
        }
    }

    /// Downloads the file in the preview.
    pub fn download_file(self) {
        let Some(file) = untrack(|| self.current_file()) else { return };
        let late = self.late;
        let name = file.path.rsplit('/').next().unwrap_or_default();
        match bytes_of(&file, &|asset| late.text(asset)) {
            Ok(bytes) if download::save(name, "application/octet-stream", &bytes) => {
                self.say(words::downloaded(name));
            }
            Ok(_) => self.say(words::SAVE_REFUSED),
            Err(error) => self.say(error.to_string()),
        }
    }

    /// The text of the file in the preview, if it is here.
    pub fn current_text(self) -> String {
        let late = self.late;
        let file = untrack(|| self.current_file());
        let bytes = file.and_then(|file| bytes_of(&file, &|asset| late.text(asset)).ok());
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Copies a text and says so; where the browser refuses, shows it for copying by hand.
    pub fn copy(self, text: String, done: Cell<bool>) {
        leptos::task::spawn_local(async move {
            if clipboard::copy(&text).await {
                done.set(true);
                self.say(words::COPIED);
            } else {
                self.by_hand.set(text);
                after_render(|| focus::select_all("f-by-hand"));
            }
        });
    }
}
