//! Time and chance, for what the browser remembers; nothing that is generated knows either.

use wasm_bindgen::JsValue;

/// Milliseconds since 1970.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// A name that nobody else has: letters and digits.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn new_id() -> String {
    let chance = (js_sys::Math::random() * 1e9) as u32;
    [&now().to_string(), "x", &chance.to_string()].concat()
}

/// A time as people here write it.
#[allow(clippy::cast_precision_loss)]
pub fn words(at: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
    date.to_locale_string("default", &JsValue::UNDEFINED).into()
}
