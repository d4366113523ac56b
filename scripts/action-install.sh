#!/usr/bin/env bash
# Install the judge of this checkout, and the networks that it judges with, into
# an environment of the job.
# Called by action.yml; the job's own Python packages stay as they are.
set -euo pipefail
environment=$RUNNER_TEMP/lockstep
checkout=$(cd "$(dirname "$0")/.." && pwd)
"$LOCKSTEP_PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 10))' || {
  echo "::error::Lockstep needs Python 3.10 or newer;" \
    "set the input 'python' or use actions/setup-python before"
  exit 2
}
"$LOCKSTEP_PYTHON" -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
  "$checkout/python" "$checkout"
