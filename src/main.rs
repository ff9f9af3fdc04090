//! The browser's entry.
fn main() {
    leptos::mount::mount_to_body(|| leptos::prelude::view! { <p>"hello"</p> });
}
