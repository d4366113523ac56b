"""Show results: on a terminal, as JSON, as JUnit XML."""
