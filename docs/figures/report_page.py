"""Draw report-page.png: a part of the page that `lockstep report` writes.

Run it with Chromium installed: python docs/figures/report_page.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from lockstep import run
from lockstep.report.page import write_page

PICTURE = Path(__file__).with_name("report-page.png")
CASE = "spiral-2x100x3_relu-gd"
CASES = [CASE, "circles-2x11x1_relu-dropout", "digits-64x15x9x10_relu-adam"]


def take_picture(page: Path) -> None:
    """Open a case on the page and take a picture of what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 1180, "height": 1500})
        tab.goto(f"{page.as_uri()}#case-{CASE}")
        tab.wait_for_timeout(3000)  # until all figures are drawn
        tab.evaluate("scrollTo(0, 0)")
        tab.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    """Run some cases and draw their page."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        write_page(page, run(CASES, detail=True))
        take_picture(page)


if __name__ == "__main__":
    main()
