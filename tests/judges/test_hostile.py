"""Hostile text in every field, before real parsers: what is refused changes no byte, what is kept reads back as typed.

`tests/hostile/values.yaml` says what each value attacks. One project holds a value in every field at once; a row that is
refused is left out, so the other fields are judged all the same.
"""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from urllib.parse import quote

import dockerfile
import pytest
import yaml
from markdown_it import MarkdownIt
from pip._internal.network.session import PipSession
from pip._internal.req.req_file import parse_requirements

import compose_project
import projects

VALUES = yaml.safe_load((projects.ROOT / "tests" / "hostile" / "values.yaml").read_text())
FAMILIES = ["alpine", "alpine-layered", "debian-layered", "company-debian", "official-3", "runtime-3", "certified-alpine", "platform-files"]
OTHERS = "&packages=htop&requirements=six&secret=H_SECRET&env=API_TOKEN&env=H_LINES=two%0Alines"
# A value (or what stands before its first =) that such a field takes is no attack on it.
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
ADDRESS = re.compile(r"https://[A-Za-z0-9][A-Za-z0-9._~:/?=%+,-]*")
FORMS = {
    "name": ["{}"], "extras": ["{}", "postgres,{}"], "index": ["{}", "https://mirror.corp/{}"], "revision": ["{}", "main{}"],
    "repository": ["{}", "https://git.corp/{}"], "label": ["{}=x"], "apkrepo": ["{}=https://packages.corp/x", "corp={}", "corp=https://{}"],
    "platform": ["{}"], "layout": ["{}"], "constraints": ["{}"], "layers": ["{}"], "distro": ["{}"], "dag": ["{}"], "secret": ["{}"],
    "plain": ["{}"], "env": ["{}=x"], "file": ["{}"], "theme": ["{}"], "show": ["{}"], "lock": ["{}"], "{}": ["x"],
}
PACKAGES = ["{}", "curl # {}", "bash={}", "git@{}", "!{}"]
REQUIREMENTS = [
    "{}", "pandas==2.2.3 # {}", "a1[{}]", "a2=={}", "a3 ; os_name == '{}'", "a4 ; os_name == \"{}\"", "a5 @ https://host/{}",
    "a6 --hash=sha256:{}", "--index-url https://host/{}", "--find-links {}", "-r {}", "git+https://host/x.git@{}", "./x/{}", "# {}",
]


def is_hidden(c):
    """What no row may hold: a control character or a line break of any reader."""
    return ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029"


def kept(value, multiline=False):
    return not any(is_hidden(c) and c != "\t" and not (multiline and c == "\n") and c not in "\u2028\u2029" for c in value)


def pairs(value, variant=0):
    """Every field but the image, filled with the value, or with the value behind something that is well-formed."""
    yield from (("packages", form.format(value)) for form in PACKAGES)
    yield from (("requirements", form.format(value)) for form in REQUIREMENTS)
    # A password inside an address makes it a secret, which has a place of its own: here it is said to be none.
    yield from [("env", f"H_VALUE={value}"), ("plain", "H_VALUE")]
    yield ("label", f"h.value={value}")
    for key, forms in FORMS.items():
        filled = forms[variant % len(forms)].format(value)
        if not PLAIN.fullmatch(value.split("=")[0].strip().lstrip("@")) and not ADDRESS.fullmatch(filled.split("=")[-1].strip()):
            yield (key.format(value), filled)


def joined(some):
    return "".join(f"&{quote(key, safe='')}={quote(value, safe='')}" for key, value in some)


def written(link, folder):
    """The files of a project with errors, and what was said of it."""
    done = subprocess.run([projects.TWIN, link, "--output", folder], capture_output=True)
    assert done.returncode in (0, 1), done.stderr
    said = done.stderr.decode()
    for line in said.split("\n")[:-1]:
        assert re.match(r"(error|warning|note) [a-z-]+ \S", line), line
        assert not any(is_hidden(c) or c in "\u202e\u2066\u2069" for c in line), f"{line!r} moves the terminal"
    return said


def texts(folder):
    return {str(path.relative_to(folder)): path.read_bytes().decode() for path in Path(folder).rglob("*") if path.is_file()}


def instructions(text):
    """Instructions as BuildKit's parser reads them, without what the hostile rows asked for; and that."""
    asked, others = {}, []
    for command in dockerfile.parse_string(text):
        name = command.value[0] if command.cmd.lower() in ("env", "label") else ""
        if name in ("H_VALUE", "h.value"):
            assert len(command.value) == 2 and name not in asked, command
            asked[name] = compose_project.unquoted(command.value[1])
        else:
            # Words that are names of extras are taken as such; no other character of theirs gets this far.
            words = [re.sub(r"apache-airflow\[[a-z0-9._,-]+\]", "apache-airflow[]", word) for word in command.value]
            others.append((command.cmd, command.sub_cmd, command.flags, words))
    return asked, others


def prose(text):
    """A README as Markdown reads it: every token but the text of the block that carries the configuration."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    fences = [token for token in tokens if token.type == "fence"]
    flat = [inner for token in tokens if token is not fences[-1] for inner in [token, *(token.children or [])]]
    assert not [token for token in flat if token.type.startswith("html")], text
    return [(token.type, token.content if token.type != "inline" else "", token.attrs) for token in flat], fences[-1].content


def requirements_of(path):
    """The file as pip reads it."""
    return [(line.requirement, line.is_editable, line.options) for line in parse_requirements(str(path), PipSession())]


def rows(value, forms):
    return {form.format(value).strip().replace("\t", " ") for form in forms}


def packages_of(value):
    """What rows of packages can come to: a link splits them at commas, and some images take no comments."""
    for form in PACKAGES:
        text = form.format(value)
        for row in [text] if "#" in text else text.split(","):
            yield row.strip().replace("\t", " ")
            yield re.sub(r"(^|\s+)#.*", "", row).strip()


@pytest.mark.oracle("BuildKit's parser", "PyYAML", "HTML, Markdown and shell readers")
@pytest.mark.parametrize("family", FAMILIES)
def test_a_value_in_every_field_stays_a_value(family, tmp_path):
    base = projects.FAMILIES[family][0] + OTHERS
    written(base, tmp_path / "harmless")
    harmless = texts(tmp_path / "harmless")
    for number, (what, value) in enumerate(VALUES.items()):
        folder = tmp_path / str(number)
        written(base + joined(pairs(value, FAMILIES.index(family))), folder)
        try:
            judge(folder, harmless, value, family)
        except AssertionError as error:
            raise AssertionError(f"{family}: {what}: {value!r}: {error}") from error


def judge(folder, harmless, value, family):
    hostile = texts(folder)
    assert hostile.keys() == harmless.keys()
    asked = {}
    for path, text in hostile.items():
        assert not any(is_hidden(c) and c not in "\n\t\u2028\u2029" for c in text), path
        if path.endswith("Dockerfile"):
            found, others = instructions(text)
            asked |= found
            assert others == instructions(harmless[path])[1], path
        elif path not in ("README.md", "compose.yaml", "packages.txt", "requirements.txt"):
            assert text == harmless[path], path
    own = "layers/" in str(list(hostile)) or "alpine:" in projects.FAMILIES[family][0] or family == "company-debian"
    expected = {"H_VALUE": value} if kept(value) else {}
    assert asked == expected | ({"h.value": value} if own and kept(value) and "\t" not in value else {})
    compose, before = yaml.safe_load(hostile["compose.yaml"]), yaml.safe_load(harmless["compose.yaml"])
    in_compose = {}
    for mapping in [compose, *compose["services"].values()]:
        for key in [key for key in mapping if key == "environment" or key.startswith("x-")]:
            inside = mapping[key].get("environment", mapping[key])
            if "H_VALUE" in inside:
                in_compose["H_VALUE"] = inside.pop("H_VALUE").replace("$$", "$")
    assert compose == before
    assert in_compose == ({"H_VALUE": value} if "\n" in value and kept(value, multiline=True) else {})
    packages = hostile["packages.txt"].splitlines()
    assert packages[0] == "htop" and set(packages[1:]) <= set(packages_of(value)), packages
    assert all(re.fullmatch(r"!?[A-Za-z0-9][A-Za-z0-9+._:@=<>~/-]*( #.*)?", line) for line in packages if not line.startswith("#")), packages
    lines = hostile["requirements.txt"].splitlines()
    assert lines[0] == "six" and set(lines[1:]) <= rows(value, REQUIREMENTS), lines
    tokens, carried = prose(hostile["README.md"])
    assert (tokens, carried.isascii(), carried.count("\n")) == (prose(harmless["README.md"])[0], True, 1)


@pytest.mark.oracle("pip")
def test_pip_reads_no_more_than_the_rows(tmp_path):
    """A line of requirements.txt is one requirement or option to pip, and the words of a comment are none."""
    for number, (what, value) in enumerate(VALUES.items()):
        folder = tmp_path / str(number)
        forms = [form for form in REQUIREMENTS if not form.startswith("-") and "{}" != form]
        written(projects.FAMILIES["alpine"][0] + joined(("requirements", form.format(value)) for form in forms), folder)
        lines = (folder / "requirements.txt").read_text().splitlines()
        asked = [line for line in lines if not line.startswith("#")]
        assert len(requirements_of(folder / "requirements.txt")) == len(asked), f"{what}: {lines}"


@pytest.mark.oracle("the bytes themselves")
@pytest.mark.parametrize("key", ["image", "airflow", "python", "v", "preset", "allow"])
def test_the_fields_that_all_others_stand_on(key, tmp_path):
    """A value that is no image or version ends in the defaults; the white list lets nothing in that it does not name."""
    written("packages=curl" if key != "allow" else "v=1", tmp_path / "harmless")
    harmless = texts(tmp_path / "harmless")
    for number, (what, value) in enumerate(VALUES.items()):
        for form in ("{}", "alpine:3.23{}", "alpine:{}", "registry.corp/{}/x:1") if key == "image" else ("{}",):
            filled = form.format(value).strip()
            if re.fullmatch(r"\s*|[a-z0-9][a-z0-9._:/-]*|alpine:[\w.-]*", filled, re.ASCII):
                continue
            folder = tmp_path / f"{number}{form.replace('/', '')}"
            said = written(f"packages=curl&{key}={quote(filled, safe='')}", folder)
            assert "error" in said or key in ("v", "allow"), f"{what}: {filled!r}"
            hostile = texts(folder)
            carried = {path for path in hostile if hostile[path] != harmless.get(path)}
            assert hostile.keys() == harmless.keys() and carried <= {"README.md"}, f"{what}: {filled!r}: {carried}: {said}"


@pytest.mark.oracle("the bytes themselves")
@pytest.mark.parametrize("family", FAMILIES)
def test_instructions_stand_as_typed_behind_everything_else(family, tmp_path):
    """They are meant to be instructions: what is typed is written, line by line, or nothing is."""
    base = projects.FAMILIES[family][0]
    written(base, tmp_path / "harmless")
    harmless = (tmp_path / "harmless" / "Dockerfile").read_text()
    for number, (what, value) in enumerate(VALUES.items()):
        folder = tmp_path / str(number)
        typed = f"RUN true {value}"
        written(f"{base}&dockerfile={quote(typed, safe='')}", folder)
        text = (folder / "Dockerfile").read_text()
        assert text.startswith(harmless), what
        lines = typed.replace("\r\n", "\n").rstrip()
        refused = not kept(lines, multiline=True) or lines.endswith("\\")
        assert text.removeprefix(harmless).lstrip("\n") == ("" if refused else lines + "\n"), f"{what}: {text}"
        assert {path for path, content in texts(folder).items() if content != texts(tmp_path / "harmless")[path]} <= {"README.md", "Dockerfile"}


def all_rows(secrets=False):
    """A row for each value; those with a line break reach the container by compose."""
    name = "S" if secrets else "H"
    values = {f"{name}_{number}": value for number, value in enumerate(VALUES.values()) if kept(value, multiline=True) and (value or not secrets)}
    return values


@pytest.mark.oracle("docker compose", "BuildKit's parser")
@pytest.mark.skipif(not compose_project.has_compose(), reason="docker compose is not installed")
@pytest.mark.parametrize("family", [family for family in FAMILIES if family != "platform-files"])
def test_compose_and_buildkit_give_back_what_was_typed(family, tmp_path):
    """All values at once, in the image, in compose.yaml and in .env, read by docker compose and by BuildKit's parser."""
    values, secrets = all_rows(), all_rows(secrets=True)
    link = projects.FAMILIES[family][0] + joined(("env", f"{name}={value}") for name, value in values.items())
    link += joined(("plain", name) for name in values) + joined(("secret", name) for name in secrets)
    # A link carries no secret, so the values come as a person's do: with the project's .env, read and written again.
    written(link, tmp_path / "first")
    (tmp_path / "first" / ".env").write_text("".join(f"{name}={as_env_file(value)}\n" for name, value in secrets.items()))
    done = subprocess.run([projects.TWIN, "--import", tmp_path / "first", "--output", tmp_path / "again"], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    folder = tmp_path / "again"
    environment = compose_project.resolved(folder)["services"]["scheduler"]["environment"]
    image = compose_project.image_environment(folder)
    for name, value in (values | secrets).items():
        read = environment.get(name, image.get(name)) if name.startswith("H_") else environment.get(name)
        assert read == value, f"{family}: {name}: {read!r} is not {value!r}"
        assert (name in image) == (name.startswith("H_") and "\n" not in value), name
    assert not [name for name in environment if name not in values | secrets and re.match("OTHER|MISSING|evil", name)]


def as_env_file(value):
    """As compose reads a value of an env file."""
    escaped = {'"': '\\"', "\\": "\\\\", "$": "\\$", "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escaped.get(c, c) for c in value) + '"'


@pytest.mark.oracle("zip readers", "git apply and patch")
@pytest.mark.parametrize("family", FAMILIES)
def test_archive_and_patch_stay_inside_the_project(family, tmp_path):
    base = projects.FAMILIES[family][0]
    link = base + joined(pair for value in VALUES.values() for pair in pairs(value) if "H_VALUE" not in pair[1] and pair[0] != "name")
    link += joined(("dockerfile", f"# {value}") for value in VALUES.values() if kept(value) and not value.endswith("\\"))
    link += joined(("env", f"{name}={value}") for name, value in all_rows().items())
    (tmp_path / "link").write_text(link)
    hostile = ["--import", tmp_path / "link"]
    subprocess.run([projects.TWIN, base, "--zip", tmp_path / "harmless.zip"], check=True, capture_output=True)
    done = subprocess.run([projects.TWIN, *hostile, "--zip", tmp_path / "hostile.zip"], capture_output=True)
    assert done.returncode == 1, done.stderr
    names = [zipfile.ZipFile(tmp_path / f"{which}.zip").namelist() for which in ("harmless", "hostile")]
    assert names[0] == names[1] and all(name.startswith("my-airflow/") and ".." not in name for name in names[1])
    written(base, tmp_path / "old")
    subprocess.run([projects.TWIN, *hostile, "--output", tmp_path / "new"], capture_output=True)
    patch = subprocess.run([projects.TWIN, *hostile, "--patch", tmp_path / "old"], capture_output=True).stdout
    (tmp_path / "a.patch").write_bytes(patch)
    counted = subprocess.run(["git", "apply", "--numstat", "-z", tmp_path / "a.patch"], cwd=tmp_path, check=True, capture_output=True)
    touched = {entry.split(b"\t")[2].decode() for entry in counted.stdout.split(b"\0") if entry}
    assert touched == {path for path, text in texts(tmp_path / "new").items() if text != texts(tmp_path / "old").get(path)} - {".env"}
    shutil.copytree(tmp_path / "old", tmp_path / "patched")
    subprocess.run(["git", "apply", "--whitespace=nowarn", tmp_path / "a.patch"], cwd=tmp_path / "patched", check=True, capture_output=True)
    assert texts(tmp_path / "patched") == texts(tmp_path / "new") | {".env": texts(tmp_path / "old")[".env"]}


# Well-formed, and as odd as the lists of what is allowed let them be.
ODD_ADDRESSES = ["https://h/?a=1,2", "https://h/~x/*".rstrip("*"), "https://h/%24%28id%29", "https://h/x=y+z", "https://h:8080/a?b=~c"]


@pytest.mark.oracle("BuildKit's parser", "sh and shellcheck")
@pytest.mark.parametrize("address", ODD_ADDRESSES)
@pytest.mark.parametrize("family", ["alpine", "alpine-layered", "debian"])
def test_odd_addresses_are_one_word(family, address, tmp_path):
    """What is allowed in an address and means something to a shell is a part of one word, with that text."""
    import shlex

    link = f"{projects.FAMILIES[family][0].split('&index')[0]}&index={quote(address)}&repository={quote(address)}&revision=a/b%2Bc"
    folder = projects.write(link, tmp_path / "project")
    for path in [folder / "Dockerfile", *folder.glob("layers/*/Dockerfile")]:
        for command in dockerfile.parse_string(path.read_text()):
            if command.cmd.lower() == "run" and address in command.value[0]:
                words = [word for word in shlex.split(command.value[0]) if address in word]
                assert words and all(re.fullmatch(r"[a-z\[\]-]+ @ git\+" + re.escape(address) + r"@a/b\+c(#subdirectory=[a-z-]+)?", word) for word in words), words
            if command.cmd.lower() == "arg" and address in command.value[0]:
                assert compose_project.unquoted(command.value[0].split("=", 1)[1]) == address
    assert any(address in path.read_text() for path in folder.rglob("*Dockerfile"))
    subprocess.run(["sh", "-n", *folder.glob("build.sh")], check=True) if (folder / "build.sh").exists() else None
