#!/usr/bin/env bash
# Install the wheel into a fresh environment and use it far from the
# repository: the command, the fixtures, every language, the pytest plugin.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset LOCKSTEP_FIXTURES PYTHONPATH

.venv/bin/python -m pip wheel -qq --disable-pip-version-check --no-deps \
  --wheel-dir "$work" .
"${PYTHON:-python3}" -m venv "$work/venv"
"$work/venv/bin/pip" install -qq --disable-pip-version-check \
  "$work"/lockstep_parity-*.whl pytest
PATH=$work/venv/bin:$PATH

mkdir "$work/home"
cd "$work/home"
lockstep cases > cases.txt
grep -q perceptron cases.txt
lockstep run spiral-2x100x3_relu-gd --steps 3
lockstep new-port mine --language Python
lockstep validate mine --level 0 --cases spiral-2x100x3_relu-gd > out.txt &&
  { echo "check-wheel: the skeleton passes, which it must not" >&2; exit 1; }
grep -q 'labels at step 0: the port did not deliver it' out.txt
port=$(python -c 'import firstprinciples, pathlib
print(pathlib.Path(firstprinciples.__file__).parent / "port.json")')
case $port in "$root"/*)
  echo "check-wheel: uses the repository, not the wheel" >&2; exit 1 ;;
esac
pytest -q --lockstep-port "$port" --lockstep-steps 3 \
  --lockstep-cases spiral-2x100x3_relu-gd,softmax-ties
lockstep fixtures --export exported
test -f exported/ready/spiral-2x100x3_relu-gd/expected/loss.npy
echo "check-wheel: the wheel works outside of the repository"
