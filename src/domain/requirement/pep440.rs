//! Versions as PEP 440 writes and orders them. Numbers are kept as digits: no length overflows.

use std::cmp::Ordering;

/// Compares two versions by PEP 440; nothing if one of them is none.
pub fn version_cmp(a: &str, b: &str) -> Option<Ordering> {
    Some(Version::parse(a)?.cmp(&Version::parse(b)?))
}

/// A version in parts, borrowed from its text.
#[derive(Clone, Default)]
pub(super) struct Version<'a> {
    epoch: &'a str,
    release: Vec<&'a str>,
    pre: Option<(u8, &'a str)>,
    post: Option<&'a str>,
    dev: Option<&'a str>,
    /// Empty without a local version.
    local: Vec<&'a str>,
}

impl<'a> Version<'a> {
    /// A whole text as a version; white space around it is let be.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (version, rest) = Self::read_public(text.trim())?;
        let (version, rest) = version.read_local(rest);
        rest.is_empty().then_some(version)
    }

    /// The epoch and the release numbers at the start of a text, and the rest.
    pub(super) fn read_release(text: &'a str) -> Option<(Self, &'a str)> {
        let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
        let (mut number, mut rest) = digits(text)?;
        let mut version = Self::default();
        if let Some((first, after)) = rest.strip_prefix('!').and_then(digits) {
            version.epoch = number;
            (number, rest) = (first, after);
        }
        version.release.push(number);
        while let Some((next, after)) = rest.strip_prefix('.').and_then(digits) {
            version.release.push(next);
            rest = after;
        }
        Some((version, rest))
    }

    /// The longest version without a local part at the start of a text, and the rest.
    pub(super) fn read_public(text: &'a str) -> Option<(Self, &'a str)> {
        const PRE: [(&str, u8); 8] =
            [("alpha", 1), ("a", 1), ("beta", 2), ("b", 2), ("preview", 3), ("pre", 3), ("c", 3), ("rc", 3)];
        const POST: [(&str, u8); 3] = [("post", 0), ("rev", 0), ("r", 0)];
        let (mut version, mut rest) = Self::read_release(text)?;
        if let Some((phase, number, after)) = suffix(rest, &PRE) {
            (version.pre, rest) = (Some((phase, number)), after);
        }
        if let Some((number, after)) = rest.strip_prefix('-').and_then(digits) {
            (version.post, rest) = (Some(number), after);
        } else if let Some((_, number, after)) = suffix(rest, &POST) {
            (version.post, rest) = (Some(number), after);
        }
        if let Some((_, number, after)) = suffix(rest, &[("dev", 0)]) {
            (version.dev, rest) = (Some(number), after);
        }
        Some((version, rest))
    }

    /// The same with the local part that `text` may start with, and the rest.
    pub(super) fn read_local(mut self, text: &'a str) -> (Self, &'a str) {
        let mut rest = text;
        let mut next = text.strip_prefix('+').and_then(word);
        while let Some((part, after)) = next {
            self.local.push(part);
            rest = after;
            next = rest.strip_prefix(['.', '-', '_']).and_then(word);
        }
        (self, rest)
    }

    /// How many release numbers are written.
    pub(super) fn width(&self) -> usize {
        self.release.len()
    }

    /// Whether a local version is written.
    pub(super) fn has_local(&self) -> bool {
        !self.local.is_empty()
    }

    /// The lower end of what counts as this version: a final version's first development release; itself, if it is a
    /// pre-release.
    pub(super) fn earliest(&self) -> Self {
        match self.pre.is_some() || self.dev.is_some() {
            true => self.clone(),
            false => Self { dev: Some("0"), ..self.public() },
        }
    }

    /// Whether it is a post-release of `other`, which is none itself.
    pub(super) fn is_post_of(&self, other: &Self) -> bool {
        let same_pre = keyed(self.pre.unwrap_or_default(), other.pre.unwrap_or_default()).is_eq();
        let plain = other.post.is_none() && other.dev.is_none();
        let width = self.width().max(other.width());
        plain && self.post.is_some() && same_pre && self.same_release(other, width)
    }

    /// The same without its local part.
    pub(super) fn public(&self) -> Self {
        Self { local: Vec::new(), ..self.clone() }
    }

    /// Whether the first `width` release numbers and the epoch are the same; absent numbers are zero.
    pub(super) fn same_release(&self, other: &Self, width: usize) -> bool {
        let same = |i| number_cmp(self.number(i), other.number(i)).is_eq();
        number_cmp(self.epoch, other.epoch).is_eq() && (0..width).all(same)
    }

    /// The order of PEP 440.
    pub(super) fn cmp(&self, other: &Self) -> Ordering {
        number_cmp(self.epoch, other.epoch)
            .then_with(|| self.release_cmp(other))
            .then_with(|| keyed(self.pre_key(), other.pre_key()))
            .then_with(|| keyed(self.post_key(), other.post_key()))
            .then_with(|| keyed(self.dev_key(), other.dev_key()))
            .then_with(|| local_cmp(&self.local, &other.local))
    }

    fn number(&self, at: usize) -> &'a str {
        self.release.get(at).copied().unwrap_or_default()
    }

    fn release_cmp(&self, other: &Self) -> Ordering {
        let width = self.width().max(other.width());
        let unequal = |i: &usize| number_cmp(self.number(*i), other.number(*i)).is_ne();
        (0..width).find(unequal).map_or(Ordering::Equal, |i| number_cmp(self.number(i), other.number(i)))
    }

    /// A development release of a final version comes before its pre-releases, and the final version after them.
    fn pre_key(&self) -> (u8, &'a str) {
        match self.pre {
            Some(key) => key,
            None if self.post.is_none() && self.dev.is_some() => (0, ""),
            None => (4, ""),
        }
    }

    fn post_key(&self) -> (u8, &'a str) {
        self.post.map_or((0, ""), |number| (1, number))
    }

    fn dev_key(&self) -> (u8, &'a str) {
        self.dev.map_or((1, ""), |number| (0, number))
    }
}

fn digits(text: &str) -> Option<(&str, &str)> {
    split_while(text, |c| c.is_ascii_digit())
}

fn word(text: &str) -> Option<(&str, &str)> {
    split_while(text, |c| c.is_ascii_alphanumeric())
}

fn split_while(text: &str, fits: fn(char) -> bool) -> Option<(&str, &str)> {
    let end = text.find(|c| !fits(c)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// A separator, one of the words in any case, a separator, a number: each separator and the number may be absent.
fn suffix<'a>(text: &'a str, words: &[(&str, u8)]) -> Option<(u8, &'a str, &'a str)> {
    let separator = ['.', '-', '_'];
    let text = text.strip_prefix(separator).unwrap_or(text);
    let (code, rest) = words.iter().find_map(|(word, code)| {
        let found = text.get(..word.len())?.eq_ignore_ascii_case(word);
        found.then(|| (*code, text.get(word.len()..).unwrap_or_default()))
    })?;
    let rest = rest.strip_prefix(separator).unwrap_or(rest);
    let (number, rest) = digits(rest).unwrap_or(("", rest));
    Some((code, number, rest))
}

fn number_cmp(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}

fn keyed(a: (u8, &str), b: (u8, &str)) -> Ordering {
    a.0.cmp(&b.0).then_with(|| number_cmp(a.1, b.1))
}

/// Part by part; numbers come after words, and the longer one last.
fn local_cmp(a: &[&str], b: &[&str]) -> Ordering {
    let parts = a.iter().zip(b).map(|(a, b)| local_part_cmp(a, b));
    parts.fold(Ordering::Equal, Ordering::then).then(a.len().cmp(&b.len()))
}

fn local_part_cmp(a: &str, b: &str) -> Ordering {
    let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    match (numeric(a), numeric(b)) {
        (true, true) => number_cmp(a, b),
        (false, false) => a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()),
        (a, b) => a.cmp(&b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_pep_440() {
        let ordered = [
            "1.dev0",
            "1.0a1.dev1",
            "1.0a1",
            "1.0a2.post1.dev1",
            "1.0b1",
            "1.0rc1",
            "1.0",
            "1.0+a",
            "1.0+1",
            "1.0+1.a",
            "1.0+1.2",
            "1.0.post1.dev1",
            "1.0.post1",
            "1.0.1",
            "1.9",
            "1.10",
            "2",
            "99999999999999999999999",
            "1!0",
        ];
        for pair in ordered.windows(2) {
            assert_eq!(version_cmp(pair[0], pair[1]), Some(Ordering::Less), "{pair:?}");
        }
    }

    #[test]
    fn spellings_of_one_version() {
        for (a, b) in
            [("1.0", "v1"), ("1.0-ALPHA.1", "1.0a1"), ("1-1", "1.0.post1"), ("1.0c1", "1RC01"), ("1+A-b", "1.0+a.B")]
        {
            assert_eq!(version_cmp(a, b), Some(Ordering::Equal), "{a} {b}");
        }
        for text in ["", "a", "1.", "1..0", "1.0+", "1.0x", "1 0", "1.*", "é", "1.0é", "!1", "1!"] {
            assert_eq!(version_cmp(text, "1"), None, "{text}");
        }
    }
}
