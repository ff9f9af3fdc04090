//! What leaves the page: the archive, single files, the link.

use leptos::prelude::*;

use super::{App, after_render};
use crate::archive::{ArchiveError, bytes_of, sha256_hex, zip};
use crate::platform::{clipboard, download, focus, timer::Debounce};
use crate::reactive::effect;
use crate::words;

/// How long the digest waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 250;

/// The archive's facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Its size in bytes.
    pub size: usize,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

impl App {
    fn archive(self) -> Result<Vec<u8>, ArchiveError> {
        let late = self.late;
        zip(&untrack(|| self.name()), &self.files.get_untracked(), &|airflow, python| late.text(airflow, python))
    }

    pub(super) fn keep_parcel(self) {
        let pause = Debounce::new(PAUSE);
        effect(move || {
            self.files.track();
            self.late.track();
            self.parcel.set(None);
            pause.call(move || self.parcel.set(self.weigh()));
        });
    }

    fn weigh(self) -> Option<Parcel> {
        let bytes = self.archive().ok()?;
        Some(Parcel { size: bytes.len(), sha256: sha256_hex(&bytes) })
    }

    /// Downloads the archive; the instructions of a link are read first, a late file is waited for.
    pub fn download(self) {
        if untrack(|| self.needs_review()) {
            self.say(words::REVIEW_FIRST);
            self.go_to("f-link".to_owned());
            return;
        }
        match self.archive() {
            Ok(bytes) => {
                let name = [&untrack(|| self.name()), ".zip"].concat();
                let saved = download::save(&name, "application/zip", &bytes);
                let sentence = ["Downloaded ", &name, ", ", &words::size(bytes.len())].concat();
                self.say(if saved { sentence } else { words::SAVE_REFUSED.to_owned() });
            }
            Err(ArchiveError::Missing(path)) => self.wait_for(path),
            Err(error) => self.say(error.to_string()),
        }
    }

    fn wait_for(self, path: String) {
        self.waiting.set(true);
        self.opened_file.set(path);
        self.say(words::WAITING);
        self.retry();
    }

    pub(super) fn late_arrived(self, arrived: bool) {
        if self.waiting.get_untracked() {
            self.waiting.set(false);
            if arrived {
                self.download();
            } else {
                self.say(words::LATE_FAILED);
            }
        }
    }

    /// Downloads the file in the preview.
    pub fn download_file(self) {
        let Some(file) = untrack(|| self.current_file()) else { return };
        let late = self.late;
        let name = file.path.rsplit('/').next().unwrap_or_default();
        match bytes_of(&file, &|airflow, python| late.text(airflow, python)) {
            Ok(bytes) if download::save(name, "application/octet-stream", &bytes) => {
                self.say(["Downloaded ", name].concat());
            }
            Ok(_) => self.say(words::SAVE_REFUSED),
            Err(error) => self.say(error.to_string()),
        }
    }

    /// The text of the file in the preview, if it is here.
    pub fn current_text(self) -> String {
        let late = self.late;
        let file = untrack(|| self.current_file());
        let bytes = file.and_then(|file| bytes_of(&file, &|airflow, python| late.text(airflow, python)).ok());
        bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// Copies a text and says so; where the browser refuses, shows it for copying by hand.
    pub fn copy(self, text: String, done: RwSignal<bool>) {
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
