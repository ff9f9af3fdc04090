"""A project of each line is really built on Debian, with apt and pip and what they fetch, and the image answers."""

import pytest

import projects
import real_base
from standin import Buildah

pytestmark = pytest.mark.oracle("buildah", "Airflow in its image")
CONSTRAINTS = {"2.11.0": projects.ROOT / "catalog/constraints/2.11.0-python3.11.txt", "3.3.2": None}


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    reason = real_base.reason_against()
    if reason:
        pytest.skip(reason)
    return Buildah(tmp_path_factory.mktemp("buildah"))


@pytest.mark.parametrize("version", CONSTRAINTS)
def test_the_image_does_what_the_page_promised(buildah, version, tmp_path):
    reference = f"apache/airflow:{version}-python3.11"
    real_base.official(buildah, reference, version, CONSTRAINTS[version], tmp_path / "base")
    link = f"image={reference}&packages=tree&preset=data-quality&env=AIRFLOW__CORE__PARALLELISM=7&env=GREETING=a%20%22b%22%20%24c"
    folder = projects.write(link, tmp_path / "project")
    buildah("bud", *buildah.policy, "--format", "docker", "--pull-never", "--tag", "localhost/real:1", folder)
    container = buildah("from", *buildah.policy, "--pull-never", "localhost/real:1").strip()

    def run(*words):
        return buildah("run", container, "--", *words)

    try:
        assert run("airflow", "version").split()[-1] == version
        assert run("airflow", "config", "get-value", "core", "parallelism").split()[-1] == "7"
        assert run("sh", "-c", 'printf %s "$GREETING"') == 'a "b" $c'
        assert run("id", "-u").strip() == "50000"
        assert "tree v" in run("tree", "--version")
        run("python", "-c", "import pandera.pandas")
        run("airflow", "db", "migrate")
        if version.startswith("3"):
            run("airflow", "dags", "reserialize")
        assert "data_quality" in run("airflow", "dags", "list")
        assert "No data found" in run("airflow", "dags", "list-import-errors")
    finally:
        buildah("rm", container)
        buildah("rmi", "--force", "localhost/real:1", reference)
