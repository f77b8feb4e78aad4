"""Seconds from an act (a case is answered and closed) until the Board shows it, with web server and job worker running.

    DATA_DIR=… DATABASE_URL=… .venv/bin/python benchmarks/board_lag.py

The house is one that `unionhall demo` has filled; each round closes one open question. Starts the house with
`unionhall serve` on a free port, asks the province's board for the number of open cases twice a second until it has
fallen. Wanted: at most 60 s each time. Prints a table and one JSON object.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import time
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from benchmarks import load

WANTED, PATIENCE = 60.0, 180.0
PAGE = "/board/330000/cases.open/"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    port = load.free_port()
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--no-demo", "--port", str(port)], cwd=load.ROOT, env=dict(os.environ)
    )
    try:
        load.wait_for(port, "/healthz", server)
        from unionhall.demo.staff import PASSWORD

        cookie = load.sign_in(port, "province", PASSWORD)
        lags = [lag(port, cookie, number) for number in range(asked.rounds)]
    finally:
        server.terminate()
        server.wait(timeout=60)
    print("| round | seconds until the Board shows it |\n|---|---|")
    for number, seconds in enumerate(lags, start=1):
        print(f"| {number} | {seconds:.1f} |")
    print(json.dumps({"seconds": [round(one, 1) for one in lags], "most": round(max(lags), 1)}))
    sys.exit(0 if max(lags) <= WANTED else 1)


def lag(port: int, cookie: str, number: int) -> float:
    before = open_cases(port, cookie)
    close_one()
    acted = time.monotonic()
    while time.monotonic() - acted < PATIENCE:
        if open_cases(port, cookie) < before:
            return time.monotonic() - acted
        time.sleep(0.5)
    raise SystemExit(f"round {number + 1}: not shown after {PATIENCE:.0f} s")


def open_cases(port: int, cookie: str) -> int:
    """The big number of the page of that figure."""
    status, text, _cookies = load.fetch(port, PAGE, cookie)
    found = re.search(r'class="[^"]*stat[-_a-z]*value[^"]*"[^>]*>\s*([\d,]+)', text)
    if status != 200 or found is None:
        raise SystemExit(f"{PAGE} answers {status} and shows no number")
    return int(found[1].replace(",", ""))


def close_one() -> Any:
    """Answer one open question as the person who has it."""
    from unionhall.accounts import queries as accounts
    from unionhall.cases import actions
    from unionhall.cases.models import Case

    asked = Case.objects.filter(service_code="rights.question", stage_code="asked", holder_id__isnull=False)
    case = asked.select_related("unit").order_by("-received_at").first()
    if case is None:
        raise SystemExit("no open question is left in this house")
    return actions.move(case=case, name="answer", by=accounts.user(case.holder_id), says="已电话答复，请以书面为准。")


if __name__ == "__main__":
    main()
