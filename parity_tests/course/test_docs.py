"""The course's pages are what the sources, the judge and the lessons say."""

from __future__ import annotations

import re
from pathlib import Path

import build
import pytest

WRITTEN = build.pages()
BY_NAME = {file.name: file for file in WRITTEN}


@pytest.mark.parametrize("name", BY_NAME)
def test_page_is_as_its_sources_say(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = BY_NAME[name]
    stale = build.check({file: WRITTEN[file]})
    assert not stale, capsys.readouterr().out


def test_a_stale_page_is_found(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(build, "ROOT", tmp_path)
    page = tmp_path / "softmax.md"
    page.write_text("E = exp(Z)\n", "utf-8")
    assert build.check({page: "E = exp(Z - largest)\n"}) == 1
    shown = capsys.readouterr().out
    assert "softmax.md is not as its sources say" in shown
    assert "+E = exp(Z - largest)" in shown
    assert "type: python docs/build.py" in shown


@pytest.mark.parametrize("name", BY_NAME)
def test_links_and_pictures_exist(name: str) -> None:
    page = WRITTEN[BY_NAME[name]]
    links = re.findall(r"\]\(([^)#]+)\)|href=\"([^\"]+)\"", page)
    targets = [a or b for a, b in links]
    missing = [t for t in targets if not (build.PAGES / t).exists()]
    assert not missing


WITHOUT_LESSON = {"README.md", "history.md", "learning.md", "posts.md"}


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - {"README.md"}))
def test_page_stands_in_the_index(name: str) -> None:
    assert f"({name})" in WRITTEN[BY_NAME["README.md"]]


@pytest.mark.parametrize("name", sorted(set(BY_NAME) - WITHOUT_LESSON))
def test_page_has_a_lesson(name: str) -> None:
    stem = name.removesuffix(".md")
    assert (build.ROOT / "python" / "examples" / f"{stem}.py").is_file()
