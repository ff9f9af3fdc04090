//! Dockerfiles: instructions, their flags, and shell words.

use super::scanner::{Scanner, is_word};
use super::shell;
use super::{State, TokenKind};

const INSTRUCTIONS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// A line.
pub(super) fn line(scanner: &mut Scanner, before: State) -> State {
    if let State::Heredoc(end, shell) = before {
        return shell::heredoc(scanner, end, shell);
    }
    let continued = match before {
        State::Continued(shell) => Some(shell),
        _ => None,
    };
    scanner.space();
    if scanner.is_at("#") || (continued.is_some() && scanner.peek().is_none()) {
        scanner.rest_is(TokenKind::Comment);
        return continued.map_or(State::Start, State::Continued);
    }
    let is_shell = continued.unwrap_or_else(|| instruction(scanner));
    let is_script = is_shell && scanner.is_at("<");
    let goes_on = scanner.rest().trim_end().ends_with('\\');
    match shell::words(scanner, is_shell) {
        State::Heredoc(end, _) => State::Heredoc(end, is_script),
        _ if goes_on => State::Continued(is_shell),
        _ => State::Start,
    }
}

/// Passes the instruction, and the one that ONBUILD or HEALTHCHECK holds; whether a shell reads what follows.
fn instruction(scanner: &mut Scanner) -> bool {
    loop {
        let word = scanner.take_while(is_word).to_ascii_uppercase();
        if !INSTRUCTIONS.contains(&word.as_str()) {
            scanner.token(TokenKind::Plain);
            return false;
        }
        scanner.token(TokenKind::Keyword);
        scanner.space();
        flags(scanner);
        match word.as_str() {
            "ONBUILD" | "HEALTHCHECK" => {}
            "FROM" => {
                image(scanner);
                return false;
            }
            _ => return word == "RUN",
        }
    }
}

/// `--name=value`, several.
fn flags(scanner: &mut Scanner) {
    while scanner.eat("--") {
        scanner.take_while(|c| is_word(c) || c == '-');
        scanner.token(TokenKind::Name);
        scanner.take_while(|c| !c.is_whitespace());
        scanner.interpolated(TokenKind::Plain);
        scanner.space();
    }
}

/// `image AS stage`.
fn image(scanner: &mut Scanner) {
    scanner.take_while(|c| !c.is_whitespace());
    scanner.interpolated(TokenKind::String);
    scanner.space();
    if scanner.take_while(is_word).eq_ignore_ascii_case("AS") {
        scanner.token(TokenKind::Keyword);
        scanner.space();
        scanner.take_while(|c| !c.is_whitespace());
        scanner.token(TokenKind::Name);
    }
}
