"""`airflow-options.json`: the options of each minor, read from the configuration that its newest patch carries.

The wheel is read as an archive; nothing of it is installed or run. Allowed values, options of providers and the
defaults of the patches of 1.9 and 1.10 are not in these files, and are kept from the earlier table."""
import ast
import io
import json
import subprocess
import sys
import zipfile

from refreshing import hosts, index
from refreshing.common import fetch, in_parallel, natural, read_json, release_key, write_json

CARRIED = ["provider_options_newest_provider_only", "renamed_sections", "allowed_values", "one_x_by_patch"]
CONFIG = "airflow/config_templates/config.yml"
# Where the renames have been; the older place first.
CODE = ["airflow/configuration.py", "airflow/_shared/configuration/parser.py"]
RENAMES = ["deprecated_options", "many_to_one_deprecated_options"]
# The one thing here that the standard library lacks is YAML.
TO_JSON = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin), default=str))"


def newest_patches(versions):
    """minor → its newest patch."""
    finals = [v for v in versions if release_key(v) and natural(v) >= natural("1.10")]
    return {".".join(v.split(".")[:2]): v for v in sorted(finals, key=natural)}


def from_yaml(text):
    command = ["uv", "run", "--no-project", "--with", "pyyaml", "python", "-c", TO_JSON]
    return json.loads(subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout)


def sections(document):
    """section → key → option. The files of Airflow 1 and early 2 are lists, later ones are maps."""
    if isinstance(document, dict):
        return {name: section["options"] for name, section in document.items()}
    return {s["name"]: {option["name"]: option for option in s["options"]} for s in document}


def literal(code, name):
    """The value of a name that is set to a literal; None where it is not."""
    for node in ast.walk(ast.parse(code)):
        targets = getattr(node, "targets", [getattr(node, "target", None)])
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and getattr(targets[0], "id", "") == name:
            try:
                return ast.literal_eval(node.value)
            except ValueError:
                return None
    return None


def renames(code):
    """(section, key) → (old names, since). Airflow 1 has maps by section, old keys alone, and no version."""
    found = {}
    for option, was in ((literal(code, RENAMES[0]) or {}) | (literal(code, RENAMES[1]) or {})).items():
        if isinstance(was, dict):
            found |= {(option, key): (old, None) for key, old in was.items()}
        elif isinstance(was, list):
            found[option] = ([f"{section}.{key}" for section, key, _ in was], was[0][2])
        else:
            found[option] = (f"{was[0]}.{was[1]}", was[2] if len(was) > 2 else None)
    return found


def read(base, version):
    """Sections and renames of a release; from Airflow 3 on they are in the wheel of the core."""
    name = "apache-airflow-core" if natural(version) >= natural("3") else "apache-airflow"
    wheel = index.package(base, name).wheel(version)
    with zipfile.ZipFile(io.BytesIO(fetch(wheel["url"]))) as archive:
        code = [renames(archive.read(path).decode()) for path in CODE if path in archive.namelist()]
        return sections(from_yaml(archive.read(CONFIG).decode())), {k: v for table in code for k, v in table.items()}


def changes(by_minor, key):
    """The value, or where it changed, a list of the values with the minor that they are from."""
    steps = []
    for minor, option in by_minor.items():
        if not steps or steps[-1][key] != option.get(key):
            steps.append({"from": minor, key: option.get(key)})
    return steps


def runs(minors, having):
    found = []
    for at, minor in enumerate(minors):
        if minor in having:
            if at and minors[at - 1] in having:
                found[-1][1] = minor
            else:
                found.append([minor, minor])
    return found


def described(by_minor, minors):
    """An option from its appearances in the minors."""
    last = [*by_minor.values()][-1]
    types, defaults = changes(by_minor, "type"), changes(by_minor, "default")
    row = {"type": last.get("type"), "default": defaults[0]["default"] if len(defaults) == 1 else defaults,
           "minors": runs(minors, by_minor)}
    kept = {"version_added": "version_added", "sensitive": "sensitive", "version_deprecated": "version_deprecated",
            "is_template": "templated"}
    row |= {name: last[key] for key, name in kept.items() if last.get(key) not in (None, False, "False", "")}
    return row | ({"type_history": types} if len(types) > 1 else {})


def core(documents):
    minors, found = [*documents], {}
    for minor, (options, _) in documents.items():
        for section, keys in options.items():
            for key, option in keys.items():
                found.setdefault(section, {}).setdefault(key, {})[minor] = option
    return {s: {k: described(found[s][k], minors) for k in sorted(found[s])} for s in sorted(found)}


def renamed(documents):
    rows = {}
    for minor, (_, table) in documents.items():
        for (section, key), (was, since) in table.items():
            row = {"option": f"{section}.{key}", "was": was, "since": since, "last_minor_with_old_name": minor}
            rows[section, key, str(was)] = row
    return [rows[name] for name in sorted(rows)]


def refresh(folder, options):
    base = hosts.index(options.index)
    patches = newest_patches(index.package(base, "apache-airflow").kept())
    if options.releases:
        patches = {minor: patch for minor, patch in patches.items() if minor in options.releases}
    documents = dict(zip(patches, in_parallel(lambda version: read(base, version), patches.values())))
    path = folder / "airflow-options.json"
    earlier = read_json(path, {})
    if missing := [key for key in CARRIED if key not in earlier]:
        print(f"airflow-options: no earlier table to keep {', '.join(missing)} from", file=sys.stderr)
    write_json(path, {"minors": [*patches], "read_from_patch": [*patches.values()], "core": core(documents),
                      "renamed": renamed(documents), **{key: earlier.get(key, {}) for key in CARRIED}})
