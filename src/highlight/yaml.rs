//! YAML, the part that compose files and settings use.

use super::scanner::Scanner;
use super::{State, TokenKind};

/// A line.
pub(super) fn line(scanner: &mut Scanner, before: State) -> State {
    let indent = scanner.rest().len() - scanner.rest().trim_start_matches(' ').len();
    let blank = scanner.rest().trim().is_empty();
    match before {
        State::Block(parent) if blank || indent > parent => {
            scanner.take_while(|_| true);
            scanner.interpolated(TokenKind::String);
            return State::Block(parent);
        }
        State::Quoted(quote) if !string(scanner, quote) => return State::Quoted(quote),
        _ if matches!(scanner.rest().trim_end(), "---" | "...") => scanner.rest_is(TokenKind::Keyword),
        _ => {}
    }
    values(scanner, indent)
}

/// Keys and values up to the end of the line; `parent` is the column of the last key or dash.
fn values(scanner: &mut Scanner, mut parent: usize) -> State {
    scanner.space();
    while let Some(c) = scanner.peek() {
        let starts = scanner.previous().is_none_or(char::is_whitespace);
        let at = scanner.at();
        match c {
            '#' if starts => scanner.rest_is(TokenKind::Comment),
            '"' | '\'' => {
                let quote = if c == '"' { "\"" } else { "'" };
                scanner.bump();
                if !string(scanner, quote) {
                    return State::Quoted(quote);
                }
            }
            '-' if starts && scanner.rest().get(1..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) => {
                parent = at;
                scanner.bump();
                scanner.token(TokenKind::Operator);
            }
            '|' | '>' if starts => {
                scanner.take_while(|c| "|>+-".contains(c) || c.is_ascii_digit());
                scanner.token(TokenKind::Operator);
                scanner.space();
                if scanner.peek().is_none_or(|c| c == '#') {
                    scanner.rest_is(TokenKind::Comment);
                    return State::Block(parent);
                }
            }
            '&' | '*' if starts => {
                scanner.take_while(|c| !c.is_whitespace());
                scanner.token(TokenKind::Variable);
            }
            '{' | '}' | '[' | ']' | ',' | ':' => {
                scanner.bump();
                scanner.token(TokenKind::Operator);
            }
            _ if c.is_whitespace() => scanner.space(),
            _ if scalar(scanner) => parent = at,
            _ => {}
        }
    }
    State::Start
}

/// A text between quotes; whether its closing quote came. A key if a colon follows.
fn string(scanner: &mut Scanner, quote: &str) -> bool {
    let closed = scanner.quoted(quote, quote == "\"");
    if closed && scanner.is_at(":") {
        scanner.token(TokenKind::Name);
    } else {
        scanner.interpolated(TokenKind::String);
    }
    closed
}

/// A plain scalar; whether it is a key. It ends before `: `, ` #` and what a flow collection is made of.
fn scalar(scanner: &mut Scanner) -> bool {
    scanner.bump();
    loop {
        scanner.take_while(|c| !c.is_whitespace() && !":,[]{}$".contains(c));
        let rest = scanner.rest();
        let next = rest.get(1..).and_then(|rest| rest.chars().next());
        match scanner.peek() {
            Some(':') if next.is_some_and(|c| !c.is_whitespace()) => scanner.bump(),
            Some('$') if next == Some('{') => drop(scanner.quoted("}", false)),
            Some('$') => scanner.bump(),
            _ => break,
        }
    }
    if scanner.is_at(":") {
        scanner.token(TokenKind::Name);
        return true;
    }
    let text = scanner.pending();
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b'_'));
    match text {
        "true" | "false" | "null" | "yes" | "no" => scanner.token(TokenKind::Keyword),
        _ if number => scanner.token(TokenKind::Number),
        _ => scanner.interpolated(TokenKind::Plain),
    }
    false
}
