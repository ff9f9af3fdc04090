"""Stand-ins for base images: busybox, and recorders in place of apk, apt, pip and Python.

A recorder appends to /recorded/log for each call: who calls, its name, its arguments, and the words or files that it was
given. The images are made once a run, tagged as FROM names them, in a storage of their own.
"""

import json
import os
import subprocess
from pathlib import Path

RECORDER = """#!/bin/sh
name="$(basename "$0")"
line="$name $*"
case "$line" in
  *"-m venv "*) for venv in "$@"; do :; done
     mkdir -p "$venv/bin"; cp "$0" "$venv/bin/pip"; cp "$0" "$venv/bin/python3" ;;
esac
for word in "$@"; do
  case "$last" in
    -r|--requirement|--constraint) [ -e "$word" ] && files="$files $word" ;;
  esac
  last="$word"
done
{
  printf 'CALL %s %s\\n' "$(id -u)" "$name"
  for word in "$@"; do printf 'WORD %s\\n' "$word"; done
  for file in $files; do
    printf 'FILE %s\\n' "$file"
    while IFS= read -r text || [ -n "$text" ]; do printf 'TEXT %s\\n' "$text"; done < "$file"
  done
} >> /recorded/log || exit 1
case "$line" in
  "pip list"*) printf 'apache-airflow==9.9.9\\napache-airflow-core==9.9.9\\napache-airflow-providers-http==1.0\\nother==1.0\\n' ;;
esac
exit 0
"""

RECORDED = ["apk", "apt-get", "pip", "python3", "update-ca-certificates", "adduser", "useradd"]

# The triggers of ready-made images, in the order that was found in their build rules.
APK = "RUN cat packages.txt | xargs apk add --no-cache"
PIP = "RUN pip install --no-cache-dir -q -r requirements.txt"
APT = "RUN apt-get update && cat packages.txt | xargs -r apt-get install -y --no-install-recommends"
# From June 2020 on; its words are ours.
GUARD = "RUN ! grep -Eq '^apache-airflow *[=~>]=' requirements.txt"
TRIGGERS = {
    "files-only": ["COPY packages.txt .", APK, "COPY requirements.txt .", PIP],
    "project-first": ["COPY . .", APK, PIP],
    "project-last": ["COPY packages.txt .", APK, "COPY requirements.txt .", PIP, "COPY . ."],
    "certified-alpine": ["COPY packages.txt .", APK, "COPY requirements.txt .", GUARD, PIP, "COPY . ."],
    "certified-debian": ["USER root", "COPY packages.txt .", APT, "COPY requirements.txt .", GUARD, PIP, "USER astro", "COPY --chown=astro:astro . ."],
    "runtime": ["COPY packages.txt .", "USER root", "RUN install-system-packages", "COPY requirements.txt .",
                "RUN install-python-dependencies", "USER astro", "COPY --chown=astro:0 . ."],
}
# The scripts that Runtime's triggers name; what is in them is not known, what they do is.
SCRIPTS = {"install-system-packages": APT, "install-python-dependencies": PIP}
HOME = {"official": "/opt/airflow", "alpine": "/", "debian": "/"}


class Buildah:
    """buildah with a storage of its own; needs no daemon and no network."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.recorded = self.folder / "recorded"
        self.recorded.mkdir(parents=True)
        self.recorded.chmod(0o777)
        policy = self.folder / "policy.json"
        policy.write_text('{"default": [{"type": "insecureAcceptAnything"}]}')
        registries = self.folder / "registries.conf"
        registries.write_text('unqualified-search-registries = ["docker.io"]\nshort-name-mode = "permissive"\n')
        self.policy = ["--signature-policy", str(policy)]
        self.environment = {
            **os.environ,
            "STORAGE_DRIVER": "vfs",
            "BUILDAH_ISOLATION": "chroot",
            "CONTAINERS_REGISTRIES_CONF": str(registries),
            "CONTAINERS_STORAGE_CONF": str(self.storage()),
        }
        self.known = set()

    def storage(self):
        conf = self.folder / "storage.conf"
        graph, run = self.folder / "graph", self.folder / "run"
        conf.write_text(f'[storage]\ndriver = "vfs"\ngraphroot = "{graph}"\nrunroot = "{run}"\n')
        return conf

    def __call__(self, *words, check=True):
        for _ in range(3):
            done = subprocess.run(["buildah", *map(str, words)], env=self.environment, capture_output=True, text=True)
            # A race of its own start, before anything of ours runs; seen once in some hundred builds.
            if "sealing memfd copy" not in done.stderr:
                break
        assert not check or done.returncode == 0, f"buildah {' '.join(map(str, words[:8]))}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        return done.stdout

    def build(self, folder, dockerfile, tag):
        """Builds without any network; what the recorders see is in `log()`."""
        self("bud", *self.policy, "--format", "docker", "--pull-never", "--volume", f"{self.recorded}:/recorded",
             "--file", dockerfile, "--tag", tag, folder)

    def log(self):
        """Calls since the last time, in order: (name, words, {file: lines}, user id)."""
        path = self.recorded / "log"
        calls = []
        for line in path.read_text().splitlines() if path.exists() else []:
            kind, _, text = line.partition(" ")
            if kind == "CALL":
                user, _, name = text.partition(" ")
                calls.append((name, [], {}, int(user)))
            elif kind == "WORD":
                calls[-1][1].append(text)
            elif kind == "FILE":
                file = calls[-1][2][text] = []
            else:
                file.append(text)
        path.write_text("")
        path.chmod(0o666)  # steps run as several users
        return calls

    def config(self, image):
        return json.loads(self("inspect", "--type", "image", image))["Docker"]["config"]

    def base(self, reference, behaviour):
        """Makes the stand-in for an image, once."""
        if reference in self.known:
            return
        self.known.add(reference)
        context = self.folder / f"base{len(self.known)}"
        context.mkdir()
        (context / "recorder").write_text(RECORDER)
        (context / "Dockerfile").write_text(self.base_dockerfile(behaviour))
        subprocess.run(["cp", "/bin/busybox", context / "busybox"], check=True)
        self("bud", *self.policy, "--format", "docker", "--pull-never", "--tag", reference, context)

    @staticmethod
    def base_dockerfile(behaviour):
        home = HOME.get(behaviour, "/usr/local/airflow")
        users = "root:x:0:0:root:/root:/bin/sh\\nastro:x:101:101::/:/bin/sh\\nairflow:x:50000:0::/:/bin/sh\\n"
        if behaviour in ("alpine", "debian"):
            users = users.replace("airflow:x:50000:0::/:/bin/sh\\n", "")
        lines = [
            "FROM scratch",
            "COPY busybox /bin/busybox",
            'RUN ["/bin/busybox", "mkdir", "-p", "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin", "/etc/apk", "/tmp", "/recorded"]',
            'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
            "COPY recorder /usr/local/bin/recorder",
            "RUN chmod 0755 /usr/local/bin/recorder && for name in "
            + " ".join(RECORDED)
            + "; do rm -f /bin/$name; cp /usr/local/bin/recorder /usr/local/bin/$name; done",
            f"RUN printf '{users}' > /etc/passwd && printf 'root:x:0:\\nastro:x:101:\\n' > /etc/group && touch /etc/apk/repositories && chmod 1777 /tmp",
            *(f"RUN printf '#!/bin/sh\\nset -e\\n{command.removeprefix('RUN ')}\\n' > /usr/local/bin/{name} && chmod 0755 /usr/local/bin/{name}"
              for name, command in SCRIPTS.items()),
            "ENV PATH=/usr/local/bin:/usr/bin:/bin:/sbin",
            "ENV AIRFLOW_VERSION=9.9.9 HOME=/root",
            f"WORKDIR {home}",
        ]
        if behaviour == "official":
            lines.append("USER airflow")
        if behaviour == "runtime-base":
            lines.append("USER astro")
        return "\n".join(lines + [f"ONBUILD {trigger}" for trigger in TRIGGERS.get(behaviour, [])]) + "\n"
