#!/usr/bin/env bash
# Prints Sources/Functions/Catalogue+Generated.swift: one entry for each file in the folders below
# Sources/Functions, named as the file is. `make catalogue` stores it; a test compares.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C

# entries FOLDER…: `.name,` for each Swift file of the folders, the name as the file's with a small first letter.
entries() {
  find "$@" -name '*.swift' -exec basename {} .swift \; | sort \
    | awk '{ print "    ." tolower(substr($0, 1, 1)) substr($0, 2) "," }'
}

functions=()
for folder in Sources/Functions/*/; do
  case $folder in */Operators/) ;; *) functions+=("$folder") ;; esac
done

cat <<'TOP'
// Written by `make catalogue` from the names of the files in the folders below this one; not by hand.

extension Catalogue {
  /// Every function, in the order of the names of their files.
  package static let all: [MatrixFunction] = [
TOP
entries "${functions[@]}"
cat <<'MIDDLE'
  ]

  /// Every operator, in the order of the names of their files.
  package static let operators: [OperatorDescription] = [
MIDDLE
entries Sources/Functions/Operators/
cat <<'END'
  ]
}
END
