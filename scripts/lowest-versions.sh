#!/usr/bin/env bash
# Run tests with the oldest Python packages that both pyproject.toml promise, in
# an environment of their own: build/lowest.  With the oldest Python, too, if it
# is here; PYTHON names another.
#
#   scripts/lowest-versions.sh TEST...
set -euo pipefail
cd "$(dirname "$0")/.."
here=build/lowest
bin=$here/bin

oldest_python() {
  local found
  for found in python3.10 \
    "$(PYENV_VERSION=3.10 pyenv which python 2>/dev/null)" python3; do
    ! "$found" -c '' 2>/dev/null || { echo "$found"; return; }
  done
}

rm -rf "$here"
"${PYTHON:-$(oldest_python)}" -m venv "$here"
# pip itself cannot look for the oldest.
"$bin/python" -m pip install -qq --disable-pip-version-check uv
"$bin/uv" pip install --quiet --python "$bin/python" \
  --resolution lowest-direct --editable './python[plots,sklearn,statistics]' --editable '.[test]'
"$bin/python" --version
# What nobody can install is no promise.
"$bin/python" - <<'END'
from importlib.metadata import requires, version

from packaging.requirements import Requirement
from packaging.version import Version

EXTRAS = [{"extra": name} for name in ("plots", "sklearn", "statistics", "test")]
asked = map(Requirement, requires("firstprinciples") + requires("lockstep-parity"))
wrong = set()
for wanted in asked:
    marker, name = wanted.marker, wanted.name
    if marker is None or any(marker.evaluate(extra) for extra in EXTRAS):
        found = version(name)
        for each in wanted.specifier:
            if each.operator == ">=" and Version(each.version) != Version(found):
                wrong.add(f"{name}{each}: the oldest to be had is {found}")
raise SystemExit("\n".join(sorted(wrong)) or 0)
END
"$bin/pytest" --numprocesses=auto --dist=loadfile "$@"
