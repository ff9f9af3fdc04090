//! The fragment in what was pasted: a whole address, a fragment alone, or what a mail program made of either.

use super::form::unescape;

/// The fragment; or why an address has none where one is meant.
pub fn fragment_of(pasted: &str) -> Result<String, &'static str> {
    // Browsers drop the same three from an address, so that a wrapped link is whole again.
    let text: String = pasted.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let text = bare(text.trim());
    let text = once_more(text);
    find(&text).map(once_more)
}

/// Without the angle brackets that mails put around an address.
fn bare(text: &str) -> &str {
    text.strip_prefix('<').map_or(text, |inner| inner.strip_suffix('>').unwrap_or(inner))
}

/// Takes one encoding too many away: a text that has escaped `=` signs, and none that separates.
fn once_more(text: &str) -> String {
    let twice = !text.contains(['=', '#']) && (text.contains("%3D") || text.contains("%3d"));
    twice.then(|| unescape(text, false)).flatten().unwrap_or_else(|| text.to_owned())
}

fn find(text: &str) -> Result<&str, &'static str> {
    if starts_with_key(text) {
        return Ok(text);
    }
    if let Some((_, fragment)) = text.split_once('#') {
        return Ok(fragment);
    }
    // Some programs escape the sign that begins the fragment.
    let escaped = text.split_once("%23").filter(|(before, _)| before.is_empty() || is_address(before));
    match escaped {
        Some((_, fragment)) => Ok(fragment),
        None if is_address(text) && text.contains('?') => {
            Err("The address has a ? where a configuration begins with #; nothing of it was read.")
        }
        None if is_address(text) => Ok(""),
        None => Ok(text),
    }
}

/// Whether a text begins as a fragment does: then a `#` in it is a part of a value.
fn starts_with_key(text: &str) -> bool {
    let key = text.split_once('=').map_or("", |(key, _)| key);
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase())
}

fn is_address(text: &str) -> bool {
    text.split(['?', '#', '=']).next().is_some_and(|start| start.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pasted: &str, fragment: &str) {
        assert_eq!(fragment_of(pasted).as_deref(), Ok(fragment), "{pasted:?}");
    }

    #[test]
    fn the_fragment_is_found() {
        for pasted in [
            "a=1&b=%20",
            "#a=1&b=%20",
            "https://host/path/#a=1&b=%20",
            "https://host/path/?utm=1&x=y#a=1&b=%20",
            "host:8080/#a=1&b=%20",
            "  <https://host/#a=1&b=%20>\n",
            "https://host/#a=1\r\n&b=%\t20",
            "https://host/%23a=1&b=%20",
            "%23a=1&b=%20",
            "a%3D1%26b%3D%2520",
            "https://host/#a%3d1%26b%3d%2520",
            "https%3A%2F%2Fhost%2F%23a%3D1%26b%3D%2520",
        ] {
            check(pasted, "a=1&b=%20");
        }
    }

    #[test]
    fn a_sign_in_a_value_begins_nothing() {
        check("packages=curl # why&env=A=1", "packages=curl # why&env=A=1");
        check("#packages=curl#&env=https://h/?x#y", "packages=curl#&env=https://h/?x#y");
        check("packages=a%23b", "packages=a%23b");
    }

    #[test]
    fn an_address_without_a_fragment_says_nothing() {
        check("https://host/path/", "");
        check("", "");
        assert!(fragment_of("https://host/?v=1&packages=curl").is_err());
    }
}
