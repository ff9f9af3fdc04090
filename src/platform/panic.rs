//! A fault of ours. In a release the program stops at once, without words (scripts/lib.sh), and the script that started it
//! says so on the page (scripts/finishing/start.mjs).

/// In a build for those who work on the page, the console says what and where.
pub fn say_where() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
}
