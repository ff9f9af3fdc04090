"""`airflow-releases.json`: releases with dates and Pythons, and the spans of versions that have an extra."""
from refreshing import hosts, index
from refreshing.common import in_parallel, natural, read_json, release_key, write_json

FIRST = "1.9.0"
LINE = "Programming Language :: Python :: "


def upload_date(files):
    """The day that the first file came; an early release may have come to the index after it was announced."""
    return min((f["upload-time"][:10] for f in files if f.get("upload-time")), default="")


def pythons(pairs):
    lines = [value.removeprefix(LINE) for key, value in pairs if key == "Classifier" and value.startswith(LINE)]
    return sorted((line for line in lines if line.count(".") == 1), key=natural)


def release(package, version, earlier):
    """A release; a date that was read from release notes stays, and so does the default of the official image."""
    files, wheel, before = package.of(version), package.wheel(version), earlier.get(version, {})
    pairs = index.metadata(wheel) if wheel else []
    noted = before.get("date_from") == "release notes"
    row = {"version": version, "released": before["released"] if noted else upload_date(files),
           "date_from": "release notes" if noted else "upload", "pythons": pythons(pairs) or before.get("pythons", []),
           "requires_python": next((f.get("requires-python") for f in files), None),
           "official_image_default": before.get("official_image_default")}
    return row, {value for key, value in pairs if key == "Provides-Extra"}


def spans(having, order):
    """First and last version of each unbroken run."""
    found = []
    for at, version in enumerate(order):
        if version in having:
            if at and order[at - 1] in having:
                found[-1]["last"] = version
            else:
                found.append({"first": version, "last": version})
    return found


def extras(by_version):
    """Of the versions whose metadata names any: the index has none of the earliest."""
    order = [version for version in by_version if by_version[version]]
    names = sorted(set().union(*by_version.values()))
    return {name: spans({v for v in order if name in by_version[v]}, order) for name in names}


def refresh(folder, options):
    package = index.package(hosts.index(options.index), "apache-airflow")
    finals = [v for v in package.versions if release_key(v) and natural(v) >= natural(FIRST)]
    kept = sorted(set(package.kept()) & set(finals), key=natural)
    path = folder / "airflow-releases.json"
    earlier = {row["version"]: row for row in read_json(path, {"releases": []})["releases"]}
    found = in_parallel(lambda version: release(package, version, earlier), kept)
    write_json(path, {
        "releases": [row for row, _ in found],
        "withdrawn_from_index": sorted(set(finals) - set(kept), key=natural),
        "extras": extras({row["version"]: names for row, names in found}),
    })
