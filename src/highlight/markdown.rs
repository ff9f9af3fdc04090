//! Markdown: headings, fences, code in a line, list marks, addresses.

use super::scanner::Scanner;
use super::{State, TokenKind};

/// A line.
pub(super) fn line(scanner: &mut Scanner, before: State) -> State {
    let fence = ["```", "~~~"].into_iter().find(|fence| scanner.rest().trim_start().starts_with(fence));
    match (before, fence) {
        (State::Quoted(open), fence) => {
            let closes = fence == Some(open);
            scanner.rest_is(if closes { TokenKind::Operator } else { TokenKind::String });
            return if closes { State::Start } else { State::Quoted(open) };
        }
        (_, Some(fence)) => {
            scanner.rest_is(TokenKind::Operator);
            return State::Quoted(fence);
        }
        _ => {}
    }
    scanner.space();
    match scanner.peek() {
        Some('#') => scanner.rest_is(TokenKind::Heading),
        Some('>') => scanner.rest_is(TokenKind::Comment),
        Some('-' | '*' | '+') if scanner.rest().get(1..).is_some_and(|rest| rest.starts_with(' ')) => {
            scanner.bump();
            scanner.token(TokenKind::Operator);
        }
        Some(c) if c.is_ascii_digit() => {
            scanner.take_while(|c| c.is_ascii_digit());
            scanner.token(if scanner.is_at(".") { TokenKind::Operator } else { TokenKind::Plain });
        }
        _ => {}
    }
    text(scanner);
    State::Start
}

/// Code between backticks, and addresses.
fn text(scanner: &mut Scanner) {
    while let Some(c) = scanner.peek() {
        if c == '`' {
            scanner.token(TokenKind::Plain);
            scanner.bump();
            let closed = scanner.quoted("`", false);
            scanner.token(if closed { TokenKind::String } else { TokenKind::Plain });
        } else if scanner.rest().starts_with("https://") || scanner.rest().starts_with("http://") {
            scanner.token(TokenKind::Plain);
            scanner.take_while(|c| !c.is_whitespace() && !")>]`\"".contains(c));
            scanner.token(TokenKind::Variable);
        } else {
            scanner.bump();
        }
    }
}
