"""Draw report-page.png: the first screen of the page of `lockstep report`.

Run it with Chromium installed: python docs/figures/report_page.py
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from lockstep import run
from lockstep.report.page import write_page

PICTURE = Path(__file__).with_name("report-page.png")
STEPS = 300
SYSTEM, CASE = "softmax", "spiral-2x100x3_relu-gd"
CASES = [
    "gate_and-2x1_sigmoid-gd",
    "breast_cancer-30x1_sigmoid-gd",
    "disc-2x12x1_tanh-gd",
    "blobs-2x9x9x1_relu-gd",
    CASE,
    "spiral_shuffled-2x15x6x3_tanh-gd",
    "spiral_shuffled-2x15x6x3_relu-adam",
    "circles-2x7x1_relu-xavier",
    "circles-2x11x1_relu-l2",
    "circles-2x11x1_relu-dropout",
    "digits-64x15x9x10_relu-gd_decay",
    "digits-64x15x9x10_relu-rmsprop",
]


def take_picture(page: Path) -> None:
    """Look at a system and open its case; take a picture of what is seen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        tab = browser.new_page(viewport={"width": 1180, "height": 1750})
        tab.goto(f"{page.as_uri()}#system={SYSTEM}&at=case-{CASE}")
        tab.wait_for_timeout(3000)  # until all figures are drawn
        tab.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        tab.wait_for_timeout(200)
        tab.screenshot(path=PICTURE)
        browser.close()


def main() -> None:
    """Run a case of each system and draw their page."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        write_page(page, run(CASES, steps=STEPS, detail=True))
        take_picture(page)


if __name__ == "__main__":
    main()
