"""`packages/alpine-3.N.tsv` and `packages/debian-12.tsv`: the package names of a release."""
from making.common import ALPINE, by_bytes, read_tsv, write


def real_packages(source, release):
    """name → row of the source."""
    return {row["name"]: row for row in read_tsv(source / "alpine" / f"{release}.tsv")}


def provided_names(source, release):
    """Provided name → its providers. A real package of that name wins in apk, so it does here."""
    real = real_packages(source, release)
    rows = read_tsv(source / "alpine" / f"{release}.provides.tsv")
    return {r["provided_name"]: r["provided_by"].split() for r in rows if r["provided_name"] not in real}


def alpine_rows(source, release):
    rows = [[name, "", " ".join(providers)] for name, providers in provided_names(source, release).items()]
    rows += [[name, row["version"], row["repository"][0]] for name, row in real_packages(source, release).items()]
    return sorted(rows, key=lambda row: by_bytes(row[0]))


def debian_rows(source):
    rows = [[row["name"], row["version"]] for row in read_tsv(source / "debian-bookworm.tsv")]
    return sorted(rows, key=lambda row: by_bytes(row[0]))


def make(source, target):
    for release in ALPINE:
        write(target, f"packages/alpine-{release}.tsv", ["name", "version", "from"], alpine_rows(source, release))
    write(target, "packages/debian-12.tsv", ["name", "version"], debian_rows(source))
