"""Run the lessons in every language and keep what they print.

    python docs/measured/lessons.py                # all
    python docs/measured/lessons.py softmax        # some

`lessons.json` then has what each lesson and each solution prints, and
how long it takes in each language.  The three must print the same.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KEPT = HERE / "lessons.json"
COMMANDS = {
    "python": (sys.executable, "python/examples/{}.py"),
    "r": ("Rscript", "r/examples/{}.R"),
    "octave": ("octave-cli --quiet --no-init-file", "octave/examples/{}.m"),
}
LAST = "pictures in "


def lesson_names() -> list[str]:
    """Lessons, and the solutions of exercises, as paths without ending."""
    folder = ROOT / "octave" / "examples"
    files = [*folder.glob("*.m"), *folder.glob("solutions/*.m")]
    names = (file.relative_to(folder).with_suffix("") for file in files)
    return sorted(name.as_posix() for name in names)


def run(language: str, name: str) -> tuple[str, float]:
    """Run a lesson in one language.

    Parameters
    ----------
    language : {"python", "r", "octave"}
    name : str
        From `lesson_names`.

    Returns
    -------
    printed : str
        Without the line that names the folder of pictures.
    seconds : float
        Of processor time, which other programs hardly change.
    """
    program, script = COMMANDS[language]
    command = [*program.split(" "), script.format(name)]
    before = processor_seconds()
    ended = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    seconds = processor_seconds() - before
    lines = ended.stdout.splitlines()
    return "\n".join(x for x in lines if not x.startswith(LAST)), seconds


def processor_seconds() -> float:
    """What the programs started so far took of the processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_all(name: str) -> dict[str, Any]:
    """Run a lesson in every language; SystemExit if they print different."""
    printed, seconds = {}, {}
    for language in COMMANDS:
        printed[language], seconds[language] = run(language, name)
        if printed[language] != printed["python"]:
            sys.exit(f"{name}: Python and {language} print different texts")
    shown = {language: round(value, 1) for language, value in seconds.items()}
    day = datetime.now(timezone.utc).date().isoformat()
    return {"date": day, "seconds": shown, "printed": printed["python"]}


def main() -> None:
    """Run the lessons that the command line names."""
    for name in sys.argv[1:] or lesson_names():
        found = run_all(name)
        kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
        text = json.dumps(dict(sorted({**kept, name: found}.items())), indent=1)
        KEPT.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
