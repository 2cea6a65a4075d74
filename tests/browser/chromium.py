"""Lay text out in a real browser and tell where each character stands.

The page is measured by its own script and read from the document that the browser prints; no driver is needed.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--virtual-time-budget=600000",
)
PAGE = """<!doctype html><meta charset="utf-8"><style>
body { font: 20px "DejaVu Sans", sans-serif; width: 20000px; margin: 0 }
div { white-space: pre }
</style><body><script>
const cases = CASES, out = [];
for (const [text, dir] of cases) {
  const div = document.createElement("div");
  div.dir = dir;
  div.textContent = text;
  document.body.append(div);
  const node = div.firstChild, found = [];
  for (let i = 0; node && i < text.length; ) {
    const size = text.codePointAt(i) > 0xFFFF ? 2 : 1;
    const range = document.createRange();
    range.setStart(node, i);
    range.setEnd(node, i + size);
    const box = range.getClientRects()[0];
    found.push(box ? [box.left, box.right] : null);
    i += size;
  }
  out.push(found);
  div.remove();
}
const result = document.createElement("pre");
result.id = "result";
result.textContent = JSON.stringify(out);
document.body.append(result);
</script>"""


def run(page: str, folder: Path) -> Any:
    """Open a page and return the JSON that it leaves in its element `#result`."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8", errors="surrogatepass")
    assert PROGRAM is not None
    command = [PROGRAM, *FLAGS, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()]
    printed = subprocess.run(command, capture_output=True, check=True, timeout=300).stdout.decode("utf-8")
    found = re.search(r'<pre id="result">(.*?)</pre>', printed, re.DOTALL)
    assert found, f"the page left no result: {printed[-500:]}"
    return json.loads(html.unescape(found.group(1)))


def measure(cases: list[tuple[str, str]], folder: Path) -> list[list[list[float] | None]]:
    """Return left and right edge of each code point of each (text, dir)."""
    literal = json.dumps(cases).replace("</", "<\\/")
    measured: list[list[list[float] | None]] = run(PAGE.replace("CASES", literal), folder)
    return measured
