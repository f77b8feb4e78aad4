#!/usr/bin/env bash
# The whole suite: on SQLite, on a throw-away PostgreSQL, and the journeys in Chromium. Fails if any of them fails.
# What asks for no rows runs once, in the part of SQLite.
set -uo pipefail
cd "$(dirname "$0")/.."
if [ -z "${THROWAWAY:-}" ]; then
    unset DATABASE_URL
    exec env THROWAWAY=yes scripts/throwaway_postgres.sh "$0"
fi
postgres=(env DATABASE_URL="$DATABASE_URL" READY_TABLES=ready)
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

printf '===== Tables of both databases\n'
.venv/bin/python -m tests.ready_tables &
made=$!
"${postgres[@]}" .venv/bin/python -m tests.ready_tables || failed=1
wait "$made" || failed=1

# files with a browser in them, so that the others need not be read for it
mapfile -t journeys < <(grep -rlF mark.browser --include='test_*.py' tests unionhall)
suite=(.venv/bin/pytest -q -n 2 --dist worksteal)
part "SQLite" "${suite[@]}" -m "not browser"
part "PostgreSQL" "${postgres[@]}" "${suite[@]}" -m "database and not browser"
part "Chromium" .venv/bin/pytest -q -n 2 --dist load --maxschedchunk 1 -m browser "${journeys[@]}"

printf '\n===== In short\n'
for title in SQLite PostgreSQL Chromium; do
    printf '%-11s %s\n' "$title" "$(grep -E ' in [0-9.]+s' "$logs/$title" | tail -n 1)"
done
[ "$failed" = 0 ] && echo "All passed." || echo "FAILED." >&2
exit "$failed"
