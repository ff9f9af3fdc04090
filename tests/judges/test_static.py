"""Two projects that are judged more closely: a value of two lines, and the modes in an archive."""

import io
import subprocess
import zipfile
from urllib.parse import quote

import pytest
import yaml

import projects


@pytest.mark.oracle("PyYAML")
def test_compose_and_env_file_read_secrets_and_newlines_back(tmp_path):
    value = "line one\nline two $HOME \"q\" 'q' \\ # é"
    folder = projects.write(f"env=MULTI={quote(value)}", tmp_path / "project")
    compose = yaml.safe_load((folder / "compose.yaml").read_text())
    read = compose["services"]["scheduler"]["environment"]["MULTI"].replace("$$", "$")
    assert read == value
    assert "MULTI" not in (folder / "Dockerfile").read_text()


@pytest.mark.oracle("zip readers")
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
