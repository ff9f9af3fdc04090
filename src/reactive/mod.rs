//! Leptos compiles its reactive machinery once for each type and closure. Behind handles whose values are boxed it is
//! compiled once: a third of the program's size, for an indirect call a time.
//!
//! Must not be in here: what the values mean.

mod cell;
mod derived;
mod leave;
mod reading;
mod shown;
mod views;

pub use cell::{Cell, Guard};
pub use derived::Derived;
pub use reading::{Reading, derive, memo};
pub use shown::Shown;
pub use views::{dynamic, each, each_changing, optional};

use std::sync::Arc;

use leptos::prelude::*;

use self::leave::reads;

/// An effect.
pub fn effect(run: impl Fn() + 'static) {
    boxed_effect(Box::new(run));
}

#[inline(never)]
fn boxed_effect(run: Box<dyn Fn()>) {
    Effect::new(move |_| {
        reads();
        run();
    });
}

/// A value that many read and that seldom differs: until it does, none of them is even asked. One step behind, as all
/// that is shown.
pub fn settled<T: std::any::Any + Send + Sync>(value: Derived<T>) -> Cell<Arc<T>> {
    let settled = Cell::new(value.get_untracked());
    effect(move || {
        let value = value.get();
        if !Arc::ptr_eq(&value, &settled.read_untracked()) {
            settled.set(value);
        }
    });
    settled
}
