"""A page in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from missing import need
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
need(CHROMIUM, "Chromium is not installed: apt-get install chromium")


@contextmanager
def started() -> Iterator[Browser]:
    """A browser, until the tests of it are done."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


class Opened:
    """A page, and everything that it said or asked for."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda m: self.said.append(m.text))
        page.on("pageerror", lambda e: self.said.append(str(e)))
        page.on("request", lambda r: self.asked.append(r.url))
        page.goto(file.as_uri())

    def open_all(self, selector: str) -> None:
        """Open what can be opened, and wait for its pictures."""
        self.page.eval_on_selector_all(
            selector, "all => all.forEach(one => { one.open = true; })"
        )
        self.page.wait_for_function(
            "[...document.querySelectorAll('details.case[open] .pictures')]"
            ".every(one => one.dataset.state === 'drawn')"
        )
        self.page.wait_for_function(
            "[...document.querySelectorAll('details[open] .plot')]"
            ".every(place => place.childElementCount > 0)"
        )
        self.page.wait_for_timeout(200)


SCHEMES = ("light", "dark")


def barriers(
    page: Page, scheme: str, context: str | None = None
) -> list[tuple[str, list[str]]]:
    """What axe calls serious on a page, or in a part of it, in a scheme.

    What is dark has the same elements in other colours: only those are
    looked at.
    """
    page.emulate_media(color_scheme=scheme)
    options = {"runOnly": ["color-contrast"]} if scheme == "dark" else {}
    found = Axe().run(page, context=context, options=options).response
    assert "color-contrast" in {rule["id"] for rule in found["passes"]}
    return [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]])
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
