//! Time, for what may wait.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::window;

/// Calls after some milliseconds. In place of a `Timeout` that is forgotten, which keeps what it has called for ever.
pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(call);
    if let Some(window) = window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds);
    }
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
