//! Fetching text from beside the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Response, WorkerGlobalScope};

use super::window;

/// Fetches a text by its address relative to the page; `None` when it cannot be had now.
pub async fn text(relative: &str) -> Option<String> {
    let promise = match window() {
        Some(window) => window.fetch_with_str(relative),
        None => js_sys::global().dyn_into::<WorkerGlobalScope>().ok()?.fetch_with_str(relative),
    };
    let response: Response = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
