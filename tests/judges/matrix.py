"""The matrix over which cheap judges judge everything: family, Airflow, layout, contents, constraints, where Airflow is from.

Each pair of two values stands in one project at least (pairwise), not each combination; the rows are the same in every run.
Dear judges take `projects.FAMILIES`, the chosen part, which is judged by the cheap ones too.
"""

from itertools import combinations, product

import projects

# The first and last Airflow of each family, and those between where what is generated changes. What Python each has is
# in catalog/images.tsv, catalog/releases.tsv and catalog/alpine.tsv.
ALPINE = {
    "1.9.0": ("3.8", "3.6"), "1.10.15": ("3.13", "3.8"), "2.0.2": ("3.13", "3.8"), "2.2.5": ("3.15", "3.9"),
    "2.7.3": ("3.19", "3.11"), "2.10.5": ("3.20", "3.12"), "2.11.2": ("3.22", "3.12"), "3.0.6": ("3.21", "3.12"),
    "3.1.8": ("3.22", "3.12"), "3.3.2": ("3.24", "3.14"),
}
DEBIAN = {
    "1.9.0": "3.6", "1.10.15": "3.8", "2.0.2": "3.8", "2.2.5": "3.9", "2.7.3": "3.11", "2.10.5": "3.12", "2.11.2": "3.12",
    "3.0.6": "3.12", "3.1.8": "3.13", "3.3.2": "3.14",
}
OFFICIAL = {
    "1.10.10": "3.6", "1.10.15": "3.8", "2.0.2": "3.8", "2.2.5": "3.9", "2.7.3": "3.11", "2.10.5": "3.12", "2.11.2": "3.12",
    "3.0.6": "3.12", "3.1.8": "3.13", "3.3.2": "3.14",
}
SLIM = ["2.7.3", "2.10.5", "2.11.2", "3.0.6", "3.1.8", "3.3.2"]
RUNTIME_2 = {"2.1.1": "3.0.4", "2.2.5": "4.2.9", "2.7.3": "9.21.0", "2.10.5": "12.12.0", "2.11.2": "13.11.0"}
RUNTIME_3 = {"3.0.6": "3.0-18", "3.1.8": "3.1-21", "3.3.2": "3.3-8"}
CERTIFIED_ALPINE = {"1.10.5": "11-alpine3.10", "1.10.12": "6-alpine3.10"}
CERTIFIED_DEBIAN = {"1.10.5": "11-buster", "1.10.15": "9-buster", "2.0.2": "6-buster", "2.2.5": "3", "2.4.3": "6"}
# The tag says the version from 0.7.0 on.
PLATFORM = {"1.9.0": "0.7.5-1.9.0", "1.10.5": "0.10.3-1.10.5"}


def company(distro, airflow, python):
    return f"image=registry.corp/os/base:1&layers=own&distro={distro}&airflow={airflow}&python={python}"


# family: ({Airflow: the start of the link}, how the stand-in for its image behaves)
FAMILIES = {
    "own-alpine": ({v: f"image=alpine:{a}&airflow={v}&python={p}" for v, (a, p) in ALPINE.items()}, "alpine"),
    "own-debian": ({v: f"image=debian:12-slim&airflow={v}&python={p}" for v, p in DEBIAN.items()}, "debian"),
    "company-alpine": ({v: company("alpine", v, p) for v, (_, p) in ALPINE.items()}, "alpine"),
    "company-debian": ({v: company("debian", v, p) for v, p in DEBIAN.items()}, "debian"),
    "official": ({v: f"image=apache/airflow:{v}-python{p}" for v, p in OFFICIAL.items()}, "official"),
    "official-slim": ({v: f"image=apache/airflow:slim-{v}-python{p}" for v, p in OFFICIAL.items() if v in SLIM}, "official"),
    "runtime-2": ({v: f"image=quay.io/astronomer/astro-runtime:{b}" for v, b in RUNTIME_2.items()}, "runtime"),
    "runtime-3": ({v: f"image=astrocrpublic.azurecr.io/runtime:{b}" for v, b in RUNTIME_3.items()}, "runtime"),
    "certified-alpine": ({v: f"image=astronomerinc/ap-airflow:{v}-{b}-onbuild" for v, b in CERTIFIED_ALPINE.items()}, "certified-alpine"),
    "certified-debian": ({v: f"image=quay.io/astronomer/ap-airflow:{v}-{b}-onbuild" for v, b in CERTIFIED_DEBIAN.items()}, "certified-debian"),
    "platform": ({v: f"image=astronomerinc/ap-airflow:{b}-onbuild" for v, b in PLATFORM.items()}, "project-last"),
}
LAYOUTS = {"single": "", "layered": "&layout=layered"}
CONSTRAINTS = {"itself": "", "full": "&constraints=full", "none": "&constraints=none"}
SOURCES = {"index": "", "mirror": "&index=https://mirror.corp/simple", "fork": "&repository=https://git.corp/airflow&revision=fixed"}
DIMENSIONS = (list(FAMILIES), sorted({v for versions, _ in FAMILIES.values() for v in versions}), list(LAYOUTS),
              list(projects.CONTENTS), list(CONSTRAINTS), list(SOURCES))


def is_possible(row):
    family, airflow, layout, _, _, source = row
    own = family.startswith(("own", "company"))
    return airflow in FAMILIES[family][0] and (own or (layout, source) == ("single", "index"))


def pairs(row):
    return set(combinations(enumerate(row), 2))


def pairwise():
    """Takes the row with the most pairs that no row has yet, the first of equals, until every possible pair is there."""
    rows = {row: pairs(row) for row in product(*DIMENSIONS) if is_possible(row)}
    missing, chosen = set().union(*rows.values()), []
    while missing:
        best = max(rows, key=lambda row: len(rows[row] & missing))
        missing -= rows.pop(best)
        chosen.append(best)
    return chosen


def project(row):
    family, airflow, layout, content, constraints, source = row
    links, behaviour = FAMILIES[family]
    link = links[airflow] + LAYOUTS[layout] + CONSTRAINTS[constraints] + SOURCES[source]
    return projects.filled(family, behaviour, link, content)


PAIRWISE = pairwise()
PROJECTS = {"-".join(row): project(row) for row in PAIRWISE}
PROJECTS |= {f"{family}-{content}": projects.project(family, content) for family, content in projects.ALL}
