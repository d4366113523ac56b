#!/usr/bin/env bash
# Run commands one after the other, all of them, and tell at the end which
# passed and how long each took.  Exit code: that of the first that failed.
set -uo pipefail
first_failure=0
number=0
summary=()
for command; do
  number=$((number + 1))
  printf '\n== part %d of %d: %s\n' "$number" "$#" "$command"
  start=$SECONDS
  code=0
  bash -c "$command" || code=$?
  result=passed
  [ "$code" -eq 0 ] || result="failed, exit code $code"
  [ "$first_failure" -ne 0 ] || first_failure=$code
  # 130, 143: somebody asked for the end of all.
  summary+=("$(printf '%4d s  %-40s %s' $((SECONDS - start)) "$command" "$result")")
  case $code in 130 | 143) break ;; esac
done
printf '\n== the parts, and their times\n'
printf '%s\n' "${summary[@]}"
exit "$first_failure"
