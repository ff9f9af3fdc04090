"""What the modules share: fetching, writing, versions."""
import json
import re
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

# Courteous to the hosts, and enough for ten thousand names in some minutes.
AT_ONCE = 8
ATTEMPTS = 3


def fetch(url, accept="*/*"):
    """The bytes of an address; a passing fault is tried again, a missing file is not."""
    request = urllib.request.Request(url, headers={"Accept": accept})
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as fault:
            if fault.code < 500 or attempt == ATTEMPTS:
                raise
        except urllib.error.URLError:
            if attempt == ATTEMPTS:
                raise
        time.sleep(attempt)


def fetch_or_none(url):
    """None where the host says that there is no such file."""
    try:
        return fetch(url)
    except urllib.error.HTTPError as fault:
        if fault.code in (403, 404):
            return None
        raise


def in_parallel(work, items):
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, items))


def natural(text):
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", text)]


def release_key(version):
    """Numbers of a final release; None for pre-releases, development releases and what does not read."""
    found = re.fullmatch(r"v?(\d+(?:\.\d+)*)(?:\.?post(\d+))?", version)
    return found and ([int(part) for part in found[1].split(".")], int(found[2] or 0))


def newest(versions):
    """The newest final release; if there is none, the last by natural order."""
    finals = [v for v in versions if release_key(v)]
    return max(finals, key=release_key) if finals else max(versions, key=natural, default="")


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def write_tsv(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(row) for row in [header, *rows]]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def write_json(path, document):
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def read_tsv(path):
    """Rows of an earlier table; none if there is no such file."""
    if not path.exists():
        return []
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(head.split("\t"), row.split("\t"))) for row in rows]


def read_json(path, otherwise):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else otherwise
