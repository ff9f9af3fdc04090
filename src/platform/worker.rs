//! The worker that runs the engine: the page's end of the line and the worker's own.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Response, Worker};

use super::document;
use crate::engine::{Engine, Wish, from_bytes, to_bytes};
use crate::knowledge::Table;

/// The page's end of the line.
#[derive(Clone)]
pub struct Line(Worker);

/// What comes over the line.
pub enum News {
    /// The worker is there: it listens from now on.
    Ready,
    /// It told something.
    Told(Vec<u8>),
    /// It could not be started, or it ended.
    Failed,
}

impl Line {
    /// Starts the worker; `None` where there can be none.
    pub fn open(listen: impl Fn(News) + 'static) -> Option<Self> {
        let meta = document()?.query_selector("meta[name=engine]").ok()??;
        let worker = Worker::new(&meta.get_attribute("content").filter(|address| !address.is_empty())?).ok()?;
        let listen = Rc::new(listen);
        let failed = Rc::clone(&listen);
        let told = move |event: MessageEvent| {
            let bytes = Uint8Array::new(&event.data()).to_vec();
            listen(if bytes.is_empty() { News::Ready } else { News::Told(bytes) });
        };
        let told = Closure::<dyn Fn(MessageEvent)>::new(told).into_js_value();
        worker.set_onmessage(Some(told.unchecked_ref()));
        let failed = Closure::<dyn Fn()>::new(move || failed(News::Failed)).into_js_value();
        worker.set_onerror(Some(failed.unchecked_ref()));
        Some(Self(worker))
    }

    /// Sends bytes.
    pub fn send(&self, bytes: &[u8]) {
        post(bytes, |value, transfer| self.0.post_message_with_transfer(value, transfer));
    }
}

/// Hands the bytes over instead of copying them once more.
fn post(bytes: &[u8], send: impl FnOnce(&JsValue, &JsValue) -> Result<(), JsValue>) {
    let array = Uint8Array::from(bytes);
    let transfer = Array::of1(&array.buffer());
    // A line that is gone takes nothing; there is nobody to tell.
    let _ = send(&array, &transfer);
}

/// The worker's end: answers until the page goes. The first message, an empty one, says that it listens.
pub fn serve() {
    console_error_panic_hook::set_once();
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let host = Rc::new(Host { scope, engine: RefCell::default() });
    let listener = Rc::clone(&host);
    let asked = move |event: MessageEvent| {
        if let Some(question) = from_bytes(&Uint8Array::new(&event.data()).to_vec()) {
            let wishes = listener.engine.borrow_mut().ask(question);
            listener.grant(wishes);
        }
    };
    let asked = Closure::<dyn Fn(MessageEvent)>::new(asked).into_js_value();
    host.scope.set_onmessage(Some(asked.unchecked_ref()));
    host.tell(&[]);
}

struct Host {
    scope: DedicatedWorkerGlobalScope,
    engine: RefCell<Engine>,
}

impl Host {
    fn tell(&self, bytes: &[u8]) {
        post(bytes, |value, transfer| self.scope.post_message_with_transfer(value, transfer));
    }

    fn grant(self: &Rc<Self>, wishes: Vec<Wish>) {
        for wish in wishes {
            match wish {
                Wish::Tell(answer) => self.tell(&to_bytes(&answer)),
                Wish::Fetch(table) => spawn_local(Rc::clone(self).fetch(table)),
            }
        }
    }

    async fn fetch(self: Rc<Self>, table: Table) {
        let text = self.text(&table.path()).await;
        let wishes = self.engine.borrow_mut().arrived(table, text);
        self.grant(wishes);
    }

    async fn text(&self, address: &str) -> Option<String> {
        let response = JsFuture::from(self.scope.fetch_with_str(address)).await.ok()?;
        super::fetch::text_of(response.dyn_into::<Response>().ok()?).await
    }
}
