"""`alpine/RELEASE.tsv` and `alpine/RELEASE.provides.tsv`, from the package index of main and community, x86_64."""
import io
import re
import tarfile

from refreshing import hosts
from refreshing.common import fetch, natural, write_tsv

RELEASES = [*(f"3.{minor}" for minor in range(7, 25)), "edge"]
REPOSITORIES = ("community", "main")
# Nobody writes these into packages.txt, and they are half of all names: parts, desktops, kernels.
LEFT_OUT = re.compile(
    r"-(?:doc|dbg|lang|openrc|pyc|static|(?:bash|zsh|fish)-completion|nftrules|systemd|udev|vim|elisp)$"
    r"|^(?:linux-(?:lts|virt|edge|rpi\d?|asahi|stable|gru|firmware)|gtk|kde|plasma|xf86|xfce4?|mate|lxqt|cinnamon"
    r"|budgie|sway|wine|kodi|gst|ghc|libreoffice|firefox|thunderbird|texlive|[kq][ft]\d)(?:-|$)"
    r"|^(?:gnome|elixir|hunspell|aspell)-"
)


def unpack(archive):
    """The text of APKINDEX.tar.gz, which is a signature and an index, one after the other."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz", ignore_zeros=True) as tar:
        return tar.extractfile("APKINDEX").read().decode()


def packages(text):
    """(name, version, provided names) of an index; nobody installs by the names of libraries and commands."""
    for stanza in text.split("\n\n"):
        fields = dict(line.split(":", 1) for line in stanza.splitlines() if line[1:2] == ":")
        if "P" in fields:
            provided = [word.split("=")[0] for word in fields.get("p", "").split() if ":" not in word]
            yield fields["P"], fields["V"], provided


def tables(indexes):
    """Rows of both tables from {repository: text of its index}; main wins over community."""
    real, provided = {}, {}
    for repository in sorted(indexes):
        for name, version, names in packages(indexes[repository]):
            if not LEFT_OUT.search(name):
                real[name] = [name, version, repository]
                for other in names:
                    provided.setdefault(other, set()).add(name)
    rows = [[name, " ".join(sorted(found - {name}))] for name, found in sorted(provided.items()) if name not in real]
    return [real[name] for name in sorted(real)], rows


def refresh(folder, options):
    mirror = hosts.alpine(options.alpine_mirror)
    for release in sorted(options.releases or RELEASES, key=natural):
        branch = release if release == "edge" else f"v{release}"
        indexes = {r: unpack(fetch(f"{mirror}/{branch}/{r}/x86_64/APKINDEX.tar.gz")) for r in REPOSITORIES}
        real, provided = tables(indexes)
        write_tsv(folder / "alpine" / f"{release}.tsv", ["name", "version", "repository"], real)
        write_tsv(folder / "alpine" / f"{release}.provides.tsv", ["provided_name", "provided_by"], provided)
