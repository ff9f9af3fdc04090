//! How the tags of prebuilt images are spelled, and which triggers go with them, as their build rules say.
//!
//! Must not be in here: a table of images.

use super::images::{Image, Line};
use crate::domain::{AirflowVersion, Distro, PythonVersion, Triggers};

/// The parts of a prebuilt image's tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// Airflow's version, where the tag spells it.
    pub airflow: Option<AirflowVersion>,
    /// As `Image::build`.
    pub build: &'a str,
    /// The Python, where the tag spells it.
    pub python: Option<PythonVersion>,
    /// Whether this tag has triggers.
    pub onbuild: bool,
    /// Whether it moves from build to build.
    pub floating: bool,
}

/// The tag of an image with its triggers. Up to 0.6.2 the platform had one Airflow, and did not name it.
pub(super) fn onbuild(image: &Image) -> String {
    let (airflow, build) = (image.airflow, image.build);
    match image.line {
        Line::Platform if names_airflow(build) => format!("{build}-{airflow}-onbuild"),
        Line::Platform => format!("{build}-onbuild"),
        Line::Certified => format!("{airflow}-{build}-onbuild"),
        Line::Runtime2 | Line::Runtime3 => build.to_owned(),
        Line::Official => airflow.to_string(),
    }
}

/// The triggers of a row's builds. `released` is a date, where it is known; an image of unknown date is taken to be
/// as strict as any of its row.
pub(super) fn triggers(line: Line, build: &str, distro: Distro, released: Option<&str>) -> Triggers {
    let before = |date: &str| released.is_some_and(|released| !released.is_empty() && released < date);
    let version = || numbers(build).unwrap_or_default();
    match line {
        Line::Official => Triggers::None,
        Line::Platform if version() < vec![0, 0, 27] => Triggers::FilesOnly,
        Line::Platform if version() < vec![0, 3, 2] => Triggers::ProjectFirst,
        Line::Platform => Triggers::ProjectLast { guard: false },
        Line::Certified if distro == Distro::Alpine => Triggers::ProjectLast { guard: !before("2020-06") },
        Line::Certified => Triggers::CertifiedDebian {
            guard: !before("2020-06"),
            carriage_returns_break: released.is_none() || before("2022"),
        },
        Line::Runtime2 => Triggers::Runtime { comments: takes_comments(&version()) },
        Line::Runtime3 => Triggers::Runtime { comments: true },
    }
}

/// Comments in packages.txt: from 4.2.9, 5.0.13 and 6.1.0 on, each in its own major.
fn takes_comments(version: &[u16]) -> bool {
    match version.first() {
        Some(4) => version >= [4, 2, 9].as_slice(),
        Some(5) => version >= [5, 0, 13].as_slice(),
        _ => version >= [6, 1, 0].as_slice(),
    }
}

/// From 0.7.0 on there were several Airflow versions to a platform version.
fn names_airflow(build: &str) -> bool {
    numbers(build).is_some_and(|version| version >= vec![0, 7, 0])
}

/// `0.10.3-1.10.5-onbuild`, `0.6.2-onbuild`, `latest-onbuild`, and each without `-onbuild`.
pub(super) fn platform(tag: &str) -> Option<Tag<'_>> {
    let (rest, onbuild) = strip(tag, "-onbuild");
    let (build, airflow) = rest.split_once('-').map_or((rest, None), |(build, airflow)| (build, Some(airflow)));
    let airflow = airflow.map(AirflowVersion::parse).transpose().ok()?;
    let floating = build == "latest" && airflow.is_none();
    let numbered = numbers(build).is_some_and(|version| version.len() == 3 && version[0] == 0);
    (numbered || floating).then_some(Tag { airflow, build, python: None, onbuild, floating })
}

/// `1.10.12-2-alpine3.10-onbuild`, `2.3.4-11-onbuild`, and each without the number: then it is floating.
pub(super) fn certified(tag: &str) -> Option<Tag<'_>> {
    let (rest, onbuild) = strip(tag, "-onbuild");
    let (version, build) = rest.split_once('-').unwrap_or((rest, ""));
    let airflow = AirflowVersion::parse(version).ok().filter(|v| v.patch.is_some() && v.major > 0)?;
    let floating = numbers(build.split('-').next().unwrap_or_default()).is_none();
    Some(Tag { airflow: Some(airflow), build, python: None, onbuild, floating })
}

/// `13.11.0`, `3.3-8`, with `-python-X.Y`, `-slim`, `-base` in that order; `3.3` is floating.
pub(super) fn runtime(tag: &str) -> Tag<'_> {
    let (rest, base) = strip(tag, "-base");
    let (rest, _) = strip(rest, "-slim");
    let (build, python) = match rest.split_once("-python-") {
        Some((build, python)) => (build, PythonVersion::parse(python).ok()),
        None => (rest, None),
    };
    let floating = numbers(build).is_some_and(|version| version.len() == 2) || build == "latest";
    Tag { airflow: None, build, python, onbuild: !base, floating }
}

/// `2.11.2-python3.12`, `slim-2.11.2`, `latest`; a version without patch, or none, is floating.
pub(super) fn official(tag: &str) -> Tag<'_> {
    let rest = tag.strip_prefix("slim-").unwrap_or(tag);
    let (version, python) = match rest.split_once("-python") {
        Some((version, python)) => (version, PythonVersion::parse(python).ok()),
        None => (rest, None),
    };
    let airflow = AirflowVersion::parse(version).ok();
    let floating = version == "latest" || airflow.is_some_and(|v| v.patch.is_none());
    Tag { airflow, build: "", python, onbuild: false, floating }
}

/// Dotted numbers, or none.
pub(super) fn numbers(text: &str) -> Option<Vec<u16>> {
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten();
    text.split('.').map(number).collect()
}

fn strip<'a>(text: &'a str, suffix: &str) -> (&'a str, bool) {
    text.strip_suffix(suffix).map_or((text, false), |rest| (rest, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: Line, build: &str, distro: Distro, released: Option<&str>, expected: Triggers) {
        assert_eq!(triggers(line, build, distro, released), expected, "{line:?} {build} {released:?}");
    }

    #[test]
    fn triggers_follow_the_generation() {
        let alpine = Distro::Alpine;
        check(Line::Platform, "0.0.26", alpine, None, Triggers::FilesOnly);
        check(Line::Platform, "0.0.27", alpine, None, Triggers::ProjectFirst);
        check(Line::Platform, "0.3.1", alpine, None, Triggers::ProjectFirst);
        check(Line::Platform, "0.3.2", alpine, None, Triggers::ProjectLast { guard: false });
        check(Line::Certified, "3-alpine3.10", alpine, Some("2020-05-28"), Triggers::ProjectLast { guard: false });
        check(Line::Certified, "3-alpine3.10", alpine, Some("2020-06-03"), Triggers::ProjectLast { guard: true });
        let debian = |guard, carriage_returns_break| Triggers::CertifiedDebian { guard, carriage_returns_break };
        check(Line::Certified, "1-buster", Distro::Debian, Some("2020-04-09"), debian(false, true));
        check(Line::Certified, "11", Distro::Debian, Some("2023-03-31"), debian(true, false));
        check(Line::Certified, "", Distro::Debian, None, debian(true, true));
        check(Line::Official, "", Distro::Debian, None, Triggers::None);
        let builds = [("4.2.8", false), ("4.2.9", true), ("5.0.12", false), ("5.0.13", true), ("6.0.4", false)];
        for (build, comments) in [("6.1.0", true), ("13.11.0", true), ("3.0.4", false)].into_iter().chain(builds) {
            check(Line::Runtime2, build, Distro::Debian, None, Triggers::Runtime { comments });
        }
        check(Line::Runtime3, "3.0-4", Distro::Debian, None, Triggers::Runtime { comments: true });
    }
}
