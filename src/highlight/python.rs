//! Python.

use super::scanner::{Scanner, is_word};
use super::{State, TokenKind};

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// A line.
pub(super) fn line(scanner: &mut Scanner, before: State) -> State {
    if let State::Quoted(quote) = before {
        let closed = scanner.quoted(quote, true);
        scanner.token(TokenKind::String);
        if !closed {
            return State::Quoted(quote);
        }
    }
    let mut names = false;
    scanner.space();
    while let Some(c) = scanner.peek() {
        match c {
            '#' => scanner.rest_is(TokenKind::Comment),
            '"' | '\'' => {
                if let Some(open) = string(scanner) {
                    return State::Quoted(open);
                }
            }
            '@' if scanner.rest().len() > 1 && scanner.previous().is_none_or(char::is_whitespace) => {
                scanner.bump();
                scanner.take_while(|c| is_word(c) || c == '.');
                scanner.token(if scanner.pending() == "@" { TokenKind::Operator } else { TokenKind::Variable });
            }
            _ if c.is_ascii_digit() => {
                scanner.take_while(|c| is_word(c) || c == '.');
                scanner.token(TokenKind::Number);
            }
            _ if is_word(c) => names = word(scanner, names),
            _ if c.is_whitespace() => scanner.space(),
            _ => {
                let operator = "=+-*/%<>!&|^~:".contains(c);
                scanner.bump();
                scanner.token(if operator { TokenKind::Operator } else { TokenKind::Plain });
            }
        }
    }
    State::Start
}

/// A word; whether the next one is the name of what it defines. A prefix such as `f` belongs to the text that follows.
fn word(scanner: &mut Scanner, is_name: bool) -> bool {
    let text = scanner.word();
    if text.len() < 3 && scanner.is_at("\"'") {
        return false;
    }
    let kind = match text {
        _ if is_name => TokenKind::Name,
        _ if KEYWORDS.contains(&text) => TokenKind::Keyword,
        _ => TokenKind::Plain,
    };
    scanner.token(kind);
    matches!(text, "def" | "class")
}

/// A text; its quotes if the line ends before it does.
fn string(scanner: &mut Scanner) -> Option<&'static str> {
    let quotes = ["\"\"\"", "'''", "\"", "'"];
    let quote = quotes.into_iter().find(|quote| scanner.eat(quote))?;
    let closed = scanner.quoted(quote, true);
    scanner.token(TokenKind::String);
    (!closed && quote.len() == 3).then_some(quote)
}
