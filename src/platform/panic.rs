//! The last resort: a fault of ours becomes a sentence on the page, never a blank one. The link in the address bar
//! stays, so that reloading brings the work back.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement};

use super::{document, window};
use crate::words;

/// Sets the panic hook.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let _ = show();
    }));
}

fn show() -> Result<(), JsValue> {
    let document = document().ok_or(JsValue::NULL)?;
    let body = document.body().ok_or(JsValue::NULL)?;
    let notice = document.create_element("div")?;
    notice.set_class_name("failure");
    notice.set_attribute("role", "alert")?;
    notice.set_text_content(Some(words::FAILURE));
    let button = document.create_element("button")?;
    button.set_text_content(Some(words::RELOAD));
    reload_on_click(&button)?;
    notice.append_child(&button)?;
    body.prepend_with_node_1(&notice)
}

/// The browser's own `location.reload` as the listener: after a panic no code of ours may run.
fn reload_on_click(button: &Element) -> Result<(), JsValue> {
    let location = window().ok_or(JsValue::NULL)?.location();
    let reload: js_sys::Function = js_sys::Reflect::get(&location, &JsValue::from_str("reload"))?.dyn_into()?;
    let button: &HtmlElement = button.unchecked_ref();
    button.set_onclick(Some(&reload.bind0(&location).unchecked_into()));
    Ok(())
}
