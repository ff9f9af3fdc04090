//! The address bar.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HashChangeEvent};

use super::{document, window};

/// The fragment as it stands in the address bar, with its `#`; empty when there is none.
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

/// Writes the fragment without a new entry in the browser's history. Browsers limit how often; a refused write is
/// made good by the next one.
pub fn replace_fragment(fragment: &str) {
    let mut url = String::from("#");
    url.push_str(fragment);
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&url));
    }
}

/// The address of this page without a fragment.
pub fn page() -> String {
    let href = window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    href.split('#').next().unwrap_or_default().to_owned()
}

/// The whole address of this page with a fragment.
pub fn with_fragment(fragment: &str) -> String {
    [&page(), "#", fragment].concat()
}

/// Calls with the fragment, with its `#`, when somebody changes it (not after `replace_fragment`). The event says which it
/// was: in the address bar another one may stand by then.
pub fn on_fragment_change(call: impl Fn(String) + 'static) {
    let changed = move |event: &Event| {
        let address = event.dyn_ref::<HashChangeEvent>().map(HashChangeEvent::new_url).unwrap_or_default();
        call(address.find('#').and_then(|at| address.get(at..)).unwrap_or_default().to_owned());
    };
    if let Some(window) = window() {
        EventListener::new(&window, "hashchange", changed).forget();
    }
}

/// Names the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}
