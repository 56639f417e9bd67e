#!/usr/bin/env bash
# Builds a Debian package of a built program: package.sh BINARY FOLDER writes FOLDER/nabla_VERSION_ARCHITECTURE.deb.
#
# Swift's libraries are inside the program ('make package' builds it so); what else it links is found by
# dpkg-shlibdeps, and what it reads at run time is named here.
set -euo pipefail
cd "$(dirname "$0")/../.."
binary=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")

version=$(git describe --tags --match 'v[0-9]*' 2>/dev/null | sed 's/^v//; s/-/+/; s/-/./' || true)
if [ -z "$version" ]; then version=0.$(git rev-list --count HEAD 2>/dev/null || echo 0); fi
architecture=$(dpkg --print-architecture)

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
install -D -m 755 "$binary" "$root/usr/bin/nabla"
strip --strip-unneeded "$root/usr/bin/nabla" 2>/dev/null || true
install -D -m 644 README.md "$root/usr/share/doc/nabla/README.md"
for file in $(cd Documentation && git ls-files ci cluster); do
  install -D -m 644 "Documentation/$file" "$root/usr/share/doc/nabla/$file"
done

# dpkg-shlibdeps reads the packages of the linked libraries; it wants a source package around it.
mkdir -p "$work/debian"
printf 'Source: nabla\n\nPackage: nabla\nArchitecture: any\n' >"$work/debian/control"
depends=$(cd "$work" && dpkg-shlibdeps --ignore-missing-info -O root/usr/bin/nabla 2>/dev/null | sed 's/^shlibs:Depends=//')

mkdir -p "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<CONTROL
Package: nabla
Version: $version
Architecture: $architecture
Maintainer: The Nabla developers <nabla@localhost>
Section: math
Priority: optional
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f1)
Depends: $depends, libjs-katex, fonts-katex
Suggests: latexmk, texlive-latex-recommended, pandoc
Description: matrix calculus, derived line by line and checked
 Turns Markdown notebooks with matrix-calculus cells into HTML and LaTeX
 reports with the proof of every gradient, and checks every line by
 arithmetic that shares no code with the derivation.
CONTROL

# The same program gives the same package.
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
file=$folder/nabla_${version}_${architecture}.deb
dpkg-deb --root-owner-group --build "$root" "$file" >/dev/null
echo "$file"
