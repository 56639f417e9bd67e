#!/usr/bin/env bash
# Makes this machine ready: `prepare.sh build` for building reports, `prepare.sh test` for the tests as well,
# `prepare.sh package` for a Debian package, `prepare.sh peers` for the benchmarks beside other systems, `prepare.sh doctor` to say what is there and what is missing without changing anything.
#
# A second run finds everything in place, asks the network nothing and takes less than a second.
set -euo pipefail
cd "$(dirname "$0")/../.."

build_packages=(
  git pkg-config
  libcmark-dev                    # Markdown
  libopenblas-dev liblapacke-dev  # dense linear algebra
  libflint-dev libflint-arb-dev   # exact and ball arithmetic
  libjavascriptcoregtk-4.1-dev libjs-katex fonts-katex  # mathematics on the page
  fonts-cmu                       # text of the same family
)
test_packages=(
  python3 python3-venv            # NumPy and JAX, to compare with
  curl                            # to ask a preview for what it must not give
  chromium poppler-utils          # to look at reports
  texlive-latex-recommended texlive-luatex texlive-pictures lmodern latexmk  # to compile the LaTeX reports
  parallel                        # to run the shards of a check
  pandoc                          # to read .tex and to test the filter for it
)
package_packages=(
  dpkg-dev                        # to find what the program depends on
  libcurl4-openssl-dev            # the server's library brings FoundationNetworking, which is static in a package
)
requirements=Tests/Tools/python-requirements.txt
stamp=nabla-requirements.txt  # in a virtual environment: what it was made from

say() { printf '%s\n' "$*" >&2; }

installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# The packages of the arguments that are not installed, one a line.
missing() {
  local package
  for package in "$@"; do installed "$package" || printf '%s\n' "$package"; done
}

# Stops unless the Swift compiler is one that reads this package's manifest.
require_swift() {
  local version
  if ! version=$(swift --version 2>/dev/null); then
    say "Swift 6.2 or later is needed and 'swift' was not found. See https://www.swift.org/install/"
    exit 1
  fi
  version=$(printf '%s' "$version" | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  if [ "$(printf '%s\n6.2\n' "$version" | sort -V | head -n 1)" != 6.2 ]; then
    say "Swift 6.2 or later is needed; this is Swift $version. See https://www.swift.org/install/"
    exit 1
  fi
}

# Installs the packages of the arguments that are missing, or prints the one line that would, and stops.
install_packages() {
  local wanted as_root=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is not Debian, so nothing is installed. Needed are the counterparts of: $*"
    return
  fi
  mapfile -t wanted < <(missing "$@")
  [ ${#wanted[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    as_root=(sudo)
    if ! command -v sudo >/dev/null || { ! sudo -n true 2>/dev/null && [ ! -t 0 ]; }; then
      say "These packages are missing. Install them as root, then run the command again:"
      say "  apt-get update && apt-get install -y --no-install-recommends ${wanted[*]}"
      exit 1
    fi
  fi
  say "installing: ${wanted[*]}"
  # The lists may be absent or old; they are renewed only when the packages cannot be had without.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    "${wanted[@]}" </dev/null >/dev/null 2>&1 && return
  "${as_root[@]}" apt-get update -qq </dev/null >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
    "${wanted[@]}" </dev/null >&2
}

# install_python REQUIREMENTS FOLDER: a virtual environment with exactly the versions of the requirements file.
install_python() {
  cmp -s "$1" "$2/$stamp" && return
  say "installing the Python packages of $1 into $2"
  # A half-made environment has no stamp and is made anew. Debian's own interpreter comes first: it is the
  # one that python3-venv belongs to.
  local python=/usr/bin/python3
  [ -x "$python" ] || python=python3
  rm -rf "$2"
  "$python" -m venv "$2"
  "$2/bin/python" -m pip install --quiet --disable-pip-version-check -r "$1" </dev/null >&2
  cp "$1" "$2/$stamp"
}

doctor() {
  local package status=0
  report() { printf '%-32s %s\n' "$1" "$2"; }
  report swift "$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([^ ]*\).*/\1/p' | head -n 1 || true)"
  for package in "${build_packages[@]}" "${test_packages[@]}"; do
    if installed "$package"; then
      report "$package" "$(dpkg-query -W -f='${Version}' "$package")"
    else
      report "$package" "missing"
      status=1
    fi
  done
  if cmp -s "$requirements" ".venv/$stamp"; then
    report ".venv" "$(grep -v '^#' "$requirements" | tr '\n' ' ')"
  else
    report ".venv" "missing (needed by the tests)"
    status=1
  fi
  [ $status -eq 0 ] || say "'make setup' installs what is missing."
  return $status
}

case "${1:-}" in
  build)
    require_swift
    install_packages "${build_packages[@]}"
    ;;
  test)
    require_swift
    install_packages "${build_packages[@]}" "${test_packages[@]}"
    install_python "$requirements" .venv
    # It fetches with pip, which Debian's own interpreter comes without.
    if [ -x Tests/Tools/fetch-commonmark-spec.sh ]; then
      PATH=$PWD/.venv/bin:$PATH Tests/Tools/fetch-commonmark-spec.sh </dev/null >&2
    fi
    PATH=$PWD/.venv/bin:$PATH Tests/Tools/fetch-axe.sh </dev/null >&2
    ;;
  package)
    require_swift
    install_packages "${build_packages[@]}" "${package_packages[@]}"
    ;;
  peers)
    require_swift
    install_packages "${build_packages[@]}" python3 python3-venv
    install_python Sources/Benchmarks/Python/requirements.txt .venv-peers
    ;;
  doctor)
    doctor
    ;;
  *)
    say "usage: prepare.sh build | test | package | peers | doctor"
    exit 2
    ;;
esac
