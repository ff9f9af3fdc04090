//! The browser: the only room that touches window, document, storage, clipboard, history, fetch and blobs.
//!
//! Every call here may be refused (a third-party frame, a strict policy, an old browser); then it says so by `None`,
//! `false` or a sentence, and the page goes on. Must not be in here: what is configured, and any word for a person.

pub mod address;
pub mod appearance;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod event;
pub mod fetch;
pub mod files;
pub mod focus;
pub mod frame;
pub mod page;
pub mod panic;
pub mod storage;
pub mod timer;
pub mod worker;

fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}
