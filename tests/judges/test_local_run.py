"""The local run of the default project, as processes: services come up healthy, a login works, the example succeeds."""

import re
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

import projects
from local_run import LocalRun

UV = Path(sys.executable).parent / "uv"
pytestmark = pytest.mark.oracle("Airflow as services")
INSTALLED = projects.ROOT / "target" / "judges"


def installed(version, *more):
    """An Airflow from the index, in an environment of its own that is kept between runs."""
    folder = INSTALLED / f"airflow-{version}"
    if not (folder / "bin/airflow").exists():
        INSTALLED.mkdir(parents=True, exist_ok=True)
        subprocess.run([UV, "venv", "-q", "--python", sys.executable, folder], check=True)
        subprocess.run([UV, "pip", "install", "-q", "--python", folder / "bin/python",
                        f"apache-airflow[postgres]=={version}", "pytest", *more], check=True)
    return folder / "bin/airflow"


@pytest.fixture
def start(tmp_path):
    runs = []

    def start(link, airflow):
        run = LocalRun(projects.write(link, tmp_path / "project"), tmp_path / "run", airflow)
        runs.append(run)
        run.start()
        return run

    yield start
    for run in runs:
        run.stop()


def check_services(run):
    for name, service in run.services.items():
        if "healthcheck" in service and name != "postgres":
            run.wait(lambda: run.healthy(name), 120)


def test_the_default_project_runs(start):
    airflow = installed("3.3.2")
    run = start("env=AIRFLOW__CORE__PARALLELISM=7", airflow)
    check_services(run)
    token = run.http("GET", "/auth/token")["access_token"]
    login = {"Authorization": f"Bearer {token}"}
    run.wait(lambda: any(dag["dag_id"] == "example" for dag in run.http("GET", "/api/v2/dags", headers=login)["dags"]), 120)
    run.http("PATCH", "/api/v2/dags/example", {"is_paused": False}, login)
    started = run.http("POST", "/api/v2/dags/example/dagRuns", {"logical_date": None}, login)
    path = f"/api/v2/dags/example/dagRuns/{started['dag_run_id']}"
    state = run.wait(lambda: (s := run.http("GET", path, headers=login)["state"]) in ("success", "failed") and s, 180)
    assert state == "success", run.log("scheduler")
    read = subprocess.run([airflow, "config", "get-value", "core", "parallelism"], capture_output=True, text=True,
                          env=run.environment(run.services["scheduler"]))
    assert read.stdout.split()[-1] == "7"
    tests = subprocess.run([airflow.parent / "pytest", "-q", run.project / "tests"], capture_output=True, text=True,
                           env=run.environment(run.services["scheduler"]))
    assert tests.returncode == 0, tests.stdout[-3000:]


def dag_succeeds(run, airflow, dag):
    """Switches a DAG on, starts it by the command line, and waits for its end."""
    environment = run.environment(run.services["scheduler"])

    def command(*words):
        return subprocess.run([airflow, *words], env=environment, capture_output=True, text=True, timeout=120)

    run.wait(lambda: dag in command("dags", "list").stdout, 120)
    assert command("dags", "unpause", dag).returncode == 0
    assert command("dags", "trigger", dag, "--run-id", "judged").returncode == 0
    # Airflow 3 takes the name as it is, Airflow 2 behind an option.
    which = [dag] if command("version").stdout.split()[-1].startswith("3") else ["-d", dag]

    def ended():
        runs = command("dags", "list-runs", *which).stdout
        return runs if "success" in runs or "failed" in runs else None

    return "success" in run.wait(ended, 180)


def log_in(run, user, password):
    """Whether the login form of the webserver lets somebody in."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    form = browser.open(f"http://127.0.0.1:{run.web}/login/", timeout=20).read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)[1]
    fields = urllib.parse.urlencode({"username": user, "password": password, "csrf_token": token}).encode()
    return "/login" not in browser.open(f"http://127.0.0.1:{run.web}/login/", fields, timeout=20).url


def test_a_project_of_airflow_2_runs(start):
    constraints = projects.ROOT / "catalog/constraints/2.11.0-python3.11.txt"
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the constraints of Airflow 2.11.0 at hand are for Python 3.11")
    airflow = installed("2.11.0", "--constraint", constraints)
    run = start("image=debian:12-slim&airflow=2.11.0&python=3.11", airflow)
    check_services(run)
    assert log_in(run, "admin", run.password()) and not log_in(run, "admin", "wrong")
    assert dag_succeeds(run, airflow, "example"), run.log("scheduler")
