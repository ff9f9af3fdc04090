"""Runs a generated compose.yaml for real without docker: each service is a process of this machine.

    run_compose_as_processes.py PROJECT VENV [--seconds N] [--dag NAME] [--expect SECTION.KEY=VALUE]

PROJECT is a generated project; VENV a virtual environment with the same Airflow from the index, in place of the image.
Root is needed: the processes live in namespaces of their own (network, mounts, process numbers), so that commands,
ENV, paths, ports and host names are exactly those of the file. Only this much differs from docker:
- all services share one loopback network, on which each service's name is 127.0.0.1;
- PostgreSQL is Debian's, set up by initdb as the official image does with the same POSTGRES_ variables;
- the image is the venv on PATH, the ENV of the Dockerfile, its entrypoint without tini, and a copy of the project;
- `secrets` runs with busybox's commands alone, as in the Alpine image that it names.
Prints what was seen, ends with 0 when all of it was right, and leaves nothing behind.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import airflow_client as client
import compose_project
import isolation

SYSTEM = "/usr/sbin:/usr/bin:/sbin:/bin"


def say(text):
    print(f"{time.monotonic() - START:6.1f}s  {text}", flush=True)


class LocalRun:
    def __init__(self, project, venv, temporary, seconds, dag):
        self.temporary, self.venv, self.dag = Path(temporary), venv, dag
        self.deadline = START + seconds
        self.project = self.temporary / "project"
        shutil.copytree(project, self.project)
        self.compose = compose_project.resolved(self.project)
        self.services = self.compose["services"]
        self.home = compose_project.home(self.services)
        self.started, self.machine = {}, None

    # -- processes

    def environment(self, service):
        """Nothing of this machine's environment but a PATH."""
        base = {"PATH": f"{self.venv}/bin:{SYSTEM}", "HOME": str(self.temporary), "LANG": "C.UTF-8",
                "HOSTNAME": "localhost", "AIRFLOW_HOME": self.home}
        own = self.services[service].get("environment") or {}
        return base | compose_project.image_environment(self.project) | {k: v for k, v in own.items() if v is not None}

    def words(self, service, command=None):
        definition = self.services[service]
        entrypoint = definition.get("entrypoint") or compose_project.image_entrypoint(self.project)
        return [*entrypoint, *(command or definition["command"])]

    def once(self, service, words=None, environment=None):
        """Runs a service to its end, as `service_completed_successfully` asks."""
        done = subprocess.run(words or self.words(service), env=environment or self.environment(service), cwd=self.home,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=self.left())
        assert done.returncode == 0, f"{service} ended with {done.returncode}:\n{done.stdout[-3000:]}"
        return done.stdout

    def left(self):
        left = self.deadline - time.monotonic()
        assert left > 0, "out of time"
        return left

    def start(self, service):
        log = open(self.temporary / f"{service}.log", "wb")
        self.started[service] = subprocess.Popen(self.words(service), env=self.environment(service), cwd=self.home,
                                                 stdout=log, stderr=log, start_new_session=True)

    def healthy(self, service, environment=None):
        """Asks the service's own health check until it says yes."""
        test = (self.services[service].get("healthcheck") or {}).get("test")
        if not test:
            return False
        words = ["sh", "-c", test[1]] if test[0] == "CMD-SHELL" else test[1:]
        while True:
            done = subprocess.run(words, env=environment or self.environment(service), capture_output=True, text=True,
                                  timeout=60, cwd="/")
            if done.returncode == 0:
                return True
            process = self.started.get(service)
            assert process is None or process.poll() is None, f"{service} has ended"
            assert self.left() > 5, f"{service} does not get healthy: {done.stdout[-500:]}{done.stderr[-500:]}"
            time.sleep(2)

    # -- the services

    def secrets(self):
        applets = self.temporary / "busybox"
        applets.mkdir()
        subprocess.run(["busybox", "--install", "-s", applets], check=True)
        definition = self.services["secrets"]
        words = [*definition["entrypoint"], *definition["command"]]
        program = shutil.which(words[0], path=str(applets))
        for _ in range(2):
            self.once("secrets", [program, *words[1:]], {"PATH": str(applets)})
            folder = Path("/run/airflow-secrets")
            seen = {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "environment"}
            assert all(value and b"\n" not in value for value in seen.values()), "an empty secret, or one with a newline"
            assert getattr(self, "seen", seen) == seen, "the second run changed a secret"
            self.seen = seen
        values = [value for name, value in seen.items() if name != "database_url"]
        assert len(set(values)) == len(values)
        say(f"secrets made once, kept by a second run: {', '.join(sorted(seen))}")

    def postgres(self):
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))[-1]
        set_up = self.environment("postgres")
        user, data = set_up["POSTGRES_USER"], self.temporary / "postgres"
        data.mkdir()
        shutil.chown(data, "postgres")
        as_postgres = ["runuser", "-u", "postgres", "--"]
        subprocess.run([*as_postgres, programs / "initdb", "-D", data, "-U", user, "-A", "scram-sha-256",
                        "--pwfile", set_up["POSTGRES_PASSWORD_FILE"]], check=True, stdout=subprocess.DEVNULL, cwd="/")
        log = open(self.temporary / "postgres.log", "wb")
        self.started["postgres"] = subprocess.Popen(
            [*as_postgres, programs / "postgres", "-D", data, "-c", "listen_addresses=*", "-k", data],
            stdout=log, stderr=log, cwd="/", start_new_session=True)
        asking = set_up | {"PATH": f"{programs}:{SYSTEM}"}
        self.healthy("postgres", asking)
        password = Path(set_up["POSTGRES_PASSWORD_FILE"]).read_text()
        self.psql = [str(programs / "psql"), "-h", "postgres", "-U", user, "-At", "-d"]
        self.psql_environment = {"PATH": SYSTEM, "PGPASSWORD": password}
        subprocess.run([*self.psql, "postgres", "-c", f"create database {set_up['POSTGRES_DB']}"], check=True,
                       env=self.psql_environment, stdout=subprocess.DEVNULL)
        say("postgres healthy by its own check")

    def query(self, sql):
        return subprocess.run([*self.psql, "airflow", "-c", sql], check=True, env=self.psql_environment,
                              capture_output=True, text=True).stdout.strip()

    def stop(self):
        """As `docker compose down`: SIGTERM, and ten seconds."""
        late = []
        for service in [name for name in reversed(self.started) if name != "postgres"] + ["postgres"]:
            process = self.started.get(service)
            if process is None or process.poll() is not None:
                continue
            if service == "postgres":
                os.killpg(process.pid, signal.SIGINT)
            else:
                process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                late.append(service)
        return late


def check(run, expected):
    """The whole of it, in the order in which compose would do it."""
    order = compose_project.in_order(run.services)
    say(f"docker compose reads the project; order: {', '.join(order)}")
    assert order[:3] == ["secrets", "postgres", "airflow-init"], order
    assert all(port["host_ip"] == "127.0.0.1" for s in run.services.values() for port in s.get("ports", []))
    run.machine = isolation.Machine(run.temporary, run.project, run.home, run.services)
    run.secrets()
    run.postgres()
    version = run.once("scheduler", run.words("scheduler", ["airflow", "version"])).strip().splitlines()[-1]
    major = int(version.split(".")[0])
    said = [run.once("airflow-init") for _ in range(2)][-1]
    password = re.search(r"Log in as admin with the password (\S+)", said)
    say(f"airflow-init succeeds, and again; Airflow {version}; {'a user was made' if password else 'no user is made'}")
    configured(run, expected)
    own_tests(run)
    services = order[3:]
    for service in services:
        run.start(service)
    for service in services:
        say(f"{service}: {'healthy by its own check' if run.healthy(service) else 'has no check'}")
    browser = client.Browser()
    wait_for_page(run, browser, major)
    say(f"logged in by {client.log_in(browser, major, password and password[1])}")
    run_dag(run, browser, major)


def configured(run, expected):
    """ENV of the Dockerfile reaches Airflow."""
    for option in expected:
        name, _, value = option.partition("=")
        said = run.once("scheduler", run.words("scheduler", ["airflow", "config", "get-value", *name.split(".")])).split()
        assert said[-1] == value, f"{name} is {said[-1]}"
        say(f"Airflow reads {option}")


def own_tests(run):
    """The tests that the project brings; pytest stands beside Airflow where the venv has it."""
    if (run.venv / "bin/pytest").exists():
        run.once("scheduler", [str(run.venv / "bin/pytest"), "-q", "-p", "no:cacheprovider", "tests"])
        say("the project's own tests pass")


def wait_for_page(run, browser, major):
    """1.10 has no check of the scheduler: its DAGs are on the page once it has read them."""
    path = "/api/v2/monitor/health" if major >= 3 else "/health"
    status, _, text = browser.ask(path)
    assert status == 200, f"{path}: {status}"
    say(f"{path}: {' '.join(text.split())[:200]}")
    while run.query(f"select count(*) from dag where dag_id = '{run.dag}'") != "1":
        assert run.left() > 5, f"the DAG {run.dag} is never found"
        time.sleep(1)


def run_dag(run, browser, major):
    name = None
    if major >= 3:
        name = client.trigger_by_api(browser, run.dag, run.left() - 30)
    else:
        verbs = (["dags", "unpause"], ["dags", "trigger"]) if major == 2 else (["unpause"], ["trigger_dag"])
        for verb in verbs:
            run.once("scheduler", run.words("scheduler", ["airflow", *verb, run.dag]))
    say(f"the DAG {run.dag} is switched on and started")
    while (state := run.query(f"select state from dag_run where dag_id = '{run.dag}'")) not in ("success", "failed"):
        assert run.left() > 5, f"the run stays {state}"
        time.sleep(1)
    tasks = run.query(f"select task_id, state from task_instance where dag_id = '{run.dag}' order by 1").split("\n")
    assert state == "success", f"the run ended as {state}: {tasks}"
    if run.dag == "example":
        read_logs(run, browser, name)
    say(f"it ran to success: {', '.join(tasks)}")


def read_logs(run, browser, name):
    """What the last task of the example prints, in the shared volume, and from 3.0 on as the page shows it."""
    logs = [path for path in Path(run.home, "logs").rglob("*.log") if "report" in str(path)]
    assert any("rose: 3" in path.read_text(errors="replace") for path in logs), f"no task log among {logs}"
    if name:
        assert "rose: 3" in client.log_by_api(browser, name, "report"), "the page does not show the log"
    say("its log is in the shared volume")


def inside(arguments):
    run = LocalRun(arguments.project, arguments.venv, arguments.inside, arguments.seconds, arguments.dag)
    try:
        check(run, arguments.expect)
        late = run.stop()
        say(f"everything stopped{' but ' + ', '.join(late) + ', which had to be killed' if late else ' at SIGTERM'}")
        return 0
    except (AssertionError, subprocess.SubprocessError, OSError, KeyError) as error:
        say(f"FAILED: {type(error).__name__}: {error}")
        for log in sorted(run.temporary.glob("*.log")):
            print(f"--- {log.name}\n{log.read_text(errors='replace')[-2500:]}")
        run.stop()
        return 1
    finally:
        if run.machine:
            run.machine.clean()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("venv", type=Path)
    parser.add_argument("--seconds", type=float, default=360)
    parser.add_argument("--dag", default="example", help="the DAG that is run to its end")
    parser.add_argument("--expect", action="append", default=[], help="an option as Airflow must read it")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    return inside(arguments) if arguments.inside else isolation.isolated(__file__, sys.argv[1:])


START = time.monotonic()
if __name__ == "__main__":
    sys.exit(main())
