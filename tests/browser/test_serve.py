"""The playground in a real browser: typed into, read, copied from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import chromium
from browser.boxes import drawn
from browser.driver import Page
from browser.test_chromium import FRAGMENTS, computed, shown
from serve.server import Server, serving

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium on this machine")

ANSWERED = """new Promise((done) => { const ask = () => document.getElementById("result") &&
    document.getElementById("state").textContent === "" ? done(true) : setTimeout(ask, 20); setTimeout(ask, 350); })"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def show(page: Page, server: Server, text: str) -> None:
    """Open the playground and type a text."""
    page.size(1280, 900)
    page.open(server.url)
    page.run('document.getElementById("text").focus()')
    page.type(text)
    assert page.run(ANSWERED)


def test_what_is_typed_is_looked_at(page: Page, server: Server) -> None:
    show(page, server, "VLCيظهر")
    assert page.run('document.getElementById("result").value') == "VLC يظهر"
    assert "Latin runs into Arabic" in page.run('document.getElementById("repairs").innerText')
    assert page.run('document.querySelectorAll("#runs tbody tr").length') == 2
    assert page.problems() == []
    assert {url.rsplit("/", 1)[0] + "/" for url in page.requests()} == {server.url}


def test_the_result_is_copied(page: Page, server: Server) -> None:
    show(page, server, "VLCيظهر")
    permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"]
    page.send("Browser.grantPermissions", origin=server.url.rstrip("/"), permissions=permissions)
    page.click("#copy")
    page.run("new Promise((done) => setTimeout(done, 100))")
    assert page.run('document.getElementById("copied").textContent') == "copied"
    assert page.run("navigator.clipboard.readText()") == "VLC يظهر"


def test_names_come_in_every_scheme(page: Page, server: Server) -> None:
    show(page, server, "حميد الشطري")
    names = page.run('document.getElementById("names").innerText')
    assert "Hamid Al-Shatri" in names
    assert "Ḥamīd al-Shaṭrī" in names


def test_lines_are_in_the_order_of_the_plain_text(page: Page, server: Server) -> None:
    show(page, server, "\n".join(f"{line} VLCيظهر" for line in FRAGMENTS))
    page.size(30_000, 900)
    measured = drawn(page, ".line")
    assert len(measured) >= 2 * len(FRAGMENTS)
    wrong = [text for text, direction, boxes in measured if computed(text, direction) != shown(text, boxes)]
    assert wrong == []


def test_hostile_text_does_nothing(page: Page, server: Server) -> None:
    hostile = "<script>window.hacked = 1</script></textarea><img src=x onerror='window.hacked = 1'>VLCيظهر\u202e"
    show(page, server, hostile)
    assert page.run("window.hacked") is None
    assert page.run('document.querySelectorAll("main script, main img").length') == 0
    assert page.problems() == []
