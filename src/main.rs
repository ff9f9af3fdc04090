//! The browser's entry, and where the program is cut in parts: the form is there first, the rest is fetched right after it.
//! What reads a link comes before the form, where there is one.

use airflow_image_configurator::views::{self, Opening, Parts, Second};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

#[wasm_split(opening, fallible)]
fn opening() -> Result<Opening, SplitLoaderError> {
    Ok(views::opening())
}

#[wasm_split(second, fallible)]
fn second() -> Result<Second, SplitLoaderError> {
    Ok(views::second())
}

fn main() {
    views::start(Parts {
        opening: || Box::pin(async { opening().await.ok() }),
        second: || Box::pin(async { second().await.ok() }),
    });
}
