"""The local run of whole projects, in namespaces of their own: see run_compose_as_processes.py.

The Airflow that stands in for the image comes from the index; `IMAGES` names what this machine's Python can run.
"""

import subprocess
import sys
from pathlib import Path

import pytest

import compose_project
import isolation
import projects

UV = Path(sys.executable).parent / "uv"
SCRIPT = Path(__file__).parent / "run_compose_as_processes.py"
OWN = "env=AIRFLOW__CORE__EXECUTOR=CeleryExecutor&env=AIRFLOW__WEBSERVER__WEB_SERVER_PORT=9090&env=AIRFLOW_HOME=/srv/a"
# link: the Airflow that it asks for
IMAGES = {
    "v=1": "3.3.2",
    f"image=debian:12-slim&airflow=2.11.0&python=3.11&{OWN}": "2.11.0",
}


def installed(version):
    """A virtual environment with that Airflow, kept between runs."""
    venv = projects.ROOT / "target" / "judges" / f"airflow-{version}"
    if not (venv / "bin/airflow").exists():
        python = f"{sys.version_info[0]}.{sys.version_info[1]}"
        constraints = projects.ROOT / f"catalog/constraints/{version}-python{python}.txt"
        held = ["--constraint", constraints] if constraints.exists() else []
        subprocess.run([UV, "venv", "-q", "--clear", "--python", sys.executable, venv], check=True)
        # pytest beside it: another test runs the project's own tests in here.
        subprocess.run([UV, "pip", "install", "-q", "--python", venv / "bin/python", *held,
                        f"apache-airflow[postgres]=={version}", "pytest"], check=True)
    return venv


@pytest.mark.oracle("Airflow as services")
@pytest.mark.skipif(isolation.reason_against() is not None, reason=str(isolation.reason_against()))
@pytest.mark.skipif(not compose_project.has_compose(), reason="docker compose is not installed")
@pytest.mark.parametrize("link", IMAGES)
def test_a_generated_project_runs(link, tmp_path):
    folder = projects.write(link, tmp_path / "project")
    words = [sys.executable, SCRIPT, folder, installed(IMAGES[link]), "--seconds", "600"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=660)
    assert done.returncode == 0, done.stdout + done.stderr
