"""Asks a running Airflow of any line, as a person would: is it healthy, may I come in, does a DAG run."""

import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request

ADDRESS = "http://127.0.0.1:8080"


class Browser:
    """Keeps cookies and follows redirects."""

    def __init__(self):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies, urllib.request.ProxyHandler({}))
        self.token = None

    def ask(self, path, data=None, method=None):
        """The status, final address and text of an answer."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if isinstance(data, dict) and path.startswith(("/api/", "/auth/")):
            headers["Content-Type"], data = "application/json", json.dumps(data).encode()
        elif data is not None:
            data = urllib.parse.urlencode(data).encode()
        request = urllib.request.Request(ADDRESS + path, data=data, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=20) as answer:
                return answer.status, answer.url, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.url, error.read().decode(errors="replace")

    def expect(self, path, data=None, method=None):
        status, _, text = self.ask(path, data, method)
        assert status < 300, f"{method or 'GET'} {path}: {status} {text[:400]}"
        return json.loads(text)


def log_in(browser, major, password):
    """Comes in by the door of the line; says which."""
    if major >= 3 and password is None:
        browser.token = browser.expect("/auth/token")["access_token"]
        status, _, text = browser.ask("/")
        assert status == 200 and "<html" in text.lower(), "the page itself does not answer"
        return "a token from /auth/token, everyone an administrator"
    if major >= 3:
        browser.token = browser.expect("/auth/token", {"username": "admin", "password": password})["access_token"]
        return "a token from /auth/token for admin and the printed password"
    if password is None:
        status, url, text = browser.ask("/")
        assert status == 200 and "login" not in url and "example" in text, f"{status} {url}"
        return "no login"
    _, _, page = browser.ask("/login/")
    csrf = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    form = {"username": "admin", "password": "wrong", "csrf_token": csrf[1] if csrf else ""}
    status, url, text = browser.ask("/login/", form)
    assert "/login" in url, f"a wrong password leads to {url}"
    status, url, text = browser.ask("/login/", form | {"password": password})
    assert status == 200 and "/login" not in url, f"the form leads to {url}"
    assert "admin" in text.lower()
    return "the login form, admin and the printed password; a wrong password is refused"


def trigger_by_api(browser, dag, seconds):
    """3.x: waits until the DAG is known, switches it on and starts it; gives the run's name."""
    until = time.monotonic() + seconds
    while browser.ask(f"/api/v2/dags/{dag}")[0] == 404 and time.monotonic() < until:
        time.sleep(2)
    errors = browser.expect("/api/v2/importErrors")
    assert errors["total_entries"] == 0, errors
    browser.expect(f"/api/v2/dags/{dag}", {"is_paused": False}, "PATCH")
    return browser.expect(f"/api/v2/dags/{dag}/dagRuns", {"logical_date": None}, "POST")["dag_run_id"]


def log_by_api(browser, run, task):
    """3.x: the log of a task, as the page shows it."""
    path = f"/api/v2/dags/example/dagRuns/{urllib.parse.quote(run)}/taskInstances/{task}/logs/1"
    return json.dumps(browser.expect(path))
