"""`packages/alpine-history.tsv`: which Alpine releases have a package, and what it is called in the others."""
import re

from making.common import ALPINE, by_bytes, natural, read_tsv, write
from making.systems import provided_names, real_packages

# A name that more packages provide says what something is, not what it is called.
MOST_PROVIDERS = 3
# PostgreSQL has had eight versions beside libpq-dev.
MOST_NAMES = 9
# Made for apk's own solver, or for one build; nobody writes them into a list.
NOISE = re.compile(r"-virtual$|proto$|-bootstrap$|-static$")
# A variant of PostgreSQL that provides all names of the plain one.
VARIANT = "postgresql-bdr-"
# General knowledge: no table connects these.
SAME = [("postgresql-libs", "libpq"), ("nodejs-npm", "npm")]


def spans(found):
    """`3.7-3.9,3.12-`: the releases that have it; an open end is "and later"."""
    texts, at = [], 0
    marks = [release in found for release in ALPINE] + [False]
    while True in marks[at:]:
        first = marks.index(True, at)
        at = marks.index(False, first)
        last = "-" if at == len(ALPINE) else f"-{ALPINE[at - 1]}"
        texts.append(ALPINE[first] + ("" if at - first == 1 and last != "-" else last))
    return ",".join(texts)


def releases_by_name(source):
    found = {}
    for release in ALPINE:
        for name in real_packages(source, release):
            found.setdefault(name, []).append(release)
    return found


def provided_pairs(source, found):
    """(old name, provider), where a former package became a provided name."""
    pairs = set()
    for at, release in enumerate(ALPINE):
        for name, providers in provided_names(source, release).items():
            providers = [p for p in providers if not p.startswith(VARIANT)]
            is_former = any(ALPINE.index(r) < at for r in found.get(name, []))
            if is_former and len(providers) <= MOST_PROVIDERS and not NOISE.search(name):
                pairs |= {(name, provider) for provider in providers}
    return pairs


def spelled_pairs(native):
    """(name, name) of the choices in native.tsv: `libpq-dev:3.15|postgresql-dev`."""
    words = {word for row in native for cell in ("apk_build", "apk_run") for word in row.get(cell, "").split()}
    choices = [[part.split(":")[0] for part in word.split("|")] for word in sorted(words) if "|" in word]
    return [(old, new) for new, *older in choices for old in older]


def python_pairs(found):
    """(`py-x` or `py2-x` of Python 2, `py3-x`)."""
    twins = [(name, f"py3-{name.split('-', 1)[1]}") for name in sorted(found) if re.match("py2?-", name)]
    return [(old, new) for old, new in twins if new in found]


def shown(names):
    """One that took in many packages is called like none of them."""
    names = list(dict.fromkeys(names))
    return names if len(names) <= MOST_NAMES else []


def other_names(source, native, found):
    """name → other names: choices of the recipes first, then providers, the newest number first."""
    provided = sorted(provided_pairs(source, found), key=lambda pair: (natural(pair[1]), pair), reverse=True)
    also = {}
    for old, new in [*SAME, *spelled_pairs(native), *provided]:
        also.setdefault(old, []).append(new)
        if not set(found.get(new, [])) >= set(found.get(old, [])):
            also.setdefault(new, []).append(old)
    for old, new in python_pairs(found):  # one way only: nobody should go back to Python 2
        also.setdefault(old, []).append(new)
    return {name: shown(names) for name, names in also.items()}


def make(source, target):
    found = releases_by_name(source)
    also = other_names(source, read_tsv(target / "native.tsv"), found)
    rows = [[name, spans(found[name]), " ".join(also.get(name, []))]
            for name in sorted(found, key=by_bytes) if len(found[name]) < len(ALPINE)]
    write(target, "packages/alpine-history.tsv", ["name", "releases", "also"], rows)
