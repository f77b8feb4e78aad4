"""Worker's home, a county's cases, a province's board: queries and time on a small and a large house, in turn.

    scripts/throwaway_postgres.sh .venv/bin/python benchmarks/scale.py --unions 150000 --workers 1000000
    .venv/bin/python benchmarks/scale.py --small-url … --small-data DIR --big-url … --big-data DIR

The first makes two databases on the server of DATABASE_URL and fills both with the demo province; the second takes two
houses that `unionhall demo` has filled (each with its own DATA_DIR, where its keys lie). One process serves each
house; each page is asked in turn, small and large, and the medians are compared. Processor time stands beside the
clock's, as it says more on a busy machine (of SQLite all of it, of PostgreSQL without the server's). Prints a table
and one JSON object.
"""

import argparse
import html
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    ("worker's home", "worker", "/"),
    ("county's cases", "county", "/desk/cases/"),
    ("province's board", "province", "/board/"),
)
MOST_QUERIES, MOST_RATIO = 12, 1.2
WARM = 5


def main() -> None:
    asked = arguments()
    if asked.serve:
        serve()
        return
    houses = given(asked) if asked.small_url else made(asked)
    servers = {name: Server(name, *house) for name, house in houses.items()}
    found = [measured(servers, page, asked.times) for page in PAGES]
    for server in servers.values():
        server.stop()
    print(table(found))
    print(json.dumps({"pages": found, "times": asked.times}, ensure_ascii=False))
    sys.exit(0 if all(one["ok"] for one in found) else 1)


def arguments() -> Any:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--small-url", "--small-data", "--big-url", "--big-data"):
        parser.add_argument(name, default="")
    parser.add_argument("--unions", type=int, default=150_000, help="of the large house")
    parser.add_argument("--workers", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=60, help="how often each page is asked of each house")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def given(asked: Any) -> dict[str, tuple[str, str]]:
    return {"small": (asked.small_url, asked.small_data), "big": (asked.big_url, asked.big_data)}


def made(asked: Any) -> dict[str, tuple[str, str]]:
    """Two new databases on the server of DATABASE_URL, filled."""
    import psycopg

    server = os.environ["DATABASE_URL"]
    houses = {}
    for name, size in (("small", []), ("big", ["--unions", str(asked.unions), "--workers", str(asked.workers)])):
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        houses[name] = (server.rpartition("/")[0] + f"/{name}", tempfile.mkdtemp(prefix=f"unionhall-{name}-"))
        for command in (["migrate", "--verbosity", "0"], ["demo", "--json", *size]):
            began = time.monotonic()
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=environment(*houses[name]), check=True
            )
            print(f"{name}: {command[0]} {time.monotonic() - began:.0f} s", file=sys.stderr)
    return houses


def environment(url: str, data: str) -> dict[str, str]:
    return os.environ | {
        "DATABASE_URL": url,
        "DATA_DIR": data,
        "DEMO": "yes",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


class Server:
    """A process of its own that answers for one house."""

    def __init__(self, name: str, url: str, data: str) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--serve"], cwd=ROOT, env=environment(url, data), text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def ask(self, user: str, path: str) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([user, path]) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the {self.name} house ended")
        return json.loads(answer)

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=20)


def measured(servers: dict[str, Server], page: tuple[str, str, str], times: int) -> dict[str, Any]:
    title, user, path = page
    taken: dict[str, list[float]] = {name: [] for name in servers}
    worked: dict[str, list[float]] = {name: [] for name in servers}
    queries: dict[str, int] = {}
    for number in range(WARM + times):
        for name, server in servers.items():
            answer = server.ask(user, path)
            if number >= WARM:
                taken[name].append(answer["ms"])
                worked[name].append(answer["cpu"])
                queries[name] = max(queries.get(name, 0), answer["queries"])
    medians = {name: round(statistics.median(ms), 2) for name, ms in taken.items()}
    cpu = {name: round(statistics.median(ms), 2) for name, ms in worked.items()}
    ratio = round(medians["big"] / medians["small"], 2)
    good = ratio <= MOST_RATIO and max(queries.values()) <= MOST_QUERIES
    return {
        "page": title, "path": path, "ms": medians, "cpu": cpu, "cpu_ratio": round(cpu["big"] / cpu["small"], 2),
        "queries": queries, "ratio": ratio, "ok": good,
    }  # fmt: skip


def table(found: list[dict[str, Any]]) -> str:
    heads = "| page | queries small/big | median ms small | big | ratio | ratio of processor time | wanted |"
    lines = [heads, "|---|---|---|---|---|---|---|"]
    for one in found:
        q, ms = one["queries"], one["ms"]
        lines.append(
            f"| {one['page']} `{one['path']}` | {q['small']}/{q['big']} | {ms['small']} | {ms['big']} | {one['ratio']} "
            f"| {one['cpu_ratio']} "
            f"| ≤ {MOST_RATIO}, ≤ {MOST_QUERIES} queries: {'yes' if one['ok'] else 'NO'} |"
        )
    return "\n".join(lines)


# --- in the process of one house -------------------------------------------------------------------------------------


def serve() -> None:
    """Answers [user, path] lines with the time and the number of statements of that page."""
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()
    from django.db import connection

    from unionhall.demo.staff import PASSWORD
    from unionhall.kit.statics import collect_if_changed

    collect_if_changed()
    clients: dict[str, Any] = {}
    for line in sys.stdin:
        user, path = json.loads(line)
        client = clients.get(user) or clients.setdefault(user, signed_in(user, PASSWORD))
        counted = Counted()
        began, worked = time.perf_counter(), time.process_time()
        with connection.execute_wrapper(counted):
            answer = client.get(path)
        taken, worked = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
        if answer.status_code != 200:
            raise SystemExit(f"{path} for {user}: {answer.status_code} {answer.headers.get('Location', '')}")
        print(
            json.dumps({"ms": taken, "cpu": worked, "queries": counted.n} | leads_to(answer.content.decode())),
            flush=True,
        )


def leads_to(content: str) -> dict[str, str]:
    """Where the page goes on: the mark of the next page of a list, the address of Today's next part."""
    after = re.search(r"\?[^\"]*\bafter=[^\"]+", content)
    rest = re.search(r'hx-get="(/desk/\?from=[^"]+)', content)
    return {name: html.unescape(one[one.re.groups]) if one else "" for name, one in (("after", after), ("rest", rest))}


class Counted:
    def __init__(self) -> None:
        self.n = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.n += 1
        return execute(sql, params, many, context)


def signed_in(user: str, password: str) -> Any:
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    client.post("/sign-in/", {"username": user, "password": password})
    if "_auth_user_id" not in client.session:
        raise SystemExit(f"{user} cannot sign in")
    return client


if __name__ == "__main__":
    main()
