"""A generated project as docker compose and BuildKit read it: services, in order, with the environment of the image."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import dockerfile

COMPOSE = Path(sys.executable).parent / "docker-compose"


def resolved(folder):
    """What `docker compose config` makes of the project: anchors merged, .env read; its `$$` is a `$` again here."""
    # A clean environment: a variable of this machine must not find its way into a container.
    done = subprocess.run(
        [COMPOSE, "--file", "compose.yaml", "config", "--format", "json"],
        cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)}, capture_output=True, text=True, timeout=60,
    )
    assert done.returncode == 0 and not done.stderr, f"docker compose refuses the project: {done.stderr}"
    return unescaped(json.loads(done.stdout))


def unescaped(value):
    if isinstance(value, dict):
        return {key: unescaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [unescaped(item) for item in value]
    return value.replace("$$", "$") if isinstance(value, str) else value


def has_compose():
    """Whether the wheel that carries docker compose is installed and runs here."""
    return COMPOSE.exists() and shutil.which(str(COMPOSE)) is not None


def in_order(services):
    """The names of the services, each after those it depends on."""
    order = []

    def visit(name, above=()):
        assert name not in above, f"{name} depends on itself"
        for below in services[name].get("depends_on", {}):
            visit(below, (*above, name))
        if name not in order:
            order.append(name)

    for name in services:
        visit(name)
    return order


def image_environment(folder):
    """ENV of the Dockerfiles as the image has it; those that name other variables (PATH) are left out."""
    layers = [folder / "layers" / name / "Dockerfile" for name in ("ap-base", "ap-airflow", "onbuild")]
    environment = {}
    for path in [*(layer for layer in layers if layer.exists()), folder / "Dockerfile"]:
        for command in dockerfile.parse_string(path.read_text()):
            if command.cmd.lower() == "env":
                name, word = command.value[0], command.value[1]
                if not re.search(r"(?<!\\)(?:\\\\)*\$", word):
                    environment[name] = unquoted(word)
    return environment


def unquoted(word):
    """What BuildKit makes of a word that our writer quoted: quotes come and go, `\\` escapes, no variable is read."""
    assert word[0] == word[-1] == '"', word
    read, inside, rest = "", False, word
    while rest:
        c, rest = rest[0], rest[1:]
        if c == '"':
            inside = not inside
            continue
        if c == "\\":
            assert rest[0] in '"\\$', word
            c, rest = rest[0], rest[1:]
        else:
            assert inside and c != "$", word
        read += c
    assert not inside, word
    return read


def image_entrypoint(folder):
    """The entrypoint that the project itself brings, without tini; empty where the base image has one of its own."""
    script = folder / "entrypoint.sh"
    return ["sh", str(script)] if script.exists() else []


def home(services):
    """AIRFLOW_HOME: the folder above the mounted logs."""
    targets = [volume["target"] for volume in services["scheduler"]["volumes"]]
    return next(target.removesuffix("/logs") for target in targets if target.endswith("/logs"))
