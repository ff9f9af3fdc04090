//! The browser's entry, and where the program is cut in two: the form is there first, the rest is fetched right after it.

use airflow_image_configurator::views::{self, Second};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

#[wasm_split(second, fallible)]
fn second() -> Result<Second, SplitLoaderError> {
    Ok(views::second())
}

fn main() {
    views::start(|| Box::pin(async { second().await.ok() }));
}
