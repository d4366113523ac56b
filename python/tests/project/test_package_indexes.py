"""What the package indexes of Octave and R are told of a release."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from package_indexes import ROOT, description, write
from ruamel.yaml import YAML

REPOSITORY = "https://github.com/somebody/lockstep"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    version = description(ROOT / "octave" / "DESCRIPTION")["Version"]
    archive = tmp_path / f"octave-firstprinciples-{version}.tar.gz"
    archive.write_bytes(b"an archive")
    write(REPOSITORY, tmp_path)
    return tmp_path


def test_octave_s_index_names_the_archive_and_its_checksum(dist: Path) -> None:
    text = (dist / "firstprinciples.yaml").read_text()
    assert text.startswith("---\n")
    assert text.endswith("---\n")
    entry = YAML(typ="safe").load(text.removesuffix("---\n"))
    (version,) = entry["versions"]
    assert version["sha256"] == hashlib.sha256(b"an archive").hexdigest()
    assert version["url"].startswith(f"{REPOSITORY}/releases/download/v")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", version["date"])
    assert version["depends"] == ["octave (>= 7.3.0)", "pkg"]
    assert "dense layers" in entry["description"]


def test_the_files_that_octave_s_index_links_to_are_there(dist: Path) -> None:
    text = (dist / "firstprinciples.yaml").read_text()
    paths = re.findall(rf"{REPOSITORY}/(?:blob|raw)/main/(\S+)", text)
    assert len(paths) == 4
    assert all((ROOT / path).is_file() for path in paths)


def test_r_universe_finds_the_package_in_its_folder(dist: Path) -> None:
    (entry,) = json.loads((dist / "packages.json").read_text())
    assert entry["url"] == REPOSITORY
    assert (ROOT / entry["subdir"] / "DESCRIPTION").is_file()
    assert entry["package"] == "firstprinciples"


def test_without_an_archive_it_says_what_makes_it(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="make dist"):
        write(REPOSITORY, tmp_path)


def test_the_site_of_r_lists_every_topic() -> None:
    site = YAML(typ="safe").load((ROOT / "r" / "_pkgdown.yml").read_text())
    listed = [name for part in site["reference"] for name in part["contents"]]
    topics = {file.stem for file in (ROOT / "r" / "man").glob("*.Rd")}
    assert len(listed) == len(set(listed))
    assert set(listed) == topics - {"firstprinciples-package"}
