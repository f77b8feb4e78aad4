#!/usr/bin/env bash
# Style, types, floors, templates, migrations, messages. Runs all of them, then fails if any failed.
set -uo pipefail
cd "$(dirname "$0")/.."
unset DATABASE_URL
export DJANGO_SETTINGS_MODULE=config.settings_test
failed=()

check() { # check <title> <command…>
    local title=$1
    shift
    echo "--- $title"
    "$@" || failed+=("$title")
}

templates() {
    find unionhall -name '*.html' -print0 | xargs -0 --no-run-if-empty .venv/bin/djhtml --check --tabwidth 2
}

types() { # mypy takes as long as all others together: it works beside them
    wait "$reading"
    local found=$?
    cat "$types"
    return "$found"
}

types=$(mktemp)
trap 'rm -f "$types"' EXIT
.venv/bin/mypy > "$types" 2>&1 &
reading=$!

check "ruff" .venv/bin/ruff check .
check "format" .venv/bin/ruff format --check .
check "floors" .venv/bin/lint-imports
check "templates" templates
check "system" .venv/bin/python manage.py check --fail-level WARNING
check "migrations" .venv/bin/python manage.py makemigrations --check --dry-run
check "messages" .venv/bin/python scripts/check_messages.py
check "licences" .venv/bin/python scripts/check_licences.py
check "types" types

if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED: %s\n' "${failed[*]}" >&2
    exit 1
fi
echo "All checks passed."
