"""ENV before a real Airflow: what the generated Dockerfile sets is what Airflow reads, and the values of which the
twin says that Airflow refuses them are those that it refuses."""

import json
import os
import random
import re
import subprocess
from urllib.parse import quote

import dockerfile
import pytest

import projects
from airflows import installed
from options_table import OPTIONS, env_name

pytestmark = pytest.mark.oracle("Airflow's configuration")
# Airflow as the image has it, and what the venv gets.
IMAGES = {"2.11.0": "image=apache/airflow:2.11.0-python3.12", "3.3.2": "image=apache/airflow:3.3.2-python3.12"}
GOOD = {
    "boolean": ["True", "False", "t", "f", "1", "0", "TRUE", " false ", "True # as ever"],
    "integer": ["64", "-1", "1_000", " 7 ", "+3", "0", "007"],
    "float": ["1.5", "1e3", ".5", "30", "5.", "1_0.5", "inf", " 2.5 "],
    "json": ['{"a": [1, "two", {"b": null}]}', "[]", "{}", '"x"', "NaN", ' {"a": "100%"} ', '{"a": "\\u00e9\\n"}'],
}
# What is refused by one version at least.
BAD = {
    "boolean": ["yes", "no", "on", "2", "", '"True"', "1.0", "tru", "True False", "-1", "None"],
    "integer": ["64k", "1,000", '"64"', "6.5", "x", "", "1__0", "_1", "1_", "0x10", "1 2", "64.0", "1e3", "inf", "nan"],
    "float": ["30s", "1,5", "x", "", '"1"', "1__0", "_1", "1e", "0x1", "e5", ".", "--1", "1._5"],
    "json": ["{'a': 1}", "[1, 2,]", '{"a" 1}', "[1 2]", '{"a": True}', "01", "1.", "[1", '"\\x41"', "{} x", "-", "x",
             '{"a": 1,}', "{,}", "[,]", '{1: 2}', '"a', "[1]]", "1e", "+1", "tru", '{"a": 1 "b": 2}', "\t", '"\t"'],
}
GETTERS = {"boolean": "getboolean", "integer": "getint", "float": "getfloat", "json": "getjson"}
ALPHABETS = {"boolean": "tfTFrueals01# ", "integer": "0123456789_-+. e", "float": "0123456789_.e+-infa ",
             "json": '[]{}",:0123 eE.-truefalsn\\u'}


def link(version, rows):
    """Sensitive options are said to be none, so that they stand in the Dockerfile."""
    env = "".join(f"&env={name}={quote(value, safe='')}" for name, value in rows)
    return IMAGES[version] + env + "".join(f"&plain={name}" for name, _ in rows)


def chunks(rows, size=50):
    return [rows[at:at + size] for at in range(0, len(rows), size)]


def findings(version, rows):
    """The codes that the twin prints for each row."""
    codes = []
    for some in chunks(rows):
        done = subprocess.run([projects.TWIN, link(version, some), "--sha256"], capture_output=True, text=True)
        assert done.returncode in (0, 1), done.stderr
        found = [[] for _ in some]
        for _, code, number in re.findall(r"^(\w+) ([\w-]+) env\[(\d+)\]:", done.stderr, re.MULTILINE):
            found[int(number) - 1].append(code)
        codes += found
    return codes


def ask(version, questions, folder, environment=()):
    """One process of that Airflow."""
    path = folder / "questions.json"
    path.write_text(json.dumps(questions))
    base = {"PATH": os.environ["PATH"], "HOME": str(folder), "AIRFLOW_HOME": str(folder / "airflow"), "LANG": "C.UTF-8"}
    words = [installed(version) / "bin/python", "-W", "ignore", projects.ROOT / "tests/judges/ask_airflow.py", path]
    done = subprocess.run(words, env=base | dict(environment), capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def in_dockerfile(folder):
    """ENV as BuildKit's parser reads it, the quotes taken off as BuildKit does."""
    commands = dockerfile.parse_string((folder / "Dockerfile").read_text())
    return {command.value[0]: unquoted(command.value[1]) for command in commands if command.cmd.lower() == "env"}


def unquoted(word):
    """Double quotes go; a backslash makes the character after it itself."""
    return re.sub(r'"|\\(.)', lambda found: found[1] or "", word)


def value_for(option, number):
    """Texts are the strangest there are; what Airflow would expand is another matter."""
    secret = {projects.NASTY[number] for number in projects.PLAIN}
    strange = [value for value in projects.NASTY if "$" not in value and not value.startswith("~") and value not in secret]
    values = {"choice": [choice for choice in option.choices if choice] or ["x"], **GOOD}.get(option.kind, strange)
    return values[number % len(values)]


@pytest.mark.parametrize("version", IMAGES)
def test_airflow_reads_what_was_typed(version, tmp_path):
    there = [option for option in OPTIONS if option.exists_in(version)]
    rows = [(option.name, value_for(option, number)) for number, option in enumerate(there)]
    environment = {}
    for number, some in enumerate(chunks(rows)):
        environment |= in_dockerfile(projects.write(link(version, some), tmp_path / f"project-{number}"))
    assert set(environment) >= {name for name, _ in rows}
    questions = [{"how": "get-value", "section": option.section, "key": option.key} for option in there]
    answers = ask(version, questions, tmp_path, {name: environment[name] for name, _ in rows}.items())
    wrong = [(name, value, said) for (name, value), said in zip(rows, answers) if said != value + "\n"]
    print(f"{version}: {len(rows)} options")
    assert len(rows) >= 200 and not wrong, wrong[:10]
    codes = [" ".join(codes) for codes in findings(version, rows)]
    blamed = [row for row, said in zip(rows, codes) if row[1] and "env-value" in said]
    assert not blamed, blamed[:10]


def slip(chance, value, alphabet):
    """One character left out, put in, or replaced."""
    at, other = chance.randrange(len(value)), chance.choice(alphabet)
    return value[:at] + chance.choice(["", other, value[at] + other]) + value[at + 1:]


def cases(version, kind):
    """Every value of the tables, random ones, and good ones with a slip, spread over the options of the kind."""
    options = [o for o in OPTIONS if o.kind == kind and o.exists_in(version)]
    chance = random.Random(f"{version} {kind}")
    values = GOOD[kind] + BAD[kind]
    values += ["".join(chance.choices(ALPHABETS[kind], k=chance.randint(1, 9))) for _ in range(200)]
    values += [slip(chance, chance.choice(GOOD[kind]), ALPHABETS[kind]) for _ in range(300)]
    found = []
    for number, value in enumerate(values):
        # An empty value is in order where it is the option's own default.
        fitting = [o for o in options if value or "e" not in o.flags]
        found.append((fitting[number % len(fitting)], value))
    return found


def rounds(rows):
    """A name stands once in a link: the first row of every option, then the second of each, and so on."""
    left = rows
    while left:
        one = {row[1]: row for row in reversed(left)}
        taken = {row[0] for row in one.values()}
        left = [row for row in left if row[0] not in taken]
        yield list(one.values())


@pytest.mark.parametrize("version", IMAGES)
def test_what_airflow_refuses_is_reported(version, tmp_path):
    rows = [(option, how, value) for kind, how in GETTERS.items() for option, value in cases(version, kind)]
    logging_level = next(o for o in OPTIONS if o.name == "AIRFLOW__LOGGING__LOGGING_LEVEL")
    levels = ["DEBUG", "info", "Info", "LOUD", "WARN", "FATAL", "NOTSET", "10", "", '"INFO"', " INFO"]
    rows += [(logging_level, "validate", level) for level in levels]
    questions = [{"how": how, "section": o.section, "key": o.key, "name": o.name, "value": v} for o, how, v in rows]
    accepted = ask(version, questions, tmp_path)
    said = {}
    for one in rounds([(index, option.name, value) for index, (option, _, value) in enumerate(rows)]):
        found = findings(version, [(name, value) for _, name, value in one])
        said |= {index: codes for (index, _, _), codes in zip(one, found)}
    wrong = []
    for index, ((option, how, value), fits) in enumerate(zip(rows, accepted)):
        if any(code.startswith("env-value-") for code in said[index]) == fits:
            wrong.append((option.name, how, value, fits, said[index]))
    print(f"{version}: {len(rows)} values, {accepted.count(False)} refused by Airflow")
    assert not wrong, wrong[:12]


@pytest.mark.parametrize("version", IMAGES)
def test_old_names_are_read_as_told(version, tmp_path):
    """A name that was replaced: told to be read still, or not at all. Beside the point are the three old names of one
    timeout, which the scheduler asks for itself, and what 2.11.2 moved: the table has lines, not patches."""
    beside = ("scheduler.task_queued_timeout", "logging.use_historical_filename_templates")
    new_names = [o for o in OPTIONS if o.exists_in(version) and f"{o.section}.{o.key}" not in beside]
    pairs = [(old, new) for new in new_names for old in new.was]
    current = {option.name for option in OPTIONS if option.exists_in(version)}
    pairs = [(old, new) for old, new in pairs if env_name(old) not in current]
    rows = [(env_name(old), "31") for old, _ in pairs]
    questions = [{"how": "get-value", "section": new.section, "key": new.key, "name": name, "value": value}
                 for (_, new), (name, value) in zip(pairs, rows)]
    answers, wrong, told = ask(version, questions, tmp_path), [], 0
    for (old, new), row, said in zip(pairs, rows, answers):
        codes = findings(version, [row])[0]
        assert ("env-option-old-name" in codes) != ("env-option-renamed" in codes), (old, codes)
        told += "env-option-old-name" in codes
        if ("env-option-old-name" in codes) != (said == "31\n"):
            wrong.append((old, new.name, said, codes))
    print(f"{version}: {len(pairs)} old names, {told} still read")
    assert not wrong, wrong


@pytest.mark.parametrize("version", IMAGES)
def test_commands_are_run_as_told(version, tmp_path):
    """`_CMD` is for sensitive options, and a plain value comes before it. Options of providers are not installed."""
    there = [o for o in OPTIONS if o.exists_in(version) and not o.provider]
    rows = [(o.name + "_CMD", "echo -n fetched") for o in there]
    questions = [{"how": "get-value", "section": o.section, "key": o.key, "name": name, "value": value}
                 for o, (name, value) in zip(there, rows)]
    told = ["env-option-not-fetched" not in codes for codes in findings(version, rows)]
    fetched = [said == "fetched\n" for said in ask(version, questions, tmp_path)]
    assert fetched == told, [o.name for o, a, b in zip(there, fetched, told) if a != b]
    print(f"{version}: {len(there)} options, {told.count(True)} by command")
    both = {"AIRFLOW__CORE__FERNET_KEY_CMD": "echo -n fetched", "AIRFLOW__CORE__FERNET_KEY": "plain"}
    question = {"how": "get-value", "section": "core", "key": "fernet_key"}
    assert ask(version, [question], tmp_path, both.items()) == ["plain\n"]
    assert "env-option-twice" in findings(version, list(both.items()))[0]


@pytest.mark.parametrize("version", IMAGES)
def test_what_airflow_expands_is_told(version, tmp_path):
    values = ["$HOME/x", "${HOME}", "a$HOME", "$NOT_SET_ANYWHERE", "~", "~/x", "~root/x", "x~", "a/~", "$", "$$", "$-",
              "${", "${}", "$HOME$", "\\$HOME", "$1", "%(x)s", "%%", "%", "`id`", "!HOME", "$(id)"]
    folder = {"how": "get-value", "section": "core", "key": "dags_folder", "name": "AIRFLOW__CORE__DAGS_FOLDER"}
    questions = [folder | {"value": value} for value in values]
    changed = [said != value + "\n" for said, value in zip(ask(version, questions, tmp_path), values)]
    told = ["env-expanded" in findings(version, [("AIRFLOW__CORE__DAGS_FOLDER", value)])[0] for value in values]
    assert not [v for v, is_changed, is_told in zip(values, changed, told) if is_changed and not is_told]
    harmless = [v for v, is_changed, is_told in zip(values, changed, told) if is_told and not is_changed]
    assert harmless == ["$NOT_SET_ANYWHERE", "${}", "$1"], harmless


# The table has lines, and these changed within one; that an option is deprecated costs it its default here.
BY_PATCH = {"2.11.0": ["logging.use_historical_filename_templates"], "3.3.2": []}


@pytest.mark.parametrize("version", IMAGES)
def test_the_table_has_what_airflow_lists(version, tmp_path):
    listed = ask(version, [{"how": "listed", "section": "", "key": ""}], tmp_path)[0]
    there = {f"{o.section}.{o.key}": o for o in OPTIONS if o.exists_in(version) and not o.provider}
    assert set(listed) - set(there) == set(), "options that the table lacks"
    assert set(there) - set(listed) == set(BY_PATCH[version])
    wrong = []
    for name, default in listed.items():
        expected = there[name].default_in(version)
        expected = expected and expected.replace("{AIRFLOW_HOME}", str(tmp_path / "airflow"))
        made = re.fullmatch(r"\{\w+_KEY\}", expected or "")
        if default is not None and default != expected and not made:
            wrong.append((name, default, expected))
    print(f"{version}: {len(listed)} options listed")
    assert not wrong, wrong
