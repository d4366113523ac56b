"""A release states one version everywhere and carries its checksums."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import release_version

ROOT = Path(__file__).resolve().parents[3]
PUBLISH = "scripts/release/publish-release.sh"


VERSION = release_version.stated_versions()[0][1]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    for name, _ in release_version.PLACES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_all_sources_state_one_version() -> None:
    versions = release_version.stated_versions()
    assert {version for _, version in versions} == {VERSION}, versions


def test_the_tag_of_that_version_is_accepted() -> None:
    assert release_version.differences(f"v{VERSION}") == []


@pytest.mark.parametrize(("name", "line"), release_version.PLACES)
def test_a_file_with_another_version_is_named(
    sources: Path, name: str, line: str
) -> None:
    text = (sources / name).read_text("utf-8")
    found = re.search(rf"^{line}$", text, re.MULTILINE)
    assert found is not None
    start, end = found.span(1)
    (sources / name).write_text(f"{text[:start]}9.9.9{text[end:]}")
    assert release_version.differences(f"v{VERSION}", sources) == [
        f"{name}: expected {VERSION}, got 9.9.9"
    ]


def test_a_tag_without_v_is_refused() -> None:
    places = len(release_version.PLACES)
    assert len(release_version.differences(VERSION)) == places


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the script, a tag, built archives, and a gh that tells."""
    script = tmp_path / PUBLISH
    script.parent.mkdir(parents=True)
    shutil.copy(ROOT / PUBLISH, script)
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin/gh"
    gh.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > ../asked\n')
    gh.chmod(0o755)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "init", "--quiet", "--bare", "server")
    git(tmp_path, "remote", "add", "origin", "server")
    release(tmp_path, "v1.2.3")
    return tmp_path


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=me", "-c", "user.email=me@example.org"]
    return subprocess.run(
        ["git", *who, *words],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def release(checkout: Path, tag: str) -> None:
    """Commit and set an annotated tag."""
    git(checkout, "commit", "--quiet", "--allow-empty", "--message", tag)
    git(checkout, "tag", "--annotate", tag, "--message", tag)


def build(checkout: Path, archives: dict[str, bytes]) -> None:
    for name, content in archives.items():
        (checkout / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (checkout / "dist" / name).write_bytes(content)


def publish(
    checkout: Path, tag: str = "v1.2.3"
) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        [checkout / PUBLISH, tag],
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )


def test_a_release_carries_each_archive_and_its_checksum(
    checkout: Path,
) -> None:
    archives = {"fp_1.2.3.tar.gz": b"R", "python/fp-1.2.3.whl": b"Python"}
    build(checkout, archives)
    assert publish(checkout).returncode == 0
    sums = (checkout / "dist/SHA256SUMS").read_text().splitlines()
    assert sums == [
        f"{hashlib.sha256(content).hexdigest()}  {Path(name).name}"
        for name, content in archives.items()
    ]
    asked = (checkout / "asked").read_text().split()
    assert asked[:3] == ["release", "create", "v1.2.3"]
    assert {*archives, "SHA256SUMS", "--verify-tag"} <= set(asked)


def test_the_short_tag_moves_to_the_newest_release(checkout: Path) -> None:
    build(checkout, {"fp_1.2.3.tar.gz": b"R"})
    assert publish(checkout).returncode == 0
    release(checkout, "v1.2.4")
    assert publish(checkout, "v1.2.4").returncode == 0
    newest = git(checkout, "rev-parse", "HEAD")
    assert git(checkout / "server", "rev-parse", "v1.2") == newest


def test_a_release_of_nothing_is_refused(checkout: Path) -> None:
    (checkout / "dist").mkdir()
    refused = publish(checkout)
    assert refused.returncode == 2
    assert refused.stderr == "dist is empty: make dist\n"


def test_two_archives_of_one_name_are_refused(checkout: Path) -> None:
    build(checkout, {"fp-1.tar.gz": b"Octave", "python/fp-1.tar.gz": b"Python"})
    refused = publish(checkout)
    assert refused.returncode == 2
    assert refused.stderr == "two archives are called fp-1.tar.gz\n"
