"""The effective image is what buildah records when it builds the same project: the same steps, in the same order, run by
the same users; and what is said to run again after a change is what buildah does not take from its cache."""

import re
import subprocess
from pathlib import Path

import pytest

import projects
from standin import RECORDED, SCRIPTS, Buildah

pytestmark = pytest.mark.oracle("buildah")
FAMILIES = ["alpine", "alpine-layered", "alpine-vendored", "debian", "company-alpine", "official", "official-3", "runtime-2",
            "runtime-base", "certified-alpine", "certified-debian", "platform-last", "platform-first", "platform-files"]
# These say when a step begins: of which stage, and the instruction.
STEP = re.compile(r"^(?:\[(\d+)/\d+\] )?STEP \d+(?:/\d+)?: (.*)$")


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    return Buildah(tmp_path_factory.mktemp("buildah"))


def told(link):
    """The steps as the twin tells them: stage, user, instruction."""
    done = subprocess.run([projects.TWIN, link, "--steps"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [line.split("\t") for line in done.stdout.splitlines()]


def files(folder):
    """The Dockerfiles with their tags, in the order in which they are built."""
    script = folder / "build.sh"
    if not script.exists():
        return [(folder / "Dockerfile", "localhost/judged:1")]
    steps = [re.fullmatch(r"build (\S+) (\S+)", line) for line in script.read_text().splitlines()]
    return [(folder / step[2], step[1]) for step in steps if step]


def base(buildah, project, folder):
    first = files(folder)[0][0]
    names = [line.split()[1] for line in first.read_text().splitlines() if line.startswith("FROM ")]
    buildah.base(names[0], project.behaviour)


def plain(text):
    """A step without what the two write differently: spaces, quotes, the forms of exec and continuation lines."""
    text = re.sub(r"\\\n", " ", text)
    text = re.sub(r"[\s\"'\[\],\\]+", " ", text).strip()
    # What the check is made of is not known; that it is there is.
    if "<a check of" in text or "! grep" in text:
        return "RUN a check"
    # buildah names a stage by the image that it has just become.
    return re.sub(r"^FROM (?:[0-9a-f]{64}|ap-base|ap-airflow)\b.*", "FROM a stage", re.sub(r"^(FROM \S+).*", r"\1", text))


def recorded(output):
    """The steps of one build: stage, instruction. A stage may begin and then wait for the one that it copies from, so that
    its first lines come before that one's: sorted by stage they are in the order of what is built on what."""
    found = [(int(step[1] or 1), step[2]) for step in map(STEP.match, output.splitlines()) if step]
    return sorted((step for step in found if not step[1].startswith("COMMIT")), key=lambda step: step[0])


def build(buildah, folder, *options):
    """What buildah says while it builds, a text for each Dockerfile."""
    return [buildah("bud", *buildah.policy, "--format", "docker", "--pull-never", *options, "--volume",
                    f"{buildah.recorded}:/recorded", "--file", dockerfile, "--tag", tag, folder)
            for dockerfile, tag in files(folder)]


@pytest.mark.parametrize("family", FAMILIES)
def test_buildah_runs_the_same_steps(buildah, family, tmp_path):
    project = projects.project(family, "example")
    link = project.link + "&dockerfile=RUN%20id%20-u%20%3E%20%2Ftmp%2Fown"
    folder = projects.write(link, tmp_path / "project")
    base(buildah, project, folder)
    buildah.log()
    expected = told(link)
    steps = [plain(text) for output in build(buildah, folder) for _, text in recorded(output)]
    assert steps == [plain(text) for _, _, text in expected]
    ran = {(name, user) for name, _, _, user in buildah.log()}
    assert ran and ran <= {(name, user_id(user)) for _, user, text in expected for name in programs(text)}
    assert own_user(buildah, files(folder)[-1][1]) == user_id(next(user for _, user, text in expected if "/tmp/own" in text))


def user_id(name):
    return {"root": 0, "astro": 101, "airflow": 50000}.get(name) if name.isalpha() else int(name)


def programs(step):
    """The recorded programs that a step may call."""
    for script, command in SCRIPTS.items():
        step = step.replace(script, command)
    return [name for name in RECORDED if step.startswith("RUN") and re.search(rf"(?<![\w-]){name}(?![\w-])", step)]


def own_user(buildah, image):
    """Who ran the line of one's own."""
    container = buildah("from", *buildah.policy, "--pull-never", image).strip()
    try:
        return int(Path(buildah("mount", container).strip(), "tmp/own").read_text())
    finally:
        buildah("rm", container)


@pytest.mark.parametrize("family", ["alpine", "official", "certified-debian", "alpine-layered"])
@pytest.mark.parametrize("changed", ["packages.txt", "requirements.txt", "dags/example.py"])
def test_what_runs_again_is_what_the_cache_does_not_have(buildah, family, changed, tmp_path):
    project = projects.project(family, "example")
    folder = projects.write(project.link, tmp_path / "project")
    base(buildah, project, folder)
    buildah.log()
    build(buildah, folder, "--layers")
    file = folder / changed
    file.write_text(file.read_text() + "\n# changed\n")
    document = subprocess.run([projects.TWIN, project.link, "--explain", "image"], capture_output=True, text=True).stdout
    heading = {"packages.txt": "packages.txt changes", "requirements.txt": "requirements.txt changes"}.get(changed, "A DAG changes")
    part = re.split(r"^### ", document, flags=re.M)
    at = next(number for number, text in enumerate(part) if text.startswith(heading))
    count = int(re.search(r"(\d+) of \d+ steps run", part[at])[1])
    outputs = build(buildah, folder, "--layers")
    assert sum(map(again, outputs)) == count, "".join(outputs)


def again(output):
    """How many steps were not taken from the cache; FROM does nothing of its own."""
    steps = [text for _, text in recorded(output) if not text.startswith("FROM ")]
    return len(steps) - len(re.findall("^--> Using cache ", output, flags=re.M))
