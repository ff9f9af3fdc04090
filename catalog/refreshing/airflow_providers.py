"""`airflow-providers.tsv`: what Airflow's constraint sets name as a provider, and what the ranking has beside it.

The index is not asked for all its names: anyone may use the prefix, and only the constraint sets tell whose it is."""
import sys

from refreshing import hosts
from refreshing.common import in_parallel, normal, read_tsv, write_tsv
from refreshing.python_packages import newest_version

PREFIX = "apache-airflow-providers-"


def constrained(folder):
    """Providers in the sets of the newest major; earlier ones may have been retired since."""
    paths = sorted((folder / "constraints").glob("[3-9].*.txt"))
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return {normal(line.split("==")[0]) for line in lines if line.startswith(PREFIX)}


def refresh(folder, options):
    own = constrained(folder) or sys.exit("airflow-providers: needs constraints/ in the same folder")
    earlier = [folder / "python-packages.tsv", folder / "airflow-providers.tsv"]
    known = {row["name"] for path in earlier for row in read_tsv(path)}
    names = sorted(own | {name for name in known if name.startswith(PREFIX)})
    base = hosts.index(options.index)
    versions = in_parallel(lambda name: newest_version(base, name), names)
    rows = [[n, v, "yes" if n in own else "no"] for n, v in zip(names, versions) if v]
    write_tsv(folder / "airflow-providers.tsv", ["name", "version", "in_airflow_constraints"], rows)
