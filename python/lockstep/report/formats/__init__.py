"""Results for other programs: JSON, JUnit, CTRF, badges, GitHub."""
