//! One writer a target: a typed value as the text that the target reads back as exactly that value.
//!
//! Each is a total function, tested by a reader of its own here and by the real parsers in `tests/judges`. Must not be
//! in here: anything that decides where a value goes.

/// A word of a Dockerfile's ENV, LABEL or ARG. The value holds no line break: no Dockerfile can.
///
/// In double quotes, but for a backslash before a quote or at the end: that one stands outside, because hadolint
/// reads `\\"` as an escaped quote where BuildKit and buildah read an escaped backslash.
pub fn dockerfile(value: &str) -> String {
    let mut quoted = String::from("\"");
    let mut rest = value.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', None | Some('"' | '\\')) => quoted.push_str("\"\\\\\""),
            ('"' | '\\' | '$', _) => quoted.extend(['\\', c]),
            (c, _) => quoted.push(c),
        }
    }
    quoted + "\""
}

/// A word of a POSIX shell line: bare where every shell agrees, else in single quotes.
pub fn shell(value: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "_-./:=@%+,".contains(c);
    if !value.is_empty() && value.chars().all(bare) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', "'\\''"))
}

/// A string of JSON, for the exec form of instructions.
pub fn json(value: &str) -> String {
    in_quotes(value, &['"', '\\'], &[], char::is_control)
}

/// A double-quoted scalar of YAML 1.2, on one line.
pub fn yaml(value: &str) -> String {
    let unprintable = |c| matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    in_quotes(value, &['"', '\\'], &['\n', '\t'], |c| c.is_control() || unprintable(c))
}

/// A YAML scalar of a compose file, where `$` starts an interpolation.
pub fn compose(value: &str) -> String {
    yaml(&value.replace('$', "$$"))
}

/// The value of a line of an env file as compose reads it: double quotes, with its escapes.
pub fn env_file(value: &str) -> String {
    in_quotes(value, &['"', '\\', '$'], &['\n', '\r', '\t'], |_| false)
}

/// A string of HCL, for the bake file.
pub fn hcl(value: &str) -> String {
    let quoted = in_quotes(value, &['"', '\\'], &['\n', '\r', '\t'], char::is_control);
    quoted.replace("${", "$${").replace("%{", "%%{")
}

/// A text in double quotes, with `\` before what stands for `itself`, before the letter of what is `named` (of line feed,
/// carriage return and tab), and before `u` with four hexadecimal digits for what else is `coded`.
fn in_quotes(value: &str, itself: &[char], named: &[char], coded: impl Fn(char) -> bool) -> String {
    let mut quoted = String::from("\"");
    for c in value.chars() {
        match c {
            c if itself.contains(&c) => quoted.extend(['\\', c]),
            '\n' if named.contains(&c) => quoted.push_str("\\n"),
            '\r' if named.contains(&c) => quoted.push_str("\\r"),
            '\t' if named.contains(&c) => quoted.push_str("\\t"),
            c if coded(c) => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// The value of an HTML attribute in double quotes, or text between tags.
pub fn html(value: &str) -> String {
    let mut quoted = String::new();
    for c in value.chars() {
        match c {
            '&' => quoted.push_str("&amp;"),
            '<' => quoted.push_str("&lt;"),
            '>' => quoted.push_str("&gt;"),
            '"' => quoted.push_str("&quot;"),
            '\'' => quoted.push_str("&#39;"),
            c => quoted.push(c),
        }
    }
    quoted
}

/// Where a Markdown link leads, in angle brackets; what would end it is escaped as in an address. A semicolon ends the
/// name of a character, which Markdown reads in addresses, too.
pub fn markdown_destination(address: &str) -> String {
    let mut quoted = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' | ' ' => quoted.push_str(&format!("%{:02X}", u32::from(c))),
            c if c.is_ascii_control() => quoted.push_str(&format!("%{:02X}", u32::from(c))),
            ';' => quoted.push_str("\\;"),
            c => quoted.push(c),
        }
    }
    quoted + ">"
}

/// A fence for a Markdown code block: longer than any run of backticks inside.
pub fn markdown_fence(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use saphyr_parser::{Event, Parser};

    /// What BuildKit's lexer makes of a word: quotes come and go, `\` escapes, `$` starts a variable.
    fn read_dockerfile(word: &str) -> Option<String> {
        let mut rest = word.chars();
        let (mut value, mut inside) = (String::new(), false);
        while let Some(c) = rest.next() {
            match c {
                '\\' => value.push(rest.next().filter(|c| matches!(c, '"' | '$' | '\\'))?),
                '"' => inside = !inside,
                '$' => return None,
                c => value.push(Some(c).filter(|_| inside)?),
            }
        }
        (!inside).then_some(value)
    }

    fn read_shell(word: &str) -> Option<String> {
        let mut value = String::new();
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            if let Some(tail) = rest.strip_prefix('\'') {
                let (inside, tail) = tail.split_once('\'')?;
                value.push_str(inside);
                rest = tail;
            } else if let Some(tail) = rest.strip_prefix("\\'") {
                value.push('\'');
                rest = tail;
            } else {
                value.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        Some(value)
    }

    fn read_json(quoted: &str) -> Option<String> {
        serde_json::from_str(quoted).ok()
    }

    /// The value behind a key, as it stands in a file.
    fn read_yaml(quoted: &str) -> Option<String> {
        let file = format!("key: {quoted}\nnext: 1\n");
        let events: Vec<Event> = Parser::new_from_str(&file).map(|event| Some(event.ok()?.0)).collect::<Option<_>>()?;
        let texts = events.iter().filter_map(|event| match event {
            Event::Scalar(text, ..) => Some(text.as_ref()),
            _ => None,
        });
        match texts.collect::<Vec<_>>()[..] {
            ["key", value, "next", "1"] => Some(value.to_owned()),
            _ => None,
        }
    }

    /// A double-quoted text with `\` before single characters and before `u` with four digits, as HCL and compose's env files
    /// have it in common; `itself` are the characters that stand for themselves after `\`.
    fn read_escaped(quoted: &str, itself: &str) -> Option<String> {
        let mut rest = quoted.strip_prefix('"')?.strip_suffix('"')?.chars();
        let mut value = String::new();
        while let Some(c) = rest.next() {
            match c {
                '"' | '\n' => return None,
                '\\' => value.push(match rest.next()? {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        let digits: String = rest.by_ref().take(4).collect();
                        char::from_u32(u32::from_str_radix(&digits, 16).ok()?)?
                    }
                    c => Some(c).filter(|c| itself.contains(*c))?,
                }),
                c => value.push(c),
            }
        }
        Some(value)
    }

    /// What HCL makes of a text without interpolations.
    fn read_hcl(quoted: &str) -> Option<String> {
        let value = read_escaped(quoted, "\"\\")?;
        let literal = value.replace("$${", "").replace("%%{", "");
        (!literal.contains("${") && !literal.contains("%{")).then(|| value.replace("$${", "${").replace("%%{", "%{"))
    }

    /// What an attribute in double quotes holds.
    fn read_html(quoted: &str) -> Option<String> {
        let mut parts = quoted.split('&');
        let mut value = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (name, rest) = part.split_once(';')?;
            let names = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\'')];
            value.push(names.into_iter().find(|(known, _)| *known == name)?.1);
            value.push_str(rest);
        }
        (!quoted.contains(['"', '<', '>', '\''])).then_some(value)
    }

    /// Where a link leads: what stands between the angle brackets, without backslashes before punctuation.
    fn read_destination(quoted: &str) -> Option<String> {
        let inside = quoted.strip_prefix('<')?.strip_suffix('>')?;
        let names_a_character = inside.contains(';') && inside.replace("\\;", "").contains(';');
        let ends = inside.contains(['<', '>', '\n', '\r']);
        (!names_a_character && !ends).then(|| inside.replace("\\;", ";"))
    }

    /// Texts in which what has a meaning somewhere is frequent.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[\\\\\"'$%{}#=`!\t\n\r a-bnu0é\u{85}\u{2028}\u{feff}\u{ffff}]{0,12}"]
    }

    proptest! {
        #[test]
        fn a_dockerfile_reads_values_back(value in texts().prop_map(|text| text.replace(['\n', '\r'], ""))) {
            prop_assert_eq!(read_dockerfile(&dockerfile(&value)), Some(value.clone()));
            prop_assert!(!dockerfile(&value).ends_with('\\'));
        }

        #[test]
        fn a_shell_reads_values_back(value in texts()) {
            prop_assert_eq!(read_shell(&shell(&value)), Some(value));
        }

        #[test]
        fn quoted_text_is_read_back(value in texts()) {
            prop_assert_eq!(read_json(&json(&value)), Some(value.clone()));
            prop_assert_eq!(read_yaml(&yaml(&value)), Some(value.clone()));
            prop_assert_eq!(read_escaped(&env_file(&value), "\"\\$"), Some(value.clone()));
            prop_assert_eq!(read_hcl(&hcl(&value)), Some(value.clone()));
            let interpolated = compose(&value).replace("$$", "");
            prop_assert!(!interpolated.contains('$'));
            prop_assert_eq!(read_yaml(&compose(&value)).map(|text| text.replace("$$", "$")), Some(value.clone()));
        }

        #[test]
        fn html_reads_values_back(value in texts(), marked in "[&;<>\"'amp#39 ]{0,12}") {
            prop_assert_eq!(read_html(&html(&value)), Some(value));
            prop_assert_eq!(read_html(&html(&marked)), Some(marked));
        }

        #[test]
        fn markdown_reads_addresses_back(address in "https://[a-z()\\[\\]*_`&;!?=%é]{0,16}", hostile in any::<String>()) {
            prop_assert_eq!(read_destination(&markdown_destination(&address)), Some(address));
            prop_assert!(read_destination(&markdown_destination(&hostile)).is_some());
        }

        #[test]
        fn a_fence_is_longer_than_what_it_holds(value in "[`a\n]{0,20}") {
            let fence = markdown_fence(&value);
            prop_assert!(fence.len() >= 3 && !value.contains(&fence));
        }
    }

    #[test]
    fn each_target_has_its_own_rules() {
        let value = "a \"b\" $C ${D} 'e' \\f\t%{g}";
        assert_eq!(dockerfile(value), "\"a \\\"b\\\" \\$C \\${D} 'e' \\\\f\t%{g}\"");
        assert_eq!(shell(value), "'a \"b\" $C ${D} '\\''e'\\'' \\f\t%{g}'");
        assert_eq!(compose(value), "\"a \\\"b\\\" $$C $${D} 'e' \\\\f\\t%{g}\"");
        assert_eq!(env_file(value), "\"a \\\"b\\\" \\$C \\${D} 'e' \\\\f\\t%{g}\"");
        assert_eq!(hcl(value), "\"a \\\"b\\\" $C $${D} 'e' \\\\f\\t%%{g}\"");
        assert_eq!(markdown_fence("a ``` b"), "````");
        assert_eq!(html(value), "a &quot;b&quot; $C ${D} &#39;e&#39; \\f\t%{g}");
        assert_eq!(markdown_destination("http://h/(a b)\\&copy;<c>"), "<http://h/(a%20b)%5C&copy\\;%3Cc%3E>");
        assert_eq!((shell(""), shell("a-b/c:1")), ("''".to_owned(), "a-b/c:1".to_owned()));
    }
}
