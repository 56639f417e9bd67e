#!/usr/bin/env bash
# What the compiler does not check: the format of the code, and which module may import which.
set -euo pipefail
cd "$(dirname "$0")/../.."

status=0
swift format lint --strict --parallel -r Sources Tests Package.swift || status=1

# only_in FOLDER MODULE: MODULE is imported by files of Sources/FOLDER and by no other file.
only_in() {
  local strays
  strays=$(grep -rnE --include='*.swift' "^[^/]*\bimport +([a-z]+ +)?$2\b" Sources Tests \
    | grep -v "^Sources/$1/" || true)
  if [ -n "$strays" ]; then
    printf '%s\nerror: only Sources/%s may import %s\n' "$strays" "$1" "$2" >&2
    status=1
  fi
}

# never_in FOLDER MODULE: no file of Sources/FOLDER imports MODULE.
never_in() {
  if grep -rnE --include='*.swift' "^[^/]*\bimport +([a-z]+ +)?$2\b" "Sources/$1" >&2; then
    printf 'error: Sources/%s must not import %s\n' "$1" "$2" >&2
    status=1
  fi
}

only_in Markdown CCommonMark
only_in Numerics CLinearAlgebra
only_in Numerics CExactArithmetic
only_in Reports CJavaScriptCore
only_in Preview FlyingFox
only_in Preview FlyingSocks
never_in Verification Derivation  # a wrong rule cannot vouch for itself
never_in Verification Syntax      # what is checked is an expression, whatever was written
never_in Verification LaTeX
for reader in Syntax LaTeX; do
  never_in $reader Derivation  # a reading is not chosen by what it would give
  never_in $reader Verification
  never_in $reader Functions   # nor by what a function's rule says
  never_in $reader Judging
  never_in $reader Answers
done
for maker in Derivation LaTeX Judging Answers Reports Notebook Markdown NablaTool; do
  never_in Records "$maker"  # a record is checked by its text alone
done
never_in Judging CodeGeneration
never_in Syntax LaTeX  # cells are read without the reader of displays
for maker in Expressions Functions Syntax LaTeX Derivation Verification Judging CodeGeneration Answers Records; do
  never_in Reports "$maker"  # a report is made of what came out
done
for module in Diagnostics Findings Markdown Notebook Reports NablaTool; do
  never_in Preview "$module"  # a server knows pages, not what stands in them
done
for module in Markdown Notebook Notation Numerics Expressions Functions Syntax LaTeX Derivation \
  Verification Judging CodeGeneration Records Answers Reports NablaTool; do
  never_in Findings "$module"  # what came out is data
done

# Evidence is granted by a check: only Verification, and tests that need a sample, may import the interface that makes it.
strays=$(grep -rnE --include='*.swift' '^@_spi\(Granting\) +((public|package) +)?import' Sources | grep -v '^Sources/Verification/' || true)
if [ -n "$strays" ]; then
  printf '%s\nerror: only Sources/Verification may grant evidence\n' "$strays" >&2
  status=1
fi
for pure in Hashing JSON Records Diagnostics Findings Markdown Expressions Notation Numerics Functions Syntax LaTeX Derivation \
  Verification Judging CodeGeneration Answers; do
  never_in "$pure" Foundation  # start-up time, and one less source of locale and time in the output
done

exit $status
