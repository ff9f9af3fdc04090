//! Values that are given to widgets: one compiled copy for all types.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;

use super::cell::cast;
use super::{Cell, Derived};

/// What a widget or an element is given and cannot change: a value that is worked out each time it is read. Handle only.
pub struct Reading<T>(StoredValue<Arc<dyn Any + Send + Sync>>, PhantomData<fn() -> T>);

impl<T> Clone for Reading<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Reading<T> {}

type Compute<T> = Box<dyn Fn() -> T + Send + Sync>;

impl<T: 'static> Reading<T> {
    /// The value; what reads it is told of changes.
    pub fn get(self) -> T {
        cast::<Compute<T>>(stored(self.0).as_ref())()
    }

    /// The value; what reads it is told nothing.
    pub fn get_untracked(self) -> T {
        untrack(|| self.get())
    }

    /// What runs now is told of changes.
    pub fn track(self) {
        self.get();
    }
}

#[inline(never)]
fn store(compute: Arc<dyn Any + Send + Sync>) -> StoredValue<Arc<dyn Any + Send + Sync>> {
    StoredValue::new(compute)
}

#[inline(never)]
fn stored(value: StoredValue<Arc<dyn Any + Send + Sync>>) -> Arc<dyn Any + Send + Sync> {
    value.get_value()
}

impl<T: Clone + Send + Sync + 'static> From<T> for Reading<T> {
    fn from(value: T) -> Self {
        derive(move || value.clone())
    }
}

impl<T: Clone + Send + Sync + 'static> Cell<T> {
    /// The value for what may read it alone.
    pub fn reading(self) -> Reading<T> {
        self.into()
    }
}

impl<T: Clone + Send + Sync + 'static> From<Cell<T>> for Reading<T> {
    fn from(cell: Cell<T>) -> Self {
        derive(move || cell.get())
    }
}

impl From<&'static str> for Reading<String> {
    fn from(text: &'static str) -> Self {
        derive(move || text.to_owned())
    }
}

/// A value that is worked out each time it is read.
pub fn derive<T: 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Reading<T> {
    let compute: Compute<T> = Box::new(compute);
    Reading(store(Arc::new(compute)), PhantomData)
}

/// A value that is worked out anew when what it reads changes; what reads it is told when it differs.
pub fn memo<T: PartialEq + Clone + Send + Sync + 'static>(
    compute: impl Fn() -> T + Send + Sync + 'static,
) -> Reading<T> {
    let derived = Derived::new(move || Arc::new(compute()));
    derive(move || T::clone(&derived.get()))
}
