//! Files that a person drops or chooses. Bounded: what is too much is refused by name, and the rest is read.

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DragEvent, Event, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
    HtmlInputElement,
};

use super::window;
use crate::import::{SourceFile, is_passed_over};
use crate::words;

/// Largest archive that is read, in bytes.
const LARGEST_ARCHIVE: f64 = 64.0 * 1024.0 * 1024.0;
/// Largest other file that is read, in bytes.
const LARGEST_FILE: f64 = 1024.0 * 1024.0;
/// Most files that are read at once.
const MOST_FILES: usize = 2_000;

/// What was read.
#[derive(Debug, Default)]
pub struct Given {
    /// The files.
    pub files: Vec<SourceFile>,
    /// What was not read, and why, a sentence each.
    pub refused: Vec<String>,
}

/// What was dropped or chosen, not read yet.
pub struct Pending {
    files: Vec<(String, File)>,
    entries: Vec<FileSystemEntry>,
}

impl Pending {
    /// The files chosen in an input of a form. A folder's files come with their paths.
    pub fn chosen(event: &Event) -> Self {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let chosen = input.as_ref().and_then(HtmlInputElement::files);
        let files: Vec<File> =
            chosen.map(|files| (0..files.length()).filter_map(|at| files.get(at)).collect()).unwrap_or_default();
        // The same files can be chosen again.
        input.iter().for_each(|input| input.set_value(""));
        Self { files: files.into_iter().map(|file| (path_of(&file), file)).collect(), entries: Vec::new() }
    }

    /// What was dropped; has to be asked while the event lasts.
    fn dropped(transfer: &DataTransfer) -> Self {
        let items = transfer.items();
        let (mut files, mut entries) = (Vec::new(), Vec::new());
        for item in (0..items.length()).filter_map(|at| items.get(at)) {
            match item.webkit_get_as_entry() {
                Ok(Some(entry)) => entries.push(entry),
                // No folder then, and a browser that knows none.
                _ => files.extend(item.get_as_file().ok().flatten().map(|file| (file.name(), file))),
            }
        }
        Self { files, entries }
    }

    /// Reads everything.
    pub async fn read(self) -> Given {
        let mut files = self.files;
        let mut waiting = self.entries;
        while let Some(entry) = waiting.pop() {
            if files.len() + waiting.len() > MOST_FILES {
                break;
            }
            match entry.dyn_into::<FileSystemFileEntry>() {
                Ok(entry) => files.extend(file_of(&entry).await),
                Err(entry) if is_passed_over(&entry.name()) => {}
                Err(entry) => waiting.extend(entries_of(entry.unchecked_ref()).await),
            }
        }
        let mut given = Given::default();
        if files.len() > MOST_FILES {
            given.refused.push(words::only_first(MOST_FILES));
        }
        for (path, file) in files.into_iter().take(MOST_FILES).filter(|(path, _)| !is_passed_over(path)) {
            match read(&file).await {
                Ok(bytes) => given.files.push(SourceFile { path, bytes }),
                Err(why) => given.refused.push([path.as_str(), ": ", why].concat()),
            }
        }
        given
    }
}

/// `webkitRelativePath` where a folder was chosen, else the name.
fn path_of(file: &File) -> String {
    let path = js_sys::Reflect::get(file, &JsValue::from_str("webkitRelativePath")).ok();
    path.and_then(|path| path.as_string()).filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
}

async fn read(file: &File) -> Result<Vec<u8>, &'static str> {
    let largest = if file.name().ends_with(".zip") { LARGEST_ARCHIVE } else { LARGEST_FILE };
    if file.size() > largest {
        return Err(words::TOO_LARGE);
    }
    let bytes = JsFuture::from(file.array_buffer()).await.map_err(|_| words::UNREADABLE)?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

async fn file_of(entry: &FileSystemFileEntry) -> Option<(String, File)> {
    let file = JsFuture::from(Promise::new(&mut |done, failed| called(entry, "file", &done, &failed))).await.ok()?;
    Some((entry.full_path().trim_start_matches('/').to_owned(), file.dyn_into().ok()?))
}

/// A folder gives its entries in portions, an empty one at last.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let portion = Promise::new(&mut |done, failed| called(&reader, "readEntries", &done, &failed));
        let Ok(portion) = JsFuture::from(portion).await else { return entries };
        let portion: Vec<FileSystemEntry> =
            Array::from(&portion).iter().filter_map(|entry| entry.dyn_into().ok()).collect();
        if portion.is_empty() || entries.len() > MOST_FILES {
            return entries;
        }
        entries.extend(portion);
    }
}

/// Calls an older interface, which takes two functions in place of giving a promise.
fn called(on: &JsValue, name: &str, done: &Function, failed: &Function) {
    let function =
        js_sys::Reflect::get(on, &JsValue::from_str(name)).ok().and_then(|it| it.dyn_into::<Function>().ok());
    match function {
        Some(function) => {
            let _ = function.call2(on, done, failed);
        }
        None => {
            let _ = failed.call0(&JsValue::NULL);
        }
    }
}

type Act = Box<dyn Fn(&DragEvent, &DataTransfer)>;

/// Calls when files are held over the page (true) or are not any more, and when they are dropped.
pub fn on_drop(over: impl Fn(bool) + Clone + 'static, dropped: impl Fn(Pending) + 'static) {
    let Some(window) = window() else { return };
    let listen = |name: &'static str, act: Act| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = move |event: &Event| {
            let Some(event) = event.dyn_ref::<DragEvent>() else { return };
            if let Some(transfer) = event.data_transfer().filter(has_files) {
                event.prevent_default();
                act(event, &transfer);
            }
        };
        EventListener::new_with_options(&window, name, options, listener).forget();
    };
    let (enter, leave, drop) = (over.clone(), over.clone(), over);
    listen("dragover", Box::new(move |_, _| enter(true)));
    // Leaving for another element of the page is no leaving.
    listen("dragleave", Box::new(move |event, _| leave(event.related_target().is_some())));
    listen(
        "drop",
        Box::new(move |_, transfer| {
            drop(false);
            dropped(Pending::dropped(transfer));
        }),
    );
}

fn has_files(transfer: &DataTransfer) -> bool {
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}
