#!/usr/bin/env bash
# Make the release of TAG, such as v0.2.0, on GitHub from dist/, with the checksum
# of each file.  Then move v0.2, the tag that workflows name, to this release.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: publish-release.sh TAG" >&2; exit 2; }
cd "$(dirname "$0")/../../dist"
mapfile -t files < <(find . -type f ! -name SHA256SUMS -printf '%P\n' | sort)
[ "${#files[@]}" -gt 0 ] || { echo "dist is empty: make dist" >&2; exit 2; }
# The files of a release lie in one folder.
twice=$(printf '%s\n' "${files[@]##*/}" | sort | uniq -d)
[ -z "$twice" ] || { echo "two archives are called $twice" >&2; exit 2; }
sha256sum "${files[@]}" | sed 's|  .*/|  |' > SHA256SUMS
gh release create "$1" "${files[@]}" SHA256SUMS --verify-tag --notes-from-tag
short=${1%.*}
git tag --force "$short" "$1^{commit}"
git push --force origin "refs/tags/$short"
