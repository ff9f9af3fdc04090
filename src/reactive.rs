//! Leptos compiles its reactive machinery once for each closure. Boxed closures share one copy for each type of
//! value: a third of the program's size, for an indirect call a time.
//!
//! Leptos forgets nobody who ever read a value: what goes with its view has to leave by itself ([`leave_in_time`]), or its
//! memory would stay for as long as the page.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::{Arc, Mutex};

use leptos::prelude::guards::{Plain, ReadGuard};
use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Observer, Subscriber, ToAnySubscriber};
use leptos::reactive::traits::UntrackableGuard;
use leptos::tachys::reactive_graph::{OwnedView, ReactiveFunction, SharedReactiveFunction};
use leptos::tachys::view::keyed::keyed;

/// A value of any type, kept where machinery compiled once can hold it.
type Held = Box<dyn Any + Send + Sync>;

/// A value that changes, and tells what reads it. Handle only.
pub struct Cell<T>(RwSignal<Held>, PhantomData<fn() -> T>);

impl<T> Clone for Cell<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Cell<T> {}

impl<T> PartialEq for Cell<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T: Any + Send + Sync> Cell<T> {
    /// With its first value.
    pub fn new(value: T) -> Self {
        Self(new_held(Box::new(value)), PhantomData)
    }

    /// The value while it is looked at; what reads it is told of changes.
    pub fn read(self) -> Guard<T> {
        self.track();
        self.read_untracked()
    }

    /// The value while it is looked at; what reads it is told nothing.
    pub fn read_untracked(self) -> Guard<T> {
        Guard(read_held(self.0), PhantomData)
    }

    /// What runs now is told of changes.
    pub fn track(self) {
        self.0.track();
    }

    /// Another value in its place. Nothing happens when the view that had it is gone.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// Changes the value, and tells what has read it.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    /// The same; what the change says of itself, or `None` when the view that had the value is gone.
    pub fn try_update<R>(self, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        write_held(&self.0).map(|mut held| change(cast_mut(held.as_mut())))
    }

    /// Changes the value, and tells nobody.
    pub fn update_untracked(self, change: impl FnOnce(&mut T)) {
        if let Some(mut held) = write_held(&self.0) {
            held.untrack();
            change(cast_mut(held.as_mut()));
        }
    }
}

impl<T: Any + Send + Sync + Clone> Cell<T> {
    /// The value; what reads it is told of changes.
    pub fn get(self) -> T {
        self.read().clone()
    }

    /// The value; what reads it is told nothing.
    pub fn get_untracked(self) -> T {
        self.read_untracked().clone()
    }
}

type HeldGuard = ReadGuard<Held, Plain<Held>>;

/// The value of a [`Cell`], which nobody changes meanwhile.
pub struct Guard<T>(HeldGuard, PhantomData<fn() -> T>);

impl<T: 'static> Deref for Guard<T> {
    type Target = T;

    fn deref(&self) -> &T {
        cast(self.0.as_ref())
    }
}

#[inline(never)]
fn new_held(value: Held) -> RwSignal<Held> {
    RwSignal::new(value)
}

#[inline(never)]
fn read_held(signal: RwSignal<Held>) -> HeldGuard {
    signal.read_untracked()
}

#[inline(never)]
fn write_held(signal: &RwSignal<Held>) -> Option<impl UntrackableGuard<Target = Held>> {
    signal.try_write()
}

/// The type is the one that the constructor put in; there is no other case.
fn cast<T: 'static>(held: &(dyn Any + Send + Sync)) -> &T {
    match held.downcast_ref() {
        Some(value) => value,
        None => unreachable!(),
    }
}

fn cast_mut<T: 'static>(held: &mut (dyn Any + Send + Sync)) -> &mut T {
    match held.downcast_mut() {
        Some(value) => value,
        None => unreachable!(),
    }
}

/// What a widget is given and cannot change: a value that is worked out each time it is read. Handle only.
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

impl<T: Shown + Clone + Send + Sync + 'static> ReactiveFunction for Cell<T> {
    type Output = T::As;

    fn invoke(&mut self) -> T::As {
        reads();
        self.get().shown()
    }

    fn into_shared(mut self) -> SharedReactiveFunction<T::As> {
        Arc::new(Mutex::new(move || self.invoke()))
    }
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
