#!/usr/bin/env bash
# Build the Octave package, install it into a temporary folder, and check that
# every function of its index is found and has help, and a page for doc; with
# --test run all blocks, too.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cp -R octave "$folder/source"
mkdir "$folder/fixtures" && cp fixtures/contract.json "$folder/fixtures"
env -u MAKEFLAGS make -C "$folder/source" dist >"$folder/build.log" ||
  { cat "$folder/build.log"; exit 1; }
cat >"$folder/check.m" <<'CHECK'
mkdir installed;
pkg prefix installed installed
pkg local_list installed/list
# Root, too, leaves the system's own list of packages alone.
pkg global_list installed/global
pkg ("install", "-local", glob ("source/*.tar.gz"){1})
pkg load firstprinciples
names = regexp (fileread ("source/INDEX"), '^ (\w+)', "tokens", "lineanchors");
names = [names{:}];
missing = names(! cellfun (@(name) exist (name) == 2, names));
if (isempty (names) || ! isempty (missing))
  error ("not found after pkg load: %s", strjoin (missing, ", "));
endif
if (any (cellfun (@(name) isempty (get_help_text (name)), names)))
  error ("no help after pkg load");
endif
page = @(name) fileread (fullfile (fileparts (which (name)), "doc.info"));
entry = @(name) ["\n* ", name, ": "];
unpaged = names(cellfun (@(n) isempty (strfind (page (n), entry (n))), names));
if (! isempty (unpaged))
  error ("not found by doc: %s", strjoin (unpaged, ", "));
endif
printf ("%d functions installed\n", numel (names));
if (any (strcmp (argv (), "--test")))
  pkg test firstprinciples
endif
CHECK
cd "$folder"
octave-cli --quiet --no-init-file check.m "$@" >check.log 2>&1 ||
  { cat check.log; exit 1; }
grep -qx firstprinciples installed/list ||
  { echo "check-octave-package: installed into another list" >&2; exit 1; }
grep -E 'functions installed|PASS|FAIL ' check.log
# Octave keeps what failed, and how, in a file of its own.
! grep -qE '^ *FAIL +[1-9]' check.log ||
  {
    awk '/^>>>>>/ { file = $0 } /^!!!!!/ { print file; left = 20 } left-- > 0' \
      fntests.log
    exit 1
  }
