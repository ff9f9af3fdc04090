//! Prebuilt images that can be offered. Source: `catalog/images.tsv`.
//!
//! Must not be in here: reading a reference that a person gave (that is `recognise`).

use super::{Catalog, table::Cells, tags};
use crate::domain::{AirflowVersion, Distro, DistroRelease, Family, PythonVersion, Triggers};

pub(super) const TABLE: &str = include_str!("../../catalog/images.tsv");

/// A row of images with one rule for repository and tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// Astronomer's platform, 2018 and 2019.
    Platform,
    /// Astronomer Certified.
    Certified,
    /// Astro Runtime with Airflow 2: three numbers and dots.
    Runtime2,
    /// Astro Runtime with Airflow 3: a hyphen before the build.
    Runtime3,
    /// apache/airflow.
    Official,
}

impl Line {
    /// Whose images they are.
    pub const fn family(self) -> Family {
        match self {
            Self::Platform => Family::Platform,
            Self::Certified => Family::Certified,
            Self::Runtime2 | Self::Runtime3 => Family::Runtime,
            Self::Official => Family::Official,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "platform" => Self::Platform,
            "certified" => Self::Certified,
            "runtime2" => Self::Runtime2,
            "runtime3" => Self::Runtime3,
            "official" => Self::Official,
            _ => return None,
        })
    }
}

/// What the tables say of an image's standing. That it can still be pulled is known of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Its maker no longer maintains it.
    Retired,
    /// Its maker maintains it, at the date of the tables.
    Maintained,
    /// A release of the Airflow project; the tables do not say until when it is maintained.
    Published,
    /// Withdrawn by its maker, for this reason.
    Withdrawn(&'static str),
}

/// A prebuilt image with a tag that does not move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Its row of images.
    pub line: Line,
    /// Its Airflow; without patch where the tables know the line only.
    pub airflow: AirflowVersion,
    /// Platform and Runtime: their own version. Certified: what stands between version and `-onbuild`. Else empty.
    pub build: &'static str,
    /// Its package manager.
    pub distro: Distro,
    /// Its release, where it is known.
    pub release: Option<DistroRelease>,
    /// The Python of the plain tag, where it is known.
    pub python: Option<PythonVersion>,
    /// The Pythons that further tags offer, ascending.
    pub other_pythons: Vec<PythonVersion>,
    /// On Docker Hub under astronomerinc, before the move to quay.io.
    pub hub: bool,
    /// Its standing.
    pub status: Status,
    /// Its date, `YYYY-MM-DD`; empty when unknown.
    pub released: &'static str,
}

pub(super) fn parse(cells: &Cells) -> Option<Image> {
    let (distro, release) = system(cells.get(3))?;
    Some(Image {
        line: Line::parse(cells.get(0))?,
        airflow: AirflowVersion::parse(cells.get(1)).ok()?,
        build: cells.get(2),
        distro,
        release,
        python: cells.some(4).map(PythonVersion::parse).transpose().ok()?,
        other_pythons: cells.words(5, |word| PythonVersion::parse(word).ok())?,
        hub: cells.get(6) == "d",
        status: status(cells.get(7), cells.get(9))?,
        released: cells.get(8),
    })
}

fn status(letter: &str, reason: &'static str) -> Option<Status> {
    Some(match letter {
        "r" => Status::Retired,
        "m" => Status::Maintained,
        "p" => Status::Published,
        "w" => Status::Withdrawn(reason),
        _ => return None,
    })
}

/// `alpine3.10`, `debian12`, or `debian` when the release is not known.
fn system(text: &str) -> Option<(Distro, Option<DistroRelease>)> {
    let digits = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (name, release) = text.split_at(digits);
    let release = Some(release).filter(|r| !r.is_empty());
    Some((Distro::parse(name)?, release.map(DistroRelease::parse).map_or(Some(None), |r| r.map(Some))?))
}

impl Image {
    /// The Pythons it can be had with, ascending.
    pub fn pythons(&self) -> Vec<PythonVersion> {
        let mut all = self.other_pythons.clone();
        if let Some(python) = self.python {
            all.insert(all.partition_point(|other| *other < python), python);
        }
        all
    }

    /// Registry and path.
    pub fn repository(&self) -> &'static str {
        match self.line {
            Line::Platform => "astronomerinc/ap-airflow",
            Line::Certified if self.hub => "astronomerinc/ap-airflow",
            Line::Certified => "quay.io/astronomer/ap-airflow",
            Line::Runtime2 => "quay.io/astronomer/astro-runtime",
            Line::Runtime3 => "astrocrpublic.azurecr.io/runtime",
            Line::Official => "apache/airflow",
        }
    }

    /// The tag with triggers, where there are any, for one of `pythons()`. apache/airflow always names its Python,
    /// Astro Runtime names one that is not its default, the others have one Python only.
    pub fn tag(&self, python: Option<PythonVersion>) -> String {
        let plain = tags::onbuild(self);
        match (self.line, python.or(self.python)) {
            (Line::Official, Some(python)) => format!("{plain}-python{python}"),
            (Line::Runtime2 | Line::Runtime3, Some(other)) if self.python.is_some_and(|own| own != other) => {
                format!("{plain}-python-{other}")
            }
            _ => plain,
        }
    }

    /// `repository:tag`, as FROM names it.
    pub fn reference(&self, python: Option<PythonVersion>) -> String {
        format!("{}:{}", self.repository(), self.tag(python))
    }

    /// What it does with the project's files by itself.
    pub fn triggers(&self) -> Triggers {
        tags::triggers(self.line, self.build, self.distro, Some(self.released))
    }
}

impl Catalog {
    /// Every image that can be offered, each row newest first.
    pub fn images(&self) -> &[Image] {
        self.images.read(TABLE, parse)
    }

    /// The images of a family, newest first; none for layers of one's own.
    pub fn images_of(&self, family: Family) -> impl Iterator<Item = &Image> {
        self.images().iter().filter(move |image| image.line.family() == family)
    }

    /// The image of a family to choose for an Airflow version: maintained before others, newest first, never a
    /// withdrawn one.
    pub fn image_for(&self, family: Family, airflow: AirflowVersion) -> Option<&Image> {
        let rank = |image: &&Image| match image.status {
            Status::Maintained | Status::Published => 0,
            Status::Retired => 1,
            Status::Withdrawn(_) => 2,
        };
        let fits = |image: &&Image| image.airflow == airflow && !matches!(image.status, Status::Withdrawn(_));
        self.images_of(family).filter(fits).min_by_key(rank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(family: Family, airflow: &str, reference: Option<&str>) {
        let airflow = AirflowVersion::parse(airflow).expect("a version");
        let found = Catalog::start().image_for(family, airflow).map(|image| image.reference(None));
        assert_eq!(found.as_deref(), reference, "{family:?} {airflow}");
    }

    #[test]
    fn the_newest_image_that_is_not_withdrawn_is_chosen() {
        check(Family::Platform, "1.9.0", Some("astronomerinc/ap-airflow:0.7.5-1.9.0-onbuild"));
        check(Family::Platform, "1.10.5", Some("astronomerinc/ap-airflow:0.10.3-1.10.5-onbuild"));
        check(Family::Certified, "1.10.5", Some("astronomerinc/ap-airflow:1.10.5-11-buster-onbuild"));
        check(Family::Certified, "2.3.4", Some("quay.io/astronomer/ap-airflow:2.3.4-11-onbuild"));
        check(Family::Runtime, "2.11.2", Some("quay.io/astronomer/astro-runtime:13.11.0"));
        check(Family::Runtime, "3.3.2", Some("astrocrpublic.azurecr.io/runtime:3.3-8"));
        check(Family::Runtime, "3.1.4", None);
        check(Family::Official, "2.11.2", Some("apache/airflow:2.11.2-python3.12"));
        check(Family::Official, "3.1.4", None);
        check(Family::Alpine, "3.3.2", None);
    }

    #[test]
    fn another_python_has_its_own_tag() {
        let python = Some(PythonVersion::new(3, 12));
        let of = |family, airflow| {
            Catalog::start().image_for(family, airflow).map(|image| image.tag(python)).unwrap_or_default()
        };
        assert_eq!(of(Family::Runtime, AirflowVersion::new(3, 3, 2)), "3.3-8-python-3.12");
        assert_eq!(of(Family::Runtime, AirflowVersion::new(2, 11, 2)), "13.11.0");
        assert_eq!(of(Family::Official, AirflowVersion::new(3, 3, 2)), "3.3.2-python3.12");
    }

    #[test]
    fn every_image_is_recognised_as_itself() {
        let catalog = Catalog::start();
        for image in catalog.images() {
            for python in image.pythons().into_iter().map(Some).chain([None]) {
                let reference = crate::domain::ImageReference::parse(&image.reference(python)).expect("a reference");
                let found = catalog.find_image(&reference).expect("recognised");
                let read = (found.family, found.airflow, found.known, found.floating, found.triggers, found.status);
                let expected =
                    (image.line.family(), Some(image.airflow), true, false, image.triggers(), Some(image.status));
                assert_eq!(read, expected, "{reference}");
                assert_eq!(found.python, python.or(image.python), "{reference}");
                assert_eq!((found.distro, found.release), (Some(image.distro), image.release), "{reference}");
            }
        }
    }
}
