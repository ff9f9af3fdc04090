//! A document as Markdown: for the clipboard, and for the twin.

use super::document::{Block, Document, Span, StageBlock, StageKind, StepBlock, Words};
use crate::generator::quoting::markdown_fence;

/// The document as Markdown, one LF at the end of each line. Definitions of terms are left out.
pub fn to_markdown(document: &[Block]) -> String {
    let parts: Vec<String> = document.iter().map(block).collect();
    parts.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(title) => format!("## {title}\n"),
        Block::Text(text) => format!("{}\n", words(text)),
        Block::List(items) => items.iter().map(|item| format!("- {}\n", words(item))).collect(),
        Block::Commands(commands) => fenced("sh", commands),
        Block::Lines(lines) => {
            let lines: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
            fenced("text", &lines.join("\n"))
        }
        Block::Stage(it) => stage(it),
        Block::Choice(choices) => choices.iter().map(|(name, document)| chosen(name, document)).collect(),
    }
}

fn chosen(name: &str, document: &Document) -> String {
    format!("### {name}\n\n{}\n", to_markdown(document))
}

fn fenced(language: &str, text: &str) -> String {
    let fence = markdown_fence(text);
    format!("{fence}{language}\n{text}\n{fence}\n")
}

fn stage(stage: &StageBlock) -> String {
    let kind = match stage.kind {
        StageKind::Published => " (published)",
        StageKind::Built => "",
        StageKind::Aside => " (thrown away)",
    };
    let steps: String = stage.steps.iter().map(step).collect();
    format!("### {}{kind}\n\n{}\n{}{steps}", stage.name, words(&stage.about), if steps.is_empty() { "" } else { "\n" })
}

fn step(step: &StepBlock) -> String {
    let mut notes = Vec::new();
    notes.extend((!step.user.is_empty()).then(|| format!("as {}", step.user)));
    notes.extend((!step.sees.is_empty()).then(|| format!("sees {}", step.sees)));
    notes.extend(step.trigger.then(|| "trigger".to_owned()));
    notes.extend(step.again.then(|| "runs again".to_owned()));
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("{}\n{}{notes}\n\n", fenced("dockerfile", &step.lines.join("\n")), words(&step.about))
}

fn words(text: &Words) -> String {
    let spans = text.iter().map(|span| match span {
        Span::Plain(text) | Span::Term(text, _) => text.clone(),
        Span::Strong(text) => format!("**{text}**"),
        Span::Code(text) => format!("`{text}`"),
    });
    spans.collect()
}
