"""The site: built without a warning, loads nothing from elsewhere, and shows text of two directions as it is read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from browser import chromium
from browser.boxes import drawn
from browser.driver import Page
from browser.test_chromium import computed, shown

ROOT = Path(__file__).resolve().parents[2]
LOADED = re.compile(r"<(?:script|img|iframe|link(?![^>]*rel=\"?canonical))[^>]*?(?:src|href)=\"?(https?:)?//")
in_browser = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built; a link that leads nowhere fails."""
    folder = tmp_path_factory.mktemp("site") / "out"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr, done.stderr
    return folder


def test_every_page_of_the_documentation_is_in_it(site: Path) -> None:
    for path in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/results/*.md"), *ROOT.glob("*.md")]:
        name = path.relative_to(ROOT).as_posix()
        made = re.sub(r"README\.md$", "index.html", name).replace(".md", ".html")
        assert (site / made).exists(), f"{name} is in no section of docs/site/pages.py"


def test_a_file_that_is_linked_is_shown(site: Path) -> None:
    assert "تطبيق FerryGoيعرض" in (site / "examples/newsroom.txt.html").read_text("utf-8")
    assert 'href="examples/pipeline.py.html"' in (site / "index.html").read_text("utf-8")


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = LOADED.search(path.read_text("utf-8"))
        assert not found, f"{path.relative_to(site)}: {found and found.group()}"
    for path in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", path.read_text("utf-8")), path.name


@in_browser
def test_it_opens_from_a_disk_without_network_and_finds_words_of_both_scripts(site: Path, page: Page) -> None:
    page.size(1280, 900)
    for words, place in (("tatweel filler", "rules"), ("القاهرة", "schemes.html|CHANGELOG|romanize")):
        page.open((site / "docs/tutorial.html").as_uri())
        page.run('document.querySelector("[data-md-toggle=search]").click()')
        page.run('document.querySelector("[data-md-component=search-query]").focus()')
        page.type(words)
        found = page.run(
            """new Promise((done) => { let left = 200; const look = () => {
            const links = [...document.querySelectorAll(".md-search-result__link")].map((one) => one.href);
            links.length || !left-- ? done(links.join(" ")) : setTimeout(look, 50); }; look(); })"""
        )
        assert re.search(place, found), f"{words}: {found or 'nothing'}"
    assert page.problems() == []
    assert [url for url in page.requests() if not url.startswith(("file:", "data:", "about:", "blob:"))] == []


@in_browser
def test_code_and_cells_are_read_in_their_own_direction(site: Path, page: Page) -> None:
    """The characters of each line stand in the order of UAX #9, with the direction that the line has by itself."""
    page.open((site / "docs/reference/repairs.html").as_uri())
    page.size(20_000, 900)
    compared = 0
    for text, _, boxes in drawn(page, "td code, pre > code"):
        direction = computed_direction(text)
        if len({box[2] for box in boxes if box}) == 1 and direction:
            compared += 1
            assert shown(text, boxes) == computed(text, direction), f"{text!a}"
    assert compared > 50


def computed_direction(text: str) -> str | None:
    import bidinorm

    return bidinorm.base_direction(text)
