"""When wheels for musl began, Python by Python: measured, in first_wheels.tsv beside `make`."""
from pathlib import Path

from making.common import natural, read_tsv

MEASURED = Path(__file__).parents[1] / "first_wheels.tsv"


def steps():
    """Of each package the Pythons at which the first version with a wheel rises, `3.12:2.1.1 3.13:2.2.3`."""
    found = {}
    for row in read_tsv(MEASURED):
        pythons = [(python, row[python]) for python in row if python != "name" and row[python]]
        last, words = None, []
        for python, version in pythons:
            if last is not None and natural(version) > natural(last):
                words.append(f"{python}:{version}")
            last = version if last is None or natural(version) > natural(last) else last
        if words:
            found[row["name"]] = " ".join(words)
    return found
