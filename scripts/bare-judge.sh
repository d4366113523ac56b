#!/usr/bin/env bash
# Install the judge alone, on a system without R and Octave, as the README says,
# and judge the JavaScript port with it.
#
#   scripts/fresh-machine.sh bookworm bare-judge
set -euo pipefail
cd "$(dirname "$0")/.."
checkout=$PWD
case=spiral-2x100x3_relu-gd

fail() { printf 'bare-judge: %s\n' "$*" >&2; exit 1; }

for program in R octave octave-cli; do
  ! command -v "$program" >/dev/null ||
    fail "$program is here; type: scripts/fresh-machine.sh bookworm bare-judge"
done
sudo apt-get update -qq
sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
  --no-install-recommends nodejs python3-venv >/dev/null 2>&1
python3 -m venv ~/judge
~/judge/bin/pip install -qq --disable-pip-version-check ./python .
cd
PATH=~/judge/bin:$PATH
lockstep validate "$checkout/examples/javascript" --steps 20
code=0
lockstep run "$case" --steps 3 >run.txt 2>&1 || code=$?
cat run.txt
[ "$code" -eq 3 ] || fail "without R and Octave: exit code $code, not 3"
for cure in 'sudo apt-get install r-' 'sudo apt-get install octave'; do
  grep -qF "$cure" run.txt || fail "expected the words: $cure"
done
lockstep run "$case" --ports python --steps 3
