//! Compose's interpolation: `${NAME:-default}`, `$NAME`, `$$`.

/// A value, as far as the file alone says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// It is this.
    Text(String),
    /// It comes from the shell, or from an env file.
    Outside,
}

/// Reads a value; what has a default has that.
pub fn read_value(text: &str) -> Value {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('$') {
        out.push_str(before);
        match behind.chars().next() {
            Some('$') => {
                out.push('$');
                rest = &behind[1..];
            }
            Some('{') => {
                let Some((inside, tail)) = behind[1..].split_once('}') else { return Value::Outside };
                let Some((_, default)) = inside.split_once(":-").or_else(|| inside.split_once('-')) else {
                    return Value::Outside;
                };
                out.push_str(default);
                rest = tail;
            }
            Some(c) if c.is_ascii_alphabetic() || c == '_' => return Value::Outside,
            _ => {
                out.push('$');
                rest = behind;
            }
        }
    }
    Value::Text(out + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_put_in() {
        for (text, expected) in [
            ("plain", Some("plain")),
            ("${A:-b}c", Some("bc")),
            ("${A-b}", Some("b")),
            ("a$$b", Some("a$b")),
            ("${A:-}", Some("")),
            ("$A", None),
            ("${A}", None),
            ("${A:?needed}", None),
            ("${A", None),
            ("5$", Some("5$")),
            ("$ 5", Some("$ 5")),
        ] {
            assert_eq!(read_value(text), expected.map_or(Value::Outside, |it| Value::Text(it.to_owned())), "{text}");
        }
    }
}
