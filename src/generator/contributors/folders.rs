//! Folders that the tools expect, and the files that keep secrets and leftovers out of version control.

use super::super::quoting::yaml;
use super::super::ProjectFiles;
use crate::domain::ProjectDescription;

const GITIGNORE: &str = "\
# Secrets stay on this machine.
.env
.netrc
airflow.cfg
airflow.db
logs/
.venv/
__pycache__/
*.pyc
";

const SETTINGS: &str = "\
# Connections, pools and variables that `astro dev start` makes on this machine. Not for secrets.
airflow:
  connections: []
  pools: []
  variables: []
";

/// Writes `.gitignore`, `.astro/config.yaml`, `airflow_settings.yaml`, and placeholders in `plugins` and `include`.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    files.add_text(".gitignore", GITIGNORE);
    files.add_text(".astro/config.yaml", &format!("project:\n  name: {}\n", yaml(description.name.as_str())));
    files.add_text("airflow_settings.yaml", SETTINGS);
    files.add_text("include/.gitkeep", "");
    files.add_text("plugins/.gitkeep", "");
}
