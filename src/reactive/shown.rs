//! Values as views show them.

use std::sync::{Arc, Mutex};

use leptos::tachys::reactive_graph::{ReactiveFunction, SharedReactiveFunction};

use super::Reading;
use super::leave::reads;

/// A value as a view shows it: few types, so that what follows changes is compiled few times.
pub trait Shown {
    /// The type.
    type As;

    /// The value as that.
    fn shown(self) -> Self::As;
}

impl Shown for String {
    type As = String;

    fn shown(self) -> String {
        self
    }
}

impl Shown for bool {
    type As = bool;

    fn shown(self) -> bool {
        self
    }
}

impl Shown for &str {
    type As = String;

    fn shown(self) -> String {
        self.to_owned()
    }
}

impl<S: Shown> Shown for Option<S> {
    type As = Option<S::As>;

    fn shown(self) -> Option<S::As> {
        self.map(S::shown)
    }
}

impl<T: Shown + 'static> ReactiveFunction for Reading<T> {
    type Output = T::As;

    fn invoke(&mut self) -> T::As {
        reads();
        self.get().shown()
    }

    fn into_shared(mut self) -> SharedReactiveFunction<T::As> {
        Arc::new(Mutex::new(move || self.invoke()))
    }
}
