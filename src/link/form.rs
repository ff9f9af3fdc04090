//! The form-urlencoded text of a fragment, and the second escape of names and comma-separated values.

/// Appends `key=value` to a fragment.
pub fn append(fragment: &mut String, key: &str, value: &str) {
    if !fragment.is_empty() {
        fragment.push('&');
    }
    fragment.push_str(key);
    fragment.push('=');
    escape_into(fragment, value, |b| b.is_ascii_alphanumeric() || b"-._~:/@,=".contains(&b));
}

/// The pairs of a fragment in order, decoded; a pair without `=` has an empty value. `None` in place of a value says
/// that its percent escapes are malformed or no UTF-8.
pub fn pairs(fragment: &str) -> impl Iterator<Item = (String, Option<String>)> + '_ {
    fragment.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        (unescape(key, true).unwrap_or_else(|| key.to_owned()), unescape(value, true))
    })
}

/// Escapes the named bytes and `%` once more, so that a text can stand where those bytes separate.
pub fn guard(text: &str, separator: u8) -> String {
    let mut guarded = String::new();
    escape_into(&mut guarded, text, |b| b != separator && b != b'%');
    guarded
}

/// Takes `guard` back. Escapes of other bytes, and malformed ones, stay as they are.
pub fn unguard(text: &str, separator: u8) -> String {
    let escape = format!("%{separator:02X}");
    let separator = char::from(separator).to_string();
    text.split("%25").map(|part| part.replace(&escape, &separator)).collect::<Vec<_>>().join("%")
}

fn escape_into(out: &mut String, text: &str, keep: impl Fn(u8) -> bool) {
    for c in text.chars() {
        match c.encode_utf8(&mut [0; 4]).bytes().all(&keep) {
            true => out.push(c),
            false => escape(out, c),
        }
    }
}

/// Appends a character as escapes of its bytes.
pub fn escape(out: &mut String, c: char) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for b in c.encode_utf8(&mut [0; 4]).bytes() {
        out.push('%');
        out.push(HEX[usize::from(b >> 4)]);
        out.push(HEX[usize::from(b & 15)]);
    }
}

/// Takes percent escapes away; `None` where one is malformed, or the result no UTF-8.
pub fn unescape(text: &str, plus_is_space: bool) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match first {
            b'%' => {
                let [high, low, tail @ ..] = rest else { return None };
                bytes.push(hex(*high)? << 4 | hex(*low)?);
                rest = tail;
            }
            b'+' if plus_is_space => bytes.push(b' '),
            b => bytes.push(*b),
        }
    }
    String::from_utf8(bytes).ok()
}

/// A text of a link for a message: shortened, control characters made visible.
pub fn quoted(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    let dots = if short.len() < text.len() { "…" } else { "" };
    format!("{short:?}{dots}")
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_survives(key in "[a-z]{1,8}", value in any::<String>()) {
            let mut fragment = String::new();
            append(&mut fragment, &key, &value);
            prop_assert!(fragment.is_ascii());
            prop_assert!(!fragment.contains(['\'', '"', '<', '>', '`', '$', '(', ')', ' ', '#', '\\']));
            prop_assert_eq!(pairs(&fragment).collect::<Vec<_>>(), vec![(key, Some(value))]);
        }

        #[test]
        fn guarded_text_has_no_separator(text in "[%25CDabc,=]{0,12}") {
            for separator in *b",=" {
                let guarded = guard(&text, separator);
                prop_assert!(!guarded.contains(char::from(separator)));
                prop_assert_eq!(unguard(&guarded, separator), text.clone());
            }
        }

        #[test]
        fn any_fragment_is_read(fragment in any::<String>()) {
            prop_assert!(pairs(&fragment).count() <= fragment.len());
        }
    }

    #[test]
    fn malformed_escapes_are_told_apart() {
        let read: Vec<_> = pairs("a=%&b=%4&c=%zz&d=%FF&e=1+2&f&=x&&").collect();
        let value = |v: &str| Some(v.to_owned());
        let expected = [
            ("a", None),
            ("b", None),
            ("c", None),
            ("d", None),
            ("e", value("1 2")),
            ("f", value("")),
            ("", value("x")),
        ];
        assert_eq!(read, expected.map(|(k, v)| (k.to_owned(), v)));
    }
}
