//! A document: blocks of words, commands, lines and steps.

use serde::{Deserialize, Serialize};

use super::terms;
use crate::domain::Field;

/// Blocks in the order in which they are read.
pub type Document = Vec<Block>;

/// A sentence or more, with the words in it that are more than words.
pub type Words = Vec<Span>;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// Words.
    Plain(String),
    /// Words that matter.
    Strong(String),
    /// What is typed, or is the name of something.
    Code(String),
    /// A term of art, and what it means.
    Term(String, String),
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(Words),
    /// Items.
    List(Vec<Words>),
    /// Commands for a shell, to be copied.
    Commands(String),
    /// Lines of a file, each with the field that made it.
    Lines(Vec<(String, Option<Field>)>),
    /// A stage of a build.
    Stage(StageBlock),
    /// One of several, by name: the first is the one at hand.
    Choice(Vec<(String, Document)>),
}

/// What a stage is to the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StageKind {
    /// Somebody else built it.
    Published,
    /// It is built here, and in the image.
    Built,
    /// It is built here, and thrown away.
    Aside,
}

/// A stage of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageBlock {
    /// What it is called.
    pub name: String,
    /// What it is to the image.
    pub kind: StageKind,
    /// What it is for.
    pub about: Words,
    /// Its steps.
    pub steps: Vec<StepBlock>,
}

/// A step of a build.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepBlock {
    /// Its lines.
    pub lines: Vec<String>,
    /// What it does.
    pub about: Words,
    /// Who runs it; empty where nobody knows, or where it runs nothing.
    pub user: String,
    /// The files of the project that are there when it runs; empty where it runs nothing, or there are none.
    pub sees: String,
    /// Whether it is a trigger of the image below.
    pub trigger: bool,
    /// Whether it runs again after the change that is looked at.
    pub again: bool,
    /// The field that made it.
    pub origin: Option<Field>,
}

/// Reads marked text: `code`, **strong**, [[term]] or [[term|as it is said here]].
pub(super) fn words(text: &str) -> Words {
    let mut words = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (before, mark) = ["`", "**", "[["]
            .into_iter()
            .filter_map(|mark| rest.find(mark).map(|at| (at, mark)))
            .min()
            .map_or((rest, ""), |(at, mark)| (&rest[..at], mark));
        push_plain(&mut words, before);
        rest = &rest[before.len() + mark.len()..];
        let end = if mark == "[[" { "]]" } else { mark };
        match (!mark.is_empty()).then(|| rest.split_once(end)).flatten() {
            Some((inside, after)) => {
                words.push(span(mark, inside));
                rest = after;
            }
            None => push_plain(&mut words, mark),
        }
    }
    words
}

fn push_plain(words: &mut Words, text: &str) {
    if !text.is_empty() {
        words.push(Span::Plain(text.to_owned()));
    }
}

fn span(mark: &str, inside: &str) -> Span {
    match mark {
        "`" => Span::Code(inside.to_owned()),
        "**" => Span::Strong(inside.to_owned()),
        _ => {
            let (term, shown) = inside.split_once('|').unwrap_or((inside, inside));
            match terms::definition(term) {
                // Shown in one piece, behind the word.
                Some(definition) => Span::Term(shown.to_owned(), definition.replace('`', "")),
                None => Span::Plain(shown.to_owned()),
            }
        }
    }
}

/// A paragraph of marked text.
pub(super) fn text(marked: &str) -> Block {
    Block::Text(words(marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_what_is_none_stays() {
        let plain = |text: &str| Span::Plain(text.to_owned());
        assert_eq!(
            words("a `b` **c**"),
            [plain("a "), Span::Code("b".to_owned()), plain(" "), Span::Strong("c".to_owned())]
        );
        assert_eq!(
            words("a ` b [[c **"),
            [plain("a "), plain("`"), plain(" b "), plain("[["), plain("c "), plain("**")]
        );
        let Some(Span::Term(shown, definition)) = words("[[wheel|wheels]]").pop() else { panic!("a term") };
        assert!(shown == "wheels" && definition.contains("compile"), "{definition}");
        let Some(Span::Term(_, definition)) = words("[[bake]]").pop() else { panic!("a term") };
        assert!(definition.starts_with("docker buildx bake builds"), "{definition}");
        assert_eq!(words("[[no such term]]"), [plain("no such term")]);
        assert!(words("").is_empty());
    }
}
