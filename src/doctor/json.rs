//! Whether a text is JSON as Python reads it, and if not, where and why it ends.
//!
//! Must not be in here: values of the text; nobody needs them.

/// Depth at which it is given up; Python reads about a thousand.
const DEEPEST: usize = 900;

/// Why a text is no JSON, and at which byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JsonError {
    /// The byte.
    pub at: usize,
    /// What is wrong there, as the end of a sentence.
    pub what: &'static str,
}

/// Reads a whole text.
pub fn check(text: &str) -> Result<(), JsonError> {
    let mut reader = Reader { text, at: 0 };
    reader.value(0)?;
    reader.space();
    if reader.at < text.len() { reader.fail("more follows after the value") } else { Ok(()) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

type Read = Result<(), JsonError>;

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn fail(&self, what: &'static str) -> Read {
        Err(JsonError { at: self.at, what })
    }

    fn space(&mut self) {
        self.at += self.rest().bytes().take_while(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r')).count();
    }

    fn takes(&mut self, word: &str) -> bool {
        let taken = self.rest().starts_with(word);
        self.at += if taken { word.len() } else { 0 };
        taken
    }

    fn value(&mut self, depth: usize) -> Read {
        self.space();
        if depth > DEEPEST {
            return self.fail("it is nested too deeply");
        }
        // Python reads the three names of no JSON, too.
        let words = ["null", "true", "false", "NaN", "Infinity", "-Infinity"];
        match self.peek() {
            Some('{') => self.members('}', depth, Self::member),
            Some('[') => self.members(']', depth, Self::value),
            Some('"') => self.string(),
            _ if words.iter().any(|word| self.takes(word)) => Ok(()),
            Some('-' | '0'..='9') => self.number(),
            Some('\'') => self.fail("texts stand in double quotes"),
            Some('T' | 'F' | 'N') => self.fail("JSON writes true, false and null"),
            None => self.fail("a value is missing at the end"),
            Some(_) => self.fail("no value begins like this"),
        }
    }

    fn members(&mut self, end: char, depth: usize, member: fn(&mut Self, usize) -> Read) -> Read {
        self.at += 1;
        self.space();
        if self.peek() == Some(end) {
            self.at += 1;
            return Ok(());
        }
        loop {
            member(self, depth + 1)?;
            self.space();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(c) if c == end => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) => return self.fail("a comma is missing"),
                None => return self.fail(if end == '}' { "a } is missing" } else { "a ] is missing" }),
            }
            self.space();
            if self.peek() == Some(end) {
                return self.fail("the comma before it is too much");
            }
        }
    }

    fn member(&mut self, depth: usize) -> Read {
        self.space();
        match self.peek() {
            Some('"') => self.string()?,
            None => return self.fail("a } is missing"),
            Some(_) => return self.fail("names stand in double quotes"),
        }
        self.space();
        if !self.takes(":") {
            return self.fail("a colon is missing");
        }
        self.value(depth)
    }

    fn string(&mut self) -> Read {
        self.at += 1;
        loop {
            match self.peek() {
                None => return self.fail("a closing quote is missing"),
                Some('"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some('\\') => self.escape()?,
                Some(c) if c < ' ' => return self.fail("a control character is written \\n, \\t and so on"),
                Some(c) => self.at += c.len_utf8(),
            }
        }
    }

    fn escape(&mut self) -> Read {
        let rest = self.rest().as_bytes();
        match rest.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') if rest.get(2..6).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) => self.at += 6,
            _ => return self.fail("this is no escape of JSON"),
        }
        Ok(())
    }

    fn number(&mut self) -> Read {
        self.takes("-");
        if !self.takes("0") && self.digits() == 0 {
            return self.fail("a digit is missing");
        }
        self.part(&["."]);
        self.part(&["e+", "e-", "e", "E+", "E-", "E"]);
        Ok(())
    }

    /// Digits behind a mark. A mark without digits is no part of the number, but more text after it, as for Python.
    fn part(&mut self, marks: &[&str]) {
        let before = self.at;
        if marks.iter().any(|mark| self.takes(mark)) && self.digits() == 0 {
            self.at = before;
        }
    }

    fn digits(&mut self) -> usize {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.at += count;
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_read_as_python_reads_it() {
        let nested = r#"{"a": {"b": [null, true, "x\u00e9\n"]}}"#;
        for text in ["{}", "[]", " [1, -2.5e3, 0] ", nested, "\"é\"", "NaN", "-Infinity", "0.5"] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        let fails = |text: &str, at: usize| {
            assert_eq!(check(text).map_err(|e| e.at), Err(at), "{text}: {:?}", check(text));
        };
        fails("", 0);
        fails("{'a': 1}", 1);
        fails("{\"a\": 'b'}", 6);
        fails("[1, 2,]", 6);
        fails("{\"a\" 1}", 5);
        fails("[1 2]", 3);
        fails("{\"a\": True}", 6);
        fails("01", 1);
        fails("1.", 1);
        fails("[1", 2);
        fails("\"a\tb\"", 2);
        fails(r#""\x41""#, 1);
        fails("{} x", 3);
        fails("-", 1);
        fails(&"[".repeat(2_000), DEEPEST + 1);
    }
}
