//! Which images can be chosen, and why the others cannot.
//!
//! Every choice carries the whole image part of the draft that choosing it gives, so that nothing incompatible can be
//! put together. Must not be in here: what the page looks like, and anything but the image.

use super::ImageDraft;
use super::resolve::Resolved;
use crate::catalog::{Catalog, Status, codename, offered_debian};
use crate::domain::{AirflowVersion, Distro, DistroRelease, Family, PythonVersion};

/// The answer to "Where will it run?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Home {
    /// Plain Docker: layers of one's own on Alpine or Debian slim.
    Docker,
    /// apache/airflow.
    Official,
    /// Astro Runtime.
    Runtime,
    /// Astronomer's onbuild images, retired.
    Onbuild,
    /// Layers of one's own on a base image that the person names, or an image that is not recognised.
    Company,
}

impl Home {
    /// All homes, in the order of the page.
    pub const ALL: [Self; 5] = [Self::Docker, Self::Official, Self::Runtime, Self::Onbuild, Self::Company];

    /// What links and hosts call it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Docker => "docker",
            Self::Official => "official",
            Self::Runtime => "runtime",
            Self::Onbuild => "onbuild",
            Self::Company => "company",
        }
    }

    const fn of(family: Family) -> Self {
        match family {
            Family::Alpine | Family::Debian => Self::Docker,
            Family::Official => Self::Official,
            Family::Runtime => Self::Runtime,
            Family::Certified | Family::Platform => Self::Onbuild,
            Family::Company | Family::Unrecognised => Self::Company,
        }
    }

    /// The families of prebuilt images that live here, the one to prefer first.
    const fn prebuilt(self) -> &'static [Family] {
        match self {
            Self::Official => &[Family::Official],
            Self::Runtime => &[Family::Runtime],
            Self::Onbuild => &[Family::Certified, Family::Platform],
            Self::Docker | Self::Company => &[],
        }
    }
}

/// One entry of a list to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What the entry says: "3.3.2", "Alpine 3.23", an image reference.
    pub label: String,
    /// A word or two beside it: a date, "newest", "retired".
    pub note: Option<String>,
    /// The heading it stands under, if the list has headings: "Airflow 3.3".
    pub group: Option<String>,
    /// Whether it is the one in force.
    pub selected: bool,
    /// Why it cannot be chosen now; `None` when it can.
    pub unavailable: Option<String>,
    /// The image part of the draft after choosing it.
    pub image: ImageDraft,
}

/// The image part of a draft, with all that could be chosen in its place.
pub struct Selection<'a> {
    catalog: &'a Catalog,
    image: ImageDraft,
    resolved: Resolved,
}

impl<'a> Selection<'a> {
    /// Reads the image part of a draft.
    pub fn of(catalog: &'a Catalog, image: &ImageDraft) -> Self {
        Self { catalog, image: image.clone(), resolved: Resolved::of(catalog, image) }
    }

    /// The image of an empty page: the newest Airflow on its default Alpine.
    pub fn start(catalog: &Catalog) -> ImageDraft {
        let newest = catalog.newest_release().map(|release| release.version);
        newest.and_then(|version| default_own(catalog, version)).unwrap_or_default()
    }

    /// An image part with everything that a hand-written link left out: a missing image, and the versions that the
    /// image does not say. A complete one comes back as it is.
    pub fn completed(catalog: &Catalog, image: &ImageDraft) -> ImageDraft {
        let mut image = image.clone();
        let typed = AirflowVersion::parse(&image.airflow).ok();
        if image.reference.is_empty() && !image.own {
            let start = || Self::start(catalog);
            let base = typed.and_then(|version| default_own(catalog, version)).unwrap_or_else(start);
            let python = if image.python.is_empty() { base.python } else { image.python };
            return ImageDraft { python, distro: image.distro, ..base };
        }
        let resolved = Resolved::of(catalog, &image);
        if resolved.family.is_own() || resolved.family == Family::Unrecognised {
            if image.airflow.is_empty() {
                image.airflow = Self::start(catalog).airflow;
            }
            if image.python.is_empty() {
                image.python = default_python(catalog, &resolved, &image.airflow);
            }
        }
        image
    }

    /// Where it runs.
    pub fn home(&self) -> Home {
        Home::of(self.family())
    }

    /// Whose image it is.
    pub fn family(&self) -> Family {
        self.resolved.family
    }

    /// The Airflow version.
    pub fn airflow(&self) -> Option<AirflowVersion> {
        self.resolved.airflow
    }

    /// The Python version.
    pub fn python(&self) -> Option<PythonVersion> {
        self.resolved.python
    }

    /// The package manager.
    pub fn distro(&self) -> Option<Distro> {
        self.resolved.distro
    }

    /// The release of the distribution, where it is known.
    pub fn release(&self) -> Option<DistroRelease> {
        self.resolved.release
    }

    /// Every Airflow version, newest first, under its line. Choosing one keeps the home where there is an image.
    pub fn airflows(&self) -> Vec<Choice> {
        let newest = self.catalog.newest_release().map(|release| release.version);
        let choice = |release: &crate::catalog::Release| {
            let version = release.version;
            let (image, missing) = match self.image_at(self.home(), version) {
                Ok(image) => (image, None),
                Err(reason) => (self.image.clone(), Some(reason)),
            };
            let reason = release.withdrawn.map(|why| format!("withdrawn: {why}")).or(missing);
            Choice {
                label: version.to_string(),
                note: Some(if Some(version) == newest { "newest" } else { release.released }.to_owned()),
                group: Some(format!("Airflow {}.{}", version.major, version.minor)),
                selected: self.airflow() == Some(version),
                unavailable: reason,
                image,
            }
        };
        self.catalog.releases().iter().map(choice).collect()
    }

    /// The five homes, for the Airflow version in force.
    pub fn homes(&self) -> Vec<(Home, Choice)> {
        let version = self.airflow();
        Home::ALL
            .into_iter()
            .map(|home| {
                let image =
                    version.map_or_else(|| Err("choose an Airflow version first".into()), |v| self.image_at(home, v));
                let (image, unavailable) = match image {
                    _ if home == self.home() => (self.image.clone(), None),
                    Ok(image) => (image, None),
                    Err(reason) => (self.image.clone(), Some(reason)),
                };
                let selected = home == self.home();
                (home, Choice { label: String::new(), note: None, group: None, selected, unavailable, image })
            })
            .collect()
    }

    /// The image that a home has for an Airflow version, as near to the present choice as can be; or why it has none.
    fn image_at(&self, home: Home, version: AirflowVersion) -> Result<ImageDraft, String> {
        match home {
            Home::Docker => self.own_at(version),
            Home::Company => Ok(self.company_at(version)),
            _ => self.prebuilt_at(home, version),
        }
    }

    fn own_at(&self, version: AirflowVersion) -> Result<ImageDraft, String> {
        if let (Some(distro), Some(release)) = (self.distro(), self.release())
            && self.home() == Home::Docker
            && let Some(python) = self.fitting_python(version, distro, release)
        {
            return Ok(own(distro, release, version, python));
        }
        default_own(self.catalog, version)
            .ok_or_else(|| format!("Airflow {version} has no Python that can be built on"))
    }

    /// The Python to take on a system: the present one if this Airflow has it, else the system's own, else the newest.
    fn fitting_python(&self, version: AirflowVersion, distro: Distro, release: DistroRelease) -> Option<PythonVersion> {
        let pythons = own_pythons(self.catalog, version);
        let system = (distro == Distro::Alpine).then(|| self.catalog.own_python(release)).flatten();
        let fits = |python: Option<PythonVersion>| python.filter(|python| pythons.contains(python));
        fits(self.python()).or_else(|| fits(system)).or_else(|| preferred_python(self.catalog, version))
    }

    /// A base of one's own starts from the system in force, or from the default one where the image was ready-made.
    fn company_at(&self, version: AirflowVersion) -> ImageDraft {
        let python = self.python().filter(|python| own_pythons(self.catalog, version).contains(python));
        let python = python.or_else(|| preferred_python(self.catalog, version));
        let stays = self.home() == Home::Company || self.family().is_own();
        let (reference, distro) = match default_own(self.catalog, version).filter(|_| !stays) {
            Some(default) => (default.reference, Some(Distro::Alpine)),
            None => (self.image.reference.clone(), self.image.distro.or(self.distro())),
        };
        ImageDraft {
            own: self.image.own || self.home() != Home::Company,
            distro,
            airflow: version.to_string(),
            python: python.map(|p| p.to_string()).unwrap_or_default(),
            reference,
        }
    }

    fn prebuilt_at(&self, home: Home, version: AirflowVersion) -> Result<ImageDraft, String> {
        let families = home.prebuilt();
        let image = families.iter().find_map(|family| self.catalog.image_for(*family, version));
        let image = image.ok_or_else(|| self.none_for(home, version))?;
        let python = self.python().filter(|python| image.pythons().contains(python) && self.home() == home);
        Ok(ImageDraft { reference: image.reference(python), ..ImageDraft::default() })
    }

    fn none_for(&self, home: Home, version: AirflowVersion) -> String {
        let images = home.prebuilt().iter().flat_map(|family| self.catalog.images_of(*family));
        let usable = images.filter(|image| !matches!(image.status, Status::Withdrawn(_)));
        let versions: Vec<AirflowVersion> = usable.map(|image| image.airflow).collect();
        match (versions.iter().min(), versions.iter().max()) {
            (Some(first), _) if version < *first => format!("starts at Airflow {first}"),
            (_, Some(last)) if version > *last => format!("ends at Airflow {last}"),
            _ => format!("has no image of Airflow {version} that we know"),
        }
    }

    /// The operating systems for layers of one's own; none for other images.
    pub fn systems(&self) -> Vec<Choice> {
        let (Home::Docker, Some(version)) = (self.home(), self.airflow()) else { return Vec::new() };
        let alpine = self.catalog.alpine_releases().iter().map(|alpine| (Distro::Alpine, alpine.release));
        let debian = offered_debian().map(|release| (Distro::Debian, release));
        alpine.chain(debian).map(|(distro, release)| self.system(version, distro, release)).collect()
    }

    fn system(&self, version: AirflowVersion, distro: Distro, release: DistroRelease) -> Choice {
        let own_python = (distro == Distro::Alpine).then(|| self.catalog.own_python(release)).flatten();
        let pythons = own_pythons(self.catalog, version);
        let python = match own_python.filter(|python| pythons.contains(python)) {
            Some(python) => Some(python),
            None => self.fitting_python(version, distro, release),
        };
        let note = own_python.map(|python| format!("Python {python} of its own"));
        let label = match codename(release).filter(|_| distro == Distro::Debian) {
            Some(codename) => format!("Debian {release} ({codename})"),
            None => format!("{} {release}", distro.title()),
        };
        Choice {
            label,
            note,
            group: Some(distro.title().to_owned()),
            selected: self.distro() == Some(distro) && self.release() == Some(release),
            unavailable: python.is_none().then(|| format!("no Python that Airflow {version} runs on")),
            image: python.map_or_else(|| self.image.clone(), |python| own(distro, release, version, python)),
        }
    }

    /// The Pythons, newest first; those that this Airflow or image does not have cannot be chosen.
    pub fn pythons(&self) -> Vec<Choice> {
        let Some(version) = self.airflow() else { return Vec::new() };
        let newest = self.catalog.releases().iter().filter_map(|release| release.pythons.last()).max();
        let all = (6..=newest.map_or(0, |newest| newest.minor)).rev().map(|minor| PythonVersion::new(3, minor));
        match self.family() {
            family if family.is_own() => all.map(|python| self.own_python(version, python)).collect(),
            Family::Official | Family::Runtime => all.filter_map(|python| self.prebuilt_python(python)).collect(),
            _ => Vec::new(),
        }
    }

    fn own_python(&self, version: AirflowVersion, python: PythonVersion) -> Choice {
        let fits = own_pythons(self.catalog, version).contains(&python);
        let is_own = self.release().and_then(|release| self.catalog.own_python(release)) == Some(python);
        let constrained = self.catalog.is_constrained(version, python);
        let note = match (is_own && self.distro() == Some(Distro::Alpine), constrained) {
            (true, _) => Some("Alpine's own".to_owned()),
            (false, true) => Some("constraints known".to_owned()),
            (false, false) => None,
        };
        Choice {
            label: python.to_string(),
            note,
            group: None,
            selected: self.python() == Some(python),
            unavailable: (!fits).then(|| format!("Airflow {version} does not run on it")),
            image: ImageDraft { python: python.to_string(), ..self.image.clone() },
        }
    }

    fn prebuilt_python(&self, python: PythonVersion) -> Option<Choice> {
        let image = self.known_image()?;
        let fits = image.pythons().contains(&python);
        Some(Choice {
            label: python.to_string(),
            note: (image.python == Some(python)).then(|| "default".to_owned()),
            group: None,
            selected: self.python() == Some(python),
            unavailable: (!fits).then(|| "no such tag".to_owned()),
            image: ImageDraft { reference: image.reference(Some(python)), ..ImageDraft::default() },
        })
    }

    fn known_image(&self) -> Option<&crate::catalog::Image> {
        let reference = self.resolved.reference.as_ref().ok()?.to_string();
        self.catalog.images_of(self.family()).find(|image| {
            let pythons = image.pythons().into_iter().map(Some).chain([None]);
            pythons.into_iter().any(|python| image.reference(python) == reference)
        })
    }

    /// The images of this home for the Airflow version in force, newest first; none for layers of one's own.
    pub fn images(&self) -> Vec<Choice> {
        let Some(version) = self.airflow() else { return Vec::new() };
        let known = self.known_image();
        let families = self.home().prebuilt().iter();
        let images = families.flat_map(|family| self.catalog.images_of(*family)).filter(|i| i.airflow == version);
        images.map(|image| self.tagged(image, known.is_some_and(|known| std::ptr::eq(known, image)))).collect()
    }

    fn tagged(&self, image: &crate::catalog::Image, selected: bool) -> Choice {
        let python = self.python().filter(|python| image.pythons().contains(python));
        let (note, unavailable) = match image.status {
            Status::Withdrawn(why) => (None, Some(format!("withdrawn: {why}"))),
            Status::Retired => (Some("retired".to_owned()), None),
            Status::Maintained | Status::Published => (Some(image.released.to_owned()).filter(|d| !d.is_empty()), None),
        };
        let reference = image.reference(python);
        Choice {
            label: reference.clone(),
            note,
            group: None,
            selected,
            unavailable,
            image: ImageDraft { reference, ..ImageDraft::default() },
        }
    }
}

/// The Pythons of an Airflow version that layers of one's own can be made with, ascending.
pub fn own_pythons(catalog: &Catalog, version: AirflowVersion) -> Vec<PythonVersion> {
    catalog.own_layer_pythons(version).collect()
}

/// The newest Python that has constraints for this version's line, else the newest at all.
fn preferred_python(catalog: &Catalog, version: AirflowVersion) -> Option<PythonVersion> {
    catalog
        .default_alpine_for(version)
        .map(|alpine| alpine.python)
        .or_else(|| own_pythons(catalog, version).last().copied())
}

fn default_own(catalog: &Catalog, version: AirflowVersion) -> Option<ImageDraft> {
    match catalog.default_alpine_for(version) {
        Some(alpine) => Some(own(Distro::Alpine, alpine.release, version, alpine.python)),
        None => {
            let (debian, python) = (offered_debian().next()?, preferred_python(catalog, version)?);
            Some(own(Distro::Debian, debian, version, python))
        }
    }
}

fn default_python(catalog: &Catalog, resolved: &Resolved, airflow: &str) -> String {
    let Ok(version) = AirflowVersion::parse(airflow) else { return String::new() };
    let pythons = own_pythons(catalog, version);
    let of_image = resolved.os.as_ref().and_then(|os| os.python);
    let alpine = resolved.release.filter(|_| resolved.distro == Some(Distro::Alpine));
    let own = alpine.and_then(|release| catalog.own_python(release));
    let fits = |python: Option<PythonVersion>| python.filter(|python| pythons.contains(python));
    let python = fits(of_image).or_else(|| fits(own)).or_else(|| preferred_python(catalog, version));
    python.map(|python| python.to_string()).unwrap_or_default()
}

fn own(distro: Distro, release: DistroRelease, airflow: AirflowVersion, python: PythonVersion) -> ImageDraft {
    let reference = match distro {
        Distro::Alpine => format!("alpine:{release}"),
        Distro::Debian => format!("debian:{release}-slim"),
    };
    ImageDraft { reference, airflow: airflow.to_string(), python: python.to_string(), own: false, distro: None }
}
