#!/usr/bin/env bash
# Installs from Debian what the suite needs beyond Python, and only what is missing.
set -euo pipefail

missing=()
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || missing+=(postgresql)
dpkg -s fonts-noto-cjk >/dev/null 2>&1 || missing+=(fonts-noto-cjk)
command -v msgfmt >/dev/null || missing+=(gettext)
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
    apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
elif command -v sudo >/dev/null; then
    apt=(sudo env DEBIAN_FRONTEND=noninteractive apt-get)
else
    echo "The tests need these Debian packages: ${missing[*]}" >&2
    echo "There is no sudo here. As root: apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing for the tests: ${missing[*]}"
if ! { "${apt[@]}" update -q && "${apt[@]}" install -qy --no-install-recommends "${missing[@]}"; }; then
    echo "Could not install ${missing[*]}. As root: apt-get update && apt-get install ${missing[*]}" >&2
    exit 1
fi
