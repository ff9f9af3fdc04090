"""first_wheels.tsv: the first version of each native package that has a wheel for musl on each Python.

Asked of the index by uv: the lowest version that it may take when it takes wheels alone. What was never on the index as
a wheel for a Python has an empty cell.
"""
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

PYTHONS = [f"3.{minor}" for minor in range(8, 15)]


def lowest(name, python):
    command = ["uv", "pip", "compile", "-", "--quiet", "--no-header", "--no-annotate", "--no-deps", "--only-binary", ":all:",
               "--resolution", "lowest", "--python", sys.executable, "--no-python-downloads",
               "--python-platform", "x86_64-unknown-linux-musl", "--python-version", python]
    done = subprocess.run(command, input=name + "\n", capture_output=True, text=True)
    found = done.stdout.strip().split("==")
    return found[1] if done.returncode == 0 and len(found) == 2 else ""


def rows(names):
    cases = [(name, python) for name in names for python in PYTHONS]
    with ThreadPoolExecutor(4) as pool:
        versions = dict(zip(cases, pool.map(lambda case: lowest(*case), cases)))
    for name in names:
        cells = [versions[name, python] for python in PYTHONS]
        if any(cells):
            yield [name, *cells]


def refresh(folder, options):
    """Without names, those of the table that is there."""
    path = folder / "first_wheels.tsv"
    names = options.names or [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    write(names, path)


def write(names, path):
    lines = ["\t".join(["name", *PYTHONS]), *("\t".join(row).rstrip("\t") for row in rows(names))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
