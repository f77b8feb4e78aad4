#!/usr/bin/env bash
# Collects every text of code and templates into locale/en/LC_MESSAGES/django.po and compiles it. Keeps the translations
# there are, drops the texts that are gone, guesses nothing. Needs Debian's gettext.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=unionhall/locale/en/LC_MESSAGES
old=$(mktemp)
trap 'rm -f "$old"' EXIT
mkdir -p "$folder"
[ ! -f "$folder/django.po" ] || cp "$folder/django.po" "$old"

# into a new file, for Django would fill gaps with the nearest translation
rm -f "$folder/django.po"
trap 'if [ -s "$old" ]; then cp "$old" '"$folder"'/django.po; fi; rm -f "$old"' EXIT
.venv/bin/python manage.py makemessages --locale en --extension html,txt,py,webmanifest,js \
    --no-location --no-wrap --no-obsolete --verbosity 0 \
    --ignore '.*' --ignore var --ignore docs --ignore scripts --ignore benchmarks --ignore 'unionhall/static/*' \
    --ignore conftest.py --ignore tests --ignore '*/tests/*' --ignore '*/migrations/*'

# its head says neither day nor person, so that the same texts give the same file
new=$(mktemp)
sed -e '1,/^msgid ""$/{/^#/d}' -e '/^"POT-Creation-Date:/d' -e '/^"PO-Revision-Date:/d' -e '/^"Last-Translator:/d' \
    -e '/^"Language-Team:/d' -e '/^"Report-Msgid-Bugs-To:/d' -e 's/^"Project-Id-Version:.*\\n"/"Project-Id-Version: Unionhall\\n"/' \
    -e 's/^"Language: .*\\n"/"Language: en\\n"/' "$folder/django.po" > "$new"
if [ -s "$old" ]; then
    msgmerge --quiet --no-fuzzy-matching --no-wrap --no-location --sort-output -o - "$old" "$new" |
        msgattrib --no-obsolete --no-wrap --sort-output - > "$new.merged"
else
    msgcat --no-wrap --sort-output "$new" > "$new.merged"
fi
msgfmt --check-format -o "$folder/django.mo" "$new.merged"
mv "$new.merged" "$folder/django.po"
rm -f "$new" "$old"
trap - EXIT
msgfmt --statistics -o /dev/null "$folder/django.po"
