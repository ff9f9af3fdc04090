"""Where to ask: an argument, else what the clients of this machine are set up with. No host is named in here."""
import os
import re
import subprocess
import sys
from pathlib import Path


def output(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout.strip() if result.returncode == 0 else ""


def index(given=None):
    """The Python index: argument, uv's or pip's configuration, else the default that pip itself carries."""
    variables = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL")
    own_default = "from pip._internal.models.index import PyPI; print(PyPI.simple_url)"
    found = (given or next(filter(None, map(os.environ.get, variables)), "")
             or output(sys.executable, "-m", "pip", "config", "get", "global.index-url")
             or output(sys.executable, "-c", own_default))
    return found.rstrip("/") or sys.exit("no Python index is known: give --index")


def apt_sources(texts):
    """(mirror, suite) of one-line and of deb822 sources."""
    found = []
    for text in texts:
        found += re.findall(r"^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)", text, re.MULTILINE)
        for stanza in re.split(r"\n\s*\n", text):
            fields = dict(re.findall(r"^(\w+):\s*(.*)$", stanza, re.MULTILINE))
            if "deb" in fields.get("Types", "").split():
                found += [(uri, suite) for uri in fields["URIs"].split() for suite in fields["Suites"].split()]
    return [(mirror.rstrip("/"), suite) for mirror, suite in found]


def debian(codename, given=None):
    """The sources of a release; a given mirror has the release itself and its updates only."""
    if given:
        return [(given.rstrip("/"), codename), (given.rstrip("/"), f"{codename}-updates")]
    folder = Path("/etc/apt")
    files = [folder / "sources.list", *sorted(folder.glob("sources.list.d/*"))]
    suites = [codename, f"{codename}-updates", f"{codename}-security"]
    sources = apt_sources(path.read_text() for path in files if path.is_file())
    found = [(mirror, suite) for wanted in suites for mirror, suite in sources if suite == wanted]
    return found or sys.exit(f"apt is not set up for {codename}: give --debian-mirror")


def alpine(given=None):
    """The mirror, without release and repository."""
    path = Path("/etc/apk/repositories")
    lines = path.read_text().splitlines() if path.exists() else []
    found = [re.match(r"(https?://\S+?)/(?:v\d|edge|latest)", line) for line in lines]
    mirror = given or next((match[1] for match in found if match), "")
    return mirror.rstrip("/") or sys.exit("no Alpine mirror is known: give --alpine-mirror")
