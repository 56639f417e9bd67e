#!/usr/bin/env bash
# Compiles a LaTeX document as a reader would: `compile-latex.sh FILE.tex OUTDIR` makes OUTDIR/FILE.pdf.
#
# TeX may not run programs and may not read or write outside its own folders. On failure the first errors of the
# log are printed.
set -euo pipefail

if [ $# -ne 2 ]; then
  printf 'usage: compile-latex.sh FILE.tex OUTDIR\n' >&2
  exit 2
fi
[ -f "$1" ] || { printf "no such file: '%s'\n" "$1" >&2; exit 2; }
command -v latexmk >/dev/null || { printf "latexmk was not found; 'make setup' installs it\n" >&2; exit 1; }
source=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
name=$(basename "$source" .tex)

# TeX runs where it writes, on a copy, so that the strictest setting of what it may open (p, for paranoid) will do.
cd "$out"
[ "$source" = "$out/$name.tex" ] || cp "$source" "$name.tex"
export openin_any=p openout_any=p shell_escape=f max_print_line=1000
engine=${NABLA_LATEX:-pdf}  # or lualatex
if ! latexmk -norc "-$engine" -quiet -interaction=nonstopmode -halt-on-error \
  -latexoption=-no-shell-escape -latexoption=-file-line-error \
  "$name.tex" </dev/null >"$name.latexmk" 2>&1; then
  if [ -f "$name.log" ]; then
    grep -nE '^!|^[^ ]*\.tex:[0-9]+:|Emergency stop|Undefined control' "$name.log" | head -n 20 >&2 || true
  else
    cat "$name.latexmk" >&2
  fi
  exit 1
fi
rm -f "$name.latexmk"
