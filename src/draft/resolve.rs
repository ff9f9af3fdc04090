//! What the image part of a draft means: one reading, shared by the choices on the page and by validation.

use super::ImageDraft;
use crate::catalog::{Catalog, OsImage, RecognisedImage, recognise_os};
use crate::domain::{
    AirflowVersion, Distro, DistroRelease, Family, ImageReference, ImageReferenceError, PythonVersion,
};

/// The image part of a draft, read.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The reference, or why it is none.
    pub reference: Result<ImageReference, ImageReferenceError>,
    /// Whose image it is.
    pub family: Family,
    /// The operating system image it is, if it is a known one.
    pub os: Option<OsImage>,
    /// The Airflow image it is, if its name says so.
    pub prebuilt: Option<RecognisedImage>,
    /// The Airflow version: of a prebuilt image what its tag says, else what was typed.
    pub airflow: Option<AirflowVersion>,
    /// The Python version: as typed, else of the image.
    pub python: Option<PythonVersion>,
    /// The package manager.
    pub distro: Option<Distro>,
    /// The release of the distribution.
    pub release: Option<DistroRelease>,
}

impl Resolved {
    /// Reads the image part of a draft.
    pub fn of(catalog: &Catalog, image: &ImageDraft) -> Self {
        let reference = ImageReference::parse(image.reference.trim());
        let known = reference.as_ref().ok();
        let os = known.and_then(recognise_os);
        let prebuilt = known.filter(|_| !image.own && os.is_none()).and_then(|r| catalog.find_image(r));
        let family = family(image, os.as_ref(), prebuilt.as_ref());
        let typed_airflow = AirflowVersion::parse(&image.airflow).ok();
        let typed_python = PythonVersion::parse(&image.python).ok();
        let tagged = prebuilt.as_ref().and_then(|p| p.airflow);
        // A tag that says the line only leaves the patch to the person.
        let airflow = match (tagged, typed_airflow) {
            (Some(tagged), Some(typed)) if tagged.patch.is_none() && agree(tagged, typed) => Some(typed),
            _ => tagged.or(typed_airflow),
        };
        let python = typed_python.or_else(|| prebuilt.as_ref().and_then(|p| p.python));
        let os_distro = os.as_ref().map(|os| os.distro).or_else(|| prebuilt.as_ref().and_then(|p| p.distro));
        let release = os.as_ref().and_then(|os| os.release).or_else(|| prebuilt.as_ref().and_then(|p| p.release));
        Self { reference, family, distro: os_distro.or(image.distro), release, os, prebuilt, airflow, python }
    }
}

/// Whether two versions can be one: where one is a line only, it is the other's line.
pub fn agree(a: AirflowVersion, b: AirflowVersion) -> bool {
    a.line() == b.line() && (a.patch == b.patch || a.patch.is_none() || b.patch.is_none())
}

fn family(image: &ImageDraft, os: Option<&OsImage>, prebuilt: Option<&RecognisedImage>) -> Family {
    match (image.own, os, prebuilt) {
        (true, _, _) => Family::Company,
        (false, Some(os), _) if os.distro == Distro::Alpine => Family::Alpine,
        (false, Some(_), _) => Family::Debian,
        (false, None, Some(prebuilt)) => prebuilt.family,
        (false, None, None) => Family::Unrecognised,
    }
}
