#!/usr/bin/env bash
# Install what is missing: R, Octave and build tools from the system's
# packages, Python packages into .venv.  Safe to repeat; quick the second time.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 3; }

python=${PYTHON:-python3}
missing=()

need_program() { command -v "$1" >/dev/null || missing+=("$2"); }
need_r_package() {
  Rscript -e "quit(status = !requireNamespace('$1', quietly = TRUE))" \
    >/dev/null 2>&1 || missing+=("r-cran-$1")
}

find_missing() {
  missing=()
  need_program "$python" python3
  need_program gcc gcc
  need_program Rscript r-base-core
  need_program octave-cli octave
  need_program gnuplot gnuplot-nox
  # rpy2 is compiled against R and needs the libraries R was built with.
  dpkg-query -W -f='${Status}' r-base-dev 2>/dev/null |
    grep -q 'ok installed' || missing+=(r-base-dev)
  need_r_package jsonlite
  need_r_package ggplot2
  need_r_package knitr
  need_r_package markdown
  need_r_package testthat
  "$python" -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  "$python" -c 'import os, sysconfig as s, sys
sys.exit(not os.path.exists(s.get_path("include") + "/Python.h"))' \
    2>/dev/null || missing+=(python3-dev)
  # What a test may do without at home, CI may not.
  if [ -n "${CI:-}" ]; then
    need_program chromium chromium
    need_program node nodejs
    need_program g++ g++
    test -d /usr/include/eigen3 || missing+=(libeigen3-dev)
    /usr/bin/python3 -c 'import torch, numpy' 2>/dev/null ||
      missing+=(python3-torch python3-numpy)
    perl -MPDL -e1 2>/dev/null || missing+=(pdl)
  fi
}

install_missing() {
  local command="apt-get install -y --no-install-recommends ${missing[*]}"
  local by_hand="sudo apt-get update && sudo $command"
  command -v apt-get >/dev/null ||
    fail "this is not Debian or Ubuntu; install R (with ggplot2, jsonlite, knitr, markdown, testthat)," \
      "GNU Octave, gnuplot, gcc and Python 3.10 or newer with venv, then repeat." \
      "On Debian: $by_hand"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || [ -t 0 ] ||
      fail "missing ${missing[*]}, and no rights to install. Type: $by_hand"
    command -v sudo >/dev/null ||
      fail "missing ${missing[*]}, and no sudo. As root: $command"
    root=(sudo)
  fi
  say "installing ${missing[*]} from the system's packages"
  "${root[@]}" apt-get update -qq
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive $command -qq >/dev/null
}

make_environment() {
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "Python 3.10 or newer is needed; $("$python" --version) is here." \
      "Set PYTHON to a newer one"
  if ! .venv/bin/python -c '' 2>/dev/null; then
    say "making .venv"
    rm -rf .venv
    "$python" -m venv .venv
  fi
  say "installing Python packages into .venv"
  .venv/bin/python -m pip install -qq --disable-pip-version-check \
    --editable '.[test]'
  touch .venv/ready
}

find_missing
if [ "${#missing[@]}" -gt 0 ]; then
  install_missing
  find_missing
  [ "${#missing[@]}" -eq 0 ] || fail "still missing: ${missing[*]}"
fi
make_environment
say "ready: $(R --version | head -n 1 | cut -d' ' -f1-3)," \
  "$(octave-cli --version | head -n 1), $(.venv/bin/python --version)"
