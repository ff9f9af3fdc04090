//! Parts of views that change.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::{OwnedView, SharedReactiveFunction};
use leptos::tachys::view::keyed::keyed;

use super::Cell;
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

/// The same for items that change under their key: each view has its item as a value that changes, and is told of its own
/// changes alone. Were each to look its item up, all of them would be asked at every change of one.
pub fn each_changing<T: PartialEq + Clone + Send + Sync + 'static>(
    items: impl Fn() -> Vec<T> + Send + 'static,
    key: fn(&T) -> u64,
    view: impl Fn(Cell<T>) -> AnyView + Clone + Send + 'static,
) -> AnyView {
    // By key: keys only grow, so that what is new comes last. A tree would be 4 kB of code.
    let shown: Cell<Vec<(u64, Cell<T>)>> = Cell::new(Vec::new());
    let place = |shown: &[(u64, Cell<T>)], key: u64| shown.binary_search_by_key(&key, |(key, _)| *key);
    let told = move || {
        let items = items();
        for item in &items {
            let cell = {
                let shown = shown.read_untracked();
                place(&shown, key(item)).ok().and_then(|at| shown.get(at)).map(|(_, cell)| *cell)
            };
            if let Some(cell) = cell.filter(|cell| *cell.read_untracked() != *item) {
                cell.set(item.clone());
            }
        }
        items
    };
    let kept = move |item: T| {
        let (key, cell) = (key(&item), Cell::new(item));
        shown.update_untracked(|shown| {
            let (Ok(at) | Err(at)) = place(shown, key);
            shown.insert(at, (key, cell));
        });
        on_cleanup(move || {
            shown.update_untracked(|shown| {
                if let Ok(at) = place(shown, key) {
                    shown.remove(at);
                }
            });
        });
        view(cell)
    };
    each(told, key, kept)
}
