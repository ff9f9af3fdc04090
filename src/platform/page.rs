//! The page as a whole.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{document, window};

/// The element that the application fills, emptied of the static shell; the body where the shell has none.
pub fn root() -> Option<HtmlElement> {
    let document = document()?;
    match document.get_element_by_id("app") {
        Some(shell) => {
            shell.replace_children_with_node_0();
            shell.dyn_into().ok()
        }
        None => document.body(),
    }
}

/// Says how far the page is, `ready` when the form works and `whole` when all of it does: for tests and measurements.
pub fn mark(how_far: &str) {
    let root = document().and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute(&["data-", how_far].concat(), "true");
    }
    if let Some(performance) = window().and_then(|window| window.performance()) {
        let _ = performance.mark(how_far);
    }
}

/// Whether the browser says that it runs on a system of this name.
pub fn runs_on(system: &str) -> bool {
    window().and_then(|window| window.navigator().user_agent().ok()).is_some_and(|agent| agent.contains(system))
}
