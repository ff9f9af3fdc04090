//! The words of ENV and ARG: pairs, quotes, escapes, and variables put in.

use super::Arguments;

/// Longest value that variables are put into; BuildKit reads no longer line. Two of a variable in the next one, and so on,
/// would else fill the memory in a few lines.
const LONGEST_PUT_IN: usize = 65_535;

/// The pairs of an instruction, each value with its quotes taken off and its escapes kept for [`expanded`] to read:
/// an escaped `$` is `\$` still. `None` when it does not read.
pub fn pairs(rest: &str) -> Option<Arguments> {
    let words = words(rest)?;
    let has_name = |word: &String| word.split_once('=').is_some_and(|(name, _)| is_name(name));
    if words.iter().all(has_name) && !words.is_empty() {
        return Some(words.iter().filter_map(|word| word.split_once('=')).map(owned).collect());
    }
    // The old form: the name, and all the rest is the value.
    let (name, value) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    (is_name(name) && !name.contains('=')).then(|| vec![owned((name, value.trim()))])
}

fn owned((name, value): (&str, &str)) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_.-".contains(c))
}

/// Words at spaces, quotes taken off. What an escape keeps from being a sign of its own stays marked by `\`.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let (mut word, mut open, mut quote) = (String::new(), false, None);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match (c, quote) {
            ('\\', Some('\'')) => word.push_str("\\\\"),
            ('$', Some('\'')) => word.push_str("\\$"),
            ('\\', _) => {
                open = true;
                match rest.next() {
                    Some(next @ ('$' | '\\')) => word.extend(['\\', next]),
                    // In double quotes a backslash before any other sign is one.
                    Some(next) if quote.is_some() && next != '"' => word.extend(['\\', '\\', next]),
                    Some(next) => word.push(next),
                    None => return None,
                }
            }
            (c, Some(closing)) if c == closing => quote = None,
            ('"' | '\'', None) => {
                open = true;
                quote = Some(c);
            }
            (c, None) if c.is_whitespace() => {
                if open {
                    words.push(std::mem::take(&mut word));
                }
                open = false;
            }
            (c, _) => {
                open = true;
                word.push(c);
            }
        }
    }
    if open {
        words.push(word);
    }
    quote.is_none().then_some(words)
}

/// A value with the variables that are known put in, and the escapes taken off; `None` when one is not known, or it
/// grows too long.
pub fn expanded(value: &str, arguments: &Arguments) -> Option<String> {
    let mut out = String::new();
    let mut rest = value;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let next = rest.chars().next()?;
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
            '$' => {
                let (text, tail) =
                    variable(rest, arguments).filter(|(text, _)| out.len() + text.len() < LONGEST_PUT_IN)?;
                out.push_str(&text);
                rest = tail;
            }
            c => out.push(c),
        }
    }
    Some(out)
}

/// A value with its variables still to be put in, as a word of a Dockerfile in double quotes.
pub fn requoted(value: &str) -> String {
    let mut out = String::from("\"");
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => out.extend(std::iter::once('\\').chain(rest.next())),
            '"' => out.push_str("\\\""),
            c => out.push(c),
        }
    }
    out + "\""
}

/// The value of the variable that a text begins with, and the text behind it.
fn variable<'a>(rest: &'a str, arguments: &Arguments) -> Option<(String, &'a str)> {
    let known = |name: &str| arguments.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    if let Some(inside) = rest.strip_prefix('{') {
        let (inside, tail) = inside.split_once('}')?;
        let (name, default) = match inside.split_once(":-") {
            Some((name, default)) => (name, Some(default.to_owned())),
            None => (inside, None),
        };
        let value = known(name).filter(|value| default.is_none() || !value.is_empty()).or(default)?;
        return Some((value, tail));
    }
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, tail) = rest.split_at(end);
    known(name).map(|value| (value, tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generator::quoting::dockerfile;
    use proptest::prelude::*;

    fn check(rest: &str, expected: Option<&[(&str, &str)]>) {
        let none = Arguments::new();
        let read = pairs(rest).map(|pairs| {
            pairs
                .into_iter()
                .map(|(name, value)| (name, expanded(&value, &none).unwrap_or("?".to_owned())))
                .collect::<Vec<_>>()
        });
        let expected = expected.map(|all| all.iter().map(|pair| owned(*pair)).collect::<Vec<_>>());
        assert_eq!(read, expected, "{rest}");
    }

    #[test]
    fn both_forms() {
        check("A=1 B=\"x y\" C='$z' D=a\\ b", Some(&[("A", "1"), ("B", "x y"), ("C", "$z"), ("D", "a b")]));
        check("A some value=with", Some(&[("A", "some value=with")]));
        check("A=$HOME/x", Some(&[("A", "?")]));
        check("A=\\$HOME", Some(&[("A", "$HOME")]));
        check("A=\"open", None);
        check("A=", Some(&[("A", "")]));
    }

    #[test]
    fn defaults_are_put_in() {
        let arguments = vec![owned(("V", "2.9.1"))];
        assert_eq!(expanded("apache/airflow:${V}", &arguments).as_deref(), Some("apache/airflow:2.9.1"));
        assert_eq!(expanded("$V-x${W:-y}", &arguments).as_deref(), Some("2.9.1-xy"));
        assert_eq!(expanded("${W}", &arguments), None);
    }

    #[test]
    fn variables_stay_in_a_word_that_is_written_again() {
        let read = pairs("A=/x:$PATH\\$y'\"$z'").expect("a pair");
        assert_eq!(requoted(&read[0].1), "\"/x:$PATH\\$y\\\"\\$z\"");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(value in "[^\\n\\r\\x00]*") {
            let read = pairs(&format!("NAME={}", dockerfile(&value))).unwrap_or_default();
            let read: Vec<Option<String>> = read.iter().map(|(_, value)| expanded(value, &Arguments::new())).collect();
            prop_assert_eq!(read, vec![Some(value)]);
        }
    }
}
