//! Streams of the browser that hold nothing.
//!
//! `leptos` brings `server_fn`, which calls the crate `wasm-streams` for server functions whose bodies are streams. The
//! page has no server, so none of it ever runs; but that crate exports functions to JavaScript, which no linker drops:
//! 4 kB that every visitor would fetch. Cargo.toml puts this one in its place.
//!
//! Must not be in here: what `server_fn` does not call.

#![forbid(unsafe_code)]

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use wasm_bindgen::JsValue;

/// A stream that can be read, and ends at once.
#[derive(Debug)]
pub struct ReadableStream<'a>(web_sys::ReadableStream, PhantomData<&'a ()>);

impl ReadableStream<'static> {
    /// Of what a stream of the browser holds, nothing is read.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw, PhantomData)
    }
}

impl<'a> ReadableStream<'a> {
    /// Of what a stream of Rust holds, nothing is passed on.
    ///
    /// # Panics
    /// Where the browser has no streams.
    pub fn from_stream<S>(_: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'a,
    {
        let Ok(raw) = web_sys::ReadableStream::new() else { panic!("this browser has no streams") };
        Self(raw, PhantomData)
    }

    /// The stream as the browser knows it.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// The stream as Rust knows it.
    pub fn into_stream(self) -> Nothing<'a> {
        Nothing(PhantomData)
    }
}

/// A stream that ends at once.
#[derive(Debug)]
pub struct Nothing<'a>(PhantomData<&'a ()>);

impl Stream for Nothing<'_> {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
