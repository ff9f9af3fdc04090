"""What the modules of `catalog/make` share: the releases, natural order, reading and writing tables."""
import re

ALPINE = [f"3.{minor}" for minor in range(7, 25)]


def natural(text):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]


def by_bytes(name):
    """The page looks names up by halving, in byte order."""
    return name.encode()


def read_tsv(path):
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), row.split("\t"))) for row in rows]


def write(target, name, header, rows):
    """One head line, cells parted by tabs, trailing empty cells left out."""
    lines = ["\t".join(row).rstrip("\t") for row in [header, *rows]]
    path = target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
