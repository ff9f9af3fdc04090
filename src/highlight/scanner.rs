//! The place in a line that all lexers share. Tokens are made from left to right without gaps: the text since the
//! last token becomes the next one.

use super::{Token, TokenKind};

/// A place in a line, and the tokens before it.
pub(super) struct Scanner<'a> {
    line: &'a str,
    at: usize,
    mark: usize,
    tokens: Vec<(TokenKind, usize)>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(line: &'a str) -> Self {
        Self { line, at: 0, mark: 0, tokens: Vec::new() }
    }

    /// What is left of the line.
    pub(super) fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or_default()
    }

    /// The text since the last token.
    pub(super) fn pending(&self) -> &'a str {
        self.line.get(self.mark..self.at).unwrap_or_default()
    }

    /// How many bytes were passed.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Whether the next character is one of these.
    pub(super) fn is_at(&self, characters: &str) -> bool {
        self.peek().is_some_and(|c| characters.contains(c))
    }

    /// The character before, if this line has one.
    pub(super) fn previous(&self) -> Option<char> {
        self.line.get(..self.at).and_then(|before| before.chars().next_back())
    }

    /// Passes one character.
    pub(super) fn bump(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Passes `text` if it comes next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let comes = self.rest().starts_with(text);
        if comes {
            self.at += text.len();
        }
        comes
    }

    /// Passes everything that fits, and returns it.
    pub(super) fn take_while(&mut self, fits: fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let (taken, _) = rest.split_at(rest.find(|c| !fits(c)).unwrap_or(rest.len()));
        self.at += taken.len();
        taken
    }

    /// Passes letters, digits and `_`.
    pub(super) fn word(&mut self) -> &'a str {
        self.take_while(is_word)
    }

    /// Passes white space, which is plain.
    pub(super) fn space(&mut self) {
        self.token(TokenKind::Plain);
        self.take_while(char::is_whitespace);
        self.token(TokenKind::Plain);
    }

    /// Passes a text up to and with its closing quote, over escaped characters; whether the quote came.
    pub(super) fn quoted(&mut self, quote: &str, escapes: bool) -> bool {
        loop {
            if self.eat(quote) {
                return true;
            }
            match self.peek() {
                None => return false,
                Some('\\') if escapes => {
                    self.bump();
                    self.bump();
                }
                Some(_) => self.bump(),
            }
        }
    }

    /// Makes everything since the last token a token; joins it to that one if they are of one kind.
    pub(super) fn token(&mut self, kind: TokenKind) {
        if self.mark == self.at {
            return;
        }
        match self.tokens.last_mut() {
            Some((last, end)) if *last == kind => *end = self.at,
            _ => self.tokens.push((kind, self.at)),
        }
        self.mark = self.at;
    }

    /// The same, with `$NAME` and `${...}` in it as variables.
    pub(super) fn interpolated(&mut self, kind: TokenKind) {
        let end = self.at;
        self.at = self.mark;
        while let Some(dollar) = self.line.get(self.at..end).and_then(|text| text.find('$')) {
            self.at += dollar;
            self.token(kind);
            self.at += variable_length(self.line.get(self.at..end).unwrap_or_default());
            let alone = self.pending() == "$";
            self.token(if alone { kind } else { TokenKind::Variable });
        }
        self.at = end;
        self.token(kind);
    }

    /// Passes the rest of the line as a name, `=` and its value.
    pub(super) fn assignment(&mut self) {
        self.take_while(|c| c != '=');
        self.token(TokenKind::Name);
        self.bump();
        self.token(TokenKind::Operator);
        self.take_while(|_| true);
        self.interpolated(TokenKind::String);
    }

    /// Passes the rest of the line as one token.
    pub(super) fn rest_is(&mut self, kind: TokenKind) {
        self.at = self.line.len();
        self.token(kind);
    }

    /// The tokens of the whole line; what no lexer named is plain.
    pub(super) fn finish(mut self) -> Vec<Token<'a>> {
        self.rest_is(TokenKind::Plain);
        let mut start = 0;
        let line = self.line;
        let tokens = self.tokens.into_iter().map(|(kind, end)| {
            let text = line.get(start..end).unwrap_or_default();
            start = end;
            Token { kind, text }
        });
        tokens.collect()
    }
}

/// A letter, a digit or `_`.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The length of a variable at the start of a text that starts with `$`; 1 if none follows.
fn variable_length(text: &str) -> usize {
    let name = text.get(1..).unwrap_or_default();
    if name.starts_with('{') {
        return text.find('}').map_or(text.len(), |end| end + 1);
    }
    let end = name.find(|c| !is_word(c)).unwrap_or(name.len());
    let special = name.starts_with(['@', '*', '#', '?', '$', '!', '-']);
    1 + if end == 0 { usize::from(special) } else { end }
}
