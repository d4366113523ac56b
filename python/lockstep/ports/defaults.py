"""Which ports are judged, and how long they may take, if nobody says.

The command line shows these in its help, so nothing is imported here.
"""

PORT_NAMES = ("python", "r", "octave")
TIME_LIMIT = 120.0  # seconds for one chunk of steps
LONGEST = 1_000_000  # seconds, eleven days; systems cannot wait for ever
