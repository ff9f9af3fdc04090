//! Cases on the real tables.
