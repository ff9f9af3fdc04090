"""Checks of the tables that are kept by hand: what they name must be in the tables that are made."""
import json
import re

from making.common import ALPINE, natural, read_tsv

# The release that the suggestions are made for; old names may be of any other.
CURRENT = "3.23"
LONGEST_WHY = 90
PROVIDER = "apache-airflow-providers-"


def names(folder, table):
    return {row["name"] for row in read_tsv(folder / "packages" / f"{table}.tsv")}


def repeated(values):
    seen = set()
    return sorted({v for v in values if v in seen or seen.add(v)})


def translations(folder):
    """Unique on both sides, so that a name translates to one name either way."""
    rows = read_tsv(folder / "translations.tsv")
    alpine = set().union(*(names(folder, f"alpine-{release}") for release in ALPINE))
    debian = names(folder, "debian-12")
    yield from (f"{r['apk']}: in no Alpine release" for r in rows if r["apk"] not in alpine)
    yield from (f"{r['apt']}: not in Debian 12" for r in rows if r["apt"] not in debian)
    yield from (f"{r['apk']}: the same name on both sides" for r in rows if r["apk"] == r["apt"])
    yield from (f"{name}: twice" for side in ("apk", "apt") for name in repeated(r[side] for r in rows))


def suggestions(folder):
    rows = read_tsv(folder / "suggestions.tsv")
    known = {"packages": names(folder, f"alpine-{CURRENT}"), "requirements": names(folder, "python")}
    debian = names(folder, "debian-12")
    for row in rows:
        if row["list"] in known and row["name"] not in known[row["list"]]:
            yield f"{row['name']}: not in the table of {row['list']}"
        if row["list"] == "packages" and row.get("other", row["name"]) not in debian:
            yield f"{row['name']}: not in Debian 12"
    yield from (f"{pair[1]}: twice" for pair in repeated((r["list"], r["name"]) for r in rows))
    first = next(r["group"] for r in rows if r["list"] == "requirements")
    if first != "Providers":
        yield f"requirements begin with {first}, not with Providers"


def options(folder, source):
    """Suggested AIRFLOW__ names are options of the newest minor."""
    document = json.loads((source / "airflow-options.json").read_text(encoding="utf-8"))
    newest = document["minors"][-1]
    for row in read_tsv(folder / "suggestions.tsv"):
        if row["list"] == "env":
            _, section, key = row["name"].lower().split("__")
            found = document["core"].get(section, {}).get(key, {"minors": []})
            if not any(last == newest for _, last in found["minors"]):
                yield f"{row['name']}: no option of Airflow {newest}"


def successors(folder):
    rows = read_tsv(folder / "successors.tsv")
    known = names(folder, "python")
    for row in rows:
        successor = row["successor"]
        if successor and not successor.endswith("*") and successor not in known:
            yield f"{row['name']}: its successor {successor} is not in python.tsv"
        if not row["evidence"] or not 0 < len(row["why"]) < LONGEST_WHY:
            yield f"{row['name']}: evidence and a short reason are needed"
    yield from (f"{name}: twice" for name in repeated(r["name"] for r in rows))


def lifetimes(folder):
    rows = read_tsv(folder / "lifetimes.tsv")
    undated = [row for row in rows if not re.fullmatch(r"\d{4}-\d\d-\d\d", row["ended"])]
    yield from (f"{row['what']} {row['version']}: no date" for row in undated)
    keys = [(r["what"], natural(r["version"])) for r in rows]
    if keys != sorted(keys):
        yield "lifetimes.tsv is not in order"


def sentences(folder):
    rows = [(r["section"], r["key"]) for r in read_tsv(folder / "sentences.tsv")]
    known = {(r["section"], r["key"]) for r in read_tsv(folder / "options.tsv")}
    yield from (f"{section}.{key}: no option" for section, key in rows if (section, key) not in known)
    yield from (f"{section}.{key}: twice" for section, key in repeated(rows))


def provider_floors(folder):
    rows = read_tsv(folder / "provider_floors.tsv")
    providers = names(folder, "python")
    releases = {r["version"] for r in read_tsv(folder / "releases.tsv")}
    yield from (f"{r['provider']}: no provider in python.tsv" for r in rows if f"{PROVIDER}{r['provider']}" not in providers)
    yield from (f"{r['provider']}: {r['airflow']} is no Airflow" for r in rows if r["airflow"] not in releases)
    yield from (f"{name}: twice" for name in repeated(r["provider"] for r in rows))


def faults(folder, source=None):
    """Everything wrong with the tables kept by hand; nothing if all is well."""
    tables = (translations, suggestions, successors, lifetimes, sentences, provider_floors)
    found = [fault for table in tables for fault in table(folder)]
    return found + ([*options(folder, source)] if source else [])
