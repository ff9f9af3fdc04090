"""Asks an installed Airflow about its options; run by that Airflow's own Python, in one process.

    ask_airflow.py QUESTIONS      (a JSON file; the answers go to standard output as JSON)

A question is {"how", "section", "key"} and, unless the process's environment has the value already, {"name", "value"}.
`get-value` is answered with what the command `airflow config get-value` prints; `getboolean`, `getint`, `getfloat`,
`getjson` and `validate` with whether Airflow accepts the value; `listed` with all of Airflow's own options and their
defaults, whatever section and key are.
"""

import contextlib
import io
import json
import os
import sys
import types

# Airflow itself starts in a clean environment: a strange value of an option must not keep it from starting.
GIVEN = {name: value for name, value in os.environ.items() if name.startswith("AIRFLOW__")}
for name in GIVEN:
    del os.environ[name]

with contextlib.redirect_stdout(io.StringIO()):
    from airflow.cli.commands import config_command
    from airflow.configuration import conf, retrieve_configuration_description
    from airflow.exceptions import AirflowConfigException

    # The first call loads the providers' options.
    config_command.get_value(types.SimpleNamespace(section="core", option="dags_folder", verbose=False))
os.environ.update(GIVEN)


def printed(section, key):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        config_command.get_value(types.SimpleNamespace(section=section, option=key, verbose=False))
    return out.getvalue()


def accepted(how, section, key):
    try:
        conf.validate() if how == "validate" else getattr(conf, how)(section, key)
    except AirflowConfigException:
        return False
    return True


def listed():
    sections = retrieve_configuration_description(include_providers=False)
    return {f"{section}.{key}": conf.get_default_value(section, key)
            for section, options in sections.items() for key in options["options"]}


def answer(question):
    how, section, key = question["how"], question["section"], question["key"]
    if how == "listed":
        return listed()
    name = question.get("name")
    if name:
        os.environ[name] = question["value"]
    try:
        return printed(section, key) if how == "get-value" else accepted(how, section, key)
    finally:
        if name:
            del os.environ[name]


with open(sys.argv[1], encoding="utf-8") as file:
    questions = json.load(file)
json.dump([answer(question) for question in questions], sys.stdout)
