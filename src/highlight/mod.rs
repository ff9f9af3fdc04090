//! Colours for the code view: lines of text into tokens, one lexer a language.
//!
//! Total and linear: any text gives tokens, and the tokens of a line, one after another, are the line. Lexers guess
//! kindly; a wrong colour is the worst that can happen. What a later line must know is a [`State`], so that a line
//! whose text and state did not change need not be read again.
//!
//! Must not be in here: markup, colours themselves (`style/`), whether a file is valid (that is `domain`).

mod dockerfile;
mod env;
mod hcl;
mod ini;
mod markdown;
mod python;
mod requirements;
mod scanner;
mod shell;
mod yaml;

use scanner::Scanner;

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Nothing to say.
    Plain,
    /// A comment.
    Comment,
    /// A word of the language: an instruction, `def`, `and`, `true`.
    Keyword,
    /// What is named or set: a package, a variable that is assigned, a key, an option.
    Name,
    /// A text.
    String,
    /// A number or a version.
    Number,
    /// Punctuation that does something.
    Operator,
    /// A variable that is read; an anchor; a decorator.
    Variable,
    /// A heading or a section.
    Heading,
}

impl TokenKind {
    /// The class of its element; empty for `Plain`, which needs none.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Comment => "t-comment",
            Self::Keyword => "t-keyword",
            Self::Name => "t-name",
            Self::String => "t-string",
            Self::Number => "t-number",
            Self::Operator => "t-operator",
            Self::Variable => "t-variable",
            Self::Heading => "t-heading",
        }
    }
}

/// A piece of a line, never empty; two neighbours are never of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: TokenKind,
    /// Its text, a part of the line.
    pub text: &'a str,
}

/// A language that has a lexer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// No colours.
    Plain,
    /// Dockerfile, and Dockerfile with any ending.
    Dockerfile,
    /// requirements.txt and constraints.txt.
    Requirements,
    /// packages.txt.
    Packages,
    /// `.env` and other files of `NAME=value`.
    Env,
    /// YAML; JSON reads as YAML.
    Yaml,
    /// Python.
    Python,
    /// Markdown.
    Markdown,
    /// Shell scripts.
    Shell,
    /// docker-bake.hcl.
    Hcl,
    /// Files of sections, `airflow.cfg`, and lists of patterns, `.gitignore`.
    Ini,
}

impl Language {
    /// The language of a file, by the last part of its path.
    pub fn of_path(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match (name, ending) {
            ("packages.txt", _) => Self::Packages,
            (_, "Dockerfile") => Self::Dockerfile,
            (_, "env") => Self::Env,
            (_, "yaml" | "yml" | "json") => Self::Yaml,
            (_, "py") => Self::Python,
            (_, "md") => Self::Markdown,
            (_, "sh") | ("entrypoint", _) => Self::Shell,
            (_, "hcl") => Self::Hcl,
            (_, "cfg" | "ini" | "toml" | "conf" | "dockerignore" | "gitignore" | "airflowignore") => Self::Ini,
            _ if name.starts_with("Dockerfile") || name == "Containerfile" => Self::Dockerfile,
            _ if name.starts_with(".env") || name == "env" => Self::Env,
            (_, "txt") if name.contains("requirements") || name.contains("constraints") => Self::Requirements,
            _ => Self::Plain,
        }
    }
}

/// What a line must know of the lines before it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum State {
    /// Nothing: a first line, too.
    #[default]
    Start,
    /// The line before went on: Dockerfile. `true` where the text is a shell's.
    Continued(bool),
    /// A here-document up to this line. `true` where the text is a shell's.
    Heredoc(String, bool),
    /// A text that this quote ends.
    Quoted(&'static str),
    /// YAML: a block scalar, of lines indented by more than this.
    Block(usize),
}

/// All lines of a file.
pub fn highlight<'a>(language: Language, lines: &[&'a str]) -> Vec<Vec<Token<'a>>> {
    let mut state = State::Start;
    lines.iter().map(|line| highlight_line(language, &mut state, line)).collect()
}

/// One line; `state` is what the line before left, and becomes what this one leaves. A line break inside the text is
/// a character like any other.
pub fn highlight_line<'a>(language: Language, state: &mut State, line: &'a str) -> Vec<Token<'a>> {
    let mut scanner = Scanner::new(line);
    let before = std::mem::take(state);
    *state = match language {
        Language::Plain => State::Start,
        Language::Dockerfile => dockerfile::line(&mut scanner, before),
        Language::Requirements => requirements::requirement(&mut scanner),
        Language::Packages => requirements::package(&mut scanner),
        Language::Env => env::line(&mut scanner),
        Language::Yaml => yaml::line(&mut scanner, before),
        Language::Python => python::line(&mut scanner, before),
        Language::Markdown => markdown::line(&mut scanner, before),
        Language::Shell => shell::line(&mut scanner, before),
        Language::Hcl => hcl::line(&mut scanner, before),
        Language::Ini => ini::line(&mut scanner),
    };
    scanner.finish()
}
