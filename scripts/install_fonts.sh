#!/usr/bin/env bash
# Installs from Debian the Chinese fonts letters are set in, and only what is missing. Without the right to install
# it says what to install and goes on: the house runs, making a PDF is refused with the same words.
set -euo pipefail

command -v dpkg >/dev/null || exit 0 # another system: FONT_PATHS names its folders
missing=()
for package in fonts-noto-cjk fonts-lxgw-wenkai; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

say() {
    echo "Letters as PDF need these Debian packages: ${missing[*]}" >&2
    echo "As root: apt-get update && apt-get install ${missing[*]}" >&2
    exit 0
}
if [ "$(id -u)" = 0 ]; then
    apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    apt=(sudo -n env DEBIAN_FRONTEND=noninteractive apt-get)
else
    say
fi
echo "Installing fonts for letters: ${missing[*]}"
{ "${apt[@]}" update -q && "${apt[@]}" install -qy --no-install-recommends "${missing[@]}"; } || say
