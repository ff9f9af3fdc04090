"""Every family is built for real by buildah on stand-in bases: order, arguments, ENV and owners are what was asked for."""

import re
import subprocess

import pytest

import projects
from standin import Buildah

pytestmark = pytest.mark.oracle("buildah")


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    return Buildah(tmp_path_factory.mktemp("buildah"))


def build(buildah, project, folder):
    """Builds a project as its README says; gives the reference of the image."""
    own_froms = [line.split()[1] for line in (folder / "Dockerfile").read_text().splitlines() if line.startswith("FROM ")]
    if (folder / "build.sh").exists():
        base = (folder / "layers/ap-base/Dockerfile").read_text().split()[1]
        buildah.base(base, project.behaviour)
        for line in (folder / "build.sh").read_text().splitlines():
            step = re.fullmatch(r"build (\S+) (\S+)", line)
            if step:
                buildah.build(folder, folder / step[2], step[1])
                last = step[1]
        return last
    buildah.base(own_froms[0], project.behaviour)
    buildah.build(folder, folder / "Dockerfile", "localhost/judged:1")
    return "localhost/judged:1"


def bare(requirement):
    return requirement


def pip_installs(calls):
    return [call for call in calls if call[0] == "pip" and call[1][0] in ("install", "wheel")]


def listed_install(calls, packages):
    """The call that installed the words of packages.txt."""
    wanted = list(packages)
    for at, (name, words, *_) in enumerate(calls):
        if name in ("apk", "apt-get") and wanted and words[-len(wanted):] == wanted:
            return at
    return None


@pytest.mark.parametrize("family,content", projects.ALL)
def test_a_build_does_what_was_asked(buildah, family, content, tmp_path):
    project = projects.project(family, content)
    folder = projects.write(project.link, tmp_path / "project")
    buildah.log()
    image = build(buildah, project, folder)
    calls = buildah.log()
    assert_order(project, calls)
    assert_held(project, calls)
    config = buildah.config(image)
    env = dict(entry.split("=", 1) for entry in config["Env"])
    for name, value in project.env:
        assert env[name] == value
    assert_contents(buildah, image, project)


def assert_order(project, calls):
    """Packages before requirements, each once, with exactly the words and lines that were asked for."""
    if project.packages:
        assert listed_install(calls, project.packages) is not None, calls
    reading = [at for at, call in enumerate(calls) if call[0] == "pip" and "requirements.txt" in call[2]]
    assert len(reading) == (0 if not reading else 1) or project.behaviour == "official", calls
    if project.requirements:
        assert reading, calls
        for at in reading:
            assert calls[at][2]["requirements.txt"] == list(project.requirements)
        if project.packages:
            assert listed_install(calls, project.packages) < reading[-1]


def assert_held(project, calls):
    """In layers of one's own Airflow comes first, with its constraints, and the person's pip step holds it."""
    if project.behaviour not in ("alpine", "debian"):
        return
    airflow, *others = pip_installs(calls)
    assert any("apache-airflow[postgres]" in word for word in airflow[1]), airflow
    for call in others:
        held = call[2].get("/tmp/airflow.txt")
        if "constraints=none" in project.link:
            assert "--constraint" not in call[1]
        elif "constraints=full" in project.link:
            assert "--constraint" in call[1]
        else:
            assert held == ["apache-airflow==9.9.9", "apache-airflow-core==9.9.9"], call
    compiles = "psycopg2" in project.requirements
    removes = [call for call in calls if call[1][:1] in (["del"], ["purge"])]
    assert bool(removes) == compiles, calls


def assert_contents(buildah, image, project):
    container = buildah("from", *buildah.policy, "--pull-never", image).strip()
    try:
        root = buildah("mount", container).strip()
        home = "usr/local/airflow"
        if project.behaviour in ("alpine", "debian", "official"):
            home = "opt/airflow"
        stat = subprocess.run(["stat", "-c", "%u:%g", f"{root}/{home}/dags/example.py"], capture_output=True, text=True)
        assert stat.returncode == 0, stat.stderr
        owner = {"alpine": "50000:0", "debian": "50000:0", "official": "50000:0", "runtime": "101:0",
                 "runtime-base": "101:0", "certified-debian": "101:101"}.get(project.behaviour, "0:0")
        assert stat.stdout.strip() == owner
        for secret in (".env", ".netrc", ".git"):
            assert subprocess.run(["test", "-e", f"{root}/{home}/{secret}"]).returncode == 1, secret
    finally:
        buildah("rm", container)
    user = buildah.config(image).get("User", "")
    expected = {"alpine": "50000", "debian": "50000", "official": "airflow", "runtime": "astro", "runtime-base": "astro",
                "certified-debian": "astro"}.get(project.behaviour, "")
    assert user == expected
