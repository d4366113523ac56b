"""Write what the package indexes of Octave and R want of a release.

`package_indexes.py https://github.com/NAME/lockstep dist` reads Octave's
archive in dist and writes there

- firstprinciples.yaml, for the folder packages of gnu-octave/packages;
- packages.json, for a registry of r-universe.dev.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]


def description(file: Path) -> dict[str, str]:
    """Read the fields of a DESCRIPTION; a line that is indented goes on."""
    text = re.sub(r"\n[ \t]+", " ", file.read_text("utf-8"))
    pairs = (line.partition(":")[::2] for line in text.splitlines())
    return {name: value.strip() for name, value in pairs if name}


def octave_entry(repository: str, archive: Path) -> dict[str, Any]:
    """Describe Octave's package and one version of it."""
    fields = description(ROOT / "octave" / "DESCRIPTION")
    tree, tag = f"{repository}/blob/main", f"v{fields['Version']}"
    links = [
        ("far fa-copyright", fields["License"], f"{tree}/octave/COPYING"),
        ("fas fa-rss", "news", f"{tree}/CHANGELOG.md"),
        ("fas fa-code-branch", "repository", repository),
        ("fas fa-book", "package documentation", f"{tree}/octave/README.md"),
        ("fas fa-bug", "report a problem", f"{repository}/issues"),
    ]
    return {
        "layout": "package",
        "permalink": f"{fields['Name']}/",
        "description": fields["Description"],
        "icon": f"{repository}/raw/main/docs/figures/missing-division.png",
        "links": [
            dict(zip(("icon", "label", "url"), link, strict=True))
            for link in links
        ],
        "maintainers": [{"name": fields["Maintainer"], "contact": None}],
        "versions": [
            {
                "id": fields["Version"],
                "date": fields["Date"],
                "sha256": hashlib.sha256(archive.read_bytes()).hexdigest(),
                "url": f"{repository}/releases/download/{tag}/{archive.name}",
                "depends": [
                    *map(str.strip, fields["Depends"].split(",")),
                    "pkg",
                ],
            }
        ],
    }


def r_registry(repository: str) -> list[dict[str, str]]:
    """Say where r-universe finds R's package."""
    name = description(ROOT / "r" / "DESCRIPTION")["Package"]
    return [{"package": name, "url": repository, "subdir": "r"}]


def write(repository: str, folder: Path) -> None:
    """Write both files into a folder that holds Octave's archive."""
    fields = description(ROOT / "octave" / "DESCRIPTION")
    archive = folder / f"octave-{fields['Name']}-{fields['Version']}.tar.gz"
    if not archive.is_file():
        raise SystemExit(f"package_indexes: {archive}: none; type: make dist")
    yaml = YAML()
    yaml.explicit_start = yaml.explicit_end = False
    with (folder / f"{fields['Name']}.yaml").open("w") as file:
        file.write("---\n")  # before and after, as a page of Jekyll has it
        yaml.dump(octave_entry(repository, archive), file)
        file.write("---\n")
    registry = json.dumps(r_registry(repository), indent=2)
    (folder / "packages.json").write_text(f"{registry}\n")


def main() -> None:
    """Read the repository and the folder from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("repository", help="its address, without .git")
    parser.add_argument("folder", type=Path, help="that of the archives")
    given = parser.parse_args()
    write(given.repository.rstrip("/"), given.folder)


if __name__ == "__main__":
    main()
