//! Time, for what may wait.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;

/// Calls after some milliseconds.
pub fn after(milliseconds: u32, call: impl FnOnce() + 'static) {
    Timeout::new(milliseconds, call).forget();
}

/// Something that waits until nothing has asked for it for a while.
#[derive(Clone)]
pub struct Debounce {
    milliseconds: u32,
    waiting: Rc<RefCell<Option<Timeout>>>,
}

impl Debounce {
    /// Waits this long.
    pub fn new(milliseconds: u32) -> Self {
        Self { milliseconds, waiting: Rc::default() }
    }

    /// Calls after the quiet time; an earlier call that still waits is dropped.
    pub fn call(&self, call: impl FnOnce() + 'static) {
        let timeout = Timeout::new(self.milliseconds, call);
        if let Some(earlier) = self.waiting.borrow_mut().replace(timeout) {
            earlier.cancel();
        }
    }
}
