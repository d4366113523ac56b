#!/usr/bin/env bash
# Install the judge of this checkout into an environment of the job.
# Called by action.yml; the job's own Python packages stay as they are.
set -euo pipefail
environment=$RUNNER_TEMP/lockstep
"$LOCKSTEP_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || {
  echo "::error::Lockstep needs Python 3.10 or newer;" \
    "set the input 'python' or use actions/setup-python before"
  exit 2
}
"$LOCKSTEP_PYTHON" -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
  "$(dirname "$0")/.."
