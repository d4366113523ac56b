#!/usr/bin/env bash
# Run the lessons named, or all, in Python, R and Octave.
set -euo pipefail
cd "$(dirname "$0")/.."
parts=("$@")
if [ "${#parts[@]}" -eq 0 ]; then
  for file in octave/examples/*.m; do
    parts+=("$(basename "$file" .m)")
  done
fi
for part in "${parts[@]}"; do
  printf '\n== %s, Python\n' "$part"
  .venv/bin/python "python/examples/$part.py"
  printf '\n== %s, R\n' "$part"
  Rscript "r/examples/$part.R"
  printf '\n== %s, Octave\n' "$part"
  octave-cli --quiet --no-init-file "octave/examples/$part.m"
done
