//! The two kinds of operating system that images here are made of.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whose package manager an image has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Distro {
    /// apk, musl.
    Alpine,
    /// apt, glibc.
    Debian,
}

impl Distro {
    /// Reads the spelling of the link: `alpine` or `debian`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "alpine" => Some(Self::Alpine),
            "debian" => Some(Self::Debian),
            _ => None,
        }
    }

    /// The spelling of the link.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Alpine => "alpine",
            Self::Debian => "debian",
        }
    }

    /// The distribution's own name.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Alpine => "Alpine",
            Self::Debian => "Debian",
        }
    }
}

/// A release of a distribution: `3.23` of Alpine, `12` of Debian. Compared by its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DistroRelease {
    /// 3 in 3.23, 12 in Debian 12.
    pub major: u16,
    /// 23 in 3.23; 0 for Debian.
    pub minor: u16,
}

impl DistroRelease {
    /// A release by its numbers.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// Reads `3.23` or `12`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit()).then(|| t.parse().ok()).flatten();
        match text.split_once('.') {
            Some((major, minor)) => Some(Self::new(digits(major)?, digits(minor)?)),
            None => Some(Self::new(digits(text)?, 0)),
        }
    }
}

impl fmt::Display for DistroRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            0 => write!(f, "{}", self.major),
            minor => write!(f, "{}.{minor}", self.major),
        }
    }
}
