//! What events say, in terms that need no browser types elsewhere.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element, Event, HtmlElement, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::{document, window};

/// A key press.
pub struct Press(KeyboardEvent);

impl From<KeyboardEvent> for Press {
    fn from(event: KeyboardEvent) -> Self {
        Self(event)
    }
}

impl Press {
    /// The key's value: `Enter`, `/`, `z`.
    pub fn key(&self) -> String {
        self.0.key()
    }

    /// Control, or Command on Apple's keyboards.
    pub fn command(&self) -> bool {
        self.0.ctrl_key() || self.0.meta_key()
    }

    /// Shift.
    pub fn shift(&self) -> bool {
        self.0.shift_key()
    }

    /// Alt, or Option.
    pub fn alt(&self) -> bool {
        self.0.alt_key()
    }

    /// Whether the key belongs to an input method that is still composing a character.
    pub fn composing(&self) -> bool {
        self.0.is_composing()
    }

    /// Takes the press: the browser does nothing of its own with it.
    pub fn take(&self) {
        self.0.prevent_default();
    }
}

/// Calls at every key press on the page.
pub fn on_press(call: impl Fn(&Press) + 'static) {
    let Some(window) = window() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let listener = move |event: &Event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            call(&Press(event.clone()));
        }
    };
    EventListener::new_with_options(&window, "keydown", options, listener).forget();
}

/// Whether the focus is where letters are typed.
pub fn typing() -> bool {
    let Some(element) = document().and_then(|document| document.active_element()) else { return false };
    let typed = |kind: &str| !matches!(kind, "radio" | "checkbox" | "button");
    match element.dyn_ref::<HtmlInputElement>() {
        Some(input) => typed(&input.type_()),
        None => element.is_instance_of::<HtmlTextAreaElement>() || element.tag_name() == "SELECT",
    }
}

/// Whether a dialog is open.
pub fn in_dialog() -> bool {
    document().is_some_and(|document| matches!(document.query_selector("dialog[open]"), Ok(Some(_))))
}

/// Whether this is an Apple keyboard, whose command key is ⌘.
pub fn is_apple() -> bool {
    window().and_then(|window| window.navigator().user_agent().ok()).is_some_and(|agent| agent.contains("Mac OS"))
}

/// The text of the field an event comes from.
pub fn text_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    target.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value).unwrap_or_default()
}

/// The value chosen in the list an event comes from.
pub fn chosen_value(event: &Event) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok());
    target.map(|select| select.value()).unwrap_or_default()
}

/// Chooses a value in the list an event comes from.
pub fn set_chosen(event: &Event, value: &str) {
    if let Some(select) = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlSelectElement>().ok()) {
        select.set_value(value);
    }
}

/// The text being pasted.
pub fn pasted(event: &ClipboardEvent) -> String {
    event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default()
}

/// The value of an attribute of the element an event comes from, or of the nearest one around it that has it.
pub fn attribute_around(event: &Event, attribute: &str) -> Option<String> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    let mut selector = String::from("[");
    selector.push_str(attribute);
    selector.push(']');
    element.closest(&selector).ok()??.get_attribute(attribute)
}

/// Whether the person has marked text, for example to copy it.
pub fn has_selection() -> bool {
    let selection = window().and_then(|window| window.get_selection().ok()).flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Whether a focus event moves to an element inside the one that listens.
pub fn stays_inside(event: &web_sys::FocusEvent) -> bool {
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    let here = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    here.is_some_and(|here| here.contains(next.as_ref()) && next.is_some())
}
