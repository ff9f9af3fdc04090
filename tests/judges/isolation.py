"""Namespaces of their own for the services: network, mounts and process numbers, so that they see a file's own paths,
ports and host names, and so that none of them outlives the run. Needs root."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PREFIX = "local-run-"


def reason_against():
    """Why this machine cannot do it; None if it can."""
    if os.geteuid() != 0:
        return "namespaces need root"
    missing = [name for name in ("unshare", "ip", "mount", "runuser", "busybox") if not shutil.which(name)]
    if missing:
        return f"{', '.join(missing)} is missing"
    if not list(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        return "PostgreSQL is missing"
    tried = subprocess.run(["unshare", "--net", "--mount", "--pid", "--fork", "true"], capture_output=True, text=True)
    return None if tried.returncode == 0 else f"no namespaces here: {tried.stderr.strip()}"


def isolated(script, arguments):
    """Runs a script in namespaces with a folder of its own; when it ends, so does every process that it started."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as temporary:
        inside = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
        return subprocess.run([*inside, sys.executable, script, "--inside", temporary, *arguments]).returncode


class Machine:
    """What the services find around them: host names, the image's copy of the project, every volume at its place."""

    def __init__(self, temporary, project, home, services):
        self.temporary, self.made, self.targets = temporary, [], []
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        hosts = temporary / "hosts"
        # As in a container, the machine's own name is known too.
        hosts.write_text(f"127.0.0.1 localhost {socket.gethostname()} {' '.join(services)}\n")
        self.bind(hosts, Path("/etc/hosts"))
        image = temporary / "image"
        shutil.copytree(project, image)
        self.bind(image, Path(home))
        for service in services.values():
            for volume in service.get("volumes", []):
                self.mount(volume)
        temporary.chmod(0o755)

    def mount(self, volume):
        """Binds a volume once. The database's own is Debian's business."""
        target = Path(volume["target"])
        if target in self.targets or "postgresql" in volume["target"]:
            return
        named = self.temporary / "volumes" / volume["source"].lstrip("/")
        source = Path(volume["source"]) if volume["type"] == "bind" else named
        source.mkdir(parents=True, exist_ok=True)
        self.bind(source, target)

    def bind(self, source, target):
        self.made += [folder for folder in [target, *target.parents] if not folder.exists()]
        if source.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", source, target], check=True)
        self.targets.append(target)

    def clean(self):
        """Takes back the folders that were made to mount on; docker would have them inside the image."""
        for target in reversed(self.targets):
            subprocess.run(["umount", "--lazy", target], stderr=subprocess.DEVNULL)
        for folder in sorted(self.made, key=lambda folder: len(folder.parts), reverse=True):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
