//! Fetching text from beside the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::window;

/// Fetches a text by its address relative to the page; `None` when it cannot be had now.
pub async fn text(relative: &str) -> Option<String> {
    let response = JsFuture::from(window()?.fetch_with_str(relative)).await.ok()?;
    let response: Response = response.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
