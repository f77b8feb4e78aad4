#!/usr/bin/env bash
# The whole suite: on SQLite, on a throw-away PostgreSQL, and the journeys in Chromium. Fails if any of them fails.
set -uo pipefail
cd "$(dirname "$0")/.."
unset DATABASE_URL
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
failed=0

part() { # part <title> <command…>
    local title=$1
    shift
    printf '\n===== %s\n' "$title"
    if ! "$@" 2>&1 | tee "$logs/$title"; then
        failed=1
    fi
}

part "SQLite" .venv/bin/pytest -q -n 2 --dist worksteal -m "not browser"
part "PostgreSQL" scripts/throwaway_postgres.sh .venv/bin/pytest -q -n 2 --dist worksteal -m "not browser"
part "Chromium" .venv/bin/pytest -q -n 2 --dist worksteal -m browser

printf '\n===== In short\n'
for title in SQLite PostgreSQL Chromium; do
    printf '%-11s %s\n' "$title" "$(grep -E ' in [0-9.]+s' "$logs/$title" | tail -n 1)"
done
[ "$failed" = 0 ] && echo "All passed." || echo "FAILED." >&2
exit "$failed"
