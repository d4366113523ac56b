"""The verdict: ports on cases, from the first call to the results."""
