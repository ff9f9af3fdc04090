//! HCL, as docker-bake.hcl uses it.

use super::scanner::{Scanner, is_word};
use super::{State, TokenKind};

const CLOSE: &str = "*/";

/// A line.
pub(super) fn line(scanner: &mut Scanner, before: State) -> State {
    if before == State::Quoted(CLOSE) && !comment(scanner) {
        return before;
    }
    scanner.space();
    let mut first = true;
    while let Some(c) = scanner.peek() {
        match c {
            '#' => scanner.rest_is(TokenKind::Comment),
            '/' if scanner.rest().starts_with("//") => scanner.rest_is(TokenKind::Comment),
            '/' if scanner.eat("/*") => {
                if !comment(scanner) {
                    return State::Quoted(CLOSE);
                }
            }
            '"' => {
                scanner.bump();
                scanner.quoted("\"", true);
                scanner.interpolated(TokenKind::String);
            }
            _ if c.is_ascii_digit() => {
                scanner.take_while(|c| c.is_ascii_digit() || c == '.');
                scanner.token(TokenKind::Number);
            }
            _ if is_word(c) => word(scanner, first),
            _ if c.is_whitespace() => scanner.space(),
            _ => {
                scanner.bump();
                scanner.token(if "={}[]()?:,.".contains(c) { TokenKind::Operator } else { TokenKind::Plain });
            }
        }
        first = false;
    }
    State::Start
}

/// The rest of a comment; whether it ends in this line.
fn comment(scanner: &mut Scanner) -> bool {
    let closed = scanner.quoted(CLOSE, false);
    scanner.token(TokenKind::Comment);
    closed
}

/// The first word of a line is a key when `=` follows, else a kind of block.
fn word(scanner: &mut Scanner, first: bool) {
    let text = scanner.take_while(|c| is_word(c) || c == '-');
    let sets = first && scanner.rest().trim_start().starts_with('=');
    let kind = match text {
        "true" | "false" | "null" => TokenKind::Keyword,
        _ if sets => TokenKind::Name,
        _ if first => TokenKind::Keyword,
        _ => TokenKind::Plain,
    };
    scanner.token(kind);
}
