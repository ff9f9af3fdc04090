//! A Dockerfile as instructions: continued lines joined, heredocs whole, comments apart.

/// An instruction, or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction<'a> {
    /// Its first line, counted from 1.
    pub line: usize,
    /// Its name in capitals; `#` for a comment.
    pub keyword: String,
    /// What follows the name, on one line.
    pub rest: String,
    /// Its first line as it stands.
    pub text: &'a str,
    /// All of its lines as they stand.
    pub lines: Vec<&'a str>,
}

/// Reads all of them. Parser directives (`# syntax=`, `# escape=`) are passed over; the escape character is obeyed.
pub fn instructions(text: &str) -> Vec<Instruction<'_>> {
    let lines: Vec<&str> = text.lines().collect();
    let (escape, mut at) = directives(&lines);
    let mut found = Vec::new();
    while let Some(line) = lines.get(at) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            at += 1;
        } else if trimmed.starts_with('#') {
            let (keyword, rest) = ("#".to_owned(), String::new());
            found.push(Instruction { line: at + 1, keyword, rest, text: line, lines: vec![line] });
            at += 1;
        } else {
            let instruction = one(&lines, at, escape);
            at += instruction.lines.len();
            found.push(instruction);
        }
    }
    found
}

/// Whether a directive makes another sign than `\` the escape.
pub fn has_another_escape(text: &str) -> bool {
    directives(&text.lines().collect::<Vec<_>>()).0 != '\\'
}

fn directives(lines: &[&str]) -> (char, usize) {
    let mut escape = '\\';
    let mut count = 0;
    for line in lines {
        let Some((name, value)) = line.trim().strip_prefix('#').and_then(|rest| rest.split_once('=')) else { break };
        match (name.trim().to_ascii_lowercase().as_str(), value.trim()) {
            ("escape", "`") => escape = '`',
            ("escape" | "syntax" | "check", _) => {}
            _ => break,
        }
        count += 1;
    }
    (escape, count)
}

fn one<'a>(lines: &[&'a str], start: usize, escape: char) -> Instruction<'a> {
    let mut joined = String::new();
    let mut end = start;
    while let Some(line) = lines.get(end) {
        end += 1;
        // Comments and empty lines between continued lines are no part of the instruction.
        if end - 1 > start && (line.trim().is_empty() || line.trim_start().starts_with('#')) {
            continue;
        }
        match line.trim_end().strip_suffix(escape) {
            Some(open) => joined.push_str(open),
            None => {
                joined.push_str(line);
                break;
            }
        }
    }
    let joined = joined.trim();
    let (keyword, rest) = joined.split_once(char::is_whitespace).unwrap_or((joined, ""));
    let keyword = keyword.to_ascii_uppercase();
    if matches!(keyword.as_str(), "RUN" | "COPY" | "ADD") {
        end = heredocs(rest, lines, end);
    }
    let lines: Vec<&str> = lines.get(start..end).unwrap_or_default().to_vec();
    let text = lines.first().copied().unwrap_or_default();
    Instruction { line: start + 1, keyword, rest: rest.trim().to_owned(), text, lines }
}

/// Where the heredocs that a line opens end; an unclosed one takes the rest, as it does for BuildKit.
fn heredocs(rest: &str, lines: &[&str], mut end: usize) -> usize {
    for part in rest.split("<<").skip(1) {
        let (part, tabs) = part.strip_prefix('-').map_or((part, false), |part| (part, true));
        let part = part.trim_start_matches(['"', '\'']);
        let word: String = part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        while let Some(line) = lines.get(end) {
            end += 1;
            if (if tabs { line.trim_start_matches('\t') } else { line }) == word {
                break;
            }
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(usize, &str, &str, usize)]) {
        let found = instructions(text);
        let found: Vec<(usize, &str, &str, usize)> =
            found.iter().map(|it| (it.line, it.keyword.as_str(), it.rest.as_str(), it.lines.len())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn instructions_and_comments() {
        check(
            "# syntax=docker/dockerfile:1\n\n# base\nfrom  alpine\n\nRUN a \\\n  # why\n\n  && b\nENV A=1",
            &[(3, "#", "", 1), (4, "FROM", "alpine", 1), (6, "RUN", "a   && b", 4), (10, "ENV", "A=1", 1)],
        );
        check("# escape=`\nRUN a `\n b\nRUN c\\", &[(2, "RUN", "a  b", 2), (4, "RUN", "c\\", 1)]);
        check("RUN a \\", &[(1, "RUN", "a", 1)]);
    }

    #[test]
    fn heredocs_are_whole() {
        check("RUN <<EOF\nFROM x\nEOF\nRUN b", &[(1, "RUN", "<<EOF", 3), (4, "RUN", "b", 1)]);
        check("COPY <<-'A' <<B /x\n1\n\tA\n2\nB\nRUN b", &[(1, "COPY", "<<-'A' <<B /x", 5), (6, "RUN", "b", 1)]);
        check("RUN cat << 3\nRUN b", &[(1, "RUN", "cat << 3", 1), (2, "RUN", "b", 1)]);
        check("RUN <<EOF\nnever", &[(1, "RUN", "<<EOF", 2)]);
    }
}
