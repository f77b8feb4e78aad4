"""A signed-in visitor and a small load over loopback, for the other benchmarks; measures nothing by itself."""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WITHIN = 60.0  # seconds for a server to answer first
VISITORS = 4  # connections at a time


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def granian(settings: str, port: int, workers: int = 1) -> subprocess.Popen[bytes]:
    """So many web processes, as `unionhall serve` starts them."""
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "config.wsgi:application", "--host", "127.0.0.1"),
        *(
            "--port",
            str(port),
            "--workers",
            str(workers),
            "--blocking-threads",
            "4",
            "--no-ws",
            "--log-level",
            "warning",
        ),
    ]
    path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": path}
    )


def wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server ended with {process.returncode}")
        try:
            if fetch(port, path)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit(f"no answer from port {port}")


def fetch(port: int, path: str, cookie: str = "", form: dict[str, str] | None = None) -> tuple[int, str, list[str]]:
    """Status, text and the cookies set."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie, "Host": "localhost"}
    body = urllib.parse.urlencode(form) if form else None
    if form:
        headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://localhost"}
    connection.request("POST" if form else "GET", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text, [value.split(";")[0] for value in answer.headers.get_all("Set-Cookie") or []]


def sign_in(port: int, user: str, password: str) -> str:
    """The Cookie header a browser sends from then on: the session, and the token of its forms."""
    _status, text, cookies = fetch(port, "/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)
    if token is None:
        raise SystemExit("the sign-in page has no form")
    form = {"csrfmiddlewaretoken": token[1], "username": user, "password": password}
    status, _text, more = fetch(port, "/sign-in/", "; ".join(cookies), form)
    if status != 302 or not any(one.startswith("sessionid=") for one in more):
        raise SystemExit(f"{user} cannot sign in: {status}")
    kept = dict(one.split("=", 1) for one in (*cookies, *more))  # a browser keeps the latest of each name
    return "; ".join(f"{name}={value}" for name, value in kept.items())


def load(port: int, path: str, cookie: str, seconds: float, post: str = "") -> dict[str, Any]:
    """Requests a second over kept-open connections, by wrk where it is installed; a wrong answer ends the benchmark.

    With `post` (JSON) each request is a POST of it, and the caller has looked at one answer.
    """
    status, text, _cookies = fetch(port, path, cookie) if not post else (200, "", [])
    if status != 200:
        raise SystemExit(f"{path} answered {status}: {text[:200]}")
    loaded = by_wrk if shutil.which("wrk") else by_hand
    return loaded(port, path, cookie, seconds, post)


def by_wrk(port: int, path: str, cookie: str, seconds: float, post: str = "") -> dict[str, Any]:
    command = ["wrk", "--threads", "1", "--connections", str(VISITORS), "--duration", f"{max(1, round(seconds))}s"]
    command += ["--header", "Host: localhost", "--header", f"Cookie: {cookie}", f"http://127.0.0.1:{port}{path}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if post:
            script.write(f"wrk.method = 'POST'\nwrk.body = [[{post}]]\n")
            script.write("wrk.headers['Content-Type'] = 'application/json'\n")
            script.flush()
            command[1:1] = ["--script", script.name]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{path}: {said}")
    rate, count = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"(\d+) requests in", said)
    if rate is None or count is None:
        raise SystemExit(f"wrk said: {said}")
    return {"requests": int(count[1]), "per_second": float(rate[1])}


def by_hand(port: int, path: str, cookie: str, seconds: float, post: str = "") -> dict[str, Any]:
    """The same load made by threads of this process: slower, so it takes more of the processors from the server."""
    head = f"{'POST' if post else 'GET'} {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
    if post:
        head += f"Content-Type: application/json\r\nContent-Length: {len(post.encode())}\r\n"
    request = f"{head}\r\n{post}".encode()
    until, counts, wrong = time.perf_counter() + seconds, [0] * VISITORS, []

    def visit(number: int) -> None:
        with socket.create_connection(("127.0.0.1", port)) as line:
            while time.perf_counter() < until:
                line.sendall(request)
                status = _read(line)
                if status != 200:
                    wrong.append(status)
                    return
                counts[number] += 1

    began = time.perf_counter()
    threads = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    if wrong:
        raise SystemExit(f"{path} answered {wrong[0]}")
    return {"requests": sum(counts), "per_second": sum(counts) / (time.perf_counter() - began)}


def _read(line: socket.socket) -> int:
    """Reads one answer to its end; its status."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += _more(line)
    head, _, body = got.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    if length is None:
        while not body.endswith(b"0\r\n\r\n"):
            body += _more(line)
        return int(head.split(b" ", 2)[1])
    left = int(length[1]) - len(body)
    while left > 0:
        left -= len(_more(line))
    return int(head.split(b" ", 2)[1])


def _more(line: socket.socket) -> bytes:
    part = line.recv(262_144)
    if not part:
        raise SystemExit("the server hung up")
    return part
