//! Leptos compiles its reactive machinery once for each closure. Boxed closures share one copy for each type of
//! value: a third of the program's size, for an indirect call a time.
//!
//! Leptos forgets nobody who ever read a value: what goes with its view has to leave by itself ([`leave_in_time`]), or its
//! memory would stay for as long as the page.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Observer, Subscriber, ToAnySubscriber};
use leptos::tachys::reactive_graph::{OwnedView, SharedReactiveFunction};
use leptos::tachys::view::keyed::keyed;

/// A memo.
pub fn memo<T: PartialEq + Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    boxed_memo(Box::new(compute))
}

#[inline(never)]
fn boxed_memo<T: PartialEq + Send + Sync + 'static>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    let memo = ArcMemo::new(move |_| compute());
    leave_in_time(memo.to_any_subscriber());
    memo.into()
}

/// What reads leaves all that it has read when the owner at hand goes.
fn leave_in_time(reader: AnySubscriber) {
    on_cleanup(move || reader.clear_sources(&reader));
}

/// The same for what runs now.
fn reads() {
    if let Some(reader) = Observer::get() {
        leave_in_time(reader);
    }
}

/// A signal that is worked out each time it is read.
pub fn derive<T: Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    boxed_derive(Box::new(compute))
}

#[inline(never)]
fn boxed_derive<T: Send + Sync + 'static>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
    Signal::derive(move || {
        reads();
        compute()
    })
}

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
        Self(boxed_memo(compute), PhantomData)
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
