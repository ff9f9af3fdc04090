"""The local run of whole projects, in namespaces of their own: see run_compose_as_processes.py.

The Airflow that stands in for the image comes from the index; `IMAGES` names what this machine's Python can run.
"""

import pytest

import compose_project
import isolation
import projects
from airflows import as_services, installed

PARALLELISM = "env=AIRFLOW__CORE__PARALLELISM=7"
OWN = "env=AIRFLOW__CORE__EXECUTOR=CeleryExecutor&env=AIRFLOW__WEBSERVER__WEB_SERVER_PORT=9090&env=AIRFLOW_HOME=/srv/a"
# link: the Airflow that it asks for
IMAGES = {
    f"v=1&{PARALLELISM}": "3.3.2",
    f"image=debian:12-slim&airflow=2.11.0&python=3.11&{PARALLELISM}&{OWN}": "2.11.0",
    f"image=debian:12-slim&airflow=2.11.0&python=3.11&{PARALLELISM}": "2.11.0",
}


@pytest.mark.skipif(isolation.reason_against() is not None, reason=str(isolation.reason_against()))
@pytest.mark.skipif(not compose_project.has_compose(), reason="docker compose is not installed")
@pytest.mark.oracle("Airflow as services")
@pytest.mark.parametrize("link", IMAGES)
def test_a_generated_project_runs(link, tmp_path):
    version = IMAGES[link]
    seen = as_services(projects.write(link, tmp_path / "project"), installed(version), "--expect", "core.parallelism=7")
    assert f"Airflow {version}" in seen and "Airflow reads core.parallelism=7" in seen
    assert "the project's own tests pass" in seen and "it ran to success" in seen
    # Only the doors that ask for a password can refuse one.
    assert ("a wrong password is refused" in seen) == version.startswith("2")
