//! `${NAME:-default}` and the like, as compose reads them.

/// Deepest default within a default.
const DEEPEST: usize = 16;
/// Longest text that is looked through; compose files have none of this length.
const LONGEST: usize = 20_000;
/// Longest text that comes out; a value put in again and again, and that one again, would else fill the memory.
const LONGEST_FILLED: usize = 65_535;

/// Why a text is not filled in.
enum Unfilled {
    /// The variable of this name has no value.
    Absent(String),
    /// It grows too long.
    TooLong,
}

type Filled = Result<String, Unfilled>;

/// The text with what compose puts in; the name of the first variable that has no value here. One that is too long, or
/// becomes it, stays as it is.
pub fn interpolate(text: &str, known: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    if text.len() > LONGEST {
        return Ok(text.to_owned());
    }
    match filled(text, known, 0) {
        Ok(filled) => Ok(filled),
        Err(Unfilled::TooLong) => Ok(text.to_owned()),
        Err(Unfilled::Absent(name)) => Err(name),
    }
}

fn filled(text: &str, known: &dyn Fn(&str) -> Option<String>, depth: usize) -> Filled {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        result.push_str(before);
        rest = match reference(after) {
            Some((name, operator, end)) if depth < DEEPEST => {
                result.push_str(&value(name, operator, known, depth)?);
                if result.len() > LONGEST_FILLED {
                    return Err(Unfilled::TooLong);
                }
                end
            }
            _ => {
                result.push('$');
                after.strip_prefix('$').unwrap_or(after)
            }
        };
    }
    Ok(result + rest)
}

/// What follows a `$`: name, what stands behind it in braces, the rest.
fn reference(after: &str) -> Option<(&str, &str, &str)> {
    let braced = after.strip_prefix('{');
    let inside = braced.unwrap_or(after);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inside.len());
    let (name, rest) = inside.split_at_checked(end)?;
    let named = name.starts_with(|c: char| !c.is_ascii_digit());
    match braced {
        _ if !named => None,
        None => Some((name, "", rest)),
        Some(_) => {
            let close = closing(rest)?;
            Some((name, rest.get(..close)?, rest.get(close + 1..)?))
        }
    }
}

/// Where the brace closes that is open, those of inner references passed over.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '{' if before == '$' => open += 1,
            '}' if open == 0 => return Some(at),
            '}' => open -= 1,
            _ => (),
        }
        before = c;
    }
    None
}

fn value(name: &str, operator: &str, known: &dyn Fn(&str) -> Option<String>, depth: usize) -> Filled {
    let set = known(name);
    let filled_in = |text: &str| filled(text, known, depth + 1);
    if let Some(default) = operator.strip_prefix(":-") {
        return set.filter(|set| !set.is_empty()).map_or_else(|| filled_in(default), Ok);
    }
    if let Some(default) = operator.strip_prefix('-') {
        return set.map_or_else(|| filled_in(default), Ok);
    }
    if let Some(instead) = operator.strip_prefix(":+").or_else(|| operator.strip_prefix('+')) {
        return if set.is_some() { filled_in(instead) } else { Ok(String::new()) };
    }
    set.ok_or_else(|| Unfilled::Absent(name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&str, &str>) {
        let known = |name: &str| match name {
            "SET" => Some("set".to_owned()),
            "EMPTY" => Some(String::new()),
            _ => None,
        };
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        assert_eq!(interpolate(text, &known), expected, "{text}");
    }

    #[test]
    fn references_are_filled_in() {
        check("plain", Ok("plain"));
        check("a$$b$$", Ok("a$b$"));
        check("${A:-x}-${A-y}${SET:-no}${EMPTY:-z}${EMPTY-no}", Ok("x-ysetz"));
        check("${A:-${B:-in}}/$SET", Ok("in/set"));
        check("${A:-${B}}", Err("B"));
        check("${A:?no}", Err("A"));
        check("$A b", Err("A"));
        check("${SET:+yes}${A:+no}", Ok("yes"));
        check("${A:-}", Ok(""));
        check("5$ $1 ${ ${A", Ok("5$ $1 ${ ${A"));
        check("${A:-{\"k\": 1}}", Ok("{\"k\": 1}"));
        check(&"${A:-".repeat(1000), Ok(&"${A:-".repeat(1000)));
    }
}
