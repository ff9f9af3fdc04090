//! Saving bytes as a file of the person's.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{document, timer};

/// How long the address of the bytes stays valid, in milliseconds: browsers read it after the click.
const KEEP: i32 = 60_000;

/// Offers bytes for saving under a name; false when the browser refuses.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    try_save(name, media_type, bytes).is_ok()
}

fn try_save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    timer::after(KEEP, move || {
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
