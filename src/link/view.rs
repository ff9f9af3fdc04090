//! The part of a link that says how the page looks, never what is configured.

use super::keys::part;
use crate::domain::Part;
use crate::draft::Home;

/// Light, dark, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Reads `light`, `dark` or `auto`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// What a link says about the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct View {
    /// The file that is open in the preview.
    pub file: Option<String>,
    /// Widget layout.
    pub embed: bool,
    /// The theme, if the link says one.
    pub theme: Option<Theme>,
    /// The panels that are shown; empty shows all.
    pub show: Vec<String>,
    /// The fields that cannot be changed.
    pub lock: Vec<String>,
    /// Where the image may run; empty offers every home.
    pub families: Vec<String>,
}

/// The panels that `show` can name.
const PANELS: [&str; 8] = ["airflow", "packages", "requirements", "env", "image", "dockerfile", "layers", "preview"];

impl View {
    /// Adds the words of a list; gives those that mean nothing.
    pub(super) fn add(&mut self, key: &str, value: &str) -> Option<Vec<String>> {
        let (list, known): (_, fn(&str) -> bool) = match key {
            "show" => (&mut self.show, |word| PANELS.contains(&word)),
            "lock" => (&mut self.lock, |word| part(word).is_some()),
            "families" => (&mut self.families, |word| Home::ALL.iter().any(|home| home.key() == word)),
            _ => return None,
        };
        let words = value.split(',').filter(|word| !word.is_empty());
        let unknown = words.clone().filter(|word| !known(word)).map(str::to_owned).collect();
        list.extend(words.map(str::to_owned));
        Some(unknown)
    }

    /// Whether a part cannot be changed.
    pub fn locks(&self, wanted: Part) -> bool {
        self.lock.iter().any(|key| part(key) == Some(wanted))
    }

    /// Whether a home can be chosen.
    pub fn offers(&self, home: Home) -> bool {
        self.families.is_empty() || self.families.iter().any(|key| key == home.key())
    }

    /// The pairs of a fragment that stay in the address while the configuration changes, each with `&` before it: a
    /// page that is loaded again looks the same.
    pub fn kept_of(fragment: &str) -> String {
        let embedded = fragment.split('&').any(|pair| pair.trim_start_matches('#') == "embed=1");
        let mut kept = String::new();
        for pair in fragment.trim_start_matches('#').split('&') {
            let stays = match pair.split('=').next().unwrap_or_default() {
                "show" | "lock" | "families" => true,
                "embed" | "theme" => embedded,
                _ => false,
            };
            if stays {
                kept.push('&');
                kept.push_str(pair);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RowList, TextField};

    #[test]
    fn what_is_said_of_the_looks_stays_in_the_address() {
        let check = |fragment: &str, kept: &str| assert_eq!(View::kept_of(fragment), kept, "{fragment}");
        check("#v=1&packages=curl&show=env&lock=airflow&file=x", "&show=env&lock=airflow");
        check("#embed=1&v=1&theme=dark&families=runtime", "&embed=1&theme=dark&families=runtime");
        check("v=1&theme=dark", "");
        check("", "");
    }

    #[test]
    fn parts_are_locked_and_homes_offered_by_name() {
        let mut view = View::default();
        assert!(view.offers(Home::Company) && !view.locks(Part::Airflow));
        assert_eq!(view.add("lock", "airflow,packages,,dockerfile"), Some(vec![]));
        assert_eq!(view.add("families", "runtime,moon"), Some(vec!["moon".to_owned()]));
        assert_eq!(view.add("show", "env,secret"), Some(vec!["secret".to_owned()]));
        assert_eq!(view.add("packages", "curl"), None);
        assert!(view.locks(Part::Airflow) && view.locks(Part::List(RowList::Packages)));
        assert!(view.locks(Part::Text(TextField::Instructions)) && !view.locks(Part::Image));
        assert!(view.offers(Home::Runtime) && !view.offers(Home::Docker));
    }
}
