//! The late tables, embedded; native builds only.
//!
//! Must not be in here: anything that the page compiles.

use include_dir::{Dir, include_dir};

use super::Table;
use crate::catalog::constraints_text;

static PACKAGES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/catalog/packages");

/// The text of a late table; `None` when there is none.
pub fn table_text(table: Table) -> Option<&'static str> {
    match table {
        Table::Pins(..) => constraints_text(&table.path()),
        _ => PACKAGES.get_file(table.path().strip_prefix("packages/")?)?.contents_utf8(),
    }
}
