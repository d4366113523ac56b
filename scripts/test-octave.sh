#!/usr/bin/env bash
# Run Octave's test blocks.
set -euo pipefail
cd "$(dirname "$0")/.."
octave-cli --quiet --no-init-file octave/run_tests.m
