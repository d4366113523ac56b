"""Judge every fault of the example ports, and write what was named."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.naming import FILE

from . import LANGUAGES, broken_ports, first_failure, in_parts, plants, word


def main(languages: Sequence[str]) -> None:
    """Plant and judge, one fault after the other."""
    for language in languages:
        found: dict[str, dict[str, str]] = {"listed": {}, "others": {}}
        for part in in_parts(plants(language)):
            with TemporaryDirectory() as folder:
                for plant, port in broken_ports(part, Path(folder)):
                    kind = "listed" if plant.is_listed else "others"
                    told = word(plant, first_failure(plant, port))
                    found[kind][plant.name] = told
                    print(f"{language} {plant.name}: {told}", flush=True)
        page = json.loads(FILE.read_text("utf-8"))
        page[language] = found
        FILE.write_text(json.dumps(page, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:] or LANGUAGES)
