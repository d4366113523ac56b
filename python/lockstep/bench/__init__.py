"""How fast the three packages and the judge are, goal by goal."""
