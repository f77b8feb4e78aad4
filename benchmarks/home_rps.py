"""Requests a second of the worker's home against a bare Django page of 50 rows, on the same kind of server in one run.

    DATA_DIR=… DATABASE_URL=… .venv/bin/python benchmarks/home_rps.py

The house is one that `unionhall demo` has filled. Two granian servers of one process and four threads each, as
`unionhall serve` starts them, run over the same database; they are loaded in turn over loopback, never together, by
wrk where it is installed (apt install wrk), else by threads in Python. Wanted: home at least a third of the bare page
(the middle of the rounds, each home against the bare round after it). Prints a table and one JSON object.
"""

import argparse
import json
import os
import shutil
import statistics
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from benchmarks import load

WANTED = 1 / 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=4.0, help="of each load")
    asked = parser.parse_args()
    prepare()
    ports = {"home": load.free_port(), "bare": load.free_port()}
    servers = [
        load.granian("config.settings", ports["home"]), load.granian("benchmarks.bare.settings", ports["bare"])
    ]  # fmt: skip
    try:
        found = measured(ports, servers, asked.rounds, asked.seconds)
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(timeout=20)
    print("| page | requests/s (median) | all rounds |\n|---|---|---|")
    for name in ("home", "bare"):
        print(f"| {name} | {found[name]:.0f} | {', '.join(f'{n:.0f}' for n in found['rounds'][name])} |")
    print(json.dumps(found))
    sys.exit(0 if found["ratio"] >= WANTED else 1)


def prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from unionhall.kit.statics import collect_if_changed

    collect_if_changed()


def measured(ports: dict[str, int], servers: list, rounds: int, seconds: float) -> dict:
    from unionhall.demo.staff import PASSWORD

    load.wait_for(ports["home"], "/healthz", servers[0])
    load.wait_for(ports["bare"], "/bare/", servers[1])
    pages = {"home": ("/", load.sign_in(ports["home"], "worker", PASSWORD)), "bare": ("/bare/", "")}
    taken: dict[str, list[float]] = {name: [] for name in pages}
    for number in range(rounds + 1):
        for name, (path, cookie) in pages.items():
            got = load.load(ports[name], path, cookie, seconds)
            if number:  # the first round warms up
                taken[name].append(round(got["per_second"], 1))
    home, bare = (statistics.median(taken[name]) for name in ("home", "bare"))
    ratio = statistics.median(one / other for one, other in zip(taken["home"], taken["bare"], strict=True))
    return {
        "home": home, "bare": bare, "ratio": round(ratio, 3), "rounds": taken, "seconds": seconds,
        "load_by": "wrk" if shutil.which("wrk") else "python",
    }  # fmt: skip


if __name__ == "__main__":
    main()
