"""Real base images, as far as they can be had without a registry of images: Debian by debootstrap, Airflow by pip.

What they are made of is kept in the cache folder of this project's tools, so that only the first run takes minutes. How this
machine reaches its mirrors (sources, certificates) is taken over when the base is made, and stands in no file of ours.
"""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "airflow-image-configurator" / "debian"
CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
PACKAGES = "python3,python3-venv,ca-certificates"


def reason_against():
    """Why this machine cannot do it; None if it can."""
    if os.geteuid() != 0:
        return "debootstrap needs root"
    missing = [name for name in ("debootstrap", "buildah", "tar") if not shutil.which(name)]
    return f"{', '.join(missing)} is missing" if missing else None


def debian():
    """The tree of a small Debian 12 with Python 3.11, as a tar file."""
    archive = CACHE / f"bookworm-{hashlib.sha256(PACKAGES.encode()).hexdigest()[:8]}.tar"
    if not archive.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        tree = CACHE / "tree"
        shutil.rmtree(tree, ignore_errors=True)
        subprocess.run(["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", tree], check=True,
                       stdout=subprocess.DEVNULL)
        (tree / "etc/apt/apt.conf.d/99judges").write_text('APT::Sandbox::User "root";\n')
        if CERTIFICATES.exists():
            shutil.copy(CERTIFICATES, tree / "etc/ssl/certs/ca-certificates.crt")
        shutil.rmtree(tree / "var/lib/apt/lists", ignore_errors=True)
        subprocess.run(["tar", "--create", "--file", f"{archive}.part", "--directory", tree, "."], check=True)
        shutil.rmtree(tree)
        Path(f"{archive}.part").rename(archive)
    return archive


def airflow(version, constraints):
    """Airflow in a virtual environment of that Debian, as the official image has it in its user's home; as a tar file."""
    archive = CACHE / f"airflow-{version}.tar"
    if not archive.exists():
        tree = CACHE / f"tree-{version}"
        shutil.rmtree(tree, ignore_errors=True)
        tree.mkdir(parents=True)
        subprocess.run(["tar", "--extract", "--file", debian(), "--directory", tree], check=True)
        shutil.copy("/etc/resolv.conf", tree / "etc/resolv.conf")
        held = []
        if constraints:
            shutil.copy(constraints, tree / "tmp/constraints.txt")
            held = ["--constraint", "/tmp/constraints.txt"]
        home = "/home/airflow/.local"
        inside = ["chroot", tree, "env", "-i", "PATH=/usr/bin:/bin", f"PIP_CERT={CERTIFICATES}", "PIP_NO_CACHE_DIR=1"]
        subprocess.run([*inside, "python3", "-m", "venv", home], check=True)
        subprocess.run([*inside, f"{home}/bin/pip", "install", "--quiet", *held, f"apache-airflow[postgres]=={version}"], check=True)
        subprocess.run(["chown", "-R", "50000:0", tree / "home/airflow"], check=True)
        subprocess.run(["tar", "--create", "--file", f"{archive}.part", "--directory", tree, "home/airflow"], check=True)
        shutil.rmtree(tree)
        Path(f"{archive}.part").rename(archive)
    return archive


def official(buildah, reference, version, constraints, folder):
    """Stands in for apache/airflow: its user, home, variables and folders, on that Debian."""
    folder.mkdir()
    for source in (debian(), airflow(version, constraints)):
        os.link(source, folder / source.name) if source.stat().st_dev == folder.stat().st_dev else shutil.copy(source, folder)
    (folder / "Dockerfile").write_text("\n".join([
        "FROM scratch",
        f"ADD {debian().name} /",
        f"ADD {airflow(version, constraints).name} /",
        "RUN useradd --uid 50000 --gid 0 --home-dir /home/airflow --shell /bin/bash airflow"
        " && mkdir -p /opt/airflow/logs && chown -R 50000:0 /opt/airflow",
        'ENV PATH="/home/airflow/.local/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" AIRFLOW_HOME="/opt/airflow" '
        f'AIRFLOW_VERSION="{version}" HOME="/home/airflow" PIP_CERT="{CERTIFICATES}"',
        "WORKDIR /opt/airflow",
        "USER airflow",
    ]) + "\n")
    buildah("bud", *buildah.policy, "--format", "docker", "--pull-never", "--tag", reference, folder)
