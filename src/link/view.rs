//! The part of a link that says how the page looks, never what is configured.

use super::form::append;
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
const PANELS: [&str; 9] =
    ["airflow", "presets", "packages", "requirements", "env", "image", "dockerfile", "layers", "preview"];

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

    /// What stays in the address while the configuration changes, with `&` before each pair: a page that is loaded again
    /// looks the same.
    pub fn kept(&self) -> String {
        let mut kept = String::new();
        if self.embed {
            kept.push_str("&embed=1");
            match self.theme {
                Some(Theme::Light) => kept.push_str("&theme=light"),
                Some(Theme::Dark) => kept.push_str("&theme=dark"),
                Some(Theme::Auto) | None => {}
            }
        }
        for (key, words) in [("show", &self.show), ("lock", &self.lock), ("families", &self.families)] {
            if !words.is_empty() {
                kept.push('&');
                let mut pair = String::new();
                append(&mut pair, key, &words.join(","));
                kept.push_str(&pair);
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::domain::{RowList, TextField};
    use crate::link::decode;

    #[test]
    fn what_is_said_of_the_looks_stays_in_the_address() {
        let check = |fragment: &str, kept: &str| {
            let view = decode(fragment, Catalog::start()).view;
            assert_eq!(view.kept(), kept, "{fragment}");
            let again = decode(&format!("v=1{kept}"), Catalog::start()).view;
            assert_eq!((&again.show, &again.lock, &again.families), (&view.show, &view.lock, &view.families));
        };
        check("#v=1&packages=curl&show=env&lock=airflow&file=x", "&show=env&lock=airflow");
        check(
            "#embed=1&v=1&theme=dark&families=runtime&show=env&show=image",
            "&embed=1&theme=dark&show=env,image&families=runtime",
        );
        check("lock=a%26b%3D%25&show=%20x", "&show=%20x&lock=a%26b=%25");
        check("v=1&theme=dark", "");
        check("embed=1&theme=auto", "&embed=1");
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
