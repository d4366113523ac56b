#!/usr/bin/env bash
# Run tests with the oldest Python packages that pyproject.toml promises, in an
# environment of their own: build/lowest.
#
#   scripts/lowest-versions.sh TEST...
#
# PYTHON names another Python.  With 3.10 there is no bridge to Octave: the bare
# judge validates a port instead, and no TEST is run.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
here=build/lowest
bin=$here/bin

rm -rf "$here"
"$python" -m venv "$here"
"$bin/python" -m pip install -qq --disable-pip-version-check uv
extras=test
[ "$("$bin/python" -c 'import sys; print(sys.version_info[1])')" -gt 10 ] ||
  extras=
"$bin/uv" pip install --quiet --python "$bin/python" \
  --resolution lowest-direct --editable ".${extras:+[$extras]}"
"$bin/uv" pip list --quiet --python "$bin/python" |
  grep -E '^(numpy|pandas|scipy|matplotlib|bokeh|rich|oct2py|rpy2-rinterface) '
if [ -n "$extras" ]; then
  "$bin/pytest" --numprocesses=auto --dist=loadfile "$@"
else
  "$bin/lockstep" validate python/firstprinciples/port.json --steps 20
fi
