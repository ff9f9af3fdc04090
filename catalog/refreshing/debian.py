"""`debian-bookworm.tsv`, from the Packages files of apt's sources, amd64."""
import gzip
import lzma
import re

from refreshing import hosts
from refreshing.common import fetch, fetch_or_none, write_tsv

CODENAME = "bookworm"
# The rest is for desktops, or for languages that an Airflow image does not run.
SECTIONS = set("""admin database devel editors fonts graphics httpd interpreters java libdevel libs math misc net python
science shells text utils vcs web""".split())
LEFT_OUT = re.compile(
    r"-(?:doc|docs|data|examples|dbg|dbgsym|common-data|l10n)$"
    r"|^(?:golang|elpa|emacs|ruby|php|haskell|libghc|librust|node|r-cran|r-bioc|plasma|kde|gnome|qml|qt6"
    r"|libreoffice|gobjc|libjs|task|firefox|thunderbird|xfce4)(?:-|$)"
    r"|^vim-(?!common|nox|tiny)"
    r"|^lib(?:kf5|qt[56])"
    r"|^lib.*-(?:java|perl|ruby|ocaml(?:-dev)?)$"
)


def packages(text):
    """(name, version, section) of a Packages file; folded lines are passed over."""
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^(Package|Version|Section): *(.*)$", stanza, re.MULTILINE))
        if "Package" in fields:
            yield fields["Package"], fields["Version"], fields.get("Section", "").split("/")[-1]


def rows(texts):
    """Later sources win: apt takes security updates over the release."""
    found = {}
    for text in texts:
        found |= {n: v for n, v, section in packages(text) if section in SECTIONS and not LEFT_OUT.search(n)}
    return [[name, found[name]] for name in sorted(found)]


def packages_file(mirror, suite):
    base = f"{mirror}/dists/{suite}/main/binary-amd64/Packages"
    packed = fetch_or_none(f"{base}.xz")
    return (lzma.decompress(packed) if packed else gzip.decompress(fetch(f"{base}.gz"))).decode()


def refresh(folder, options):
    sources = hosts.debian(CODENAME, options.debian_mirror)
    table = rows(packages_file(mirror, suite) for mirror, suite in sources)
    write_tsv(folder / f"debian-{CODENAME}.tsv", ["name", "version"], table)
