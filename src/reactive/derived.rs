//! What follows from other values: one compiled copy of Leptos' memos for all types.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::graph::ToAnySubscriber;

use super::leave::leave_in_time;

/// A memo of any shared value: one compiled copy of the machinery for all types.
pub struct Derived<T>(Memo<Value>, PhantomData<fn() -> T>);

#[derive(Clone)]
struct Value(Arc<dyn Any + Send + Sync>, Same);

/// Whether two values of one type are the same, so that what follows from them need not be worked out again.
type Same = fn(&dyn Any, &dyn Any) -> bool;

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.1)(self.0.as_ref(), other.0.as_ref())
    }
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Derived<T> {}

impl<T: Any + Send + Sync> Derived<T> {
    /// Worked out anew when what it reads changes; passed on when the result differs.
    pub fn new(compute: impl Fn() -> Arc<T> + Send + Sync + 'static) -> Self
    where
        T: PartialEq,
    {
        Self::compared(Box::new(move || Value(compute(), same::<T>)))
    }

    /// Worked out anew when what it reads changes, and passed on unless it is the very same value.
    pub fn identity(compute: impl Fn() -> Arc<T> + Send + Sync + 'static) -> Self {
        Self::compared(Box::new(move || Value(compute(), |_, _| false)))
    }

    fn compared(compute: Box<dyn Fn() -> Value + Send + Sync>) -> Self {
        let memo = ArcMemo::new(move |_| compute());
        leave_in_time(memo.to_any_subscriber());
        Self(memo.into(), PhantomData)
    }

    /// The value; what reads it is told of changes.
    pub fn get(self) -> Arc<T> {
        self.shared(self.0.get())
    }

    /// The value; what reads it is told nothing.
    pub fn get_untracked(self) -> Arc<T> {
        self.shared(self.0.get_untracked())
    }

    /// What runs now is told of changes.
    pub fn track(self) {
        self.0.track();
    }

    /// The type is the one that the constructors put in; there is no other case.
    fn shared(self, value: Value) -> Arc<T> {
        match value.0.downcast() {
            Ok(value) => value,
            Err(_) => unreachable!(),
        }
    }
}

fn same<T: PartialEq + 'static>(a: &dyn Any, b: &dyn Any) -> bool {
    matches!((a.downcast_ref::<T>(), b.downcast_ref::<T>()), (Some(a), Some(b)) if a == b)
}
