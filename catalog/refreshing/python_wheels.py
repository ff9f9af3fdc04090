"""`python-wheels.json`: which packages have wheels for musl, for glibc only, for all, or none; by their files."""
import re
import sys
from urllib.error import HTTPError

from refreshing import hosts, index
from refreshing.common import in_parallel, natural, newest, normal, read_json, release_key, write_json

SHAPES = {
    "pure": r"-none-any\.whl$",
    "musl": r"-musllinux_.*x86_64\.whl$",
    "glibc": r"-(?:manylinux|linux).*x86_64\.whl$",
    "source": r"\.(?:tar\.\w+|zip|tgz)$",
}


def shapes(files):
    return {shape for shape, end in SHAPES.items() if any(re.search(end, f["filename"]) for f in files)}


def kind(found):
    if "pure" in found:
        return "pure+binary" if found & {"musl", "glibc"} else "pure"
    if "musl" in found:
        return "musllinux"
    return "manylinux-only" if "glibc" in found else "sdist-only"


def interpreters(files):
    """`39+` for a wheel of the stable interface, `313` for one of that Python."""
    names = [f["filename"] for f in files if re.search(SHAPES["musl"], f["filename"])]
    found = {re.search(r"-cp3(\d+)-(abi3)?", name) for name in names}
    return sorted({f"3{m[1]}" + ("+" if m[2] else "") for m in found if m}, key=natural)


def described(name, package):
    """A row of the table; bounds of musl wheels stand only where they are not the first or the newest version."""
    versions = sorted((v for v in package.kept() if release_key(v)), key=release_key)
    seen = newest(package.kept())
    found = shapes(package.of(seen))
    row = {"python_package": name, "kind": kind(found), "evidence": "file list of the index", "version_seen": seen}
    with_musl = [v for v in versions if "musl" in shapes(package.of(v))]
    if "musl" in found:
        row["musllinux_cpython"] = interpreters(package.of(seen))
    if with_musl and with_musl[0] != versions[0]:
        row["first_version_with_musllinux"] = with_musl[0]
    if with_musl and "musl" not in found:
        row["last_version_with_musllinux"] = with_musl[-1]
    if "source" not in found:
        row["has_source_distribution"] = False
    return row


def asked(base, name):
    try:
        return described(name, index.package(base, name))
    except HTTPError:
        return None


def wanted(folder):
    """The names of the earlier table, and what any constraint set pins."""
    earlier = {row["python_package"] for row in read_json(folder / "python-wheels.json", [])}
    sets = (folder / "constraints").glob("*.txt")
    return sorted(earlier | {normal(line.split("==")[0]) for path in sets for line in path.read_text().splitlines()})


def refresh(folder, options):
    names = options.names or wanted(folder) or sys.exit("python-wheels: give --names, or constraints/ in DIR")
    base = hosts.index(options.index)
    rows = in_parallel(lambda name: asked(base, normal(name)), names)
    write_json(folder / "python-wheels.json", [row for row in rows if row])
