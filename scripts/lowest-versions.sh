#!/usr/bin/env bash
# Run tests with the oldest Python packages that both pyproject.toml promise, in
# an environment of their own: build/lowest.  PYTHON names another Python.
#
#   scripts/lowest-versions.sh TEST...
set -euo pipefail
cd "$(dirname "$0")/.."
here=build/lowest
bin=$here/bin

rm -rf "$here"
"${PYTHON:-python3}" -m venv "$here"
# pip itself cannot look for the oldest.
"$bin/python" -m pip install -qq --disable-pip-version-check uv
"$bin/uv" pip install --quiet --python "$bin/python" \
  --resolution lowest-direct --editable './python[plots,statistics]' --editable '.[test]'
"$bin/python" --version
"$bin/uv" pip list --quiet --python "$bin/python" |
  grep -E '^(numpy|pandas|scipy|matplotlib|bokeh|oct2py|rpy2-rinterface) '
"$bin/pytest" --numprocesses=auto --dist=loadfile "$@"
