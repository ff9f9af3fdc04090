//! `NAME=value` files.

use super::scanner::Scanner;
use super::{State, TokenKind};

/// A line.
pub(super) fn line(scanner: &mut Scanner) -> State {
    scanner.space();
    if scanner.is_at("#") {
        scanner.rest_is(TokenKind::Comment);
    }
    if scanner.eat("export ") {
        scanner.token(TokenKind::Keyword);
    }
    scanner.assignment();
    State::Start
}
