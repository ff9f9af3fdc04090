//! Environment markers of PEP 508: their grammar, not their value.

use super::RequirementError;
use super::cursor::Cursor;
use super::specifier::Operator;

/// The names that a marker may ask for, with the old spellings that pip still takes.
const VARIABLES: [&str; 20] = [
    "python_version",
    "python_full_version",
    "os_name",
    "os.name",
    "sys_platform",
    "sys.platform",
    "platform_release",
    "platform_system",
    "platform_version",
    "platform.version",
    "platform_machine",
    "platform.machine",
    "platform_python_implementation",
    "platform.python_implementation",
    "python_implementation",
    "implementation_name",
    "implementation_version",
    "extra",
    "extras",
    "dependency_groups",
];

/// Passes a whole marker: comparisons joined by `and` and `or`, in any depth of parentheses. No recursion: a line of
/// a million parentheses is only long.
pub(super) fn marker(cursor: &mut Cursor) -> Result<(), RequirementError> {
    let mut depth = 0_usize;
    loop {
        cursor.spaces();
        while cursor.eat("(") {
            depth += 1;
            cursor.spaces();
        }
        comparison(cursor)?;
        cursor.spaces();
        while depth > 0 && cursor.eat(")") {
            depth -= 1;
            cursor.spaces();
        }
        if !keyword(cursor, "and") && !keyword(cursor, "or") {
            break;
        }
    }
    match (depth, cursor.is_done()) {
        (0, true) => Ok(()),
        (0, false) => Err(cursor.expected("'and', 'or' or the end of the marker")),
        _ => Err(cursor.expected("')'")),
    }
}

fn comparison(cursor: &mut Cursor) -> Result<(), RequirementError> {
    operand(cursor)?;
    cursor.spaces();
    operator(cursor)?;
    cursor.spaces();
    operand(cursor)
}

fn operator(cursor: &mut Cursor) -> Result<(), RequirementError> {
    if keyword(cursor, "not") {
        let spaced = cursor.spaces();
        return if spaced && keyword(cursor, "in") { Ok(()) } else { Err(cursor.expected("'in' after 'not'")) };
    }
    if keyword(cursor, "in") || Operator::read(cursor).is_some() {
        return Ok(());
    }
    Err(cursor.expected("a comparison such as == or in"))
}

fn operand(cursor: &mut Cursor) -> Result<(), RequirementError> {
    match cursor.peek() {
        Some('"') => quoted(cursor, "\"", |c| c != '"'),
        Some('\'') => quoted(cursor, "'", |c| c != '\''),
        _ if VARIABLES.iter().any(|name| keyword(cursor, name)) => Ok(()),
        _ => Err(cursor.expected("a name such as python_version, or a text between quotes")),
    }
}

fn quoted(cursor: &mut Cursor, quote: &str, inside: fn(char) -> bool) -> Result<(), RequirementError> {
    let start = cursor.at();
    cursor.eat(quote);
    let text = cursor.take_while(inside);
    if !cursor.eat(quote) {
        return Err(cursor.error_since(start, "this text has no closing quote"));
    }
    match text.contains('\\') {
        true => Err(cursor.error_since(start, "a text in a marker cannot have a backslash in it")),
        false => Ok(()),
    }
}

/// Passes `word` if it comes next and no letter, digit or `_` follows.
fn keyword(cursor: &mut Cursor, word: &str) -> bool {
    let after = cursor.rest().strip_prefix(word).map(|rest| rest.chars().next());
    let whole = after.is_some_and(|next| !next.is_some_and(|c| c.is_alphanumeric() || c == '_'));
    whole && cursor.eat(word)
}
