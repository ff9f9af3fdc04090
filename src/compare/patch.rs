//! A file's difference as `git apply` and `patch -p1` read it.

use super::{Fate, Placed, Side, SourceText};

/// The part of a patch about one file.
pub(super) fn of_file(file: &SourceText, fate: Fate, was_executable: bool, hunks: &[Vec<Placed>]) -> String {
    let (a, b) = (path("a/", &file.path, hunks.is_empty()), path("b/", &file.path, hunks.is_empty()));
    let mut out = format!("diff --git {a} {b}\n");
    let now = mode(file.executable);
    match fate {
        Fate::New => out.push_str(&format!("new file mode {now}\n")),
        Fate::Gone => out.push_str(&format!("deleted file mode {now}\n")),
        Fate::Changed if was_executable != file.executable => {
            out.push_str(&format!("old mode {}\nnew mode {now}\n", mode(was_executable)));
        }
        Fate::Changed => {}
    }
    if hunks.is_empty() {
        return out + without_lines(fate);
    }
    let old = if fate == Fate::New { "/dev/null".to_owned() } else { ended(a) };
    let new = if fate == Fate::Gone { "/dev/null".to_owned() } else { ended(b) };
    out.push_str(&format!("--- {old}\n+++ {new}\n"));
    hunks.iter().for_each(|hunk| write_hunk(&mut out, hunk));
    out
}

fn mode(executable: bool) -> &'static str {
    if executable { "100755" } else { "100644" }
}

/// Of a file without lines, the names that git gives to the contents are all that says what happens to it.
fn without_lines(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "index 0000000..e69de29\n",
        Fate::Gone => "index e69de29..0000000\n",
        Fate::Changed => "",
    }
}

fn write_hunk(out: &mut String, lines: &[Placed]) {
    let count = |gone: Side| lines.iter().filter(|line| line.0 != gone).count();
    let (before, after) = lines.first().map_or((0, 0), |line| (line.2, line.3));
    let (old, new) = (range(before, count(Side::After)), range(after, count(Side::Before)));
    out.push_str(&format!("@@ -{old} +{new} @@\n"));
    for (side, text, ..) in lines {
        out.push(match side {
            Side::Both => ' ',
            Side::Before => '-',
            Side::After => '+',
        });
        out.push_str(text);
        if !text.ends_with('\n') {
            out.push_str("\n\\ No newline at end of file\n");
        }
    }
}

/// Where nothing is, the line before it is named.
fn range(start: usize, count: usize) -> String {
    format!("{},{count}", if count == 0 { start } else { start + 1 })
}

/// Quoted as git does where a reader could take it for something else. Patch needs it at spaces, too: at one that
/// ends a path, and where the path stands in the first line `only`.
fn path(side: &str, path: &str, only: bool) -> String {
    let spaced = path.ends_with(' ') || (only && path.contains(' '));
    let plain = path.chars().all(|c| c.is_ascii() && !c.is_ascii_control() && c != '"' && c != '\\') && !spaced;
    if plain {
        return [side, path].concat();
    }
    let mut quoted = format!("\"{side}");
    for byte in path.bytes() {
        match byte {
            b'"' | b'\\' => quoted.extend(['\\', char::from(byte)]),
            b' '..=b'~' => quoted.push(char::from(byte)),
            _ => quoted.push_str(&format!("\\{byte:03o}")),
        }
    }
    quoted + "\""
}

/// A path with spaces ends with a tab: patch would take the rest for a date.
fn ended(path: String) -> String {
    if path.contains(' ') && !path.starts_with('"') { path + "\t" } else { path }
}
