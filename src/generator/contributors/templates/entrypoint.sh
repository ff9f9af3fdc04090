#!/bin/sh
# Waits for the database before a service starts, then becomes the command. It never migrates: that is done once,
# by whoever deploys.
set -eu

wait_for_database() {
  python3 - "${DATABASE_WAIT_SECONDS:-60}" <<'PYTHON'
import os, socket, subprocess, sys, time
from urllib.parse import urlsplit

def connection():
    for section in ("DATABASE", "CORE"):
        name = "AIRFLOW__" + section + "__SQL_ALCHEMY_CONN"
        if os.environ.get(name):
            return os.environ[name]
        if os.environ.get(name + "_CMD"):
            return subprocess.check_output(os.environ[name + "_CMD"], shell=True).decode().strip()
    return ""

ports = {"postgresql": 5432, "postgres": 5432, "mysql": 3306}
try:
    address = urlsplit(connection())
    port = address.port or ports.get(address.scheme.split("+")[0])
except ValueError:
    sys.exit(0)  # Several hosts, or another form: Airflow's own driver knows what it means.
if not address.hostname:
    sys.exit(0)
deadline = time.monotonic() + float(sys.argv[1])
while port:
    try:
        socket.create_connection((address.hostname, port), timeout=3).close()
        break
    except OSError as error:
        if time.monotonic() > deadline:
            sys.exit("The database at %s:%s does not answer: %s" % (address.hostname, port, error))
        time.sleep(1)
PYTHON
}

# A user id that was chosen when the container started has no name, and Airflow asks for one.
if ! id -un >/dev/null 2>&1; then
  export USER=airflow HOME="$AIRFLOW_HOME"
fi

# "docker run IMAGE version" means "airflow version"; a command that exists is run as it is, but for those that bear
# the name of one of Airflow's.
case "${1:-}" in
  "" | celery | info | kerberos | test | users) set -- airflow "$@" ;;
  *) command -v "$1" >/dev/null 2>&1 || set -- airflow "$@" ;;
esac

if [ "$1" = airflow ]; then
  case "${2:-}" in
    webserver | scheduler | api-server | dag-processor | triggerer | worker | celery) wait_for_database ;;
  esac
fi

exec "$@"
