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
pub use views::{dynamic, each, optional};

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
