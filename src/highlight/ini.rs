//! Sections of `key = value`, and lists of patterns.

use super::scanner::Scanner;
use super::{State, TokenKind};

/// A line.
pub(super) fn line(scanner: &mut Scanner) -> State {
    scanner.space();
    match scanner.peek() {
        Some('#' | ';') => scanner.rest_is(TokenKind::Comment),
        Some('[') => scanner.rest_is(TokenKind::Heading),
        Some('!') => {
            scanner.bump();
            scanner.token(TokenKind::Operator);
        }
        _ if scanner.rest().contains('=') => scanner.assignment(),
        _ => {}
    }
    State::Start
}
