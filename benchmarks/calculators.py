"""Calls a second of a calculator's JSON against a bare Django view that reads and writes JSON, in one run.

    DATA_DIR=… .venv/bin/python benchmarks/calculators.py

Two granian servers of two processes and four threads each, as `unionhall serve` starts them on two cores, are loaded
in turn over loopback, never together, by wrk where it is installed, else by threads in Python. The call is a month's
overtime with all three kinds of hours. Wanted: 300 calls a second at least, 1,000 the aim (the middle of the rounds);
beside it how many of the bare call's. Prints a table and one JSON object. An empty DATA_DIR gets an empty house.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import urllib.request

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from benchmarks import load

FLOOR, AIM = 300, 1000
PATHS = {"calculator": "/api/v1/calculators/overtime", "bare": "/bare/call"}
CALL = json.dumps(
    {"wage": "5220", "workday_hours": "20", "restday_hours": "16", "holiday_hours": "8", "on": "2025-06-01"}
)
TOTAL = "2580.00"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each load")
    parser.add_argument("--workers", type=int, default=2, help="web processes")
    asked = parser.parse_args()
    prepare()
    ports = {name: load.free_port() for name in PATHS}
    settings = {"calculator": "config.settings", "bare": "benchmarks.bare.settings"}
    servers = {name: load.granian(settings[name], ports[name], asked.workers) for name in PATHS}
    try:
        found = measured(ports, servers, asked.rounds, asked.seconds)
    finally:
        for server in servers.values():
            server.terminate()
        for server in servers.values():
            server.wait(timeout=20)
    print("| call | calls/s (median) | all rounds |\n|---|---|---|")
    for name in PATHS:
        print(f"| {name} | {found[name]:.0f} | {', '.join(f'{n:.0f}' for n in found['rounds'][name])} |")
    print(json.dumps(found))
    sys.exit(0 if found["calculator"] >= FLOOR else 1)


def prepare() -> None:
    """An empty house will do: tables with the rules that migrations enter, and nobody counted out."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ["CALCULATOR_CALLS_A_MINUTE"] = "1000000000"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def measured(ports: dict[str, int], servers: dict, rounds: int, seconds: float) -> dict:
    load.wait_for(ports["calculator"], "/healthz", servers["calculator"])
    load.wait_for(ports["bare"], "/bare/", servers["bare"])
    values = {one["name"]: one["value"] for one in once(ports["calculator"], PATHS["calculator"])["values"]}
    if values["total"] != TOTAL:
        raise SystemExit(f"a wrong sum: {values}")
    once(ports["bare"], PATHS["bare"])
    taken: dict[str, list[float]] = {name: [] for name in PATHS}
    for number in range(rounds + 1):
        for name, path in PATHS.items():
            got = load.load(ports[name], path, "", seconds, CALL)
            if number:  # the first round warms up
                taken[name].append(round(got["per_second"], 1))
    ours, bare = (statistics.median(taken[name]) for name in PATHS)
    ratio = statistics.median(one / other for one, other in zip(taken["calculator"], taken["bare"], strict=True))
    return {
        "calculator": ours, "bare": bare, "ratio": round(ratio, 3), "aim_reached": ours >= AIM, "rounds": taken,
        "seconds": seconds, "load_by": "wrk" if shutil.which("wrk") else "python",
    }  # fmt: skip


def once(port: int, path: str) -> dict:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", CALL.encode(), {"Content-Type": "application/json", "Host": "localhost"}
    )
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
        return json.loads(answer.read())


if __name__ == "__main__":
    main()
