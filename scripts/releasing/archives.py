"""Write a folder as NAME.tar.gz and NAME.zip, and SHA256SUMS beside them: archives.py DIST NAME TARGET FILE...

Same files, same bytes: sorted names, one time, one mode, no owner. Each archive holds one folder, NAME, with each FILE in it.
"""
import gzip
import hashlib
import io
import sys
import tarfile
import zipfile
from pathlib import Path

sys.dont_write_bytecode = True

# The first that a zip can say: a release is told by its version, not by when it was packed.
DATE = (1980, 1, 1, 0, 0, 0)
SECONDS = 315532800
MODE = 0o644


def members(dist, name, beside):
    """Path inside the archive and bytes of each file, by path."""
    files = {path.relative_to(dist).as_posix(): path for path in dist.rglob("*") if path.is_file()}
    files.update((Path(file).name, Path(file)) for file in beside)
    return [(f"{name}/{path}", file.read_bytes()) for path, file in sorted(files.items())]


def write_tar(files, target):
    with target.open("wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
            for path, content in files:
                member = tarfile.TarInfo(path)
                member.size, member.mtime, member.mode = len(content), SECONDS, MODE
                archive.addfile(member, io.BytesIO(content))


def write_zip(files, target):
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in files:
            member = zipfile.ZipInfo(path, DATE)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, MODE << 16
            archive.writestr(member, content)


def main(dist, name, target, *beside):
    files, target = members(Path(dist), name, beside), Path(target)
    target.mkdir(parents=True)
    write_tar(files, target / f"{name}.tar.gz")
    write_zip(files, target / f"{name}.zip")
    archives = sorted(target.iterdir())
    sums = [f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n" for archive in archives]
    (target / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")


main(*sys.argv[1:])
