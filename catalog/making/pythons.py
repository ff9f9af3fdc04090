"""`packages/python.tsv`: names of Python packages, most downloaded first, Airflow's own providers marked."""
from making.common import read_tsv, write


def providers(source):
    """Airflow's own, name → version: the prefix alone is anyone's."""
    rows = read_tsv(source / "airflow-providers.tsv")
    return {row["name"]: row["version"] for row in rows if row["in_airflow_constraints"] == "yes"}


def rows(source):
    own = providers(source)
    ranked = {row["name"]: row.get("version", "") for row in read_tsv(source / "python-packages.tsv")}
    late = {name: own[name] for name in sorted(own) if name not in ranked}
    return [[name, version, "p" if name in own else ""] for name, version in {**ranked, **late}.items()]


def make(source, target):
    write(target, "packages/python.tsv", ["name", "version", "kind"], rows(source))
