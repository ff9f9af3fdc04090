//! What a page that embeds this one may say about its looks: colours and font families by name, and nothing else.
//!
//! Must not be in here: the browser. What is let pass can neither load anything nor reach beyond its own property.

/// The custom properties that hold a colour.
pub const COLOURS: [&str; 13] = [
    "accent",
    "on-accent",
    "surface",
    "sunken",
    "raised",
    "hover",
    "line",
    "edge",
    "ink",
    "ink-soft",
    "error",
    "warning",
    "ok",
];

/// The custom properties that hold font families.
pub const FONTS: [&str; 2] = ["sans", "mono"];

const LONGEST: usize = 120;
const FUNCTIONS: [&str; 10] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];

/// Whether a text has the form of a colour: a name, `#` and digits, or one function of numbers.
pub fn is_colour(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    if let Some(digits) = text.strip_prefix('#') {
        return matches!(digits.len(), 3 | 4 | 6 | 8) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    }
    match text.split_once('(') {
        None => !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic()),
        Some((name, rest)) => {
            let inner = rest.strip_suffix(')').unwrap_or("(");
            FUNCTIONS.contains(&name) && inner.bytes().all(|b| b.is_ascii_alphanumeric() || b" .,%/+-".contains(&b))
        }
    }
}

/// Whether a text has the form of a list of font families.
pub fn is_font(text: &str) -> bool {
    let quotes_close = |quote| text.matches(quote).count() % 2 == 0;
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" ,-_'\"".contains(&b);
    let one_kind = !(text.contains('"') && text.contains('\''));
    !text.is_empty()
        && text.len() <= LONGEST
        && text.bytes().all(plain)
        && one_kind
        && quotes_close('"')
        && quotes_close('\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours() {
        for text in ["red", "#fff", "#12345678", "rgb(1, 2, 3)", "oklch(0.5 0.1 200 / 50%)", "color(srgb 1 0 0)"] {
            assert!(is_colour(text), "{text}");
        }
        for text in [
            "",
            "#ff",
            "#ggg",
            "red;color:blue",
            "url(https://x)",
            "var(--ink)",
            "rgb(1,2,3) url(x)",
            "rgb(var(--x))",
            "rgb(1,2,3",
            "rgb(1}2)",
            "color-mix(in srgb, red, blue)",
            "env(x)",
            "re\\64",
        ] {
            assert!(!is_colour(text), "{text}");
        }
        assert!(!is_colour(&"a".repeat(LONGEST + 1)));
    }

    #[test]
    fn fonts() {
        for text in ["Inter", "\"Source Sans 3\", system-ui, sans-serif", "'IBM Plex Mono', monospace"] {
            assert!(is_font(text), "{text}");
        }
        for text in ["", "a;b", "url(x)", "\"a", "a}", "var(--x)", "\"a'\", 'b\"'", "a\nb"] {
            assert!(!is_font(text), "{text:?}");
        }
    }
}
