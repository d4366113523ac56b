#!/usr/bin/env bash
# Install the wheels into fresh environments and use them far from the
# repository: the networks alone, the judge alone, and everything.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset LOCKSTEP_FIXTURES PYTHONPATH
case=spiral-2x100x3_relu-gd

fail() { printf 'check-wheel: %s\n' "$*" >&2; exit 1; }

expect() { # CODE COMMAND...
  local code=0 expected=$1
  shift
  "$@" >"$work/out.txt" 2>&1 || code=$?
  [ "$code" -eq "$expected" ] && return
  cat "$work/out.txt" >&2
  fail "expected exit code $expected, got $code: $*"
}

says() { # TEXT, that the last command printed
  grep -qF -- "$1" "$work/out.txt" && return
  cat "$work/out.txt" >&2
  fail "expected the words: $1"
}

build() { # FOLDER: a source distribution, and from it the wheel
  .venv/bin/python -m build --outdir "$work/dist" "$1" >"$work/build.log" 2>&1 ||
    { cat "$work/build.log" >&2; fail "cannot build $1"; }
}

environment() { # NAME REQUIREMENT...
  local name=$1
  shift
  "${PYTHON:-python3}" -m venv "$work/$name"
  "$work/$name/bin/pip" install -qq --disable-pip-version-check \
    --find-links "$work/dist" "$@"
}

# All programs of this machine but R and Octave.
hide_languages() { # FOLDER
  local program
  mkdir "$1"
  for program in /bin/* /usr/bin/* /usr/local/bin/*; do
    case ${program##*/} in
      R | Rscript | octave* | python*) ;;
      *) ln -sf "$program" "$1" ;;
    esac
  done
}

networks_alone() {
  environment networks firstprinciples
  local python=$work/networks/bin/python
  "$python" -m pip list --format=freeze | sed 's/==.*//' |
    sort >"$work/packages.txt"
  printf '%s\n' firstprinciples numpy pip setuptools | sort |
    comm -13 - "$work/packages.txt" | grep . &&
    fail "firstprinciples brings more than NumPy"
  "$python" - "$root/fixtures/cases/$case.json" <<'END'
import sys

import firstprinciples as fp

spiral = fp.read_case(sys.argv[1])
_, losses = fp.train(
    spiral.X, spiral.labels, spiral.parameters, spiral.network,
    spiral.optimizer, 100,
)
assert losses[-1] < losses[0], losses
model = fp.fit(spiral.X.T, spiral.labels, hidden=[20], steps=300)
assert (model.predict(spiral.X.T) == spiral.labels).mean() > 0.8
END
  expect 1 "$python" -c 'import firstprinciples.sklearn'
  says "pip install 'firstprinciples[sklearn]'"
  expect 1 "$python" -c 'import firstprinciples as fp
import numpy as np
fp.overall_statistics(np.array([[3.0, 1.0], [0.0, 4.0]]))'
  says "pip install 'firstprinciples[statistics]'"
}

# Without R the extra of rpy2 cannot be built, and is not needed.
judge_alone() {
  environment judge lockstep-parity
  hide_languages "$work/programs"
  local judge=$work/judge/bin
  (
    PATH=$judge:$work/programs
    expect 0 lockstep validate "$root/examples/javascript" --steps 3 \
      --cases "$case,softmax-ties,overall_statistics-perfect"
    expect 0 lockstep run "$case" --ports python --steps 3
    expect 3 lockstep run "$case" --steps 3
    says 'R is not installed: no R in the PATH; type: '
    says 'Octave is not installed: no octave-cli in the PATH; type: '
    expect 2 lockstep report -o report.html
    says "pip install 'lockstep-parity[report]'"
    [ ! -e report.html ] || fail "a report was written without its packages"
  )
}

everything() {
  environment all "lockstep-parity[octave,r]" pytest "$@"
  PATH=$work/all/bin:$PATH
  lockstep cases >cases.txt
  grep -q perceptron cases.txt
  lockstep run "$case" --steps 3
  lockstep compare softmax --no-measure
  lockstep new-port mine --language Python
  expect 1 lockstep validate mine --level 0 --cases "$case"
  says 'labels at step 0: the port did not deliver it'
  local port
  port=$(python -c 'import firstprinciples, pathlib
print(pathlib.Path(firstprinciples.__file__).parent / "port.json")')
  case $port in "$root"/*) fail "uses the repository, not the wheel" ;; esac
  pytest -q --lockstep-port "$port" --lockstep-steps 3 \
    --lockstep-cases "$case,softmax-ties"
  lockstep fixtures --export exported
  test -f "exported/ready/$case/expected/loss.npy"
}

build python
build .
rpy2=$(.venv/bin/pip list --format=freeze | grep '^rpy2-rinterface==')
mkdir "$work/home"
cd "$work/home"
networks_alone
judge_alone
everything "$rpy2"
echo "check-wheel: the wheels work outside of the repository"
