//! Values that change: one compiled copy of Leptos' signals for all types.

use std::any::Any;
use std::marker::PhantomData;
use std::ops::Deref;

use leptos::prelude::guards::{Plain, ReadGuard};
use leptos::prelude::*;
use leptos::reactive::traits::UntrackableGuard;

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

    /// Whether the view that has the value is still there: what comes late asks before it reads.
    pub fn is_there(self) -> bool {
        !self.0.is_disposed()
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
pub(super) fn cast<T: 'static>(held: &(dyn Any + Send + Sync)) -> &T {
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
