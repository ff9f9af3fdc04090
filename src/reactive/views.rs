//! Parts of views that change.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::{OwnedView, SharedReactiveFunction};
use leptos::tachys::view::keyed::keyed;

use super::leave::reads;

/// A part of a view that changes.
pub fn dynamic(view: impl Fn() -> AnyView + Send + 'static) -> SharedReactiveFunction<AnyView> {
    Arc::new(Mutex::new(move || {
        reads();
        view()
    }))
}

/// A part of a view that comes and goes.
pub fn optional(view: impl Fn() -> Option<AnyView> + Send + 'static) -> SharedReactiveFunction<AnyView> {
    dynamic(move || view().unwrap_or_else(|| ().into_any()))
}

/// The views of a list's items; one whose key stays keeps its elements.
///
/// In place of `For`, whose owner keeps a trace of every item that was ever shown: here each item stands by itself, and
/// is gone when its view is. So what the view wants from the context has to be given to it; and as it goes before its
/// owner does, it has to read what outlives it through memos of its own.
pub fn each<T: Send + 'static>(
    items: impl Fn() -> Vec<T> + Send + 'static,
    key: fn(&T) -> u64,
    view: impl Fn(T) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    let shown = move |_, item| {
        let owner = Owner::default();
        (drop, OwnedView::new_with_owner(owner.with(|| untrack(|| view(item))), owner))
    };
    (move || keyed(items(), key, shown.clone())).into_any()
}
