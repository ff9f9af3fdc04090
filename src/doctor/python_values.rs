//! What Airflow makes of a value: its reading of booleans, numbers and JSON, as Python does it.
//!
//! Must not be in here: options, findings.

/// `getboolean`: t, true, 1, f, false, 0 in any case, and a comment behind `#` is dropped.
pub fn boolean(value: &str) -> Option<bool> {
    let lower = value.to_ascii_lowercase();
    match lower.split('#').next().unwrap_or_default().trim() {
        "t" | "true" | "1" => Some(true),
        "f" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// `int()`: a sign, digits, single underscores between digits; white space around. Digits of other scripts are numbers
/// for Python, too.
pub fn is_integer(value: &str) -> bool {
    let value = value.trim();
    is_digits(value.strip_prefix(['+', '-']).unwrap_or(value))
}

fn is_digits(text: &str) -> bool {
    text.split('_').all(|group| !group.is_empty() && group.chars().all(char::is_numeric))
}

/// `float()`: as an integer, with point and exponent, or infinite or no number by name. Digits of other scripts are not
/// judged.
pub fn is_float(value: &str) -> bool {
    float(value).is_some() || value.chars().any(|c| c.is_numeric() && !c.is_ascii())
}

/// Its value, as far as it is written in plain digits.
pub fn float(value: &str) -> Option<f64> {
    let value = value.trim();
    let between_digits = |at: usize| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(value[..at].chars().next_back()) && digit(value[at + 1..].chars().next())
    };
    if !value.match_indices('_').all(|(at, _)| between_digits(at)) {
        return None;
    }
    value.replace('_', "").parse().ok()
}

/// Whether a number is whole: Airflow takes `64.0` for 64 from 3.2 on.
pub fn is_whole(value: &str) -> bool {
    float(value).is_some_and(|number| number.is_finite() && number.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booleans() {
        for (value, expected) in [
            ("True", Some(true)),
            (" t ", Some(true)),
            ("1", Some(true)),
            ("FALSE", Some(false)),
            ("0 # off", Some(false)),
            ("yes", None),
            ("on", None),
            ("", None),
            ("\"True\"", None),
            ("1.0", None),
        ] {
            assert_eq!(boolean(value), expected, "{value}");
        }
    }

    #[test]
    fn numbers() {
        let check = |value: &str, integer, float| {
            assert_eq!((is_integer(value), is_float(value)), (integer, float), "{value}");
        };
        for value in ["64", " 64 ", "+5", "-1", "1_000", "007", "٣"] {
            check(value, true, true);
        }
        for value in ["1.5", "1e3", ".5", "5.", "inf", "-Infinity", "nan", "1_0.5"] {
            check(value, false, true);
        }
        for value in ["", "x", "1k", "1,000", "1__0", "_1", "1_", "0x10", "1 2", "--1", "1_.5", "e5", "."] {
            check(value, false, false);
        }
        assert!(is_whole("64.0") && is_whole("1e3") && !is_whole("1.5") && !is_whole("inf") && !is_whole("x"));
    }
}
