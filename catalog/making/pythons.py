"""`packages/python.tsv`: names of Python packages, most downloaded first, Airflow's own providers marked."""
from making.common import read_tsv, write

PREFIX = "apache-airflow-providers-"
NEWEST_MAJOR = "3."


def constrained(source, major=""):
    """Providers that constraint sets name: the prefix alone is anyone's."""
    paths = (source / "constraints").glob(f"{major}*.txt")
    lines = {line for path in paths for line in path.read_text(encoding="utf-8").splitlines()}
    return {line.split("==")[0] for line in lines if line.startswith(PREFIX)}


def rows(source):
    table = {row["name"]: row for row in read_tsv(source / "airflow-providers.tsv")}
    stated = {name for name, row in table.items() if row["in_airflow_constraints"] == "yes"}
    own = stated | constrained(source)
    ranked = {row["name"]: row.get("version", "") for row in read_tsv(source / "python-packages.tsv")}
    # The others of Airflow's own were retired: known when they are typed and often asked for, but not offered.
    kept = stated | constrained(source, NEWEST_MAJOR)
    late = {name: table[name]["version"] for name in sorted(kept & set(table)) if name not in ranked}
    return [[name, version, "p" if name in own else ""] for name, version in {**ranked, **late}.items()]


def make(source, target):
    write(target, "packages/python.tsv", ["name", "version", "kind"], rows(source))
