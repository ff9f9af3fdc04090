//! Shell scripts, and the shell lines of Dockerfiles.

use super::scanner::{Scanner, is_word};
use super::{State, TokenKind};

const KEYWORDS: [&str; 24] = [
    "if", "then", "elif", "else", "fi", "for", "in", "while", "until", "do", "done", "case", "esac", "function", "set",
    "export", "exec", "exit", "return", "local", "shift", "trap", "break", "continue",
];

/// A line of a script.
pub(super) fn line(scanner: &mut Scanner, before: State) -> State {
    match before {
        State::Heredoc(end, shell) => return heredoc(scanner, end, shell),
        State::Quoted(quote) => {
            let closed = scanner.quoted(quote, quote == "\"");
            string(scanner, quote);
            if !closed {
                return State::Quoted(quote);
            }
        }
        _ => {}
    }
    words(scanner, true)
}

/// A line inside a here-document.
pub(super) fn heredoc(scanner: &mut Scanner, end: String, shell: bool) -> State {
    if scanner.rest().trim_start_matches('\t') == end {
        scanner.rest_is(TokenKind::Operator);
        return State::Start;
    }
    if shell {
        words(scanner, true);
    }
    scanner.rest_is(TokenKind::String);
    State::Heredoc(end, shell)
}

/// Words up to the end of the line; what they leave open. `comments`: whether a `#` begins one.
pub(super) fn words(scanner: &mut Scanner, comments: bool) -> State {
    let mut open = State::Start;
    scanner.space();
    while let Some(c) = scanner.peek() {
        let starts = scanner.previous().is_none_or(|c| c.is_whitespace() || ";|&(`".contains(c));
        match c {
            '#' if starts && comments => scanner.rest_is(TokenKind::Comment),
            '"' | '\'' => {
                let quote = if c == '"' { "\"" } else { "'" };
                scanner.bump();
                if !scanner.quoted(quote, c == '"') {
                    open = State::Quoted(quote);
                }
                string(scanner, quote);
            }
            '<' if scanner.rest().starts_with("<<") && !scanner.rest().starts_with("<<<") => {
                let end = heredoc_end(scanner);
                if end.starts_with(|c: char| !c.is_ascii_digit()) {
                    open = State::Heredoc(end, false);
                }
            }
            '|' | '&' | ';' | '<' | '>' | '(' | ')' | '\\' => {
                scanner.bump();
                scanner.token(TokenKind::Operator);
            }
            '$' => variable(scanner),
            _ if c.is_whitespace() => scanner.space(),
            _ => word(scanner, starts),
        }
    }
    open
}

/// `<<`, perhaps `-`, and a word, perhaps between quotes. Returns the word; a number after `<<` is arithmetic.
fn heredoc_end(scanner: &mut Scanner) -> String {
    let _ = scanner.eat("<<-") || scanner.eat("<<");
    scanner.token(TokenKind::Operator);
    let _ = scanner.eat("\"") || scanner.eat("'");
    let end = scanner.word().to_owned();
    let _ = scanner.eat("\"") || scanner.eat("'");
    scanner.token(TokenKind::Operator);
    end
}

fn string(scanner: &mut Scanner, quote: &str) {
    if quote == "\"" { scanner.interpolated(TokenKind::String) } else { scanner.token(TokenKind::String) }
}

fn variable(scanner: &mut Scanner) {
    scanner.bump();
    if scanner.eat("{") {
        scanner.quoted("}", false);
    } else if scanner.is_at("@*#?$!-") {
        scanner.bump();
    } else {
        scanner.word();
    }
    let kind = if scanner.pending() == "$" { TokenKind::Operator } else { TokenKind::Variable };
    scanner.token(kind);
}

/// A word, or a part of one: an option, an assignment, a keyword.
fn word(scanner: &mut Scanner, starts: bool) {
    if starts && scanner.eat("-") {
        scanner.take_while(|c| is_word(c) || c == '-');
        return scanner.token(TokenKind::Name);
    }
    let text = scanner.word();
    if starts && scanner.is_at("=") && !text.is_empty() {
        scanner.token(TokenKind::Name);
        scanner.bump();
        return scanner.token(TokenKind::Operator);
    }
    let whole = starts && scanner.peek().is_none_or(|c| c.is_whitespace() || c == ';');
    let kind = if whole && KEYWORDS.contains(&text) { TokenKind::Keyword } else { TokenKind::Plain };
    if text.is_empty() {
        scanner.bump();
    }
    scanner.token(kind);
}
