//! requirements.txt and packages.txt.

use super::scanner::{Scanner, is_word};
use super::{State, TokenKind};

/// A line of requirements.txt.
pub(super) fn requirement(scanner: &mut Scanner) -> State {
    scanner.space();
    let mut after_semicolon = false;
    let mut first = true;
    while let Some(c) = scanner.peek() {
        let starts = scanner.previous().is_none_or(char::is_whitespace);
        match c {
            '#' if starts => scanner.rest_is(TokenKind::Comment),
            '-' if starts => option(scanner),
            '\'' | '"' => {
                scanner.bump();
                scanner.quoted(if c == '"' { "\"" } else { "'" }, false);
                scanner.token(TokenKind::String);
            }
            '=' | '<' | '>' | '!' | '~' | ';' | ',' | '@' | '[' | ']' | '(' | ')' => {
                after_semicolon |= c == ';';
                scanner.bump();
                scanner.token(TokenKind::Operator);
            }
            _ if c.is_whitespace() => {
                scanner.space();
                continue;
            }
            _ => word(scanner, first, after_semicolon),
        }
        first = false;
    }
    State::Start
}

/// A line of packages.txt.
pub(super) fn package(scanner: &mut Scanner) -> State {
    scanner.space();
    while let Some(c) = scanner.peek() {
        let starts = scanner.previous().is_none_or(|c| c.is_whitespace() || c == '!');
        match c {
            '#' if starts => scanner.rest_is(TokenKind::Comment),
            '=' | '<' | '>' | '~' | '!' => {
                scanner.bump();
                scanner.token(TokenKind::Operator);
            }
            '@' => {
                scanner.bump();
                scanner.take_while(is_part);
                scanner.token(TokenKind::Variable);
            }
            _ if c.is_whitespace() => scanner.space(),
            _ => {
                scanner.bump();
                scanner.take_while(is_part);
                scanner.token(if starts { TokenKind::Name } else { TokenKind::Number });
            }
        }
    }
    State::Start
}

/// `--name`, its value left to what follows.
fn option(scanner: &mut Scanner) {
    scanner.take_while(|c| is_word(c) || c == '-');
    scanner.token(TokenKind::Keyword);
    scanner.take_while(|c| c == '=' || c == ' ');
    scanner.token(TokenKind::Operator);
    if !scanner.is_at("-#'\"") {
        scanner.take_while(|c| !c.is_whitespace());
        scanner.interpolated(TokenKind::String);
    }
}

fn word(scanner: &mut Scanner, first: bool, in_marker: bool) {
    scanner.bump();
    scanner.take_while(is_part);
    let text = scanner.pending();
    let address = text.contains('/');
    let kind = match text {
        _ if address => TokenKind::String,
        "and" | "or" | "not" | "in" if in_marker => TokenKind::Keyword,
        _ if in_marker => TokenKind::Variable,
        _ if first => TokenKind::Name,
        _ if text.starts_with(|c: char| c.is_ascii_digit()) => TokenKind::Number,
        _ => TokenKind::Plain,
    };
    if address {
        scanner.take_while(|c| !c.is_whitespace());
    }
    scanner.token(kind);
}

/// A character of a name, a version or an address.
fn is_part(c: char) -> bool {
    !c.is_whitespace() && !"=<>~!;,[]()@'\"".contains(c)
}
