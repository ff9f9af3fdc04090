//! What the Dockerfiles of layers of one's own copy beside the project, and what no build may copy.

use super::super::ProjectFiles;
use crate::domain::ProjectDescription;

/// Kept out of every image: secrets, version control, what a run leaves behind, and what only builds and runs read.
const IGNORED: &str = "\
# Secrets never enter an image. A public certificate may: say so at the end, as in !include/NAME.pem
**/.env
**/.env.*
**/.netrc
**/*.pem
**/*.key
**/id_rsa
**/id_ed25519
# What is not part of the image, or is left behind by tools.
.git
.gitignore
.astro
airflow_settings.yaml
airflow.cfg
airflow.db
logs
.venv
venv
.idea
.vscode
.pytest_cache
.ruff_cache
.mypy_cache
**/.DS_Store
**/__pycache__
**/*.pyc
.dockerignore
Dockerfile
compose.yaml
docker-bake.hcl
build.sh
layers/*/Dockerfile
";

const ENTRYPOINT: &str = include_str!("templates/entrypoint.sh");

/// Writes `.dockerignore`; for layers of one's own also `entrypoint.sh`, `certs/` and, with an index, `.netrc`.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    files.add_text(".dockerignore", IGNORED);
    let Some(own) = description.own() else { return };
    files.add_script("entrypoint.sh", ENTRYPOINT);
    files.add_text("certs/.gitkeep", "");
    if own.index.is_some() {
        files.add_text(".netrc", "# machine HOST login USER password TOKEN\n");
    }
}
