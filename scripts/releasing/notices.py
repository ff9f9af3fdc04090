"""Write the licences of what the page's programs are linked with: notices.py PROJECT TARGET

What is linked is asked of cargo metadata; the texts are those that lie in the crates' own packages, each printed once.
"""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True

RUSTC = os.environ.get("RUSTC", "rustc")
TEXT = re.compile(r"(licen[cs]e|unlicense|copying|copyright|notice)", re.IGNORECASE)


def metadata(project):
    command = [os.environ.get("CARGO", "cargo"), "metadata", "--format-version", "1", "--locked", "--filter-platform",
               "wasm32-unknown-unknown", "--manifest-path", str(project / "Cargo.toml")]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def linked(known):
    """The packages whose code is in a program, by name: no build scripts, no macros, nothing of ours."""
    packages = {package["id"]: package for package in known["packages"]}
    nodes = {node["id"]: node for node in known["resolve"]["nodes"]}
    seen, waiting = set(), [known["resolve"]["root"]]
    while waiting:
        for dependency in nodes[waiting.pop()]["deps"]:
            package = packages[dependency["pkg"]]
            is_macro = any("proc-macro" in target["kind"] for target in package["targets"])
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_linked and not is_macro and package["id"] not in seen:
                seen.add(package["id"])
                waiting.append(package["id"])
    return sorted((packages[name] for name in seen if packages[name]["source"]), key=lambda it: (it["name"], it["version"]))


def read(folder, paths):
    return [(path.relative_to(folder).as_posix(), path.read_text("utf-8", "replace")) for path in paths if path.is_file()]


def texts(package):
    """Name and text of each licence that lies in a package."""
    folder = Path(package["manifest_path"]).parent
    return read(folder, sorted(path for path in folder.iterdir() if TEXT.match(path.name)))


def standard_library():
    """Linked like a crate, and none; the toolchain has the texts of much else beside its own."""
    def ask(*options):
        return subprocess.run([RUSTC, *options], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    about = {"name": "Rust standard library", "version": ask("--version").split()[1], "license": "MIT OR Apache-2.0",
             "repository": "https://github.com/rust-lang/rust", "authors": ["The Rust Project contributors"]}
    folder = Path(ask("--print", "sysroot")) / "share/doc/rust/licenses"
    return about, read(folder, [folder / "Apache-2.0.txt", folder / "MIT.txt"])


def entry(package, shown):
    lines = [f"{package['name']} {package['version']}", f"  licence: {package['license'] or 'see its texts'}",
             f"  source: {package['repository'] or 'not named'}"]
    if not shown:
        lines.append(f"  authors: {', '.join(package['authors']) or 'not named'}")
    lines.append(f"  texts: {', '.join(shown) or 'none in its package'}")
    return "\n" + "\n".join(lines) + "\n"


def main(project, target):
    packages = linked(metadata(Path(project)))
    entries = [(package, texts(package)) for package in packages] + [standard_library()]
    numbers, parts = {}, ["THIRD-PARTY NOTICES\n\nWhat the programs of this release are linked with. The licences are those "
                          "that the packages name; the texts that lie in them follow, each once.\n"]
    for package, found in entries:
        # Line breaks make no other text.
        seen = [(name, numbers.setdefault(" ".join(text.split()), (len(numbers) + 1, text.strip()))) for name, text in found]
        parts.append(entry(package, [f"{name} [{number}]" for name, (number, _) in seen]))
    parts += [f"\n{'=' * 80}\n[{number}]\n\n{text}\n" for number, text in numbers.values()]
    Path(target).write_text("".join(parts), encoding="utf-8", newline="\n")
    without = sum(not found for _, found in entries)
    print(f"{len(entries)} notices, {len(numbers)} texts; {without} packages have no text in them", file=sys.stderr)


main(*sys.argv[1:])
