"""Runs a project's compose.yaml as processes of this machine: the commands and the environment are the file's own.

What a container would give is mapped, and nothing else: the host names `postgres` and `api-server` and the port 8080
to loopback addresses, the volume of secrets and AIRFLOW_HOME to folders, the image to an installed Airflow.
"""

import glob
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import dockerfile
import yaml


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class LocalRun:
    """A project, started and stopped as compose would."""

    def __init__(self, project, folder, airflow):
        self.project, self.folder = Path(project), Path(folder)
        self.services = yaml.safe_load((self.project / "compose.yaml").read_text())["services"]
        self.home, self.secrets = self.folder / "home", self.folder / "secrets"
        self.secrets.mkdir(parents=True)
        for name in ("dags", "plugins", "include"):
            shutil.copytree(self.project / name, self.home / name)
        self.web, self.database = free_port(), free_port()
        self.bin = str(Path(airflow).parent)
        self.processes = []

    # What a container would give.
    def mapped(self, text):
        text = text.replace("$$", "$").replace("/run/airflow-secrets", str(self.secrets))
        text = text.replace("http://api-server:8080", f"http://127.0.0.1:{self.web}")
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.web}")
        return text.replace("@postgres:5432", f"@127.0.0.1:{self.database}")

    def environment(self, service):
        env = {"PATH": f"{self.bin}:{os.environ['PATH']}", "HOME": str(self.folder), "HOSTNAME": socket.gethostname()}
        for command in dockerfile.parse_string((self.project / "Dockerfile").read_text()):
            if command.cmd.lower() == "env" and command.value[0].startswith("AIRFLOW__"):
                env[command.value[0]] = command.value[1].strip('"')
        env |= {name: self.mapped(str(value)) for name, value in service.get("environment", {}).items()}
        return env | {
            "AIRFLOW_HOME": str(self.home),
            "PYTHONPATH": str(self.home),
            "AIRFLOW__API__PORT": str(self.web),
            "AIRFLOW__WEBSERVER__WEB_SERVER_PORT": str(self.web),
        }

    # The services, in the order of their dependencies.
    def start(self):
        script = self.mapped(self.services["secrets"]["command"][0])
        subprocess.run([*self.services["secrets"]["entrypoint"], script], check=True)
        self.start_postgres()
        init = self.services["airflow-init"]
        done = subprocess.run([self.mapped(word) for word in init["command"]], env=self.environment(init),
                              cwd=self.home, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        self.told = done.stdout
        for name, service in self.services.items():
            if name != "airflow-init" and service.get("command", [""])[0] == "airflow":
                log = open(self.folder / f"{name}.log", "w")
                self.processes.append((name, subprocess.Popen(
                    [self.mapped(word) for word in service["command"]], env=self.environment(service), cwd=self.home,
                    stdout=log, stderr=subprocess.STDOUT, start_new_session=True)))

    def start_postgres(self):
        programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        data = self.folder / "database"
        data.mkdir()
        env = self.services["postgres"]["environment"]
        user, name = env["POSTGRES_USER"], env["POSTGRES_DB"]
        password = Path(self.mapped(env["POSTGRES_PASSWORD_FILE"]))
        shutil.chown(data, "postgres")
        for parent in [self.folder, *self.folder.parents][:6]:
            parent.chmod(parent.stat().st_mode | 0o055) if parent != Path("/") else None
        as_postgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        subprocess.run([*as_postgres, f"{programs}/initdb", "-D", data, "-U", user, "-A", "scram-sha-256",
                        "--pwfile", password], check=True, capture_output=True)
        self.processes.append(("postgres", subprocess.Popen(
            [*as_postgres, f"{programs}/postgres", "-D", data, "-p", str(self.database), "-k", data, "-h", "127.0.0.1"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)))
        env = {**os.environ, "PGPASSWORD": password.read_text()}
        address = ["-h", "127.0.0.1", "-p", str(self.database), "-U", user]
        self.wait(lambda: subprocess.run([f"{programs}/pg_isready", *address], capture_output=True).returncode == 0, 60)
        subprocess.run([f"{programs}/createdb", *address, name], env=env, check=True)

    def stop(self):
        for _, process in reversed(self.processes):
            try:
                os.killpg(process.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        for _, process in reversed(self.processes):
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)

    # What a person would look at.
    def wait(self, holds, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for name, process in self.processes:
                assert process.poll() is None, f"{name} ended:\n{self.log(name)}"
            try:
                if value := holds():
                    return value
            except OSError:
                pass
            time.sleep(1)
        raise AssertionError("waited too long\n" + "\n".join(f"--- {name}\n{self.log(name)}" for name, _ in self.processes))

    def log(self, name):
        path = self.folder / f"{name}.log"
        return path.read_text()[-2500:] if path.exists() else ""

    def healthy(self, name):
        """Runs the health check of the file, once."""
        service = self.services[name]
        kind, *words = [self.mapped(word) for word in service["healthcheck"]["test"]]
        words = words if kind == "CMD" else ["sh", "-c", words[0]]
        return subprocess.run(words, env=self.environment(service), cwd=self.home, capture_output=True).returncode == 0

    def http(self, method, path, body=None, headers=None):
        request = urllib.request.Request(f"http://127.0.0.1:{self.web}{path}", method=method,
                                         data=None if body is None else json.dumps(body).encode(),
                                         headers={"Content-Type": "application/json", **(headers or {})})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def password(self):
        """The password that airflow-init told, in a project of Airflow 2."""
        return re.search(r"with the password (\w+)", self.told)[1]
