"""Whether pip has to compile, before a real resolver: what the doctor says of a set of requirements on an Alpine and a
Python is what uv finds when it may take wheels for musl only, dependencies included."""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from urllib.parse import quote

import pytest

import projects

pytestmark = pytest.mark.oracle("uv for musl")
# Alpine and Python -> what the project stands on. Some are Alpine's own Python, some the image of another.
PAIRS = {
    ("3.23", "3.12"): "image=alpine:3.23&airflow=3.3.2&python=3.12",
    ("3.23", "3.13"): "image=alpine:3.23&airflow=3.3.2&python=3.13",
    ("3.24", "3.14"): "image=alpine:3.24&airflow=3.3.2&python=3.14",
    ("3.19", "3.11"): "image=alpine:3.19&airflow=3.3.2&python=3.11",
    ("3.17", "3.10"): "image=alpine:3.17&airflow=3.3.2&python=3.10",
}
COMPILES = {"requirement-compiles", "requirement-compiler", "requirement-no-wheel"}
SETS = [
    # plain Python, or wheels for everything today
    ["requests"], ["boto3"], ["pandas"], ["numpy"], ["polars"], ["lxml"], ["cryptography"], ["psycopg2-binary"],
    ["sqlalchemy"], ["aiohttp"], ["pyyaml"], ["orjson"], ["pydantic"], ["paramiko"], ["pyarrow"], ["scipy"], ["grpcio"],
    ["pillow"], ["bcrypt"], ["cffi"], ["msgpack"], ["psutil"], ["uvloop"], ["httptools"], ["rapidfuzz"], ["matplotlib"],
    ["protobuf"], ["redis"], ["pymysql"], ["pymssql"], ["pyodbc"], ["asyncpg"], ["regex"], ["simplejson"], ["tornado"],
    ["pynacl"], ["markupsafe"], ["wrapt"], ["frozenlist", "multidict", "yarl"], ["pandas", "openpyxl"],
    ["requests", "boto3", "paramiko"], ["apache-airflow-providers-sftp"], ["apache-airflow-providers-http"],
    ["apache-airflow-providers-postgres"], ["apache-airflow-providers-amazon"], ["google-cloud-storage"],
    ["google-cloud-bigquery"], ["azure-storage-blob"], ["slack-sdk"], ["dbt-core"], ["great-expectations"],
    ["beautifulsoup4", "lxml"], ["pandas", "psycopg2-binary"], ["elasticsearch"], ["kafka-python"], ["pysftp"],
    # no wheel for musl
    ["psycopg2"], ["mysqlclient"], ["python-ldap"], ["confluent-kafka"], ["duckdb"], ["pymongo"], ["scikit-learn"],
    ["oracledb"], ["snowflake-connector-python"], ["gssapi"], ["lightgbm"], ["xgboost"], ["torch"], ["numba"], ["ray"],
    ["pandas", "scikit-learn"], ["requests", "psycopg2"], ["statsmodels"], ["pymongo", "redis"],
    # pins around the first wheels
    ["pandas==2.2.3"], ["pandas==1.5.3"], ["numpy==1.24.4"], ["numpy==1.26.4"], ["cryptography==42.0.8"],
    ["psycopg2-binary==2.9.10"], ["psycopg2==2.9.10"], ["lxml==5.2.2"], ["pyarrow==19.0.1"], ["pyarrow==20.0.0"],
    ["scipy==1.10.1"], ["scipy==1.14.1"], ["grpcio==1.62.0"], ["pymssql==2.2.11"], ["pyodbc==5.2.0"], ["pymssql==2.3.4"],
]
# What the two see differently, and why that is right. A pair of None stands for all of them.
EXCEPTIONS = {
    # uv goes back to an older version that has wheels; pip takes the newest, which has none for musl.
    ("oracledb", None): "back to a version of plain Python",
    ("snowflake-connector-python", None): "back to 2.x or 3.x",
    **{("duckdb", pair): "back to 1.x" for pair in PAIRS if pair != ("3.24", "3.14")},
    # Plain Python that is shipped as source only: uv may not build it here, pip does without a compiler.
    ("pysftp", None): "source only",
}


def text(requirements):
    return " ".join(requirements)


def link(pair, requirements):
    return PAIRS[pair] + "".join(f"&requirements={quote(line, safe='')}" for line in requirements)


@cache
def doctor(pair, requirements):
    """Whether the doctor says that something is compiled."""
    done = subprocess.run([projects.TWIN, link(pair, requirements), "--sha256"], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return bool(COMPILES & set(re.findall(r"^\w+ ([\w-]+) ", done.stderr, re.MULTILINE)))


def resolver(pair, requirements):
    """Whether no set of wheels does; what uv says, beside it."""
    _, python = pair
    command = ["uv", "pip", "compile", "-", "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:",
               # This interpreter reads what needs no other; uv would else look for one of the version, and fetch it.
               "--python", sys.executable, "--no-python-downloads",
               "--python-platform", "x86_64-unknown-linux-musl", "--python-version", python]
    done = subprocess.run(command, input="\n".join(requirements), capture_output=True, text=True)
    return done.returncode != 0, done.stderr


@pytest.fixture(scope="module")
def verdicts():
    cases = [(pair, tuple(requirements)) for requirements in SETS for pair in PAIRS]
    with ThreadPoolExecutor(6) as pool:
        found = pool.map(lambda case: resolver(*case), cases)
        return dict(zip(cases, found))


def test_the_index_answers(verdicts):
    """Without this, a missing network would look like a compiler that is needed everywhere."""
    assert not verdicts[("3.23", "3.12"), ("requests",)][0], verdicts[("3.23", "3.12"), ("requests",)][1]


@pytest.mark.parametrize("requirements", SETS, ids=text)
def test_the_doctor_agrees_with_the_resolver(requirements, verdicts):
    wrong = []
    for pair in PAIRS:
        compiles, why = verdicts[pair, tuple(requirements)]
        excepted = (text(requirements), pair) in EXCEPTIONS or (text(requirements), None) in EXCEPTIONS
        if (doctor(pair, tuple(requirements)) != compiles) != excepted:
            said = "the doctor says" if not compiles else "the doctor does not say"
            wrong.append(f"{pair}: {said} that it compiles" + (" (no exception any more)" if excepted else f": {why[-300:]}"))
    assert not wrong, "\n".join(wrong)


def test_enough_is_judged():
    assert len(SETS) >= 60 and len(PAIRS) == 5
    known = {text(requirements) for requirements in SETS}
    assert all(name in known for name, _ in EXCEPTIONS)
