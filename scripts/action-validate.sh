#!/usr/bin/env bash
# Judge a port and write what a workflow shows: the summary of the step,
# annotations, reports, badges.  Called by action.yml with its inputs.
set -euo pipefail
mkdir -p "$LOCKSTEP_REPORTS"
options=(
  --json "$LOCKSTEP_REPORTS/results.json"
  --junit "$LOCKSTEP_REPORTS/junit.xml"
  --ctrf "$LOCKSTEP_REPORTS/ctrf.json"
  --summary "$GITHUB_STEP_SUMMARY"
  --annotations github
)
give() { [ -z "$2" ] || options+=("$1" "$2"); }
give --level "$LOCKSTEP_LEVEL"
give --cases "$LOCKSTEP_CASES"
give --steps "$LOCKSTEP_STEPS"
give --time-limit "$LOCKSTEP_TIME_LIMIT"
give --badges "$LOCKSTEP_BADGES"

environment=$RUNNER_TEMP/lockstep/bin
code=0
"$environment/lockstep" validate "$LOCKSTEP_PORT" "${options[@]}" || code=$?

# Bad input, or a judge that fails, may end before there is anything to report.
verdict="bad input"
[ "$code" -eq 2 ] || verdict="judge failed"
if [ "$code" -ne 2 ] && [ "$code" -ne 4 ]; then
  verdict=$("$environment/python" -c \
    'import json, sys; print(json.load(open(sys.argv[1]))["verdict"])' \
    "$LOCKSTEP_REPORTS/results.json")
fi
{
  echo "reports=$LOCKSTEP_REPORTS"
  echo "verdict=$verdict"
} >> "$GITHUB_OUTPUT"
exit "$code"
