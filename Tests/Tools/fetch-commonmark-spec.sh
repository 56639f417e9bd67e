#!/bin/sh
# Puts the CommonMark specification, whose examples the tests of Markdown run, into .build-cache/commonmark.txt.
# It comes out of the source package of the Python library marko, which ships it for its own tests.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cache="$root/.build-cache"
target="$cache/commonmark.txt"
expected=257c41ad946f7a1414a499aca402a1aa8fdac3678532266611348c1cf54f4b80
if [ -f "$target" ] && echo "$expected  $target" | sha256sum --check --status; then exit 0; fi
mkdir -p "$cache"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --no-deps --no-binary marko --dest "$work" marko==2.2.4
tar -xzf "$work"/marko-2.2.4.tar.gz -C "$work"
echo "$expected  $work/marko-2.2.4/tests/spec/commonmark.txt" | sha256sum --check --status ||
  { echo "the specification is not the one the tests were written for" >&2; exit 1; }
mv "$work/marko-2.2.4/tests/spec/commonmark.txt" "$target"
