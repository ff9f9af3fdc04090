//! Where the focus is and goes.

use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use super::document;

fn by_id(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Whether there is an element of this id.
pub fn exists(id: &str) -> bool {
    by_id(id).is_some()
}

/// Focuses an element by its id; false when there is none.
pub fn focus(id: &str) -> bool {
    by_id(id).is_some_and(|element| element.focus().is_ok())
}

/// Opens the sections around an element, brings it into view, focuses it; false when there is none.
pub fn reveal(id: &str) -> bool {
    let Some(element) = by_id(id) else { return false };
    open_sections_around(&element);
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    element.focus().is_ok()
}

fn open_sections_around(element: &Element) {
    let mut section = element.closest("details").ok().flatten();
    while let Some(details) = section {
        let _ = details.set_attribute("open", "");
        section = details.parent_element().and_then(|parent| parent.closest("details").ok().flatten());
    }
}

/// Selects the whole text of a field and focuses it.
pub fn select_all(id: &str) {
    let Some(element) = by_id(id) else { return };
    let _ = element.focus();
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.select();
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.select();
    }
}

/// Moves the caret of a text field behind its last character.
pub fn caret_to_end(id: &str) {
    if let Some(area) = by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
        let end = u32::try_from(area.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = area.set_selection_range(end, end);
    }
}

/// Moves a class to the elements inside `container` whose `attribute` has this value, and off all others.
pub fn mark(container: &str, class: &str, attribute: &str, value: Option<&str>) {
    let Some(container) = by_id(container) else { return };
    let mut selector = String::from("[");
    selector.push_str(attribute);
    selector.push(']');
    let Ok(found) = container.query_selector_all(&selector) else { return };
    for index in 0..found.length() {
        if let Some(element) = found.item(index).and_then(|node| node.dyn_into::<Element>().ok()) {
            let marked = value.is_some() && element.get_attribute(attribute).as_deref() == value;
            let _ = element.class_list().toggle_with_force(class, marked);
        }
    }
}

/// Brings the first marked element inside `container` into view without moving anything else.
pub fn scroll_to_first(container: &str, class: &str) {
    let Some(container) = by_id(container) else { return };
    let mut selector = String::from(".");
    selector.push_str(class);
    let Some(line) = container.query_selector(&selector).ok().flatten() else { return };
    let (outer, inner) = (container.get_bounding_client_rect(), line.get_bounding_client_rect());
    if inner.top() < outer.top() || inner.bottom() > outer.bottom() {
        let offset = inner.top() - outer.top() - outer.height() / 3.0;
        #[allow(clippy::cast_possible_truncation)]
        container.set_scroll_top(container.scroll_top() + offset as i32);
    }
}

/// An attribute of the element that has the focus.
pub fn attribute_of_focused(attribute: &str) -> Option<String> {
    document()?.active_element()?.get_attribute(attribute)
}

/// Focuses the first element inside `container` whose attribute has this value; false when there is none.
pub fn focus_by(container: &str, attribute: &str, value: &str) -> bool {
    let selector = ["[", attribute, "='", value, "']"].concat();
    let found = by_id(container).and_then(|container| container.query_selector(&selector).ok().flatten());
    found.and_then(|found| found.dyn_into::<HtmlElement>().ok()).is_some_and(|found| found.focus().is_ok())
}

/// Focuses the element with an attribute before or after the focused one inside `container`; the first when none of
/// them has the focus. False when there is none.
pub fn focus_beside(container: &str, attribute: &str, after: bool) -> bool {
    let selector = ["[", attribute, "]"].concat();
    let Some(found) = by_id(container).and_then(|container| container.query_selector_all(&selector).ok()) else {
        return false;
    };
    let focused = document().and_then(|document| document.active_element());
    let elements: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok()).collect();
    let at = elements.iter().position(|element| focused.as_ref().is_some_and(|focused| focused == element.as_ref()));
    let next = match (at, after) {
        (Some(at), true) => at + 1,
        (Some(at), false) => at.wrapping_sub(1),
        (None, _) => 0,
    };
    elements.get(next).is_some_and(|element| element.focus().is_ok())
}

/// Whether nothing has the focus, because what had it is gone.
pub fn is_lost() -> bool {
    document().is_some_and(|document| document.active_element().is_none_or(|element| element.tag_name() == "BODY"))
}

/// Checks a radio button.
pub fn check(id: &str) {
    if let Some(input) = by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        input.set_checked(true);
    }
}

/// Brings an element into view with as little movement as can be.
pub fn into_view(id: &str) {
    let Some(element) = by_id(id) else { return };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Shows or closes a modal dialog.
pub fn show_dialog(id: &str, open: bool) {
    let Some(dialog) = by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok()) else {
        return;
    };
    match (open, dialog.open()) {
        (true, false) => {
            let _ = dialog.show_modal();
        }
        (false, true) => dialog.close(),
        _ => {}
    }
}
