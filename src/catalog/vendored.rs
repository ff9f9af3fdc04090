//! The constraint sets, embedded; native builds only.
//!
//! Must not be in here: anything that the page compiles.

use include_dir::{Dir, include_dir};

static SETS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog/constraints");

/// The set at an address beside the page (`constraints/2.3.4-python3.10.txt`), lines of `name==version`; `None` when
/// there is none.
pub fn constraints_text(address: &str) -> Option<&'static str> {
    SETS.get_file(address.strip_prefix("constraints/")?)?.contents_utf8()
}
