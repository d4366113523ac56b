#!/usr/bin/env bash
# Install what is missing: R, Octave and tools from the system's packages,
# Python packages into .venv.  Safe to repeat; quick the second time.
#
#   scripts/setup.sh        what a run needs
#   scripts/setup.sh test   what the tests need, too; with CI set, all of it
#
# Each need of scripts/system-packages.txt has a check here, has_NEED: what
# works is never asked for, whoever installed it.
#
# macOS has bash 3.2: no associative arrays, no empty arrays.
# shellcheck disable=SC2046,SC2086  # lists of words are split on purpose
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*"; }

python=${PYTHON:-python3}

has_python() {
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 10))'
}
has_venv() { "$python" -c 'import ensurepip, venv'; }
has_python_h() {
  "$python" -c 'import os, sysconfig as s, sys
sys.exit(not os.path.exists(s.get_path("include") + "/Python.h"))'
}
has_gcc() { command -v gcc; }
# The versions that r/DESCRIPTION and octave/DESCRIPTION ask for.
has_r() { Rscript -e 'quit(status = getRversion() < "4.2")'; }
# rpy2 is compiled against R, with the libraries that R was built with.
has_r_h() {
  gcc -x c $(R CMD config --cppflags) - -o /dev/null \
    $(R CMD config --ldflags) <<<$'#include <R.h>\nint main(void) { return 0; }'
}
has_r_package() { # NAME [VERSION]
  Rscript -e "quit(status = !(requireNamespace('$1', quietly = TRUE) &&
    packageVersion('$1') >= '${2:-0}'))"
}
has_r_jsonlite() { has_r_package jsonlite; }
has_r_ggplot2() { has_r_package ggplot2 3.4.1; }
has_r_knitr() { has_r_package knitr; }
has_r_markdown() { has_r_package markdown; }
has_r_testthat() { has_r_package testthat 3.1.6; }
has_octave() {
  octave-cli --quiet --no-init-file --no-history --eval \
    'exit (double (compare_versions (OCTAVE_VERSION, "7.3.0", "<")))'
}
has_gnuplot() { gnuplot --version; }
# A picture is drawn: no list of fonts tells which one Octave finds.
has_pictures() {
  local folder code=0
  folder=$(mktemp -d)
  octave-cli --quiet --no-init-file --no-history --eval "
    addpath (genpath ('octave/inst'));
    plot_losses ([2; 1], {'loss'}, '$folder/losses.png')" || code=$?
  [ -s "$folder/losses.png" ] || code=1
  rm -r "$folder"
  return "$code"
}
has_blas() {
  Rscript -e 'quit(status = !grepl("openblas|flexiblas|mkl|blis|veclib",
    paste(extSoftVersion()[["BLAS"]], La_library()), ignore.case = TRUE))'
}
has_chromium() { command -v chromium || command -v google-chrome; }
has_node() { node --version; }
has_gxx() { command -v g++; }
has_eigen() { make -s -C examples/cpp check; }
has_torch() { /usr/bin/python3 -c 'import torch, numpy'; }
has_gfortran() { make -s -C examples/fortran check; }
has_pdl() { perl -MPDL -e1; }
has_go() { go version; }

works() { "has_$1" >/dev/null 2>&1 </dev/null; }

table() { grep -v '^#' scripts/system-packages.txt; }

needs_of() { # ROLES
  table | awk -v roles=" $1 " 'index(roles, " " $1 " ") { print $2 }'
}

missing_of() { # NEED...
  local need
  for need; do
    works "$need" || echo "$need"
  done
}

find_manager() {
  local manager
  for manager in apt-get dnf pacman brew; do
    ! command -v "$manager" >/dev/null || { echo "$manager"; return; }
  done
  echo none
}

# The packages that bring what is needed, each once.
packages_of() { # MANAGER NEED...
  local column need
  case $1 in
    apt-get) column=3 ;; dnf) column=4 ;; pacman) column=5 ;; brew) column=6 ;;
    *) return 0 ;;
  esac
  shift
  for need; do
    table | awk -v need="$need" -v column="$column" '$2 == need {
      gsub(",", "\n", $column); if ($column != "-") print $column }'
  done | awk '!seen[$0]++' | paste -s -d ' ' -
}

# R's packages that the manager does not have come from R itself.
r_packages_of() { # MANAGER NEED...
  local need manager=$1
  shift
  for need; do
    case $need in r_h) ;; r_*)
      [ -n "$(packages_of "$manager" "$need")" ] || echo "\"${need#r_}\"" ;;
    esac
  done | paste -s -d , -
}

# What to type.
advice() { # MANAGER NEED...
  local list from_r
  list=$(packages_of "$@")
  from_r=$(r_packages_of "$@")
  case $1${list:+:} in
    apt-get:) echo "sudo apt-get update &&" \
      "sudo apt-get install --no-install-recommends $list" ;;
    dnf:) echo "sudo dnf install $list" ;;
    pacman:) echo "sudo pacman -S --needed $list" ;;
    brew:) echo "brew install $list" ;;
  esac
  [ -z "$from_r" ] || echo "Rscript -e 'install.packages(c($from_r)," \
    "repos = \"https://cloud.r-project.org\")'"
}

# Tell what is missing and how it was looked for: who has installed it
# otherwise, or finds a package under another name, sees what to satisfy.
tell_missing() { # WHY MANAGER NEED...
  local need what manager=$2
  printf 'setup: %s\n' "$1"
  shift 2
  for need; do
    what=$(table | awk -v need="$need" '$2 == need {
      for (i = 7; i <= NF; i++) printf "%s%s", (i > 7 ? " " : ""), $i }')
    printf 'setup:   %s (checked by has_%s in scripts/setup.sh)\n' \
      "$what" "$need"
  done
  what=$(advice "$manager" "$@")
  [ -z "$what" ] || printf 'setup: to install it, type:\n%s\n' "$what"
}

# As root, or with sudo where it can ask for a password.
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}
may_be_root() {
  [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null ||
    { [ -t 0 ] && command -v sudo >/dev/null; }
}

# One try, with apt-get only: on other systems the user types the command.
install_system() { # ROLES
  local needs missing manager why="this is missing or does not work:"
  needs=$(needs_of "$1")
  missing=$(missing_of $needs)
  manager=$(find_manager)
  if [ -n "$missing" ] && [ "$manager" = apt-get ] && may_be_root; then
    local list
    list=$(packages_of "$manager" $missing)
    say "installing $list from the system's packages"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y -qq --no-install-recommends $list >/dev/null \
      2> >(grep -v 'apt-utils is not installed' >&2)
    missing=$(missing_of $missing)
    why="its package is installed, but this does not work:"
  fi
  [ -n "$missing" ] || return 0
  tell_missing "$why" "$manager" $missing >&2
  # A slow BLAS computes right.
  [ "$missing" = blas ] || exit 3
}

# rpy2 must fit R.
rpy2_for_r() {
  if Rscript -e 'quit(status = getRversion() < "4.5")'; then
    echo 'rpy2-rinterface>=3.6.6'
  else
    echo 'rpy2-rinterface==3.6.5'
  fi
}

make_environment() { # EXTRAS
  if ! .venv/bin/python -c '' 2>/dev/null; then
    say "making .venv"
    rm -rf .venv
    "$python" -m venv .venv
  fi
  say "installing Python packages into .venv"
  .venv/bin/python -m pip install -qq --disable-pip-version-check \
    --editable ./python --editable ".[$1]" $(rpy2_for_r)
}

case ${1:-run}${CI:+-ci} in
  run | run-ci) install_system run; make_environment all; ready="run" ;;
  test) install_system "run test"; make_environment test; ready="run test" ;;
  test-ci) install_system "run test ci"; make_environment test,jax
    ready="run test test-ci" ;;
  *) printf 'setup: %s: choose run or test\n' "$1" >&2; exit 2 ;;
esac
for role in $ready; do touch ".venv/ready-$role"; done
say "ready: $(R --version | head -n 1 | cut -d' ' -f1-3)," \
  "$(octave-cli --version | head -n 1), $(.venv/bin/python --version)"
