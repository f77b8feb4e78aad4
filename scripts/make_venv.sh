#!/usr/bin/env bash
# Makes .venv with exactly the locked packages. Usage: scripts/make_venv.sh [python3]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}

if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))'; then
    echo "Unionhall needs Python 3.11, 3.12 or 3.13; $python is $("$python" --version 2>&1)." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    apt=(apt-get)
    [ "$(id -u)" = 0 ] || apt=(sudo apt-get)
    echo "python3-venv is missing; installing it."
    if ! { "${apt[@]}" update -q && "${apt[@]}" install -qy --no-install-recommends python3-venv; }; then
        echo "Could not install python3-venv. Please run: sudo apt-get install python3-venv" >&2
        exit 1
    fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-tools.txt
.venv/bin/uv pip sync --quiet --compile-bytecode --python .venv/bin/python requirements-dev.txt requirements-tools.txt
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
echo "Ready: .venv with $(.venv/bin/python --version) and the locked packages."
