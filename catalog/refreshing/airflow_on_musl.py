"""`airflow-on-musl.tsv`: what of Airflow's own dependencies has no wheel for musl, found with uv's resolver."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from refreshing import hosts, index
from refreshing.common import natural, normal, read_json, write_tsv

HEADER = ["airflow", "python", "resolved", "result", "needs_compiler", "compiles_if_it_can", "source_only_plain_python"]
# They build without a compiler too, and are slower then.
OPTIONAL = {"sqlalchemy"}
FIRST = "2.3.0"  # earlier releases do not resolve for a Python that has wheels for musl
MOST_ROUNDS = 40
PLATFORM = ["--python-platform", "x86_64-unknown-linux-musl", "--only-binary", ":all:"]


def resolve(requirement, pins, python, base, sources):
    """uv's answer, with the packages that may come as source."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, held = Path(folder, "in.txt"), Path(folder, "constraints.txt")
        wanted.write_text(requirement + "\n")
        held.write_text("\n".join(pins) + "\n")
        allowed = [word for name in sources for word in ("--no-binary", name)]
        command = ["uv", "pip", "compile", wanted, "-c", held, "--python-version", python, "--default-index", base,
                   "--no-header", "--no-annotate", "--color", "never", *PLATFORM, *allowed]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def without_wheel(requirement, pins, python, base):
    """Result, and the versions of what has no usable wheel: refused one at a time until the rest resolves."""
    sources = []
    for _ in range(MOST_ROUNDS):
        answer = resolve(requirement, pins, python, base, sources)
        if answer.returncode == 0:
            found = dict(re.findall(r"^([\w.-]+)==(\S+)$", answer.stdout, re.MULTILINE))
            return "resolves", {name: found[name] for name in sources if name in found}
        refused = [normal(name) for name in re.findall(r"Wheels are required for `([^`]+)`", answer.stderr)]
        if not set(refused) - set(sources):
            break
        sources += [name for name in dict.fromkeys(refused) if name not in sources]
    return "does not resolve", {}


def sorted_out(versions, base):
    """Three cells: a package that has wheels for other platforms is compiled; one that has none is plain Python."""
    compiled = {n for n, v in versions.items() if index.package(base, n).wheel(v) and n not in OPTIONAL}
    optional = OPTIONAL & set(versions)
    return [" ".join(sorted(names)) or "-" for names in (compiled, optional, set(versions) - compiled - optional)]


def last_patches(releases):
    found = {row["version"].rsplit(".", 1)[0]: row for row in sorted(releases, key=lambda r: natural(r["version"]))}
    return [row for row in found.values() if natural(row["version"]) >= natural(FIRST)]


def rows(folder, release, base):
    """With the newest Python that has a constraint set, then without constraints."""
    version = release["version"]
    sets = {p.stem.split("-python")[1]: p for p in (folder / "constraints").glob(f"{version}-python*.txt")}
    python = max(sets or release["pythons"], key=natural)
    lines = sets[python].read_text().splitlines() if sets else []
    held = [line for line in lines if not line.startswith("apache-airflow==")]
    for label, pins in [("with constraints", held), ("without constraints", [])]:
        if pins or label == "without constraints":
            result, versions = without_wheel(f"apache-airflow=={version}", pins, python, base)
            yield [version, python, label, result, *sorted_out(versions, base)]


def refresh(folder, options):
    path = folder / "airflow-releases.json"
    document = read_json(path, None) or sys.exit("airflow-on-musl: needs airflow-releases.json")
    patches = last_patches(document["releases"])
    chosen = [row for row in patches if not options.releases or row["version"] in options.releases]
    base = hosts.index(options.index)
    table = [row for release in chosen for row in rows(folder, release, base)]
    write_tsv(folder / "airflow-on-musl.tsv", HEADER, table)
