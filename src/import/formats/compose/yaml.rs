//! A YAML text as a tree in which an alias is the node it names: nothing is ever copied, so nothing can grow.
//!
//! Must not be in here: compose.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Most nodes of a file.
const MOST_NODES: usize = 50_000;
/// Deepest nesting.
const DEEPEST: usize = 64;
/// Most entries that are looked at in one file, however often it merges the same maps.
const MOST_LOOKS: usize = 200_000;

/// A node by its place in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id(usize);

/// What a node is.
#[derive(Debug)]
pub enum Node {
    /// A text; `plain` is without quotes.
    Scalar { text: String, plain: bool },
    /// A list.
    List(Vec<Id>),
    /// Keys and values, `<<` among them.
    Map(Vec<(Id, Id)>),
}

/// A text that is no YAML, or more of it than anybody writes.
#[derive(Debug)]
pub struct Broken {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// An entry of a map, merged ones included.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Its key.
    pub key: &'a str,
    /// The line of the key, from 1.
    pub line: usize,
    /// Its value.
    pub value: Id,
}

/// The first document of a text.
#[derive(Debug)]
pub struct Yaml {
    nodes: Vec<(Node, usize)>,
    looks: Cell<usize>,
}

impl Yaml {
    /// Reads a text.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut builder = Builder::default();
        let mut parser = Parser::new_from_str(text);
        while let Some(event) = parser.next_event() {
            let (event, span) = event.map_err(|e| Broken { line: e.marker().line(), what: e.info().to_owned() })?;
            if matches!(event, Event::DocumentEnd) {
                break;
            }
            builder.event(event, span.start.line())?;
        }
        Ok(Self { nodes: builder.nodes, looks: Cell::new(0) })
    }

    /// The document; none where the text is empty.
    pub fn root(&self) -> Option<Id> {
        (!self.nodes.is_empty()).then_some(Id(0))
    }

    /// A node.
    pub fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id.0).map(|(node, _)| node)
    }

    /// The line of a node, from 1.
    pub fn line(&self, id: Id) -> usize {
        self.nodes.get(id.0).map_or(0, |(_, line)| *line)
    }

    /// The text of a scalar; none for lists, maps and null.
    pub fn text(&self, id: Id) -> Option<&str> {
        match self.node(id)? {
            Node::Scalar { text, plain: true } if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") => None,
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether a node is there and says nothing.
    pub fn is_null(&self, id: Id) -> bool {
        matches!(self.node(id), Some(Node::Scalar { .. })) && self.text(id).is_none()
    }

    /// The entries of a map in their order, each key once: its own before those that `<<` brings.
    pub fn entries(&self, map: Id) -> Vec<Entry<'_>> {
        let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
        self.collect(map, 0, &mut found, &mut seen);
        found
    }

    /// The value of a key.
    pub fn get(&self, map: Id, key: &str) -> Option<Entry<'_>> {
        self.entries(map).into_iter().find(|entry| entry.key == key)
    }

    /// Whether more was merged than is looked at.
    pub fn is_exhausted(&self) -> bool {
        self.looks.get() >= MOST_LOOKS
    }

    fn collect<'a>(&'a self, map: Id, depth: usize, found: &mut Vec<Entry<'a>>, seen: &mut BTreeSet<&'a str>) {
        let Some(Node::Map(pairs)) = self.node(map) else { return };
        let looks = self.looks.get().saturating_add(pairs.len() + 1);
        self.looks.set(looks);
        if depth > DEEPEST || looks > MOST_LOOKS {
            return;
        }
        let named =
            |(key, value): &(Id, Id)| Some(Entry { key: self.key(*key)?, line: self.line(*key), value: *value });
        let marked = |entry: Entry<'a>| (entry, entry.key != "<<" && seen.insert(entry.key));
        let entries: Vec<(Entry, bool)> = pairs.iter().filter_map(named).map(marked).collect();
        for (entry, own) in entries {
            if entry.key == "<<" {
                self.sources(entry.value).for_each(|source| self.collect(source, depth + 1, found, seen));
            } else if own {
                found.push(entry);
            }
        }
    }

    /// `<<: *one` or `<<: [*one, *two]`.
    fn sources(&self, value: Id) -> impl Iterator<Item = Id> {
        let list: &[Id] = match self.node(value) {
            Some(Node::List(items)) => items,
            _ => &[],
        };
        let single = matches!(self.node(value), Some(Node::Map(_))).then_some(value);
        list.iter().copied().chain(single)
    }

    fn key(&self, id: Id) -> Option<&str> {
        match self.node(id)? {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Builder {
    nodes: Vec<(Node, usize)>,
    /// The lists and maps that are open, each map with a key that waits for its value.
    open: Vec<(Id, Option<Id>)>,
    anchors: BTreeMap<usize, Id>,
}

impl Builder {
    fn event(&mut self, event: Event, line: usize) -> Result<(), Broken> {
        if self.nodes.len() >= MOST_NODES || self.open.len() > DEEPEST {
            return Err(Broken { line, what: "more, or deeper nested, than a file like this ever is".to_owned() });
        }
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                self.add(Node::Scalar { text: text.into_owned(), plain }, anchor, line);
            }
            Event::SequenceStart(anchor, _) => self.start(Node::List(Vec::new()), anchor, line),
            Event::MappingStart(anchor, _) => self.start(Node::Map(Vec::new()), anchor, line),
            Event::SequenceEnd | Event::MappingEnd => drop(self.open.pop()),
            Event::Alias(anchor) => {
                if let Some(id) = self.anchors.get(&anchor) {
                    self.attach(*id);
                }
            }
            _ => (),
        }
        Ok(())
    }

    fn start(&mut self, node: Node, anchor: usize, line: usize) {
        let id = self.add(node, anchor, line);
        self.open.push((id, None));
    }

    fn add(&mut self, node: Node, anchor: usize, line: usize) -> Id {
        let id = Id(self.nodes.len());
        self.nodes.push((node, line));
        if anchor > 0 {
            self.anchors.insert(anchor, id);
        }
        self.attach(id);
        id
    }

    fn attach(&mut self, id: Id) {
        let Some((parent, key)) = self.open.last_mut() else { return };
        match (self.nodes.get_mut(parent.0).map(|(node, _)| node), key.take()) {
            (Some(Node::List(items)), _) => items.push(id),
            (Some(Node::Map(pairs)), Some(key)) => pairs.push((key, id)),
            (Some(Node::Map(_)), None) => *key = Some(id),
            _ => (),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let yaml = Yaml::read(text).unwrap_or_else(|broken| panic!("{text}: {broken:?}"));
        let root = yaml.root().unwrap_or(Id(0));
        let entries = yaml
            .entries(root)
            .into_iter()
            .map(|entry| format!("{} {}={}", entry.line, entry.key, yaml.text(entry.value).unwrap_or("-")));
        assert_eq!(entries.collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn maps_are_merged_without_copies() {
        check("a: 1\nb: 'null'\nc:\nd: ~\n", &["1 a=1", "2 b=null", "3 c=-", "4 d=-"]);
        check("a: &a\n  x: 1\n", &["1 a=-"]);
        check("<<: {x: 1, y: 2}\nx: 3\n", &["1 y=2", "2 x=3"]);
        check("<<: [{x: 1}, {x: 2, z: 3}]\n", &["1 x=1", "1 z=3"]);
        check("\u{feff}a: 1\r\nb: |\r\n  x\r\n  y\r\n", &["1 a=1", "2 b=x\ny\n"]);
    }

    #[test]
    fn nothing_grows_by_aliases() {
        let mut text = "a0: &a0 {x: 1}\n".to_owned();
        for level in 1..60 {
            let below = level - 1;
            text += &format!("a{level}: &a{level} {{<<: [*a{below}, *a{below}, *a{below}, *a{below}]}}\n");
        }
        let yaml = Yaml::read(&format!("{text}<<: *a59\n")).unwrap_or_else(|broken| panic!("{broken:?}"));
        assert!(yaml.root().is_some_and(|root| yaml.entries(root).len() <= 61));
        assert!(yaml.is_exhausted());
        let around = Yaml::read("&a\n<<: *a\nx: 1\n").unwrap_or_else(|broken| panic!("{broken:?}"));
        assert!(around.root().is_some_and(|root| around.entries(root).len() == 1));
    }

    #[test]
    fn broken_texts_are_said_to_be() {
        let broken = |text: &str| Yaml::read(text).err().map(|broken| broken.line);
        assert_eq!(broken("a: 1\nb: [\n"), Some(3));
        assert_eq!(broken(&"[".repeat(100)), Some(1));
        assert_eq!(broken(""), None);
    }
}
