#!/usr/bin/env bash
# R CMD check of the R package in a temporary folder: errors and warnings fail.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A minimal system has no language set; R would warn that it cannot read UTF-8.
[ "$(locale charmap)" = UTF-8 ] || export LC_ALL=C.UTF-8
export _R_CHECK_FORCE_SUGGESTS_=false
(cd "$folder" && R CMD build --no-manual "$OLDPWD/r" >build.log 2>&1) ||
  { cat "$folder/build.log"; exit 1; }
(cd "$folder" && R CMD check --no-manual firstprinciples_*.tar.gz 2>&1) |
  tee "$folder/check.log" | grep -E '^\* (checking|DONE)|OK$' | tail -n 3
grep -q '^Status: .*\(ERROR\|WARNING\)' "$folder/check.log" &&
  { cat "$folder/check.log"; exit 1; }
grep -q '^Status: ' "$folder/check.log"
