//! What the browser remembers, if it lets us: certain to be denied in third-party frames.

use super::window;

fn store() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}

/// The text stored under a key.
pub fn read(key: &str) -> Option<String> {
    store()?.get_item(key).ok()?
}

/// Stores a text under a key, or forgets it; false when the browser refuses.
pub fn write(key: &str, value: Option<&str>) -> bool {
    let write = |store: web_sys::Storage| match value {
        Some(value) => store.set_item(key, value),
        None => store.remove_item(key),
    };
    store().is_some_and(|store| write(store).is_ok())
}

/// The keys that start with this.
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(store) = store() else { return Vec::new() };
    let keys = (0..store.length().unwrap_or(0)).filter_map(|at| store.key(at).ok()?);
    keys.filter(|key| key.starts_with(prefix)).collect()
}
