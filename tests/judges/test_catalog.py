"""The catalogue's tables: made again byte for byte, in agreement, and read rightly from what hosts send."""

import filecmp
import io
import os
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

CATALOG = Path(__file__).parents[2] / "catalog"
SOURCE = os.environ.get("AIRFLOW_CATALOG_SOURCE")

sys.dont_write_bytecode = True
sys.path.insert(0, str(CATALOG))

from making import checks, history  # noqa: E402
from refreshing import airflow_options, airflow_releases, alpine, common, constraints, debian  # noqa: E402
from refreshing import hosts, index, python_packages, python_wheels  # noqa: E402

pytestmark = pytest.mark.oracle("the tables themselves")


def named(text):
    """The tables that the catalogue's README describes, a line each."""
    return re.findall(r"^\| `([\w.]+\.tsv)` \|", text, re.MULTILINE)


MADE, BY_HAND = map(named, (CATALOG / "README.md").read_text(encoding="utf-8").split("\nKept by hand"))

APKINDEX = """\
C:Q1abc=
P:libpq-dev
V:18.1-r0
A:x86_64
p:postgresql-dev=18.1-r0 pc:libpq=18.1 cmd:pg_config=18.1-r0

P:libpq-doc
V:18.1-r0

P:mariadb-dev
V:11.4.9-r0
p:mysql-dev=11.4.9-r0
"""

PACKAGES = """\
Package: curl
Version: 7.88.1-10+deb12u12
Section: web
Description: command line tool
 Package: folded lines are no fields

Package: curl-doc
Version: 1
Section: web

Package: zsh-game
Version: 2
Section: games
"""


def archive(text):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in [(".SIGN.RSA.key", b"x"), ("APKINDEX", text.encode())]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def package(*names, yanked=()):
    return index.Package({"files": [{"filename": name, "yanked": name in yanked} for name in names]})


@pytest.mark.skipif(not SOURCE, reason="AIRFLOW_CATALOG_SOURCE names no folder of source tables")
def test_the_tables_are_made_again_byte_for_byte(tmp_path):
    subprocess.run([CATALOG / "make", SOURCE, tmp_path], check=True)
    made = [path.relative_to(tmp_path) for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    assert made
    _, different, missing = filecmp.cmpfiles(CATALOG, tmp_path, made, shallow=False)
    assert not different and not missing
    assert not list(checks.options(CATALOG, Path(SOURCE)))


def test_every_table_is_described():
    assert sorted(MADE + BY_HAND) == sorted(path.name for path in CATALOG.glob("*.tsv"))


def test_tables_kept_by_hand_name_what_is_in_the_others():
    assert checks.faults(CATALOG) == []


@pytest.mark.parametrize("table,line,fault", [
    ("sentences.tsv", "core\tno_such_key\tDoes nothing.", "core.no_such_key: no option"),
    ("sentences.tsv", "api\tbase_url\tAgain.", "api.base_url: twice"),
    ("provider_floors.tsv", "no-such\t1.0\t3.0.0", "no-such: no provider in python.tsv"),
    ("provider_floors.tsv", "sftp\t1.0\t2.11.99", "sftp: 2.11.99 is no Airflow"),
])
def test_a_fault_in_a_table_kept_by_hand_is_named(table, line, fault, tmp_path):
    for path in CATALOG.iterdir():
        if path.name != table:
            (tmp_path / path.name).symlink_to(path)
    (tmp_path / table).write_text((CATALOG / table).read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    assert fault in checks.faults(tmp_path)


@pytest.mark.parametrize("name", BY_HAND)
def test_tables_kept_by_hand_are_tables(name):
    text = (CATALOG / name).read_text(encoding="utf-8")
    head, *rows = text.splitlines()
    assert text.endswith("\n") and "\r" not in text and rows
    for row in rows:
        assert row == row.strip() and row.count("\t") <= head.count("\t"), row


def test_packages_are_in_byte_order():
    for path in sorted((CATALOG / "packages").glob("*.tsv")):
        if path.name != "python.tsv":
            names = [line.split("\t")[0].encode() for line in path.read_text(encoding="utf-8").splitlines()[1:]]
            assert names == sorted(set(names)), path.name


def test_history_names_both_spellings():
    lines = (CATALOG / "packages/alpine-history.tsv").read_text().splitlines()
    rows = {line.split("\t")[0]: line.split("\t") for line in lines}
    assert rows["libpq-dev"] == ["libpq-dev", "3.15-", "postgresql-dev"]
    assert rows["postgresql-dev"][1] == "3.7-3.14" and rows["postgresql-dev"][2].split()[0] == "libpq-dev"


@pytest.mark.parametrize("releases,expected", [
    (["3.7"], "3.7"), (["3.7", "3.8", "3.12"], "3.7-3.8,3.12"), (["3.23", "3.24"], "3.23-"), (["3.24"], "3.24-"),
])
def test_spans(releases, expected):
    assert history.spans(releases) == expected


def test_apkindex_is_read():
    real, provided = alpine.tables({"main": alpine.unpack(archive(APKINDEX)), "community": ""})
    assert real == [["libpq-dev", "18.1-r0", "main"], ["mariadb-dev", "11.4.9-r0", "main"]]
    assert provided == [["mysql-dev", "mariadb-dev"], ["postgresql-dev", "libpq-dev"]]


def test_packages_file_is_read():
    later = "Package: curl\nVersion: 7.88.1-10+deb12u13\nSection: web\n"
    assert debian.rows([PACKAGES]) == [["curl", "7.88.1-10+deb12u12"]]
    assert debian.rows([PACKAGES, later]) == [["curl", "7.88.1-10+deb12u13"]]


def test_apt_sources_of_both_forms():
    line = "# deb http://off.example/debian bookworm main\ndeb [signed-by=/k] http://one.example/debian/ bookworm main\n"
    stanza = "Types: deb deb-src\nURIs: http://two.example/debian\nSuites: bookworm bookworm-updates\n"
    assert hosts.apt_sources([line, stanza]) == [
        ("http://one.example/debian", "bookworm"),
        ("http://two.example/debian", "bookworm"), ("http://two.example/debian", "bookworm-updates"),
    ]


@pytest.mark.parametrize("name,version", [
    ("six-1.9.0.tar.gz", "1.9.0"), ("apache_airflow-3.3.2-py3-none-any.whl", "3.3.2"), ("pytz-2024.1.zip", "2024.1"),
    ("python-ldap-3.4.8.tar.gz", "3.4.8"), ("s3fs-0.4.2-py3-none-any.whl", "0.4.2"),
])
def test_versions_of_files(name, version):
    assert index.version_of(name) == version


@pytest.mark.parametrize("versions,expected", [
    (["1.9", "1.10", "2.0rc1"], "1.10"), (["1.0", "1.0.post1"], "1.0.post1"), (["0.1b1"], "0.1b1"), ([], ""),
])
def test_newest_version(versions, expected):
    assert common.newest(versions) == expected


def test_kinds_of_wheels():
    old, new = "x-1.0.tar.gz", "x-2.0-cp39-abi3-musllinux_1_2_x86_64.whl"
    row = python_wheels.described("x", package(old, new))
    assert row["kind"] == "musllinux" and row["musllinux_cpython"] == ["39+"]
    assert row["first_version_with_musllinux"] == "2.0" and row["has_source_distribution"] is False
    only = python_wheels.described("x", package(new, "x-3.0-cp312-cp312-manylinux_2_28_x86_64.whl", "x-3.0.tar.gz"))
    assert only["kind"] == "manylinux-only" and only["last_version_with_musllinux"] == "2.0"
    assert python_wheels.described("x", package(old, new, yanked=[new]))["kind"] == "sdist-only"


def test_pins_are_bare():
    text = "# made by hand\nZope==1.0\nattrs==26.1.0  # why\napache-airflow @ file:///x\nb==2 ; python_version < '3'\n"
    assert constraints.pins(text) == ["attrs==26.1.0", "b==2", "Zope==1.0"]


def test_spans_of_extras():
    assert airflow_releases.spans({"1", "2", "4"}, ["1", "2", "3", "4"]) == [
        {"first": "1", "last": "2"}, {"first": "4", "last": "4"},
    ]


def test_options_over_the_minors():
    first, last = {"type": "string", "default": "1"}, {"type": "integer", "default": "2", "is_template": "False"}
    assert airflow_options.described({"2.0": first, "2.2": last}, ["2.0", "2.1", "2.2"]) == {
        "type": "integer", "default": [{"from": "2.0", "default": "1"}, {"from": "2.2", "default": "2"}],
        "minors": [["2.0", "2.0"], ["2.2", "2.2"]],
        "type_history": [{"from": "2.0", "type": "string"}, {"from": "2.2", "type": "integer"}],
    }
    code = "class C:\n    deprecated_options: dict = {('a', 'k'): ('b', 'j', '2.0'), 'old': {'k': 'j'}}\n"
    assert airflow_options.renames(code) == {("a", "k"): ("b.j", "2.0"), ("old", "k"): ("j", None)}


@pytest.mark.parametrize("text", ['{"rows": [{"project": "a"}, {"project": "b"}]}', '["a", "b"]', "a\nb\n",
                                  "rank\tname\n1\ta\n2\tb\n"])
def test_rankings(text):
    assert python_packages.ranking(text) == ["a", "b"]


def test_refresh_says_what_it_can():
    answer = subprocess.run([CATALOG / "refresh", "--help"], check=True, capture_output=True, text=True).stdout
    assert "airflow-on-musl" in answer and "images.json" in answer


def test_no_host_is_named():
    scripts = [CATALOG / "make", CATALOG / "refresh", *CATALOG.glob("*ing/*.py")]
    for path in scripts:
        assert "https://" not in path.read_text() and "http://" not in path.read_text(), path.name
