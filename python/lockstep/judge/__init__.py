"""The verdict: ports on cases, from the first call to the results."""

# The words of verdicts.
EQUAL, DIVERGED, ERROR = "equal", "diverged", "error"
# Of ports that declare what they can: neither is ever a pass.
NOT_SUPPORTED, KNOWN_FAILURE = "not supported", "known failure"
SKIPPED = "skipped"  # files of the user are missing; counted apart
