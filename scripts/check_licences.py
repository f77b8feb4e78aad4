"""No package that runs in production is under the GPL or AGPL (LGPL may be)."""

import json
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
FORBIDDEN = re.compile(r"(?<!L)(?<!Lesser )\b(A?GPL|(Affero )?General Public)", re.IGNORECASE)


def main() -> int:
    lock = (HERE / "requirements.txt").read_text()
    names = re.findall(r"^([a-z0-9][a-z0-9._-]*)==", lock, re.MULTILINE)
    listing = [str(Path(sys.executable).parent / "pip-licenses"), "--format=json", "--from=mixed", "--packages", *names]
    rows = json.loads(subprocess.run(listing, capture_output=True, check=True, text=True).stdout)
    bad = [row for row in rows if FORBIDDEN.search(row["License"].replace("Lesser General Public", "LGPL"))]
    for row in bad:
        print(f"{row['Name']} {row['Version']}: {row['License']}")
    print(f"{len(rows)} packages looked at, {len(bad)} refused.")
    return 1 if bad or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
