//! What a reference to a prebuilt image says, under any registry or mirror.
//!
//! Must not be in here: operating systems (that is `systems`), a verdict on what was read.

use super::images::{Image, Line, Status};
use super::tags::{self, Tag};
use super::{Catalog, systems};
use crate::domain::{AirflowVersion, Distro, DistroRelease, Family, ImageReference, PythonVersion, Triggers};

/// What is known of the image that a reference names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecognisedImage {
    /// Whose it is.
    pub family: Family,
    /// Its Airflow; without patch where only the line follows from the tag.
    pub airflow: Option<AirflowVersion>,
    /// Its Python.
    pub python: Option<PythonVersion>,
    /// Its package manager.
    pub distro: Option<Distro>,
    /// Its release of that distribution.
    pub release: Option<DistroRelease>,
    /// What it does with the project's files by itself.
    pub triggers: Triggers,
    /// Its standing, when the tag is in the table.
    pub status: Option<Status>,
    /// The tag is in the table, or a variant of one that is.
    pub known: bool,
    /// The tag moves from build to build (no tag at all does too): to be pinned.
    pub floating: bool,
    /// Published for amd64 only, as far as known.
    pub amd64_only: bool,
}

impl Catalog {
    /// Reads a reference by the last parts of its repository (`ap-airflow`, `astro-runtime`, `runtime`,
    /// `apache/airflow`) and by its tag. `None` when it is no prebuilt image that these tell.
    pub fn find_image(&self, reference: &ImageReference) -> Option<RecognisedImage> {
        let tag = reference.tag();
        match (last_part(reference.path()), tag) {
            ("ap-airflow", Some(tag)) => self.astronomer(tag),
            ("astro-runtime", Some(tag)) => Some(self.runtime(tag)),
            ("astro-runtime", None) => Some(bare(Family::Runtime, reference)),
            ("runtime", Some(tag)) if is_runtime(reference, tag) => Some(self.runtime(tag)),
            ("airflow", _) if is_official(reference.path()) => {
                Some(tag.map_or_else(|| bare(Family::Official, reference), |tag| self.official(tag)))
            }
            _ => None,
        }
    }

    fn astronomer(&self, tag: &str) -> Option<RecognisedImage> {
        if let Some(read) = tags::platform(tag) {
            return Some(self.platform(&read));
        }
        tags::certified(tag).map(|read| self.certified(&read))
    }

    /// `latest` stood still at 0.6.2 when the platform moved on.
    fn platform(&self, tag: &Tag) -> RecognisedImage {
        let build = if tag.build == "latest" { "0.6.2" } else { tag.build };
        let named = |image: &&Image| tag.airflow.is_none_or(|airflow| airflow == image.airflow);
        let spelled = |image: &&Image| {
            tag.floating || tags::platform(&tags::onbuild(image)).is_some_and(|t| t.airflow == tag.airflow)
        };
        let exact = self.of(Line::Platform).filter(|image| image.build == build).filter(named).find(spelled);
        let near = exact.or_else(|| self.of(Line::Platform).find(|image| Some(image.airflow) == tag.airflow));
        let system = near.map(|image| (image.distro, image.release)).unwrap_or((Distro::Alpine, None));
        describe(Line::Platform, tag, build, exact, Some(system)).with(near, tag)
    }

    fn certified(&self, tag: &Tag) -> RecognisedImage {
        let mut same = self.of(Line::Certified).filter(|image| Some(image.airflow) == tag.airflow);
        let exact = same.clone().find(|image| image.build == tag.build);
        let spelled = tag.build.rsplit('-').next().filter(|word| tags::numbers(word).is_none());
        let system =
            exact.map(|image| (image.distro, image.release)).or_else(|| certified_system(spelled, tag.airflow));
        let near = exact.or_else(|| same.find(|image| Some((image.distro, image.release)) == system));
        describe(Line::Certified, tag, tag.build, exact, system).with(near, tag)
    }

    fn runtime(&self, text: &str) -> RecognisedImage {
        let tag = tags::runtime(text);
        let line = if tag.build.contains('-') || tag.floating { Line::Runtime3 } else { Line::Runtime2 };
        let exact = self.of(line).find(|image| image.build == tag.build).filter(|image| has_python(image, &tag));
        let series = series_of(line, tag.build);
        let near =
            exact.or_else(|| self.of(line).find(|image| series.is_some() && series_of(line, image.build) == series));
        let usual = Some((Distro::Debian, None)).filter(|_| !text.contains("ubi"));
        let system = near.map(|image| (image.distro, image.release)).or(usual);
        let read = describe(line, &tag, tag.build, exact, system);
        RecognisedImage { airflow: exact.map_or_else(|| line_of(near), |i| Some(i.airflow)), ..read.with(near, &tag) }
    }

    fn official(&self, text: &str) -> RecognisedImage {
        let tag = tags::official(text);
        let exact = self.of(Line::Official).find(|i| Some(i.airflow) == tag.airflow).filter(|i| has_python(i, &tag));
        let near = exact.or_else(|| {
            self.of(Line::Official).find(|i| Some(i.airflow.line()) == tag.airflow.map(AirflowVersion::line))
        });
        let system = near.map_or((Distro::Debian, None), |image| (image.distro, image.release));
        let spelled = official_is_plain(text);
        describe(Line::Official, &tag, "", exact.filter(|_| spelled), Some(system))
            .with(exact.filter(|_| spelled), &tag)
    }

    fn of(&self, line: Line) -> impl Iterator<Item = &Image> + Clone {
        self.images().iter().filter(move |image| image.line == line)
    }
}

impl RecognisedImage {
    /// Takes the Python that the tag spells, else that of a like image.
    fn with(self, like: Option<&Image>, tag: &Tag) -> Self {
        Self { python: tag.python.or_else(|| like.and_then(|image| image.python)), ..self }
    }
}

fn describe(
    line: Line,
    tag: &Tag,
    build: &str,
    exact: Option<&Image>,
    system: Option<(Distro, Option<DistroRelease>)>,
) -> RecognisedImage {
    let distro = system.map(|(distro, _)| distro);
    let family = line.family();
    let released = exact.filter(|_| !tag.floating).map(|image| image.released);
    let usual = Some(Distro::Debian).filter(|_| family == Family::Runtime);
    RecognisedImage {
        family,
        airflow: tag.airflow.or_else(|| exact.map(|image| image.airflow)),
        python: None,
        distro,
        release: system.and_then(|(_, release)| release),
        triggers: distro
            .or(usual)
            .filter(|_| tag.onbuild)
            .map_or(Triggers::None, |distro| tags::triggers(line, build, distro, released)),
        status: exact.map(|image| image.status),
        known: exact.is_some(),
        floating: tag.floating,
        amd64_only: family.is_retired(),
    }
}

/// A repository without a tag: what it holds cannot be told, and without a digest it moves.
fn bare(family: Family, reference: &ImageReference) -> RecognisedImage {
    let triggers = if family == Family::Runtime { Triggers::Runtime { comments: true } } else { Triggers::None };
    RecognisedImage {
        family,
        airflow: None,
        python: None,
        distro: Some(Distro::Debian),
        release: None,
        triggers,
        status: None,
        known: false,
        floating: reference.digest().is_none(),
        amd64_only: false,
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `apache/airflow`, with whatever a mirror puts before it; not `bitnami/airflow`.
fn is_official(path: &str) -> bool {
    path == "apache/airflow" || path.ends_with("/apache/airflow")
}

/// `runtime` is a common name (.NET has `dotnet/runtime:3.1`): a build number, or Astronomer's own registry, tells it.
fn is_runtime(reference: &ImageReference, tag: &str) -> bool {
    let tag = tags::runtime(tag);
    let numbered = tag.build.split_once('-').is_some_and(|(series, build)| {
        tags::numbers(series).is_some_and(|s| s.len() == 2 && s[0] >= 3)
            && tags::numbers(build).is_some_and(|b| b.len() == 1)
    });
    numbered || reference.registry() == Some("astrocrpublic.azurecr.io")
}

fn has_python(image: &Image, tag: &Tag) -> bool {
    tag.python.is_none_or(|python| image.python == Some(python) || image.other_pythons.contains(&python))
}

/// The major of Runtime 2 carries one Airflow line, the part before the hyphen that of Runtime 3.
fn series_of(line: Line, build: &str) -> Option<Vec<u16>> {
    let series = match line {
        Line::Runtime3 => build.split('-').next()?,
        _ if tags::numbers(build)?.len() == 3 => build.split('.').next()?,
        _ => return None,
    };
    tags::numbers(series)
}

fn line_of(image: Option<&Image>) -> Option<AirflowVersion> {
    image.map(|image| AirflowVersion { patch: None, ..image.airflow })
}

/// Without a word for it, Certified is on bullseye (2.2 and later only).
fn certified_system(word: Option<&str>, airflow: Option<AirflowVersion>) -> Option<(Distro, Option<DistroRelease>)> {
    match word.filter(|word| !word.is_empty()) {
        None => airflow.filter(|a| a.line() >= (2, 2)).map(|_| (Distro::Debian, Some(DistroRelease::new(11, 0)))),
        Some("buster") if airflow.is_some_and(|a| a.line() >= (2, 2)) => {
            Some((Distro::Debian, Some(DistroRelease::new(11, 0))))
        }
        Some(word) => match word.strip_prefix("alpine") {
            Some(release) => Some((Distro::Alpine, DistroRelease::parse(release))),
            None => systems::debian_release(word).map(|release| (Distro::Debian, Some(release))),
        },
    }
}

/// Whether nothing is left of a tag but what the official images have.
fn official_is_plain(text: &str) -> bool {
    let rest = text.strip_prefix("slim-").unwrap_or(text);
    rest.split_once("-python").is_none_or(|(_, python)| PythonVersion::parse(python).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// family airflow python system triggers known floating
    fn check(reference: &str, expected: &str) {
        let parsed = ImageReference::parse(reference).expect("a reference");
        let found = Catalog::start().find_image(&parsed).map(|image| {
            let text = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
            let system = image
                .distro
                .map(|d| format!("{}{}", d.as_str(), image.release.map(|r| r.to_string()).unwrap_or_default()));
            let marks =
                [(image.triggers == Triggers::None, "bare"), (image.known, "known"), (image.floating, "floating")];
            let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            let airflow = text(image.airflow.map(|v| v.to_string()));
            let python = text(image.python.map(|v| v.to_string()));
            format!("{:?} {airflow} {python} {} {}", image.family, text(system), marks.join(","))
        });
        assert_eq!(found.as_deref().unwrap_or("nothing").trim_end(), expected, "{reference}");
    }

    #[test]
    fn astronomer_of_old() {
        check("astronomerinc/ap-airflow:0.10.3-1.10.5-onbuild", "Platform 1.10.5 3.7 alpine3.10 known");
        check("astronomerinc/ap-airflow:0.10.3-1.10.5", "Platform 1.10.5 3.7 alpine3.10 bare,known");
        check("astronomerinc/ap-airflow:0.3.0-onbuild", "Platform 1.9.0 3.6 alpine3.7 known");
        check("astronomerinc/ap-airflow:latest-onbuild", "Platform 1.9.0 3.6 alpine3.8 known,floating");
        check("astronomerinc/ap-airflow:0.7.5-onbuild", "Platform - - alpine");
        check("astronomerinc/ap-airflow:0.10.9-1.10.5-onbuild", "Platform 1.10.5 3.7 alpine3.10");
        check("astronomerinc/ap-airflow:1.10.12-alpine3.10-onbuild", "Certified 1.10.12 3.7 alpine3.10 floating");
        check("quay.io/astronomer/ap-airflow:1.10.12-2-alpine3.10-onbuild", "Certified 1.10.12 3.7 alpine3.10 known");
        check("quay.io/astronomer/ap-airflow:1.10.12-99-alpine3.10-onbuild", "Certified 1.10.12 3.7 alpine3.10");
        check("quay.io/astronomer/ap-airflow:1.10.5-buster-onbuild", "Certified 1.10.5 3.7 debian10 floating");
        check("quay.io/astronomer/ap-airflow:2.3.4-11-onbuild", "Certified 2.3.4 3.9 debian11 known");
        check("quay.io/astronomer/ap-airflow:2.3.4-onbuild", "Certified 2.3.4 3.9 debian11 floating");
        check("quay.io/astronomer/ap-airflow:2.2.0-5-buster-onbuild", "Certified 2.2.0 3.9 debian11 known");
        check("registry.corp:5000/mirror/ap-airflow:2.1.4-10-buster", "Certified 2.1.4 3.7 debian10 bare,known");
        check("astronomerinc/ap-airflow:1.10.5-2-rhel7-onbuild", "Certified 1.10.5 - - bare");
        check("astronomerinc/ap-airflow:whatever", "nothing");
    }

    #[test]
    fn astro_runtime_by_dots_and_hyphens() {
        check("quay.io/astronomer/astro-runtime:13.11.0", "Runtime 2.11.2 3.12 debian12 known");
        check("quay.io/astronomer/astro-runtime:13.11.0-python-3.11", "Runtime 2.11.2 3.11 debian12 known");
        check(
            "quay.io/astronomer/astro-runtime:13.11.0-python-3.11-slim-base",
            "Runtime 2.11.2 3.11 debian12 bare,known",
        );
        check("quay.io/astronomer/astro-runtime:13.11.0-python-3.9", "Runtime 2.11 3.9 debian12");
        check("registry.corp/mirror/astro-runtime:13.11.0-base", "Runtime 2.11.2 3.12 debian12 bare,known");
        check("quay.io/astronomer/astro-runtime:12.5.0", "Runtime 2.10 3.12 debian12");
        check("quay.io/astronomer/astro-runtime:3.0.4", "Runtime 2.1.1 - debian known");
        check("astrocrpublic.azurecr.io/runtime:3.0-4", "Runtime 3.0 3.12 debian");
        check("astrocrpublic.azurecr.io/runtime:3.3-8", "Runtime 3.3.2 3.14 debian known");
        check("registry.corp/runtime:3.3-8-python-3.13", "Runtime 3.3.2 3.13 debian known");
        check("astrocrpublic.azurecr.io/runtime:3.3-8-base", "Runtime 3.3.2 3.14 debian bare,known");
        check("astrocrpublic.azurecr.io/runtime:3.1", "Runtime 3.1 3.12 debian12 floating");
        check("quay.io/astronomer/astro-runtime:latest", "Runtime - - debian floating");
        check("quay.io/astronomer/astro-runtime:13.11.0-ubi9", "Runtime - - -");
        check("mcr.microsoft.com/dotnet/runtime:3.1", "nothing");
    }

    #[test]
    fn apache_airflow() {
        check("apache/airflow:2.11.2-python3.12", "Official 2.11.2 3.12 debian12 bare,known");
        check("docker.io/apache/airflow:2.11.2", "Official 2.11.2 3.12 debian12 bare,known");
        check("registry.corp/hub/apache/airflow:slim-3.3.2-python3.10", "Official 3.3.2 3.10 debian12 bare,known");
        check("apache/airflow:2.11.2-python3.14", "Official 2.11.2 3.14 debian12 bare");
        check("apache/airflow:2.11.9", "Official 2.11.9 - debian12 bare");
        check("apache/airflow:latest-python3.12", "Official - 3.12 debian bare,floating");
        check("apache/airflow", "Official - - debian bare,floating");
        check("bitnami/airflow:2.11.2", "nothing");
        check("alpine:3.23", "nothing");
    }
}
