#!/bin/sh
# Puts axe-core, which tries pages against the rules of accessibility, into .build-cache/axe.min.js.
# It comes out of the Python package axe-playwright-python, which ships it.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
cache="$root/.build-cache"
target="$cache/axe.min.js"
expected=84494fec757e4710dc751c8d7a636e457f4532f08f85c86dc9070133fbff53bc
if [ -f "$target" ] && echo "$expected  $target" | sha256sum --check --status; then exit 0; fi
mkdir -p "$cache"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m pip download --quiet --no-deps --dest "$work" axe-playwright-python==0.1.8
python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extract("axe_playwright_python/axe.min.js", sys.argv[2])' \
  "$work"/axe_playwright_python-0.1.8-*.whl "$work"
echo "$expected  $work/axe_playwright_python/axe.min.js" | sha256sum --check --status ||
  { echo "axe-core is not the one the tests were written for" >&2; exit 1; }
mv "$work/axe_playwright_python/axe.min.js" "$target"
