//! The page that embeds this one. It is told what happened, and may say how things look; it can do no more.
//!
//! Its origin is not known until it speaks: until then nothing is told but that this page is here. From then on only
//! that origin, in the window above, is heard and told.

use std::cell::RefCell;

use gloo::events::EventListener;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, ResizeObserver, Window};

use super::{document, window};

/// The version of what is said between the two.
const VERSION: f64 = 1.0;

thread_local! {
    /// The origin of the page above, since it has spoken.
    static ORIGIN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Something that is told.
pub struct Message(Object);

impl Message {
    /// A message of a kind.
    pub fn new(kind: &str) -> Self {
        let message = Self(Object::new());
        message.set("configurator", &VERSION.into());
        message.text("kind", kind)
    }

    fn set(&self, name: &str, value: &JsValue) {
        let _ = Reflect::set(&self.0, &name.into(), value);
    }

    /// With a text.
    pub fn text(self, name: &str, text: &str) -> Self {
        self.set(name, &text.into());
        self
    }

    /// With a number.
    pub fn number(self, name: &str, number: f64) -> Self {
        self.set(name, &number.into());
        self
    }

    /// With files: paths, and texts where they are known.
    pub fn files<'a>(self, files: impl Iterator<Item = (&'a str, Option<String>)>) -> Self {
        let list = Array::new();
        for (path, text) in files {
            let file = Self(Object::new()).text("path", path);
            file.set("text", &text.map_or(JsValue::NULL, JsValue::from));
            list.push(&file.0);
        }
        self.set("files", &list);
        self
    }
}

/// Something that was said.
pub struct Said(JsValue);

impl Said {
    /// What stands under a name.
    pub fn get(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::UNDEFINED))
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<String> {
        self.0.as_string()
    }
}

/// The window of the page above, if there is one.
fn above() -> Option<Window> {
    let here = window()?;
    let above = here.parent().ok()??;
    let alone = JsValue::from(here) == JsValue::from(&above);
    (!alone).then_some(above)
}

/// Says that this page is here, and nothing else, to whoever may be above.
pub fn announce() {
    if let Some(above) = above() {
        let _ = above.post_message(&Message::new("here").0, "*");
    }
}

/// Tells the page above, once it has spoken.
pub fn tell(message: &Message) {
    let origin = ORIGIN.with_borrow(Clone::clone);
    if let (Some(above), Some(origin)) = (above(), origin) {
        let _ = above.post_message(&message.0, &origin);
    }
}

/// Calls with what the page above says of the looks, and whether it speaks for the first time.
pub fn listen(call: impl Fn(Said, bool) + 'static) {
    let (Some(here), Some(above)) = (window(), above()) else { return };
    let heard = move |event: &web_sys::Event| {
        let first = ORIGIN.with_borrow(Option::is_none);
        if let Some(said) = event.dyn_ref::<MessageEvent>().and_then(|event| accept(event, &above)) {
            call(said, first);
        }
    };
    EventListener::new(&here, "message", heard).forget();
}

/// What a message says, if it comes from above, from the origin that spoke first, and in the form that is known. An
/// origin without a name can be nobody's in particular: it is never told anything.
fn accept(event: &MessageEvent, above: &Window) -> Option<Said> {
    let from_above = event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(above));
    let data = Said(event.data());
    let known_form = data.0.is_object() && data.get("configurator").0.as_f64() == Some(VERSION);
    let origin = event.origin();
    if !from_above || !known_form || data.get("kind").text().as_deref() != Some("look") || !origin.starts_with("http") {
        return None;
    }
    ORIGIN.with_borrow_mut(|known| *known.get_or_insert_with(|| origin.clone()) == origin).then_some(data)
}

/// Calls with the height of the page's content whenever it changes, in pixels.
pub fn on_height(call: impl Fn(f64) + 'static) {
    let Some(content) = document().and_then(|document| document.get_element_by_id("app")) else { return };
    let measured = content.clone();
    let told = move || call(measured.get_bounding_client_rect().height());
    let told = wasm_bindgen::closure::Closure::<dyn Fn()>::new(told).into_js_value();
    if let Ok(observer) = ResizeObserver::new(told.unchecked_ref()) {
        observer.observe(&content);
    }
}

/// The height of the content now, in pixels.
pub fn height() -> f64 {
    let content = document().and_then(|document| document.get_element_by_id("app"));
    content.map_or(0.0, |content| content.get_bounding_client_rect().height())
}
