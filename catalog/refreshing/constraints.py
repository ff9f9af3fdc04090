"""`constraints.tsv` and `constraints/`: Airflow's own constraint sets, of the tag of each release."""
import re
import sys

from refreshing.common import fetch_or_none, in_parallel, natural, normal, read_json, read_tsv, write_tsv

PYTHONS = ["2.7", *(f"3.{minor}" for minor in range(5, 15))]
HEADER = ["airflow", "python", "evidence", "packages"]


def pins(text):
    """`name==version` lines, in order; comments, markers and what is not pinned are left out."""
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)==([^\s;#]+)", text, re.MULTILINE)
    return [f"{name}=={version}" for name, version in sorted(found, key=lambda pin: normal(pin[0]))]


def fetched(folder, pattern, pair):
    """A row of the table, after its file was written; None where there is no such set."""
    airflow, python = pair
    answer = fetch_or_none(pattern.format(airflow=airflow, python=python))
    lines = pins(answer.decode()) if answer else []
    if not lines:
        return None
    path = folder / "constraints" / f"{airflow}-python{python}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return [airflow, python, "exact", str(len(lines))]


def refresh(folder, options):
    pattern = options.constraints or ""
    if "{airflow}" not in pattern or "{python}" not in pattern:
        sys.exit("constraints: give --constraints, an address with {airflow} and {python} in it")
    (folder / "constraints").mkdir(parents=True, exist_ok=True)
    path = folder / "airflow-releases.json"
    releases = read_json(path, None) or sys.exit("constraints: needs airflow-releases.json")
    pairs = [(row["version"], python) for row in releases["releases"] for python in PYTHONS]
    found = filter(None, in_parallel(lambda pair: fetched(folder, pattern, pair), pairs))
    # Sets of other evidence were found by other ways, and stay until an exact one comes.
    rows = {(r["airflow"], r["python"]): [r[key] for key in HEADER] for r in read_tsv(folder / "constraints.tsv")}
    rows |= {(row[0], row[1]): row for row in found}
    order = sorted(rows, key=lambda key: (natural(key[0]), natural(key[1])))
    write_tsv(folder / "constraints.tsv", HEADER, [rows[key] for key in order])
