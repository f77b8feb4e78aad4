#!/usr/bin/env bash
# Names each benchmark with the first line of its docstring.
set -euo pipefail
cd "$(dirname "$0")/.."
found=$(git grep -l '__main__' -- 'benchmarks/*.py' || true)   # those that can be run
[ -n "$found" ] || { echo "There is no benchmark yet."; exit 0; }
for file in $found; do
    printf '  .venv/bin/python %-32s %s\n' "$file" "$(sed -n '0,/"""/s/^"""\(.*\)/\1/p' "$file" | sed 's/"""$//' | head -n 1)"
done
