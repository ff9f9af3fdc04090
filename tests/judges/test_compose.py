"""docker compose itself reads every project: no warning, the services in order, and each value as it was asked for."""

import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest

import compose_project
import matrix
import projects

pytestmark = [
    pytest.mark.skipif(not compose_project.has_compose(), reason="docker compose is not installed"),
    pytest.mark.oracle("docker compose"),
]
STARTED_FIRST = ["secrets", "postgres", "airflow-init"]


@pytest.mark.parametrize("name", matrix.PROJECTS)
def test_docker_compose_reads_the_project(name, tmp_path):
    project = matrix.PROJECTS[name]
    folder = projects.write(project.link, tmp_path / "project")
    compose = compose_project.resolved(folder)
    services = compose["services"]
    assert compose_project.in_order(services)[:3] == STARTED_FIRST
    published = [port for service in services.values() for port in service.get("ports", [])]
    assert [(port["host_ip"], port["published"], port["target"]) for port in published] == [("127.0.0.1", "8080", 8080)]
    builds = [which for which, service in services.items() if "build" in service]
    assert builds == ([] if (folder / "build.sh").exists() else ["airflow-init"])
    home = compose_project.home(services)
    for which, service in services.items():
        if which in STARTED_FIRST[:2]:
            continue
        assert service["pull_policy"] == "never" and service["image"].startswith("localhost/")
        assert service.get("platform") == ("linux/amd64" if "astronomerinc" in project.link else service.get("platform"))
        mounted = {volume["target"]: volume["source"] for volume in service["volumes"]}
        for sub in ("dags", "plugins", "include"):
            assert mounted[f"{home}/{sub}"] == str(folder / sub) and (folder / sub).is_dir()
        # The image has it already; compose must not say something else.
        own = dict(project.env)
        assert not set(own) & set(service["environment"])


def test_no_secret_is_fixed(tmp_path):
    """Two projects of one configuration are the same bytes, so whatever stands in them is no secret."""
    folder = projects.write("v=1", tmp_path / "project")
    environment = compose_project.resolved(folder)["services"]["scheduler"]["environment"]
    for name, value in environment.items():
        if any(word in name for word in ("SECRET", "KEY", "CONN", "PASSWORD")):
            assert name.endswith("_CMD") and value.startswith("cat /run/airflow-secrets/"), name


@pytest.mark.parametrize("value", [*projects.NASTY, "two\nlines", "a\nb $HOME \"q\" 'q' \\ # é\n"])
def test_values_with_a_line_break_reach_the_container(value, tmp_path):
    value += "\n"
    folder = projects.write(f"env=MULTI={quote(value)}", tmp_path / "project")
    for name in ("scheduler", "airflow-init"):
        assert compose_project.resolved(folder)["services"][name]["environment"]["MULTI"] == value


def quoted_as_env_file_does(value):
    """The dialect of src/generator/quoting.rs; a link cannot carry a secret's value, so it is written here."""
    escaped = {'"': '\\"', "\\": "\\\\", "$": "\\$", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escaped.get(c, c) for c in value) + '"'


def test_docker_compose_reads_the_dialect_of_dot_env():
    """What `.env` is written in gives back every value."""
    values = {f"SECRET_{n}": value for n, value in enumerate([*projects.NASTY, "two\nlines", "\n"])}
    with tempfile.TemporaryDirectory() as folder:
        written = projects.write("&".join(f"secret={name}" for name in values), Path(folder) / "project")
        lines = (written / ".env").read_text().splitlines()
        assert all(f'# {name}=""' in lines for name in values)
        text = "".join(f"{name}={quoted_as_env_file_does(value)}\n" for name, value in values.items())
        (written / ".env").write_text(text)
        read = compose_project.resolved(written)["services"]["scheduler"]["environment"]
    wrong = {name: (value, read.get(name)) for name, value in values.items() if read.get(name) != value}
    assert not wrong


def test_a_port_of_ones_own_needs_one_line(tmp_path):
    folder = projects.write("v=1", tmp_path / "project")
    with open(folder / ".env", "a") as env:
        env.write("AIRFLOW_LOCAL_PORT=8081\n")
    ports = compose_project.resolved(folder)["services"]["api-server"]["ports"]
    assert [(port["host_ip"], port["published"]) for port in ports] == [("127.0.0.1", "8081")]


def test_an_index_brings_its_credentials_to_the_build(tmp_path):
    folder = projects.write("airflow=3.3.2&index=https://mirror.corp/simple", tmp_path / "project")
    compose = compose_project.resolved(folder)
    assert [secret["source"] for secret in compose["services"]["airflow-init"]["build"]["secrets"]] == ["netrc"]
    assert compose["secrets"]["netrc"]["file"] == str(folder / ".netrc")


def test_scripts_are_valid_shell(tmp_path):
    for link in ("airflow=3.3.2", "image=apache/airflow:2.11.2", "image=debian:12-slim&airflow=1.10.15"):
        folder = projects.write(link, tmp_path / str(abs(hash(link))))
        services = compose_project.resolved(folder)["services"]
        scripts = [word for name in STARTED_FIRST for word in services[name].get("command") or [] if "\n" in word]
        assert scripts
        for script in scripts:
            subprocess.run(["sh", "-n", "-c", script], check=True)
