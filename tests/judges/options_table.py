"""catalog/options.tsv as the judges read it, apart from the code that is judged."""

import re

import projects


def line(text):
    return tuple(int(part) for part in text.split(".")[:2])


class Option:
    def __init__(self, row):
        cells = row.split("\t") + [""] * 9
        self.section, self.key, self.kind, self.minors, self.flags, choices = cells[:6]
        self.choices, self.was = choices.split("|"), [word.split("@")[0] for word in cells[6].split()]
        self.provider, self.defaults = cells[8], [cell for cell in cells[9:] if cell]
        self.name = f"AIRFLOW__{self.section.replace('.', '_')}__{self.key}".upper()

    def exists_in(self, version):
        for span in self.minors.split(","):
            first, dash, last = span.partition("-")
            if line(first) <= line(version) and (not last and dash or line(version) <= line(last or first)):
                return re.fullmatch(r"[A-Z0-9_]+", self.name) is not None
        return False

    def default_in(self, version):
        """`=value`, then `2.4=value` from that line on; `2.4` for none."""
        found = None
        for cell in self.defaults:
            since, there, value = cell.partition("=")
            if not since or line(since) <= line(version):
                found = value if there else None
        return found and re.sub(r"\\(.)", lambda c: {"n": "\n", "t": "\t", "r": "\r"}.get(c[1], c[1]), found)


OPTIONS = [Option(row) for row in (projects.ROOT / "catalog/options.tsv").read_text().splitlines()[1:]]


def env_name(name):
    section, key = name.rsplit(".", 1)
    return f"AIRFLOW__{section.replace('.', '_')}__{key}".upper()
