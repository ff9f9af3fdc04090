//! Names of environment variables, and what Airflow reads out of them.

use std::fmt;

/// A text that is no name of an environment variable: the first offending character, or none when empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvNameError(pub Option<char>);

/// `[A-Za-z_][A-Za-z0-9_]*`, the names that every shell, Dockerfile and env file agree on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct EnvName(String);

impl EnvName {
    /// Reads a name.
    pub fn parse(text: &str) -> Result<Self, EnvNameError> {
        let first = text.chars().next().ok_or(EnvNameError(None))?;
        if first.is_ascii_digit() {
            return Err(EnvNameError(Some(first)));
        }
        match text.chars().find(|c| !c.is_ascii_alphanumeric() && *c != '_') {
            Some(c) => Err(EnvNameError(Some(c))),
            None => Ok(Self(text.to_owned())),
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The Airflow option this name sets, if it has that form.
    pub fn option(&self) -> Option<OptionKey> {
        OptionKey::of_env(&self.0)
    }
}

impl fmt::Display for EnvName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An Airflow option as `AIRFLOW__SECTION__KEY` addresses it; dots of a section are underscores here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OptionKey {
    /// Lower-case section, `core`.
    pub section: String,
    /// Lower-case key, `fernet_key`. As it stands: `fernet_key_cmd` says where the secret is and is none itself, while
    /// `jwt_secret` is an option of its own; only the catalogue can tell the two apart.
    pub key: String,
}

impl OptionKey {
    /// Reads `AIRFLOW__SECTION__KEY`.
    pub fn of_env(name: &str) -> Option<Self> {
        let (section, key) = name.strip_prefix("AIRFLOW__")?.split_once("__")?;
        let named = !section.is_empty() && !key.is_empty();
        named.then(|| Self { section: section.to_ascii_lowercase(), key: key.to_ascii_lowercase() })
    }
}

/// Whether a name reads as if its value were a secret (`PASSWORD`, `TOKEN`, `..._KEY`, a connection of Airflow's).
/// A guess: the person can say otherwise (`plain`), and sensitive options of Airflow are known by the catalogue.
pub fn looks_secret(name: &str) -> bool {
    const WORDS: [&str; 9] =
        ["PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "SECRETS", "TOKEN", "CREDENTIAL", "CREDENTIALS", "APIKEY"];
    const LAST_WORDS: [&str; 2] = ["KEY", "PWD"];
    let upper = name.to_ascii_uppercase();
    if upper.starts_with("AIRFLOW_CONN_") {
        return true;
    }
    if OptionKey::of_env(&upper).is_some() {
        return false;
    }
    let words: Vec<&str> = upper.split('_').collect();
    let last_is_key = words.len() > 1 && words.last().is_some_and(|word| LAST_WORDS.contains(word));
    last_is_key || words.iter().any(|word| WORDS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_all_targets_agree_on() {
        for name in ["A", "_x", "AIRFLOW__CORE__PARALLELISM", "a1"] {
            assert!(EnvName::parse(name).is_ok(), "{name}");
        }
        let refused = |text| EnvName::parse(text).err().map(|e| e.0);
        assert_eq!(refused(""), Some(None));
        assert_eq!(refused("1A"), Some(Some('1')));
        assert_eq!(refused("A=B"), Some(Some('=')));
        assert_eq!(refused("A B"), Some(Some(' ')));
        assert_eq!(refused("É"), Some(Some('É')));
    }

    #[test]
    fn options_are_read_out_of_names() {
        let of = |name| OptionKey::of_env(name).map(|o| format!("{}.{}", o.section, o.key));
        assert_eq!(of("AIRFLOW__CORE__FERNET_KEY"), Some("core.fernet_key".to_owned()));
        assert_eq!(of("AIRFLOW__CORE__FERNET_KEY_CMD"), Some("core.fernet_key_cmd".to_owned()));
        assert_eq!(of("AIRFLOW_HOME"), None);
        assert_eq!(of("AIRFLOW____X"), None);
    }

    #[test]
    fn secrets_are_guessed_by_words() {
        for name in
            ["DB_PASSWORD", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "AIRFLOW_CONN_SFTP", "API_KEY", "MYSQL_PWD"]
        {
            assert!(looks_secret(name), "{name}");
        }
        for name in ["KEYBOARD", "TOKENIZERS_PARALLELISM", "PWD", "AIRFLOW__CORE__PARALLELISM", "KEY_FORMAT", "PATH"] {
            assert!(!looks_secret(name), "{name}");
        }
    }
}
