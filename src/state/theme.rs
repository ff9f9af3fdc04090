//! Light, dark, or as the system says.

use super::App;
use crate::link::Theme;
use crate::platform::{appearance, storage};
use crate::words;

const KEY: &str = "theme";

/// The theme of the link, else the remembered one.
pub fn at_start(of_link: Option<Theme>) -> Theme {
    let remembered = || storage::read(KEY).and_then(|word| Theme::parse(&word));
    let theme = of_link.or_else(remembered).unwrap_or_default();
    appearance::set_theme(attribute(theme));
    theme
}

const fn attribute(theme: Theme) -> Option<&'static str> {
    match theme {
        Theme::Auto => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    }
}

/// Icon and words of a theme.
pub const fn theme_words(theme: Theme) -> (&'static str, &'static str) {
    match theme {
        Theme::Auto => ("auto", words::THEME_AUTO),
        Theme::Light => ("sun", words::THEME_LIGHT),
        Theme::Dark => ("moon", words::THEME_DARK),
    }
}

impl App {
    /// Shows a theme, without remembering it.
    pub(super) fn set_theme(self, theme: Theme) {
        self.theme.set(theme);
        appearance::set_theme(attribute(theme));
    }

    /// The next theme: as the system, light, dark.
    pub fn next_theme(self) {
        let theme = match self.theme.get_untracked() {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        };
        self.set_theme(theme);
        storage::write(KEY, attribute(theme));
        self.say(theme_words(theme).1);
    }
}
