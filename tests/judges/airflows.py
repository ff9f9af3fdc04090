"""Airflows from the index, each in a virtual environment that is kept between runs, and their projects run in them."""

import subprocess
import sys
from pathlib import Path

import projects

UV = Path(sys.executable).parent / "uv"
INSTALLED = projects.ROOT / "target" / "judges"
SERVICES = Path(__file__).parent / "run_compose_as_processes.py"


def installed(version):
    """A virtual environment with that Airflow, held to its constraints where they are at hand."""
    venv = INSTALLED / f"airflow-{version}"
    if not (venv / "bin/airflow").exists():
        python = f"{sys.version_info[0]}.{sys.version_info[1]}"
        constraints = projects.ROOT / f"catalog/constraints/{version}-python{python}.txt"
        held = ["--constraint", constraints] if constraints.exists() else []
        subprocess.run([UV, "venv", "-q", "--clear", "--python", sys.executable, venv], check=True)
        # pytest beside it runs the project's own tests.
        subprocess.run([UV, "pip", "install", "-q", "--python", venv / "bin/python", *held,
                        f"apache-airflow[postgres]=={version}", "pytest"], check=True)
    return venv


def as_services(project, venv, *options):
    """The services of the compose file, as processes; what was seen there."""
    words = [sys.executable, SERVICES, project, venv, "--seconds", "600", *options]
    done = subprocess.run(words, capture_output=True, text=True, timeout=660)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
