//! Fetching text from beside the page.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::window;

/// Fetches a text by its address relative to the page; `None` when it cannot be had now.
pub async fn text(relative: &str) -> Option<String> {
    let response = JsFuture::from(window()?.fetch_with_str(relative)).await.ok()?;
    text_of(response.dyn_into().ok()?).await
}

/// The text of a response; `None` when it says that there is none.
pub(super) async fn text_of(response: Response) -> Option<String> {
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
