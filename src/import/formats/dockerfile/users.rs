//! USER: which of them still say who runs a step that stays.

use super::steps::Kept;
use crate::domain::{Distro, Family};
use crate::draft::Selection;
use crate::import::reading::Reading;

const NO_USER: &str = "Nothing is left that this user would run.";

/// A USER does nothing when another one follows before any step, or when it names the user that runs already.
pub fn drop_idle(kept: &mut Vec<Kept>, reading: &mut Reading) {
    let usual = usual(reading);
    let (mut idle, mut waiting): (Vec<usize>, Option<&Kept>) = (Vec::new(), None);
    let mut runs_as_usual = true;
    let mut settle = |user: &Kept, idle: &mut Vec<usize>| {
        let is_usual = is_usual(&user.step.rest, usual);
        if is_usual && runs_as_usual {
            idle.push(user.step.line);
        }
        runs_as_usual = is_usual;
    };
    for it in kept.iter().filter(|it| it.step.keyword != "#") {
        if it.step.keyword == "USER" {
            idle.extend(waiting.replace(it).map(|earlier| earlier.step.line));
        } else if let Some(user) = waiting.take() {
            settle(user, &mut idle);
        }
    }
    if let Some(user) = waiting {
        settle(user, &mut idle);
    }
    kept.retain(|it| {
        let gone = idle.contains(&it.step.line);
        if gone {
            reading.leave(it.step.line, it.step.text, NO_USER);
        }
        !gone
    });
}

/// The user that the image runs as, where that is known: of an image that nobody knows, root may be the one.
fn usual(reading: &Reading) -> Option<&'static str> {
    let image = Selection::of(reading.catalog, &reading.draft.image);
    match (image.family(), image.distro()) {
        (Family::Official, _) => Some("airflow"),
        (Family::Runtime, _) | (Family::Certified, Some(Distro::Debian)) => Some("astro"),
        _ => None,
    }
}

/// Whether USER names that user, in the spellings of Airflow's and Astronomer's guides.
fn is_usual(user: &str, usual: Option<&str>) -> bool {
    let name = user.trim().split(':').next().unwrap_or_default();
    let by_number = usual == Some("airflow") && (name == "50000" || user.trim().starts_with("${AIRFLOW_UID"));
    usual == Some(name) || by_number
}
