"""Draw bilingual lines in a browser, as they arrive and as the display profile makes them; a report; the playground.

uv run --group test python docs/screenshots.py     needs Chromium; writes docs/images/*.png
"""

from __future__ import annotations

import html
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bidinorm as bn
from bidinorm.report import html as report_of

IMAGES = Path(__file__).resolve().parent / "images"
ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "newsroom.txt"
PASTED = "964mediaصورة من منصة (شبكة):\nحميد الشطري"
NAMES = "Basim Al-Awadi spoke on Sunday. Bassem al-Awadi left with Bashar Al-Assad; Basim Al-Awadi stayed.\n"
LINES = (
    "964media صورة من منصة (شبكة):",
    "لغة C++ سهلة",
    "اتصل على 0780-555-0142 قبل 9:30",
    "هل قرأت كتاب The Old Man and the Sea؟",
    "He said \"مرحبا بالعالم!\" and left.",
)  # fmt: skip
STYLE = """
body { font: 19px "DejaVu Sans", sans-serif; margin: 16px; background: white; width: 1240px }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid #bbb; padding: 7px 10px; width: 33% }
th { background: #eee; font-weight: normal } caption { text-align: left; padding: 8px 0; font-weight: bold }
"""


def table(caption: str, lines: tuple[str, ...] | list[str]) -> str:
    """Return a table of the lines in a paragraph of each direction."""
    head = "".join(f'<th>dir="{direction}"</th>' for direction in ("ltr", "rtl", "auto"))
    rows = "".join(
        "<tr>" + "".join(f'<td dir="{direction}">{html.escape(line)}</td>' for direction in ("ltr", "rtl", "auto"))
        for line in lines
    )
    return f"<table><caption>{caption}</caption><tr>{head}</tr>{rows}</table>"


def page() -> str:
    """Return the page that is drawn."""
    after = [bn.clean(line, profile="display") for line in LINES]
    body = table("As it arrives", LINES) + table("clean --profile display", after)
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{body}'


def report() -> str:
    """Return the report on the example and on a line with names."""
    return report_of({"newsroom.txt": EXAMPLE.read_text("utf-8"), "names.txt": NAMES}, "newsroom")


def draw(program: str, source: str, name: str, size: str) -> None:
    """Write an image of a page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(source, encoding="utf-8")
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
        flags += ["--disable-background-networking", "--disable-sync", f"--window-size={size}"]
        command = [program, *flags, f"--user-data-dir={folder}/profile", f"--screenshot={IMAGES / name}", path.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    sys.stdout.write(f"wrote {IMAGES / name}\n")


def playground(folder: Path) -> None:
    """Type into the playground, and draw it."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browser.driver import browser
    from serve.server import serving

    with serving() as server, browser(folder) as shown:
        shown.size(1280, 1500)
        shown.open(server.url)
        shown.click("#text")  # the focus that the page gives itself comes with its first frame, perhaps later
        shown.type(PASTED)
        shown.run("""new Promise((done) => { const ask = () => document.getElementById("result")
            && document.getElementById("result").value ? done() : setTimeout(ask, 20); ask(); })""")
        shown.screenshot(IMAGES / "playground.png", 1280, 1500)
    sys.stdout.write(f"wrote {IMAGES / 'playground.png'}\n")


def main() -> int:
    """Write the images."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        sys.stderr.write("no Chromium here; install it and run again\n")
        return 2
    draw(program, page(), "display.png", "1272,690")
    draw(program, report(), "report.png", "1280,1560")
    with tempfile.TemporaryDirectory() as folder:
        playground(Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
