//! Folders that the tools expect, and the files that keep secrets and leftovers out of version control.

use super::super::quoting::yaml;
use super::super::{Content, Line, Mode, ProjectFiles};
use crate::domain::{Field, ProjectDescription, TextField};

const GITIGNORE: &str = "\
# Secrets stay on this machine.
.env
.netrc
# What runs leave behind.
airflow.cfg
airflow.db
airflow-webserver.pid
simple_auth_manager_passwords.json.generated
logs/
.venv/
.pytest_cache/
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
    let name = format!("  name: {}", yaml(description.name.as_str()));
    let config = vec![Line::plain("project:"), Line::from(Field::Text(TextField::Name), name)];
    files.add(".astro/config.yaml", Mode::Regular, Content::Text(config));
    files.add_text("airflow_settings.yaml", SETTINGS);
    files.add_text("include/.gitkeep", "");
    files.add_text("plugins/.gitkeep", "");
}
