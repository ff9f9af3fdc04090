//! The line between the page and its engine. The engine runs in a worker; where the browser starts none (a frame
//! without an origin, a strict policy), it runs beside the page, and the line is a channel.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, HtmlScriptElement, MessageChannel, MessageEvent, MessagePort, Worker};

use super::{document, fetch};
use crate::engine::{Engine, Wish, from_bytes, to_bytes};
use crate::knowledge::Table;

/// Where an engine beside the page finds its end of the channel: a name in the global scope.
const PORT: &str = "enginePort";

/// An end of the line.
#[derive(Clone)]
enum End {
    Worker(Worker),
    Port(MessagePort),
    Scope(DedicatedWorkerGlobalScope),
}

impl End {
    /// Hands the bytes over instead of copying them once more. A line that is gone takes nothing; there is nobody to
    /// tell.
    fn send(&self, bytes: &[u8]) {
        let array = Uint8Array::from(bytes);
        let transfer = Array::of1(&array.buffer());
        let _ = match self {
            Self::Worker(worker) => worker.post_message_with_transfer(&array, &transfer),
            Self::Port(port) => port.post_message_with_transferable(&array, &transfer),
            Self::Scope(scope) => scope.post_message_with_transfer(&array, &transfer),
        };
    }

    fn listen(&self, listen: impl Fn(Vec<u8>) + 'static) {
        let told = move |event: MessageEvent| listen(Uint8Array::new(&event.data()).to_vec());
        let told = Closure::<dyn Fn(MessageEvent)>::new(told).into_js_value();
        let told = Some(told.unchecked_ref());
        match self {
            Self::Worker(worker) => worker.set_onmessage(told),
            Self::Port(port) => port.set_onmessage(told),
            Self::Scope(scope) => scope.set_onmessage(told),
        }
    }
}

/// The page's end of the line.
#[derive(Clone)]
pub struct Line(End);

/// What comes over the line.
pub enum News {
    /// The engine is there: it listens from now on.
    Ready,
    /// It told something.
    Told(Vec<u8>),
    /// It could not be started, or it ended.
    Failed,
}

impl Line {
    /// Starts the engine in a worker; `None` where there can be none.
    pub fn to_worker(listen: impl Fn(News) + Clone + 'static) -> Option<Self> {
        let worker = Worker::new(&address()?).ok()?;
        worker.set_onerror(Some(failure(listen.clone()).unchecked_ref()));
        Some(Self::open(End::Worker(worker), listen))
    }

    /// Starts the engine beside the page; `None` where there can be none.
    pub fn beside(listen: impl Fn(News) + Clone + 'static) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        Reflect::set(&js_sys::global(), &PORT.into(), &channel.port2()).ok()?;
        let script: HtmlScriptElement = document()?.create_element("script").ok()?.dyn_into().ok()?;
        script.set_src(&address()?);
        script.set_onerror(Some(failure(listen.clone()).unchecked_ref()));
        document()?.head()?.append_child(&script).ok()?;
        Some(Self::open(End::Port(channel.port1()), listen))
    }

    fn open(end: End, listen: impl Fn(News) + 'static) -> Self {
        end.listen(move |bytes| {
            listen(match bytes.len() {
                0 => News::Ready,
                1 => News::Failed,
                _ => News::Told(bytes),
            });
        });
        Self(end)
    }

    /// Sends bytes.
    pub fn send(&self, bytes: &[u8]) {
        self.0.send(bytes);
    }
}

fn failure(listen: impl Fn(News) + 'static) -> JsValue {
    Closure::<dyn Fn()>::new(move || listen(News::Failed)).into_js_value()
}

/// The address of the script that starts the engine.
fn address() -> Option<String> {
    let meta = document()?.query_selector("meta[name=engine]").ok()??;
    meta.get_attribute("content").filter(|address| !address.is_empty())
}

/// The engine's end: answers until the page goes. The first message, an empty one, says that it listens; one of a
/// single byte, which is no answer, that it could not be started (scripts/finish-page.mjs).
pub fn serve() {
    super::panic::say_where();
    let global = js_sys::global();
    let end = match global.clone().dyn_into::<DedicatedWorkerGlobalScope>() {
        Ok(scope) => End::Scope(scope),
        Err(_) => match Reflect::get(&global, &PORT.into()).ok().and_then(|port| port.dyn_into().ok()) {
            Some(port) => End::Port(port),
            None => return,
        },
    };
    let host = Rc::new(Host { end, engine: RefCell::default() });
    let listener = Rc::clone(&host);
    host.end.listen(move |bytes| {
        if let Some(question) = from_bytes(&bytes) {
            let wishes = listener.engine.borrow_mut().ask(question);
            listener.grant(wishes);
        }
    });
    host.end.send(&[]);
}

struct Host {
    end: End,
    engine: RefCell<Engine>,
}

impl Host {
    fn grant(self: &Rc<Self>, wishes: Vec<Wish>) {
        for wish in wishes {
            match wish {
                Wish::Tell(answer) => to_bytes(&answer).iter().for_each(|bytes| self.end.send(bytes)),
                Wish::Fetch(table) => spawn_local(Rc::clone(self).fetch(table)),
            }
        }
    }

    async fn fetch(self: Rc<Self>, table: Table) {
        let text = fetch::text(&table.path()).await;
        let wishes = self.engine.borrow_mut().arrived(table, text);
        self.grant(wishes);
    }
}
