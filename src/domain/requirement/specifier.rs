//! Version specifiers of PEP 440.

use std::fmt;

use super::RequirementError;
use super::cursor::Cursor;
use super::pep440::Version;

/// How a version is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `===`, the text itself
    Arbitrary,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `~=`
    Compatible,
    /// `<=`
    LessEqual,
    /// `>=`
    GreaterEqual,
    /// `<`
    Less,
    /// `>`
    Greater,
}

impl Operator {
    /// All of them; the first that a text starts with is the one meant.
    const ALL: [Self; 8] = [
        Self::Arbitrary,
        Self::Equal,
        Self::NotEqual,
        Self::Compatible,
        Self::LessEqual,
        Self::GreaterEqual,
        Self::Less,
        Self::Greater,
    ];

    /// Its spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arbitrary => "===",
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Compatible => "~=",
            Self::LessEqual => "<=",
            Self::GreaterEqual => ">=",
            Self::Less => "<",
            Self::Greater => ">",
        }
    }

    /// Passes an operator if one comes next.
    pub(super) fn read(cursor: &mut Cursor) -> Option<Self> {
        Self::ALL.into_iter().find(|operator| cursor.eat(operator.as_str()))
    }

    /// `==` and `!=` take `.*` and local versions.
    const fn is_equality(self) -> bool {
        matches!(self, Self::Equal | Self::NotEqual)
    }
}

/// One comparison: an operator and a version as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Specifier {
    /// How it compares.
    pub operator: Operator,
    /// With what; `1.*` for a prefix.
    pub version: String,
}

impl Specifier {
    /// Passes the version after an operator.
    pub(super) fn read(operator: Operator, cursor: &mut Cursor) -> Result<Self, RequirementError> {
        cursor.spaces();
        let start = cursor.at();
        match operator {
            Operator::Arbitrary => pass_anything(cursor)?,
            _ => pass_version(operator, cursor)?,
        }
        match cursor.since(start) {
            "" => Err(cursor.expected(&format!("a version after {}", operator.as_str()))),
            version => Ok(Self { operator, version: version.to_owned() }),
        }
    }

    /// Whether a version fits. Pre-releases fit wherever their number does: leaving them out is the resolver's choice.
    /// A text that is no version fits `===` only.
    pub fn admits(&self, version: &str) -> bool {
        if self.operator == Operator::Arbitrary {
            return version.trim().eq_ignore_ascii_case(&self.version);
        }
        let prefix = self.version.strip_suffix(".*");
        let parsed = Version::parse(version).zip(Version::parse(prefix.unwrap_or(&self.version)));
        parsed.is_some_and(|(candidate, wanted)| match self.operator {
            Operator::Equal if prefix.is_some() => candidate.same_release(&wanted, wanted.width()),
            Operator::NotEqual if prefix.is_some() => !candidate.same_release(&wanted, wanted.width()),
            _ => self.operator.admits(&candidate, &wanted),
        })
    }

    /// The version, if it is the only one that fits.
    pub(super) fn pin(&self) -> Option<&str> {
        let pins = match self.operator {
            Operator::Equal => !self.version.ends_with(".*"),
            operator => operator == Operator::Arbitrary,
        };
        pins.then_some(self.version.as_str())
    }
}

impl Operator {
    /// PEP 440, "Version specifiers", read as `packaging` 26 reads it: `<V` leaves out pre-releases of V unless V is
    /// one; `>V` leaves out V's local versions, and its post-releases unless V is one; a local version counts where the
    /// specifier writes one.
    fn admits(self, candidate: &Version, wanted: &Version) -> bool {
        let public = || candidate.public().cmp(wanted);
        let equal = || if wanted.has_local() { candidate.cmp(wanted) } else { public() }.is_eq();
        match self {
            Self::Arbitrary => false,
            Self::Equal => equal(),
            Self::NotEqual => !equal(),
            Self::Compatible => public().is_ge() && candidate.same_release(wanted, wanted.width().saturating_sub(1)),
            Self::LessEqual => public().is_le(),
            Self::GreaterEqual => public().is_ge(),
            Self::Less => candidate.cmp(&wanted.earliest()).is_lt(),
            Self::Greater => public().is_gt() && !candidate.is_post_of(wanted),
        }
    }
}

impl fmt::Display for Specifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.operator.as_str(), self.version)
    }
}

/// Passes what `===` compares with: everything up to a space, `;` or `)`. `packaging` takes a comma into it.
fn pass_anything(cursor: &mut Cursor) -> Result<(), RequirementError> {
    let start = cursor.at();
    let version = cursor.take_while(|c| !c.is_whitespace() && !matches!(c, ';' | ')'));
    match version.contains(',') {
        true => Err(cursor.error_since(start, "=== takes everything up to a space: put a space before ','")),
        false => Ok(()),
    }
}

/// Passes the longest version that this operator takes; nothing if none comes next.
fn pass_version(operator: Operator, cursor: &mut Cursor) -> Result<(), RequirementError> {
    let start = cursor.at();
    let Some((release, rest)) = Version::read_release(cursor.rest()) else { return Ok(()) };
    if operator == Operator::Compatible && release.width() < 2 {
        cursor.leave(rest);
        return Err(cursor.error_since(start, "~= needs a version of at least two numbers, such as ~=1.2"));
    }
    if rest.starts_with(".*") {
        cursor.leave(rest);
        cursor.eat(".*");
        let message = "'.*' goes with == and != only";
        return if operator.is_equality() { Ok(()) } else { Err(cursor.error_since(start, message)) };
    }
    let Some((version, rest)) = Version::read_public(cursor.rest()) else { return Ok(()) };
    let (version, rest) = version.read_local(rest);
    cursor.leave(rest);
    if version.has_local() && !operator.is_equality() {
        return Err(cursor.error_since(start, "a local version ('+' and what follows) goes with == and != only"));
    }
    Ok(())
}
