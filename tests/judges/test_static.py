"""What can be judged without building: hadolint, BuildKit's parser, YAML, shell, and the archive's readers."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import dockerfile
import pytest
import yaml

import compose_project
import projects

HADOLINT = Path(sys.executable).parent / "hadolint"
CONFIG = Path(__file__).parent / "hadolint.yaml"


@pytest.mark.parametrize("family,content", projects.ALL)
def test_tools_accept_the_project(family, content, tmp_path):
    project = projects.project(family, content)
    folder = projects.write(project.link, tmp_path / "project")
    for path in [folder / "Dockerfile", *folder.glob("layers/*/Dockerfile")]:
        lint = subprocess.run([HADOLINT, "--config", CONFIG, path], capture_output=True, text=True)
        assert lint.returncode == 0, f"{family} {content}: {lint.stdout}{lint.stderr}"
        assert dockerfile.parse_string(path.read_text())
    for script in [*folder.glob("*.sh")]:
        subprocess.run(["sh", "-n", script], check=True)
    for path in [folder / "compose.yaml", folder / ".astro/config.yaml", folder / "airflow_settings.yaml"]:
        assert yaml.safe_load(path.read_text())
    for path in folder.rglob("*.py"):
        compile(path.read_text(), str(path), "exec")
    assert_written_as_asked(project, folder)


def assert_written_as_asked(project, folder):
    assert (folder / "packages.txt").read_text() == "".join(f"{line}\n" for line in project.packages)
    assert (folder / "requirements.txt").read_text() == "".join(f"{line}\n" for line in project.requirements)
    for path in folder.rglob("*"):
        if path.is_file():
            text = path.read_bytes()
            assert b"\r" not in text and (not text or text.endswith(b"\n")), path


def read_env(commands):
    """ENV as BuildKit's parser splits it; the words keep their quotes."""
    return {c.value[0]: c.value[1] for c in commands if c.cmd.lower() == "env"}


def test_buildkit_reads_every_nasty_value(tmp_path):
    project = projects.project("alpine", "full")
    folder = projects.write(project.link, tmp_path / "project")
    env = read_env(dockerfile.parse_string((folder / "Dockerfile").read_text()))
    for name, value in project.env:
        assert compose_project.unquoted(env[name]) == value


def test_compose_and_env_file_read_secrets_and_newlines_back(tmp_path):
    from urllib.parse import quote

    value = "line one\nline two $HOME \"q\" 'q' \\ # é"
    folder = projects.write(f"env=MULTI={quote(value)}", tmp_path / "project")
    compose = yaml.safe_load((folder / "compose.yaml").read_text())
    read = compose["services"]["scheduler"]["environment"]["MULTI"].replace("$$", "$")
    assert read == value
    assert "MULTI" not in (folder / "Dockerfile").read_text()


def test_readers_agree_on_the_archive(tmp_path):
    archive = tmp_path / "project.zip"
    subprocess.run([projects.TWIN, "layout=layered&name=sftp-to-postgres", "--zip", archive], check=True)
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as read:
        assert read.testzip() is None
        modes = {entry.filename: entry.external_attr >> 16 for entry in read.infolist()}
    assert all(name.startswith("sftp-to-postgres/") for name in modes)
    executable = {name for name, mode in modes.items() if mode & 0o777 == 0o755}
    assert executable == {"sftp-to-postgres/entrypoint.sh", "sftp-to-postgres/build.sh"}
    assert all(mode & 0o777 == 0o644 for name, mode in modes.items() if name not in executable)
    listed = subprocess.run(["unzip", "-Z1", archive], check=True, capture_output=True, text=True).stdout.split()
    assert listed == list(modes)
    permissions = subprocess.run(["unzip", "-Z", archive], check=True, capture_output=True, text=True).stdout
    assert permissions.count("-rwxr-xr-x") == 2
    out = tmp_path / "bsdtar"
    out.mkdir()
    subprocess.run(["bsdtar", "-xf", archive, "-C", out], check=True)
    assert (out / "sftp-to-postgres/build.sh").stat().st_mode & 0o777 == 0o755
    assert (out / "sftp-to-postgres/Dockerfile").stat().st_mode & 0o777 == 0o644
    again = tmp_path / "again.zip"
    subprocess.run([projects.TWIN, "layout=layered&name=sftp-to-postgres", "--zip", again], check=True)
    assert again.read_bytes() == archive.read_bytes()
