#!/usr/bin/env bash
# Unpacks a package into an empty folder and works from there: try-package.sh FILE.deb
set -euo pipefail
package=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dpkg-deb --extract "$package" "$work/prefix"
depends=$(dpkg-deb --field "$package" Depends)
for library in libcmark libflint libopenblas libjavascriptcoregtk libjs-katex; do
  case $depends in *"$library"*) ;; *) echo "error: the package does not depend on $library: $depends" >&2; exit 1 ;; esac
done
nabla=$work/prefix/usr/bin/nabla
if ldd "$nabla" | grep -E 'not found|libswift' >&2; then
  echo "error: the program needs libraries that no package brings" >&2
  exit 1
fi
cd "$work"
printf '# A form\n\n```{nabla}\nx : vector(n)\nA : matrix(n, n)\ngradient x'"'"'*A*x wrt x\n```\n' >right.md
sed "s/^gradient.*/claim gradient x'*A*x wrt x == 2*A*x/" right.md >wrong.md
env -i PATH=/usr/bin:/bin HOME="$work" "$nabla" check right.md
status=0
env -i PATH=/usr/bin:/bin HOME="$work" "$nabla" check wrong.md >/dev/null || status=$?
[ "$status" -eq 1 ] || { echo "error: a wrong claim ended with $status" >&2; exit 1; }
env -i PATH=/usr/bin:/bin HOME="$work" "$nabla" build right.md -o out
grep -q katex out/right.html || { echo "error: the report has no formulas" >&2; exit 1; }
echo "the package works from an empty folder"
