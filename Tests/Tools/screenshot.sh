#!/usr/bin/env bash
# Takes a picture of a page: `screenshot.sh PAGE WIDTH HEIGHT light|dark OUT.png`, PAGE a file or an address.
#
# `dark` is what a reader's system asks for (prefers-color-scheme), not a repainting by the browser.
set -euo pipefail

if [ $# -ne 5 ]; then
  printf 'usage: screenshot.sh PAGE WIDTH HEIGHT light|dark OUT.png\n' >&2
  exit 2
fi
page=$1 width=$2 height=$3 scheme=$4 out=$5

case "$scheme" in
  light) preference=1 ;;
  dark) preference=0 ;;
  *) printf "the scheme is 'light' or 'dark', not '%s'\n" "$scheme" >&2; exit 2 ;;
esac
case "$page" in
  *://*) ;;
  *)
    [ -f "$page" ] || { printf "no such file: '%s'\n" "$page" >&2; exit 2; }
    page=file://$(realpath "$page")
    ;;
esac

browser=${NABLA_BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
if [ -z "$browser" ]; then
  printf "chromium was not found; 'make setup' installs it\n" >&2
  exit 1
fi

profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
rm -f "$out"
mkdir -p "$(dirname "$out")"
if ! timeout 120 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars \
  --no-first-run --disable-extensions --disable-background-networking --force-color-profile=srgb \
  --user-data-dir="$profile" --blink-settings=preferredColorScheme="$preference" \
  --window-size="$width,$height" --virtual-time-budget=5000 --screenshot="$(realpath -m "$out")" "$page" \
  </dev/null >"$profile/log" 2>&1 || [ ! -s "$out" ]; then
  cat "$profile/log" >&2
  exit 1
fi
