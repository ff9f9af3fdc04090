//! The clipboard.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::window;

/// Copies a text; false when the browser does not let the page.
pub async fn copy(text: &str) -> bool {
    match clipboard() {
        Some(clipboard) => JsFuture::from(clipboard.write_text(text)).await.is_ok(),
        None => false,
    }
}

/// Absent on pages without a secure origin, where web-sys would answer with `undefined`.
fn clipboard() -> Option<web_sys::Clipboard> {
    let navigator = window()?.navigator();
    js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard")).ok()?.dyn_into().ok()
}
