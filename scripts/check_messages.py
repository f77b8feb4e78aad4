"""Every compiled translation is as new as its source: compiles each .po to memory and compares it with the .mo."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent


def main() -> int:
    stale = [po for po in sorted((HERE / "unionhall" / "locale").rglob("*.po")) if not is_compiled(po)]
    for po in stale:
        print(f"{po.relative_to(HERE)}: its .mo is missing or old; run `.venv/bin/python manage.py compilemessages`")
    return 1 if stale else 0


def is_compiled(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    fresh = subprocess.run(["msgfmt", "--check-format", "-o", "-", str(po)], capture_output=True, check=True).stdout
    return mo.exists() and mo.read_bytes() == fresh


if __name__ == "__main__":
    sys.exit(main())
