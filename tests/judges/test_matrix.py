"""The quick judges, each over every project of matrix.py."""

import ast
import itertools
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import dockerfile
import pytest
import yaml
from packaging.requirements import Requirement

import compose_project
import matrix
import projects
import test_patch

BIN = Path(sys.executable).parent
CONFIG = Path(__file__).parent / "hadolint.yaml"
every_project = pytest.mark.parametrize("name", matrix.PROJECTS)


@pytest.fixture
def project(name):
    return matrix.PROJECTS[name]


@pytest.fixture
def folder(project, tmp_path):
    return projects.write(project.link, tmp_path / "project")


def dockerfiles(folder):
    return [folder / "Dockerfile", *sorted(folder.glob("layers/*/Dockerfile"))]


def accepted(*words, **options):
    done = subprocess.run(words, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.oracle("the matrix itself")
def test_the_matrix_has_every_pair():
    there = set().union(*map(matrix.pairs, matrix.PAIRWISE))
    possible = filter(matrix.is_possible, itertools.product(*matrix.DIMENSIONS))
    assert all(matrix.pairs(row) <= there for row in possible)
    assert matrix.pairwise() == matrix.PAIRWISE and len(set(matrix.PAIRWISE)) == len(matrix.PAIRWISE)


@every_project
@pytest.mark.oracle("hadolint")
def test_hadolint(folder):
    accepted(BIN / "hadolint", "--config", CONFIG, *dockerfiles(folder))


@every_project
@pytest.mark.oracle("BuildKit's parser")
def test_buildkit_reads_dockerfiles(project, folder):
    read = [command for path in dockerfiles(folder) for command in dockerfile.parse_string(path.read_text())]
    assert read
    env = {command.value[0]: command.value[1] for command in read if command.cmd.lower() == "env"}
    for name, value in project.env:
        assert compose_project.unquoted(env[name]) == value, name


def scripts(folder):
    """Shell by itself, and in compose.yaml as it is run there: the shell, and the text behind what -e and -u set."""
    for path in sorted(folder.glob("*.sh")):
        yield "sh", path.read_text()
    for service in yaml.safe_load((folder / "compose.yaml").read_text())["services"].values():
        shell, *options = [*service.get("entrypoint", []), *service.get("command", [])] or [""]
        if shell in ("sh", "bash"):
            assert options[0] == "-euc", options
            # A dollar is written twice there.
            yield shell, "set -eu\n" + options[1].replace("$$", "$")


@every_project
@pytest.mark.oracle("sh and shellcheck")
def test_shells_read_scripts(folder):
    read = list(scripts(folder))
    assert read
    for shell, script in read:
        accepted(shell, "-n", input=script)
        # SC1091: the secrets that it reads are made in the container.
        accepted(BIN / "shellcheck", f"--shell={shell}", "--exclude=SC1091", "-", input=script)


@every_project
@pytest.mark.oracle("PyYAML")
def test_yaml_reads_its_files(folder):
    paths = [path for path in folder.rglob("*.y*ml") if path.is_file()]
    assert {"compose.yaml", "config.yaml", "airflow_settings.yaml"} <= {path.name for path in paths}
    assert all(yaml.safe_load(path.read_text()) for path in paths)


@every_project
@pytest.mark.oracle("packaging")
def test_packaging_reads_requirements(project, folder):
    lines = (folder / "requirements.txt").read_text().splitlines()
    assert tuple(lines) == project.requirements
    for line in lines:
        Requirement(re.sub(r"(^|\s+)#.*", "", line))


@every_project
@pytest.mark.oracle("Python's parser")
def test_python_reads_modules(project, folder):
    """As the image's own Python would, where the project says which it is."""
    python = re.search(r"python=?3\.(\d+)", project.link)
    minor = min(int(python[1]) if python else 6, sys.version_info[1])
    paths = list(folder.rglob("*.py"))
    assert paths
    for path in paths:
        compile(ast.parse(path.read_text(), str(path), feature_version=(3, minor)), str(path), "exec")


@every_project
@pytest.mark.oracle("the bytes themselves")
def test_files_are_plain_text(project, folder):
    assert (folder / "packages.txt").read_text() == "".join(f"{line}\n" for line in project.packages)
    for path in filter(Path.is_file, folder.rglob("*")):
        text = path.read_bytes()
        assert b"\r" not in text and (not text or text.endswith(b"\n")), path


@every_project
@pytest.mark.oracle("zip readers")
def test_readers_of_archives_agree(project, folder, tmp_path):
    archive = tmp_path / "project.zip"
    subprocess.run([projects.TWIN, project.link, "--zip", archive], check=True, capture_output=True)
    written = {f"my-airflow/{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with zipfile.ZipFile(archive) as read:
        assert {name: read.read(name) for name in read.namelist()} == written
    for name, words in {"unzip": ["unzip", "-q", archive, "-d"], "bsdtar": ["bsdtar", "-xf", archive, "-C"]}.items():
        (tmp_path / name).mkdir()
        accepted(*words, tmp_path / name)
        assert test_patch.tree(tmp_path / name / "my-airflow") == test_patch.tree(folder), name


NEXT = dict(itertools.pairwise([*matrix.PROJECTS, next(iter(matrix.PROJECTS))]))


@every_project
@pytest.mark.oracle("git apply and patch")
def test_git_goes_to_the_next_project(name, project, folder, tmp_path):
    other = matrix.PROJECTS[NEXT[name]].link
    after = projects.write(other, tmp_path / "other")
    patched = test_patch.applied(folder, test_patch.patch_of(folder, other), "git", tmp_path / "patched")
    # Credentials of an index are in no patch: their file is left to the person.
    credentials = {path: content for path, content in test_patch.tree(folder).items() if path == ".netrc"}
    assert patched == credentials | test_patch.tree(after)
