"""What a Python index says of a package, by the simple interface in JSON."""
import io
import json
import re
import zipfile

from refreshing.common import fetch, fetch_or_none, normal

SIMPLE = "application/vnd.pypi.simple.v1+json"


class Package:
    """Versions and files of a package; yanked files are told apart."""

    def __init__(self, document):
        self.files = document["files"]
        self.versions = document.get("versions") or sorted({version_of(f["filename"]) for f in self.files})

    def kept(self):
        """Versions that have a file that is not yanked."""
        alive = {version_of(f["filename"]) for f in self.files if not f.get("yanked")}
        return [v for v in self.versions if v in alive]

    def of(self, version):
        return [f for f in self.files if version_of(f["filename"]) == version]

    def wheel(self, version):
        return next((f for f in self.of(version) if f["filename"].endswith(".whl")), None)


def version_of(filename):
    """`name-1.2-py3-none-any.whl` and `name-1.2.tar.gz` alike."""
    if filename.endswith(".whl"):
        return filename.split("-")[1]
    found = re.match(r".*-v?(\d.*?)(?:\.tar\.\w+|\.zip|\.tgz|\.egg|\.win.*|\.exe|-py\d.*)$", filename)
    return found[1] if found else ""


def package(index, name):
    return Package(json.loads(fetch(f"{index}/{normal(name)}/", SIMPLE)))


def inside(url):
    with zipfile.ZipFile(io.BytesIO(fetch(url))) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA")))


def metadata(entry):
    """The METADATA of a wheel as (key, value) pairs: beside the file, or where the index has none there, inside."""
    beside = fetch_or_none(entry["url"].split("#")[0] + ".metadata")
    text = (beside or inside(entry["url"])).decode()
    head = text.split("\n\n", 1)[0]
    return [tuple(line.split(": ", 1)) for line in head.splitlines() if ": " in line and not line.startswith(" ")]
