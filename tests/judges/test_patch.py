"""The patch from one project to another, applied by git and by patch: what comes out is the other project."""

import shutil
import subprocess
from urllib.parse import quote

import pytest

import projects

pytestmark = pytest.mark.oracle("git apply and patch")
PAIRS = [
    ("alpine", "debian"), ("debian", "alpine-layered"), ("alpine-layered", "alpine"), ("official", "official-3"),
    ("runtime-2", "runtime-3"), ("certified-alpine", "certified-debian"), ("alpine-vendored", "alpine"), ("alpine", "alpine-vendored"),
    ("platform-first", "company-debian"), ("alpine-fork", "runtime-base"),
]
LINES = ["--- a/Dockerfile", "+++ b/x", "@@ -1 +1 @@", "diff --git a/x b/y", "-", "+", " ", "\\ No newline at end of file", "RUN true \\", "Ü 日本 \t"]
HOSTILE = "".join(f"&dockerfile={quote('# ' + line if not line.startswith('RUN') else line)}&dockerfile={quote('#' + line)}" for line in LINES)
HOSTILE += "".join(f"&env=N{at}={quote(value)}" for at, value in enumerate(projects.NASTY))
HOSTILE += "".join(f"&plain=N{at}" for at in projects.PLAIN)


def tree(folder):
    """Paths, bytes, and whether each may be run; the values of secrets are in no patch."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != ".env"]
    return {str(path.relative_to(folder)): (path.read_bytes(), bool(path.stat().st_mode & 0o100)) for path in files}


def patch_of(old, link, *options):
    twin = subprocess.run([projects.TWIN, link, "--patch", old, *options], capture_output=True)
    assert twin.returncode in (0, 1), twin.stderr.decode()
    return twin.stdout


def applied(old, patch, tool, folder):
    shutil.copytree(old, folder)
    if not patch:
        return tree(folder)
    (folder.parent / "a.patch").write_bytes(patch)
    command = ["git", "apply", "--whitespace=nowarn", "../a.patch"] if tool == "git" else ["patch", "-p1", "--no-backup-if-mismatch", "-s", "-i", "../a.patch"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{tool}: {done.stdout}{done.stderr}"
    return tree(folder)


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("before,after", PAIRS)
def test_a_patch_leads_from_one_project_to_another(before, after, tool, tmp_path):
    old, new = projects.FAMILIES[before][0], projects.FAMILIES[after][0]
    for number, (one, other) in enumerate([(old + "&packages=git", new + "&requirements=pandas==2.2.3" + HOSTILE), (old + HOSTILE, new)]):
        here = tmp_path / str(number)
        a, b = projects.write(one, here / "old"), projects.write(other, here / "new")
        assert applied(a, patch_of(a, other), tool, here / "patched") == tree(b), f"{tool}: {one} -> {other}"


ENDS = {
    "carriage returns": lambda text: text.replace(b"\n", b"\r\n"),
    "no last line end": lambda text: text.removesuffix(b"\n"),
    "nothing": lambda text: b"",
    "lines of a patch": lambda text: text + "".join(f"{line}\n" for line in LINES).encode(),
    "lines of a patch before": lambda text: "".join(f"{line}\n" for line in LINES).encode() + text + b"--- end",
    "very many lines": lambda text: text + b"".join(b"line %d\n" % (at * at % 9973) for at in range(20_000)),
    "one long line": lambda text: b"# " + 100_000 * b"x" + b"\n" + text,
}


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("what", ENDS)
def test_files_changed_by_hand_become_what_is_written(what, tool, tmp_path):
    """Every text of a project but the one that carries its configuration is mangled; the patch still leads to the other."""
    link = projects.FAMILIES["alpine-layered"][0]
    old, new = projects.write(link, tmp_path / "old"), projects.write(link + HOSTILE, tmp_path / "new")
    for path in tree(old):
        if path != "README.md":
            (old / path).write_bytes(ENDS[what]((old / path).read_bytes()))
    assert applied(old, patch_of(old, link + HOSTILE), tool, tmp_path / "patched") == tree(new)


@pytest.mark.parametrize("tool", ["git", "patch"])
def test_what_stands_beside_our_files_stays(tool, tmp_path):
    link = projects.FAMILIES["alpine"][0]
    old = projects.write(link, tmp_path / "old")
    (old / "dags" / "mine.py").write_text("print()\n")
    (old / "packages.txt").write_bytes(b"curl\r\ngit")
    after = applied(old, patch_of(old, link + "&packages=bash"), tool, tmp_path / "patched")
    assert after["dags/mine.py"][0] == b"print()\n"
    assert after["packages.txt"][0] == b"bash\n"


def test_no_secret_is_in_a_patch(tmp_path):
    link = projects.FAMILIES["official-3"][0]
    old = projects.write(link + "&secret=HUNTER", tmp_path / "old")
    (old / ".env").write_text('HUNTER="hunter2"\n')
    assert b"hunter2" not in patch_of(old, link)
    assert b"hunter2" not in patch_of(old, link + "&packages=curl", "--with-new-files")


def test_no_credentials_of_an_index_are_in_a_patch(tmp_path):
    link = projects.FAMILIES["alpine"][0]
    old = projects.write(link + "&index=https://mirror.corp/simple", tmp_path / "old")
    (old / ".netrc").write_text("machine mirror.corp login me password hunter2\n")
    for after in (link, link + "&index=https://other.corp/simple"):
        for options in ([], ["--with-new-files"]):
            patch = patch_of(old, after, *options)
            assert b"mirror.corp/simple" in patch and b"hunter2" not in patch


IMPORTS = sorted(path for path in (projects.ROOT / "tests" / "imports").iterdir() if path.is_dir())
LISTS = ["Dockerfile", "packages.txt", "requirements.txt"]


def run(*arguments):
    done = subprocess.run([projects.TWIN, *arguments], capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout


@pytest.mark.parametrize("tool", ["git", "patch"])
@pytest.mark.parametrize("source", IMPORTS, ids=lambda path: path.name)
def test_a_project_of_somebody_else_is_patched(source, tool, tmp_path):
    """Imported, changed, and patched: its lists are what the page writes, everything else is as it was."""
    link = run("--import", source, "--link").decode().strip() + "&requirements=brand-new==1.0"
    patch = run(link, "--patch", source)
    before, after = tree(source), applied(source, patch, tool, tmp_path / "patched")
    new = projects_files(link, tmp_path / "new")
    for path in LISTS:
        if path in before:
            assert after[path][0] == new[path][0], f"{source.name}: {path}"
    assert {path: content for path, content in before.items() if path not in LISTS} == {
        path: content for path, content in after.items() if path not in LISTS
    }
    with_new = applied(source, run(link, "--patch", source, "--with-new-files"), tool, tmp_path / "all")
    for path, content in new.items():
        if path not in before:
            assert with_new[path] == content, f"{source.name}: {path}"


def projects_files(link, folder):
    run(link, "--output", folder)
    return tree(folder)
