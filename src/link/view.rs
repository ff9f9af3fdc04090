//! The part of a link that says how the page looks, never what is configured.

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
}
