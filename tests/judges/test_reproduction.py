"""A failing test says how to see it again, and the table at the end counts it: judged by a run of pytest that fails."""

import ast
import re
import shutil
from pathlib import Path

import pytest

import projects

pytest_plugins = "pytester"
pytestmark = pytest.mark.oracle("pytest")
HERE = Path(__file__).parent

TESTS = '''
import subprocess
import pytest

@pytest.fixture
def folder(tmp_path):
    for number in range(4):
        subprocess.run([{twin!r}, "env=B=a'b&env=A=%s" % number, "--output", tmp_path / str(number)], check=True)

@pytest.mark.oracle("first")
def test_that_fails(folder):
    subprocess.run([{twin!r}, "--import", "x"])
    assert False

@pytest.mark.oracle("first", "second")
def test_that_passes():
    pass

@pytest.mark.oracle("second")
def test_that_calls_nothing_and_fails():
    assert False

@pytest.mark.oracle("third")
def test_that_is_skipped():
    pytest.skip("no such tool")
'''


@pytest.fixture
def run(pytester):
    shutil.copy(HERE / "conftest.py", pytester.path)
    return lambda text: (pytester.makepyfile(text), pytester.runpytest_subprocess("-q", "-p", "no:cacheprovider"))[1]


def test_a_failure_names_link_and_command(run):
    output = run(TESTS.format(twin=str(projects.TWIN)))
    output.stdout.fnmatch_lines([
        "*- reproduce -*", "(2 calls before these)", "link: env=B=a'b&env=A=2", "twin: target/release/airflow-image-configurator *",
        "link: env=B=a'b&env=A=3", "twin: target/release/airflow-image-configurator 'env=B=a'\"'\"'b&env=A=3' --output target/again --force",
        "twin: target/release/airflow-image-configurator --import x",
    ])
    assert output.stdout.str().count("- reproduce -") == 1


def test_the_table_counts_by_oracle(run):
    output = run(TESTS.format(twin=str(projects.TWIN)))
    output.stdout.re_match_lines([
        r"=+ what each oracle judged =+", r"oracle +judged +wrong +skipped", r"first +2 +1 +0$", r"second +2 +1 +0$",
        r"third +0 +0 +1  1 no such tool$",
    ], consecutive=True)


def test_a_test_without_an_oracle_is_refused(run):
    output = run("def test_nothing(): pass")
    assert output.ret != 0
    output.stderr.fnmatch_lines(["*name no oracle*::test_nothing*"])


def named_in(path):
    """The oracles that the tests of a file name."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    return {word.value for call in calls if ast.unparse(call.func) == "pytest.mark.oracle" for word in call.args}


def test_the_readme_says_who_judges_where():
    files = sorted(HERE.glob("test_*.py"))
    found = {(name, path.name) for path in files for name in named_in(path)}
    rows = re.findall(r"^\| (.+?) \|.*\| (`.*`) \|$", (HERE / "README.md").read_text(), re.MULTILINE)
    assert {(name, file) for name, cell in rows for file in re.findall(r"`(.+?)`", cell)} == found
