"""`python-packages.tsv`: a ranking that is given, with the newest version of each name."""
import json
import sys
from pathlib import Path
from urllib.error import HTTPError

from refreshing import hosts, index
from refreshing.common import fetch, in_parallel, newest, normal, write_tsv

MOST = 10_000


def ranking(text):
    """Names of a ranking, best first: JSON (`rows` of `project`, or a list), or lines with a cell `name`, or names."""
    if text.lstrip()[:1] in "[{":
        document = json.loads(text)
        rows = document["rows"] if isinstance(document, dict) else document
        return [row["project"] if isinstance(row, dict) else row for row in rows]
    head, *lines = [line.split("\t") for line in text.splitlines() if line.strip()]
    at = head.index("name") if "name" in head else 0
    return [line[at] for line in (lines if "name" in head else [head, *lines])]


def newest_version(base, name):
    """None for a name that the index does not have any more."""
    try:
        return newest(index.package(base, name).kept())
    except HTTPError:
        return None


def refresh(folder, options):
    if not options.top_packages:
        sys.exit("python-packages: give --top-packages, a file or an address of a ranking")
    given = options.top_packages
    text = fetch(given).decode() if "://" in given else Path(given).read_text(encoding="utf-8")
    names = list(dict.fromkeys(map(normal, ranking(text))))[: options.most or MOST]
    base = hosts.index(options.index)
    versions = in_parallel(lambda name: newest_version(base, name), names)
    rows = [[name, version] for name, version in zip(names, versions) if version]
    write_tsv(folder / "python-packages.tsv", ["rank", "name", "version"],
              [[str(rank), *row] for rank, row in enumerate(rows, 1)])
