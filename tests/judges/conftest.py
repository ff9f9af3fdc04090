"""A failure says how to see it again: the links and commands with which the test called the twin. At the end, a table of
what each oracle judged. No test does anything for it, but for naming its oracles: `@pytest.mark.oracle("hadolint")`.
"""

import os
import shlex
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

TWIN = "airflow-image-configurator"
# A test that calls the twin very often has seen the failure in one of its last calls.
SHOWN = 3
CALLS = []


def heard(event, arguments):
    """Every program that this process starts is told to Python's audit hooks."""
    if event == "subprocess.Popen":
        words = [os.fsdecode(word) for word in arguments[1]] if not isinstance(arguments[1], str | bytes) else []
        if words and Path(words[0]).name == TWIN:
            CALLS.append(words)


sys.addaudithook(heard)


def command(words):
    """As it would be typed in the project's folder; what it writes goes into a place that will still be there."""
    written = {"--output": "target/again", "--zip": "target/again.zip"}
    again = [f"target/release/{TWIN}"]
    for before, word in zip(words, words[1:]):
        again.append(written.get(before, word))
    # The second time the folder is not empty.
    return shlex.join([*again, "--force"] if "--output" in words and "--force" not in words else again)


def reproduction():
    lines = [f"({len(CALLS) - SHOWN} calls before these)"] if len(CALLS) > SHOWN else []
    for words in CALLS[-SHOWN:]:
        if len(words) > 1 and not words[1].startswith("-"):
            lines.append(f"link: {words[1]}")
        lines.append(f"twin: {command(words)}")
    return "\n".join(lines)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    CALLS.clear()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    report.oracles = oracles(item)
    if report.failed and CALLS:
        report.sections.append(("reproduce", reproduction()))


def oracles(item):
    return [name for mark in item.iter_markers("oracle") for name in mark.args]


def pytest_configure(config):
    config.addinivalue_line("markers", "oracle(*names): who judges in this test; the table at the end counts by it")


def pytest_collection_modifyitems(items):
    nameless = sorted({item.nodeid.split("[")[0] for item in items if not oracles(item)})
    if nameless:
        raise pytest.UsageError("these tests name no oracle (@pytest.mark.oracle): " + ", ".join(nameless))


def reason(report):
    return report.longrepr[2].removeprefix("Skipped: ") if isinstance(report.longrepr, tuple) else "expected to fail"


def pytest_terminal_summary(terminalreporter):
    """By oracle: how many tests it judged, how many were wrong, how many it could not judge and why."""
    judged, wrong, skipped = Counter(), Counter(), defaultdict(Counter)
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.getreports(outcome):
            for name in getattr(report, "oracles", ()):
                if outcome == "skipped":
                    skipped[name][reason(report)] += 1
                else:
                    judged[name] += 1
                    wrong[name] += outcome != "passed"
    names = sorted({*judged, *skipped}, key=str.lower)
    if not names:
        return
    terminalreporter.section("what each oracle judged")
    width = max(map(len, names))
    terminalreporter.write_line(f"{'oracle':<{width}}  judged  wrong  skipped")
    for name in names:
        why = "; ".join(f"{count} {text}" for text, count in skipped[name].items())
        line = f"{name:<{width}}  {judged[name]:>6}  {wrong[name]:>5}  {skipped[name].total():>7}  {why}"
        terminalreporter.write_line(line.rstrip())
