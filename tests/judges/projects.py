"""The chosen projects, which every judge judges: each family of images, empty, with the guide's example, and very full.

The wide matrix, for judges that are quick, is in matrix.py.
"""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
TWIN = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "airflow-image-configurator"

OWN = "airflow=3.3.2&python=3.12"

# name: (link, how the stand-in for the image named by FROM behaves)
FAMILIES = {
    "alpine": (f"image=alpine:3.23&{OWN}", "alpine"),
    "alpine-layered": (f"image=alpine:3.23&{OWN}&layout=layered", "alpine"),
    "alpine-python-image": ("image=alpine:3.22&airflow=3.3.2&python=3.13&constraints=full", "alpine"),
    "alpine-vendored": ("image=alpine:3.13&airflow=1.10.12&python=3.8&constraints=full", "alpine"),
    "alpine-fork": (f"image=alpine:3.23&{OWN}&repository=https://git.corp/airflow&revision=3.3.2-acme", "alpine"),
    "debian": (f"image=debian:12-slim&{OWN}", "debian"),
    "debian-layered": (f"image=debian:12-slim&{OWN}&layout=layered&index=https://mirror.corp/simple", "debian"),
    "company-alpine": (f"image=registry.corp/os/base:1&layers=own&distro=alpine&{OWN}", "alpine"),
    "company-debian": (f"image=registry.corp/os/base:2&layers=own&distro=debian&{OWN}&constraints=none", "debian"),
    "official": ("image=apache/airflow:2.11.2-python3.12", "official"),
    "official-3": ("image=apache/airflow:3.3.2-python3.12&constraints=full", "official"),
    "runtime-2": ("image=quay.io/astronomer/astro-runtime:13.11.0", "runtime"),
    "runtime-3": ("image=astrocrpublic.azurecr.io/runtime:3.3-8", "runtime"),
    "runtime-base": ("image=astrocrpublic.azurecr.io/runtime:3.3-8-base", "runtime-base"),
    "certified-alpine": ("image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild", "certified-alpine"),
    "certified-debian": ("image=quay.io/astronomer/ap-airflow:2.3.4-11-onbuild", "certified-debian"),
    "platform-last": ("image=astronomerinc/ap-airflow:0.10.3-1.10.5-onbuild", "project-last"),
    "platform-first": ("image=astronomerinc/ap-airflow:0.3.0-onbuild", "project-first"),
    "platform-files": ("image=astronomerinc/ap-airflow:0.0.16-onbuild", "files-only"),
}

NASTY = [
    "", " ", " leading and trailing ", "two  spaces", "tab\there", "'single'", 'double "quoted"', "both ' and \"", "`backtick`",
    "$HOME", "${HOME}", "$$", "$(id)", "a$", "\\", "\\\\", "ends with \\", "\\n", "\\$HOME", '\\"', "# not a comment", "a # b",
    "a=b=c", "%s %d %%", "{}", '{"a": [1, "two", {"b": null}], "c": "$x\\\\"}', "[1, 2]", "key: value", "- item", "*anchor &x",
    "!tag", "| block", "> fold", "1.10", "007", "true", "null", "é ü ñ", "日本語", "🎉 emoji", "a\u00a0b", "https://u:p@h/?q=1&r=2#f",
    "<<EOF", "\\x41", "~", ";rm -rf /", "&& true", "|| false", "${X:-y}", "%{x}",
]
PACKAGES = [f"package{n}" for n in range(26)] + ["libx++", "so:libpq.so.5", "name.with.dots", "a-b_c"]
DEBIAN_PACKAGES = [f"package{n}" for n in range(26)] + ["libstdc++6", "libpq5=15.1-1", "name.with.dots", "a-b"]
REQUIREMENTS = [f"package{n}=={n}.1" for n in range(54)] + [
    "name[extra1,extra2]>=1,<2", 'marked; python_version < "4"', "tilde~=1.4.2", "wild==1.*", "url @ https://host/a.whl", "plain",
]


ON_ALPINE = ("alpine", "project-last", "project-first", "files-only", "certified-alpine")


@dataclass(frozen=True)
class Project:
    """A link, and what it must come to."""

    family: str
    behaviour: str
    link: str
    packages: tuple
    requirements: tuple
    env: tuple


# What stands in a project: words of packages.txt on Alpine and on Debian, lines of requirements.txt, variables.
USUAL_REQUIREMENTS, USUAL_ENV = ("pandas", "scipy", "psycopg2"), (("AIRFLOW__CORE__PARALLELISM", "64"),)
STRANGE_REQUIREMENTS = ("pandas==2.2.3 # ${HOME} $(id) `id`", "six ; python_version < '4' # a \\ b", "attrs!=1.*,>=19")
# An address with a password is a secret, unless the link says that it is none.
PLAIN = tuple(n for n, value in enumerate(NASTY) if re.search(r"://[^/]*@", value))
NASTY_ENV = tuple((f"NASTY_{n}", value) for n, value in enumerate(NASTY))
CONTENTS = {
    "empty": ((), (), (), ()),
    "example": (("curl",), ("curl",), USUAL_REQUIREMENTS, USUAL_ENV),
    "full": (tuple(PACKAGES), tuple(DEBIAN_PACKAGES), tuple(REQUIREMENTS), NASTY_ENV),
    "hostile": (("libx++",), ("libstdc++6",), STRANGE_REQUIREMENTS, NASTY_ENV),
}


def project(family, content):
    link, behaviour = FAMILIES[family]
    return filled(family, behaviour, link, content)


def filled(family, behaviour, link, content):
    """The start of a link, and the contents behind it."""
    alpine_packages, debian_packages, requirements, env = CONTENTS[content]
    packages = alpine_packages if behaviour in ON_ALPINE else debian_packages
    parts = [link]
    parts += [f"packages={quote(package)}" for package in packages]
    parts += [f"requirements={quote(requirement)}" for requirement in requirements]
    parts += [f"env={name}={quote(value)}" for name, value in env]
    parts += [f"plain=NASTY_{n}" for n in PLAIN if env == NASTY_ENV]
    return Project(family, behaviour, "&".join(parts), packages, requirements, env)


ALL = [(family, content) for family in FAMILIES for content in ("empty", "example", "full")]


def write(link, folder):
    """Runs the twin; a project with an error among its diagnostics is no project to judge."""
    done = subprocess.run([TWIN, link, "--output", folder], capture_output=True, text=True)
    assert done.returncode == 0, f"{link[:300]}\n{done.stderr}"
    return Path(folder)
