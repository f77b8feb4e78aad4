#!/usr/bin/env bash
# Writes the three requirement files anew. They hold hashes and no addresses, so that any index or plain pip can serve them.
# Usage: scripts/lock.sh [--upgrade]
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { .venv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet "$@"; }

compile pyproject.toml --extra postgres -o requirements.txt "$@"
compile pyproject.toml --extra postgres --extra dev -c requirements.txt -o requirements-dev.txt "$@"
printf 'setuptools>=77\nuv\n' | compile - -o requirements-tools.txt "$@"

if grep -nE 'https?://|^--' requirements*.txt; then
    echo "An address got into a requirement file (see above)." >&2
    exit 1
fi
