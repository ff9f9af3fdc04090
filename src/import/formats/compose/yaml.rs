//! YAML as a tree whose anchors are shared, not copied: a file cannot grow by them.

use std::collections::BTreeMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};

/// Deepest nesting that is read.
const DEEPEST: usize = 40;

/// Most maps that are merged into one.
const MOST_MERGED: usize = 100;
/// Most names of a map that are read, merged ones included.
const MOST_NAMES: usize = 2_000;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its line, counted from 1.
    pub line: usize,
    /// What it is.
    pub kind: Rc<Kind>,
}

/// What a value is.
#[derive(Debug)]
pub enum Kind {
    /// A text; without quotes it may mean null.
    Text(String, bool),
    /// Several values.
    List(Vec<Node>),
    /// Names and values.
    Map(Vec<(String, Node)>),
    /// More than is read.
    Deep,
}

impl Node {
    /// The text; `None` for anything else, and for null.
    pub fn text(&self) -> Option<&str> {
        match self.kind.as_ref() {
            Kind::Text(text, plain) if !(*plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL")) => {
                Some(text)
            }
            _ => None,
        }
    }

    /// The names and values of a map, those of merged maps (`<<`) behind its own.
    pub fn pairs(&self) -> Vec<(&str, &Node)> {
        let mut pairs: Vec<(&str, &Node)> = Vec::new();
        let mut maps = vec![self];
        for _ in 0..MOST_MERGED {
            let Some(map) = maps.pop() else { break };
            let Kind::Map(own) = map.kind.as_ref() else { continue };
            for (name, node) in own {
                match node.kind.as_ref() {
                    Kind::List(merged) if name == "<<" => maps.extend(merged.iter().rev()),
                    _ if name == "<<" => maps.push(node),
                    _ if pairs.len() < MOST_NAMES && !pairs.iter().any(|(known, _)| known == name) => {
                        pairs.push((name, node));
                    }
                    _ => {}
                }
            }
        }
        pairs
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.pairs().into_iter().find(|(known, _)| *known == name).map(|(_, node)| node)
    }

    /// The values of a list.
    pub fn items(&self) -> &[Node] {
        match self.kind.as_ref() {
            Kind::List(items) => items,
            _ => &[],
        }
    }
}

/// Reads the first document; where it does not read, the line and why.
pub fn read(text: &str) -> Result<Node, (usize, String)> {
    let mut reader = Reader { events: Parser::new_from_str(text), anchors: BTreeMap::new() };
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (Event::StreamEnd, line) => return Ok(Node { line, kind: Rc::new(Kind::Map(Vec::new())) }),
            (event, line) => return reader.node(event, line, 0),
        }
    }
}

struct Reader<'a> {
    events: Parser<'a, StrInput<'a>>,
    anchors: BTreeMap<usize, Rc<Kind>>,
}

type Read<T> = Result<T, (usize, String)>;

impl<'a> Reader<'a> {
    fn next(&mut self) -> Read<(Event<'a>, usize)> {
        match self.events.next() {
            Some(Ok((event, span))) => Ok((event, span.start.line())),
            Some(Err(error)) => Err((error.marker().line(), error.info().to_owned())),
            None => Ok((Event::StreamEnd, 0)),
        }
    }

    fn node(&mut self, event: Event, line: usize, depth: usize) -> Read<Node> {
        let (kind, anchor) = match event {
            Event::Alias(anchor) => {
                let kind = self.anchors.get(&anchor).map_or_else(|| Rc::new(Kind::Deep), Rc::clone);
                return Ok(Node { line, kind });
            }
            Event::Scalar(text, style, anchor, _) => {
                (Kind::Text(text.into_owned(), matches!(style, ScalarStyle::Plain)), anchor)
            }
            Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) if depth >= DEEPEST => {
                self.pass_over()?;
                (Kind::Deep, anchor)
            }
            Event::SequenceStart(anchor, _) => (self.list(depth + 1)?, anchor),
            Event::MappingStart(anchor, _) => (self.map(depth + 1)?, anchor),
            _ => return Err((line, "something else was expected here".to_owned())),
        };
        let kind = Rc::new(kind);
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(&kind));
        }
        Ok(Node { line, kind })
    }

    fn list(&mut self, depth: usize) -> Read<Kind> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd | Event::StreamEnd, _) => return Ok(Kind::List(items)),
                (event, line) => items.push(self.node(event, line, depth)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Read<Kind> {
        let mut pairs = Vec::new();
        loop {
            let (event, line) = self.next()?;
            if matches!(event, Event::MappingEnd | Event::StreamEnd) {
                return Ok(Kind::Map(pairs));
            }
            let name = self.node(event, line, depth)?;
            let (event, line) = self.next()?;
            let value = self.node(event, line, depth)?;
            // Names that are lists or maps have no meaning in a compose file.
            if let Kind::Text(name, _) = name.kind.as_ref() {
                pairs.push((name.clone(), value));
            }
        }
    }

    /// To the end of what has just begun.
    fn pass_over(&mut self) -> Read<()> {
        let mut open = 1_usize;
        while open > 0 {
            match self.next()?.0 {
                Event::SequenceStart(..) | Event::MappingStart(..) => open += 1,
                Event::SequenceEnd | Event::MappingEnd => open -= 1,
                Event::StreamEnd => return Ok(()),
                _ => {}
            }
        }
        Ok(())
    }
}
