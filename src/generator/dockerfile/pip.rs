//! What holds pip back from changing Airflow: shell words and commands, and nothing of Dockerfiles.

use super::super::quoting::shell;
use crate::domain::{AirflowVersion, PythonVersion};

/// The versions of Airflow itself that an image has, as constraints; there while pip runs.
const AIRFLOW: &str = "/tmp/airflow.txt";
const INSTALLED: &str = "/tmp/installed.txt";

/// How one step of pip is held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// Commands before pip.
    pub before: Vec<String>,
    /// Arguments of pip, with a space behind them; empty when nothing is held.
    pub arguments: String,
    /// Commands after pip.
    pub after: Vec<String>,
}

impl Held {
    /// To Airflow itself, at the versions that are installed: whatever else a requirement needs may change.
    ///
    /// `pip list` in place of `pip freeze`, because that one writes an address for what came from a repository.
    pub fn to_installed_airflow() -> Self {
        let airflow = "/^apache-airflow(-core|-task-sdk)?==/p";
        Self {
            before: vec![
                format!("pip list --format=freeze > {INSTALLED}"),
                format!("sed -n -E {} {INSTALLED} > {AIRFLOW}", shell(airflow)),
            ],
            arguments: format!("--constraint {AIRFLOW} "),
            after: vec![format!("rm {INSTALLED} {AIRFLOW}")],
        }
    }

    /// To the constraints in a file or at an address, a shell word.
    pub fn to_constraints(word: &str) -> Self {
        Self { arguments: format!("--constraint {word} "), ..Self::default() }
    }

    /// The step's commands: pip with the arguments that it shall have beside those that hold it.
    pub fn commands(self, command: &str, arguments: &str) -> Vec<String> {
        let pip = format!("pip {command} --no-cache-dir {}{arguments}", self.arguments);
        self.before.into_iter().chain([pip]).chain(self.after).collect()
    }
}

/// The address at which Airflow publishes the constraints of a version.
pub fn published_constraints(airflow: AirflowVersion, python: PythonVersion) -> String {
    format!("https://raw.githubusercontent.com/apache/airflow/constraints-{airflow}/constraints-{python}.txt")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_stands_around_pip() {
        assert_eq!(Held::default().commands("install", "-r x"), ["pip install --no-cache-dir -r x"]);
        let full = Held::to_constraints("c.txt").commands("wheel", "-r x");
        assert_eq!(full, ["pip wheel --no-cache-dir --constraint c.txt -r x"]);
        let airflow = Held::to_installed_airflow().commands("install", "-r x");
        let first_words: Vec<&str> = airflow.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(first_words, ["pip", "sed", "pip", "rm"]);
        assert_eq!(airflow[2], "pip install --no-cache-dir --constraint /tmp/airflow.txt -r x");
    }
}
