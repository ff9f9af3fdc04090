//! What the browser remembers, if it lets us: certain to be denied in third-party frames.

use super::window;

fn store() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}

/// The text stored under a key.
pub fn read(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Stores a text under a key, or forgets it.
pub fn write(key: &str, value: Option<&str>) {
    if let Some(store) = store() {
        let _ = match value {
            Some(value) => store.set_item(key, value),
            None => store.remove_item(key),
        };
    }
}
