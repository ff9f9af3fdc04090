"""Every preset builds where it offers itself; its requirements install beside the Airflow of each line, and its DAG loads
there without an error; one runs to its end."""

import ast
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import compose_project
import isolation
import projects
from airflows import INSTALLED, UV, as_services, installed
from standin import Buildah
from test_build import build

PRESETS = sorted(path.stem for path in (projects.ROOT / "catalog/presets").glob("*.txt"))
LINES = ["2.11.0", "3.3.2"]


def environment(preset, version, requirements):
    """Airflow as the image has it, then the requirements, held to that Airflow as the image's own step does."""
    folder = INSTALLED / f"preset-{preset}-{version}"
    wanted = requirements.read_text()
    stamp = folder / "installed.txt"
    if stamp.exists() and stamp.read_text() == wanted:
        return folder / "bin"
    base = installed(version) / "bin/python"
    frozen = subprocess.run([UV, "pip", "freeze", "--python", base], check=True, capture_output=True, text=True).stdout
    held = [line for line in frozen.splitlines() if line.split("==")[0] in
            ("apache-airflow", "apache-airflow-core", "apache-airflow-task-sdk")]
    subprocess.run([UV, "venv", "-q", "--clear", "--python", sys.executable, folder], check=True)
    first, second = folder / "airflow.txt", folder / "held.txt"
    first.write_text(frozen)
    second.write_text("\n".join(held) + "\n")
    pip = [UV, "pip", "install", "-q", "--python", folder / "bin/python"]
    subprocess.run([*pip, "-r", first], check=True)
    subprocess.run([*pip, "-r", requirements, "--constraint", second], check=True)
    stamp.write_text(wanted)
    return folder / "bin"


@pytest.mark.oracle("Airflow loading DAGs")
@pytest.mark.parametrize("version", LINES)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_s_dag_loads(preset, version, tmp_path):
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the constraints of Airflow 2.11.0 at hand are for Python 3.11")
    link = f"image=debian:12-slim&airflow={version}&python=3.11&preset={preset}"
    project = projects.write(link, tmp_path / "project")
    binaries = environment(preset, version, project / "requirements.txt")
    variables = {
        "PATH": f"{binaries}:{os.environ['PATH']}", "HOME": str(tmp_path), "AIRFLOW_HOME": str(tmp_path / "home"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(project / "dags"), "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    }

    def run(*words):
        return subprocess.run(words, cwd=project, env=variables, capture_output=True, text=True, timeout=300)

    migrated = run(binaries / "airflow", "db", "migrate")
    assert migrated.returncode == 0, migrated.stderr[-3000:]
    errors = run(binaries / "airflow", "dags", "list-import-errors")
    assert errors.returncode == 0 and "No data found" in errors.stdout, errors.stdout[-3000:] + errors.stderr[-2000:]
    # What its tasks import, they import when they run: as Airflow does it, with the folder of the DAGs on the path.
    dag = ast.parse((project / "dags" / f"{preset.replace('-', '_')}_dag.py").read_text())
    imports = [ast.unparse(node) for node in ast.walk(dag) if isinstance(node, ast.Import | ast.ImportFrom)]
    script = "\n".join(["import sys", "sys.path.append('dags')", *imports])
    imported = run(binaries / "python", "-c", script)
    assert imported.returncode == 0, imported.stderr[-3000:]
    tests = run(binaries / "python", "-m", "pytest", "-q", "tests")
    assert tests.returncode == 0, tests.stdout[-4000:]


# Where each preset is built on stand-ins; one that starts on Debian does so where the image leaves the choice.
HOMES = {
    "own": "airflow=3.3.2",
    "layered": "airflow=3.3.2&layout=layered",
    "company": "image=registry.corp/os/base:2&layers=own&distro=debian&airflow=3.3.2&python=3.12",
    "official-2": "image=apache/airflow:2.11.2-python3.12",
    "official-3": "image=apache/airflow:3.3.2-python3.12",
    "runtime-2": "image=quay.io/astronomer/astro-runtime:13.11.0",
    "runtime-3": "image=astrocrpublic.azurecr.io/runtime:3.3-8",
}
BEHAVIOURS = {"company": "debian", "official-2": "official", "official-3": "official", "runtime-2": "runtime", "runtime-3": "runtime"}


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    return Buildah(tmp_path_factory.mktemp("buildah"))


@pytest.mark.oracle("buildah")
@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_builds(buildah, preset, home, tmp_path):
    folder = projects.write(f"{HOMES[home]}&preset={preset}", tmp_path / "project")
    bases = [folder / "layers/ap-base/Dockerfile", folder / "Dockerfile"]
    system = next(path for path in bases if path.exists()).read_text()
    behaviour = BEHAVIOURS.get(home, "alpine" if "FROM alpine" in system else "debian")
    project = projects.Project(home, behaviour, "", (), (), ())
    buildah.log()
    image = build(buildah, project, folder)
    read = [call[2]["requirements.txt"] for call in buildah.log() if "requirements.txt" in call[2]]
    assert read and all(lines == (folder / "requirements.txt").read_text().splitlines() for lines in read)
    container = buildah("from", *buildah.policy, "--pull-never", image).strip()
    root = buildah("mount", container).strip()
    airflow_home = "usr/local/airflow" if behaviour == "runtime" else "opt/airflow"
    name = preset.replace("-", "_")
    assert (Path(root) / airflow_home / f"dags/{name}_dag.py").read_text() == (folder / f"dags/{name}_dag.py").read_text()
    buildah("rm", container)


@pytest.mark.skipif(isolation.reason_against() is not None, reason=str(isolation.reason_against()))
@pytest.mark.skipif(not compose_project.has_compose(), reason="docker compose is not installed")
@pytest.mark.oracle("Airflow as services")
@pytest.mark.parametrize("version", LINES)
def test_the_local_run_of_a_preset_ends_well(version, tmp_path):
    """The services of the compose file, as processes, until the DAG of a preset that needs no connection succeeds."""
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the constraints of Airflow 2.11.0 at hand are for Python 3.11")
    link = f"image=debian:12-slim&airflow={version}&python=3.11&preset=data-quality"
    project = projects.write(link, tmp_path / "project")
    venv = environment("data-quality", version, project / "requirements.txt").parent
    assert "the DAG data_quality is switched on" in as_services(project, venv, "--dag", "data_quality")


class Task:
    """Stands in for PythonOperator of Airflow 1."""

    made = []

    def __init__(self, task_id, python_callable, provide_context=False):
        assert callable(python_callable)
        self.task_id, self.after = task_id, []
        Task.made.append(self)

    def __rshift__(self, other):
        self.after.append(other.task_id)
        return other


class Dag:
    """Stands in for DAG of Airflow 1, whose arguments it refuses when they are of a later one."""

    def __init__(self, dag_id, schedule_interval, start_date, catchup):
        self.dag_id = dag_id

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


@pytest.mark.oracle("Python's parser")
def test_the_dag_for_airflow_1_reads_with_stand_ins(tmp_path, monkeypatch):
    """Airflow 1.10 cannot be installed beside today's Pythons: its syntax and its imports at the top are checked alone."""
    link = "image=debian:12-slim&airflow=1.10.15&python=3.8&preset=sftp-to-postgres"
    project = projects.write(link, tmp_path / "project")
    text = (project / "dags/sftp_to_postgres_dag.py").read_text()
    ast.parse(text, feature_version=(3, 6))
    airflow, operators = ModuleType("airflow"), ModuleType("airflow.operators.python_operator")
    airflow.DAG, operators.PythonOperator = Dag, Task
    monkeypatch.setitem(sys.modules, "airflow", airflow)
    monkeypatch.setitem(sys.modules, "airflow.operators", ModuleType("airflow.operators"))
    monkeypatch.setitem(sys.modules, "airflow.operators.python_operator", operators)
    Task.made.clear()
    names = {}
    exec(compile(text, "sftp_to_postgres_dag.py", "exec"), names)
    assert names["dag"].dag_id == "sftp_to_postgres"
    assert [(task.task_id, task.after) for task in Task.made] == [("find", ["load"]), ("load", [])]
