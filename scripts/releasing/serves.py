"""Unpack each archive of a folder, serve it under a path, and ask for the page as a browser would: serves.py RELEASE"""
import hashlib
import re
import shutil
import sys
import tempfile
import threading
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.dont_write_bytecode = True

# One of each kind that is fetched late.
TABLES = ["packages/alpine-3.23.tsv", "constraints/3.3.1-python3.12.txt", "presets/kafka.txt"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def check(address):
    """The start page, what it names and stores for offline use, and a table of each kind."""
    def fetch(path):
        with urllib.request.urlopen(f"{address}/{path}", timeout=30) as answer:
            body = answer.read()
        assert answer.status == 200 and body, path
        return body

    page = fetch("").decode()
    assert "<title>" in page and "Airflow" in page
    programs = set(re.findall(r"(?:page|engine)-[0-9a-z_-]+\.(?:js|wasm)", page + fetch("offline.js").decode()))
    assert {name.rsplit(".", 1)[1] for name in programs} == {"js", "wasm"}, programs
    for name in sorted(programs):
        assert not name.endswith(".wasm") or fetch(name).startswith(b"\0asm"), name
    for name in ["LICENSE", "THIRD-PARTY-NOTICES", "embed.js", *TABLES]:
        fetch(name)
    return len(programs) + len(TABLES)


def serves(archive):
    with tempfile.TemporaryDirectory() as folder:
        shutil.unpack_archive(archive, folder)
        root, = Path(folder).iterdir()
        files = sorted((path.relative_to(root), hashlib.sha256(path.read_bytes()).digest()) for path in root.rglob("*") if path.is_file())
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        asked = check(f"http://127.0.0.1:{server.server_port}/{root.name}")
        server.shutdown()
    print(f"{archive.name}: {len(files)} files, page, {asked} programs and tables served", file=sys.stderr)
    return files


archives = sorted(path for path in Path(sys.argv[1]).iterdir() if path.suffix in {".gz", ".zip"})
contents = [serves(archive) for archive in archives]
assert len(contents) == 2 and contents[0] == contents[1], "the two archives hold different files"
