//! Light and dark.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::document;

/// Sets a custom property of the page, or takes it back.
pub fn set_property(name: &str, value: Option<&str>) {
    let root = document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(style) = root.map(|root| root.style()) else { return };
    let name = ["--", name].concat();
    let _ = match value {
        Some(value) => style.set_property(&name, value),
        None => style.remove_property(&name).map(drop),
    };
}

/// Says on the root element which panels are shown; empty shows all.
pub fn set_panels(panels: &str) {
    set_attribute("data-show", Some(panels).filter(|panels| !panels.is_empty()));
}

/// Whether the page stands in the layout of a widget: said before the first paint (index.html).
pub fn set_embedded() {
    set_attribute("data-embed", Some("true"));
}

/// Sets the theme on the root element: `light`, `dark`, or `None` for what the system says.
pub fn set_theme(theme: Option<&str>) {
    set_attribute("data-theme", theme);
}

fn set_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}
