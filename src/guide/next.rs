//! What to do with the download: the sections of the README that say so, so that both say the same.

use super::document::{Block, Document, text, words};
use crate::domain::ProjectDescription;
use crate::generator::generate;

/// The sections, by their headings in the README.
const SECTIONS: [&str; 3] = ["Start", "Build the image", "When it does not work"];

/// How many of the things that go wrong are shown.
const TROUBLES: usize = 3;

/// How to unpack, start and build, what one should see, and what goes wrong most.
pub(super) fn document(description: &ProjectDescription) -> Document {
    let files = generate(description);
    let readme = files.get("README.md").and_then(|file| file.text()).unwrap_or_default();
    let mut document = Document::new();
    for section in readme.split("\n## ").filter(|section| SECTIONS.iter().any(|name| section.starts_with(name))) {
        let (title, rest) = section.split_once('\n').unwrap_or((section, ""));
        document.push(Block::Heading(title.to_owned()));
        document.extend(blocks(rest));
    }
    choices(document)
}

/// Reads the Markdown that the README is written in: paragraphs, items, blocks of commands.
fn blocks(markdown: &str) -> Document {
    let mut document = Document::new();
    let mut lines = markdown.lines().peekable();
    while let Some(line) = lines.next() {
        if let Some(fence) =
            line.strip_suffix("sh").or_else(|| line.strip_suffix("powershell")).filter(|it| it.starts_with("```"))
        {
            let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
            document.push(Block::Commands(inside.join("\n")));
        } else if let Some(first) = line.strip_prefix("- ") {
            let mut item = first.to_owned();
            while let Some(more) = lines.next_if(|line| line.starts_with("  ")) {
                item.push(' ');
                item.push_str(more.trim());
            }
            add_item(&mut document, &item);
        } else if !line.trim().is_empty() {
            let mut paragraph = line.to_owned();
            while let Some(more) =
                lines.next_if(|line| !line.trim().is_empty() && !line.starts_with("```") && !line.starts_with("- "))
            {
                paragraph.push(' ');
                paragraph.push_str(more);
            }
            document.push(text(&addresses(&paragraph)));
        }
    }
    document
}

fn add_item(document: &mut Document, item: &str) {
    let item = words(&addresses(item));
    match document.last_mut() {
        Some(Block::List(items)) if items.len() < TROUBLES => items.push(item),
        Some(Block::List(_)) => {}
        _ => document.push(Block::List(vec![item])),
    }
}

/// `<http://…>` as it is typed.
fn addresses(text: &str) -> String {
    let mut parts = text.split("<http");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |read, part| read + "`http" + &part.replacen('>', "`", 1))
}

/// "On …:" before commands, more than once, is a choice.
fn choices(document: Document) -> Document {
    let mut found = Document::new();
    let mut rest = document.into_iter().peekable();
    while let Some(block) = rest.next() {
        match (system(&block), rest.peek()) {
            (Some(name), Some(Block::Commands(_))) => {
                let commands = rest.next().into_iter().collect();
                match found.last_mut() {
                    Some(Block::Choice(choices)) => choices.push((name, commands)),
                    _ => found.push(Block::Choice(vec![(name, commands)])),
                }
            }
            _ => found.push(block),
        }
    }
    found
}

fn system(block: &Block) -> Option<String> {
    let Block::Text(text) = block else { return None };
    let [super::Span::Plain(text)] = text.as_slice() else { return None };
    Some(text.strip_prefix("On ")?.strip_suffix(':')?.to_owned())
}
