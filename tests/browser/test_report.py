"""The report in a real browser: clicked, searched, read by keyboard; the order of its characters is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser import chromium
from browser.boxes import drawn
from browser.driver import Page
from browser.test_chromium import FRAGMENTS, computed, generated, shown

from bidinorm.pipeline import Pipeline
from bidinorm.report import html
from bidinorm.report.collect import Report
from bidinorm.report.page import write

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium on this machine")

PAGES = {
    "a.txt": "VLCيظهر\nنص عادي\nصورة VLC\u202c هنا\nالعـــودة\nقال في موعدها, وإن الرحلة انطلقت\n",
    "b.txt": "Basim Al-Awadi spoke. Bassem Al-Awadi left.\nعلى ﺍﻟﻤﻴﻨﺎﺀ أُخرى\n",
}


def show(page: Page, folder: Path, texts: dict[str, str], profile: str = "newsroom") -> None:
    """Open the report on some texts."""
    path = folder / "report.html"
    path.write_text(html(texts, profile), encoding="utf-8")
    page.media()
    page.size(1280, 900)
    page.open(path.as_uri())


def cards(page: Page) -> list[str]:
    """The places of the cards that are shown."""
    found = page.run('[...document.querySelectorAll(".card:not([hidden]) h2 bdi")].map((one) => one.textContent)')
    return list(found)


def value(page: Page, expression: str) -> object:
    return page.run(expression)


def test_opens_without_a_word_from_the_browser_and_without_network(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    assert page.problems() == []
    assert page.requests() == [(tmp_path / "report.html").as_uri()]
    assert cards(page) == ["a.txt:1", "a.txt:3", "a.txt:4", "a.txt:5", "b.txt:1", "b.txt:2"]


def test_the_mouse_on_a_mark_explains_it(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    page.move(".after ins")
    assert value(page, 'document.getElementById("tip").hidden') is False
    assert "Latin runs into Arabic without a blank" in str(value(page, 'document.getElementById("tip").textContent'))
    assert value(page, 'document.querySelectorAll(".on").length') == 3  # before, after, and the explanation
    page.move("h1")
    assert value(page, 'document.getElementById("tip").hidden') is True


def test_the_keyboard_goes_from_change_to_change(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    places = []
    for _ in range(4):
        page.press("n")
        places.append(value(page, 'document.activeElement.closest(".card").querySelector("h2 bdi").textContent'))
        assert value(page, 'document.getElementById("tip").hidden') is False
    assert places == ["a.txt:1", "a.txt:3", "a.txt:4", "a.txt:5"]
    page.press("p")
    assert "tatweel" in str(value(page, 'document.getElementById("tip").textContent'))
    page.press("Escape")
    assert value(page, 'document.getElementById("tip").hidden') is True
    page.press("Tab")
    assert value(page, 'document.activeElement.matches("[data-c]")') is True
    assert value(page, 'document.getElementById("tip").hidden') is False


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("vlc", ["a.txt:1", "a.txt:3"]),
        ("اخري", ["b.txt:2"]),  # without hamza and vowel, and with yeh for alef maksura
        ("U+202C", ["a.txt:3"]),
        ("closes nothing", ["a.txt:3"]),
        ("awadi", ["b.txt:1"]),
        ("no such thing", []),
    ],
)
def test_search(page: Page, tmp_path: Path, typed: str, found: list[str]) -> None:
    show(page, tmp_path, PAGES)
    page.press("/")
    page.type(typed)
    value(page, "new Promise((done) => setTimeout(done, 50))")
    assert cards(page) == found
    assert value(page, 'document.getElementById("none").hidden') is bool(found)
    page.press("Escape")
    page.click("#filter button[type=reset]")
    value(page, "new Promise((done) => setTimeout(done, 50))")
    assert len(cards(page)) == 6


def test_a_click_on_a_bar_filters(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    page.click('.bar[data-rule="tatweel"]')
    assert cards(page) == ["a.txt:4"]
    page.click('.bar[data-rule="tatweel"]')
    assert len(cards(page)) == 6
    value(page, """document.querySelector('.bar[data-file="1"]').focus()""")
    page.press("Enter")
    assert cards(page) == ["b.txt:1", "b.txt:2"]


def test_what_is_suspected_can_be_shown_alone(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES, "repair")
    value(
        page,
        """(() => { const box = document.getElementById("sure"); box.value = "0";
        box.dispatchEvent(new Event("change")); })()""",
    )
    assert cards(page) == ["a.txt:5"]


def test_names_are_in_the_page(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    assert value(page, 'document.querySelector("tr.name.differs").innerText').split()[:2] == ["Basim", "Al-Awadi"]  # type: ignore[attr-defined]


def test_dark_and_print(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = value(page, ground)
    page.media(prefers_color_scheme="dark")
    dark = value(page, ground)
    assert light != dark
    page.click("#theme")
    assert value(page, ground) == light
    page.media("print")
    assert value(page, 'getComputedStyle(document.querySelector(".filter")).display') == "none"
    page.media()


def test_the_order_of_characters_is_that_of_the_plain_text(page: Page, tmp_path: Path) -> None:
    """Marks, colours and labels must not move a character: lines before and after are as the engine computes them."""
    lines = [f"{line} VLCيظهر" for line in [*FRAGMENTS, *generated(400)]]
    show(page, tmp_path, {"a.txt": "\n".join(lines)}, "repair")
    page.size(30_000, 900)
    page.run('document.querySelectorAll(".card").forEach((one) => { one.style.contentVisibility = "visible"; })')
    measured = drawn(page, ".line")
    assert len(measured) > 800
    wrong = [
        f"{text!a} dir={direction}: computed {computed(text, direction)}, shown {shown(text, boxes)}"
        for text, direction, boxes in measured
        if computed(text, direction) != shown(text, boxes)
    ]
    assert wrong == []


def test_letters_join_across_marks(page: Page, tmp_path: Path) -> None:
    """A mark inside an Arabic word must not part its letters: the word is as wide as without the mark."""
    show(page, tmp_path, {"a.txt": "العـــودة\n"}, "repair")
    marked, plain = page.run("""(() => {
        const line = document.querySelector(".after .line"), range = document.createRange();
        range.selectNodeContents(line);
        const marked = range.getBoundingClientRect().width;
        line.textContent = line.textContent;
        range.selectNodeContents(line);
        return [marked, range.getBoundingClientRect().width];
    })()""")
    assert abs(marked - plain) < 0.5


def test_hostile_text_does_nothing(page: Page, tmp_path: Path) -> None:
    hostile = [
        "<script>window.hacked = 1</script>VLCيظهر",
        "</p></article><img src=x onerror='window.hacked = 1'>VLCيظهر",
        "<svg onload='window.hacked = 1'>VLCيظهر",
        "\u202e\u2066\u202eVLCيظهر\ud800",
    ]
    show(page, tmp_path, {"<img src=x onerror='window.hacked = 1'>": "\n".join(hostile)})
    assert page.problems() == []
    assert value(page, "window.hacked") is None
    assert len(cards(page)) == len(hostile)
    assert value(page, 'document.querySelectorAll("script, img, svg").length') == 3  # the script, and two charts
    body = "getComputedStyle(document.body).direction + getComputedStyle(document.body).unicodeBidi"
    assert value(page, body) == "ltrnormal"


def test_the_policy_refuses_what_is_not_of_the_page(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, PAGES)
    page.run("""(() => {
        const script = document.createElement("script");
        script.textContent = "window.hacked = 1";
        document.body.append(script);
        const image = document.createElement("img");
        image.src = "file:///nothing.png";
        document.body.append(image);
    })()""")
    assert value(page, "window.hacked") is None
    said = " ".join(page.problems())
    assert "script-src" in said
    assert "default-src 'none'" in said


def test_ten_thousand_changes(page: Page, tmp_path: Path) -> None:
    lines = [f"VLCيظهر رقم {number} العـــودة" for number in range(10_000, 15_000)]
    show(page, tmp_path, {"a.txt": "\n".join(lines)}, "repair")
    assert value(page, 'document.querySelectorAll(".card li").length') == 10_000
    page.press("/")
    page.type("رقم 14321")
    value(page, "new Promise((done) => setTimeout(done, 400))")
    assert cards(page) == ["a.txt:4322"]
    assert json.dumps(page.problems()) == "[]"


GAP = """(() => {
  const box = (element) => element.getClientRects()[0], mark = document.querySelector(".before .gap");
  const before = box(mark.closest(".line")), after = box(document.querySelector(".after .line"));
  const blank = box(document.querySelector(".after ins")), ltr = mark.closest(".line").dir === "ltr";
  const edge = mark.classList.contains("left") ? box(mark).left : box(mark).right;
  return [mark.closest(".line").dir, mark.textContent, ltr ? edge - before.left : before.right - edge,
    ltr ? blank.left - after.left : after.right - blank.right];
})()"""


@pytest.mark.parametrize(
    ("text", "direction", "beside"),
    [
        ("VLCيظهر", "ltr", "C"),
        ("يظهرVLC", "rtl", "ر"),
        ("see VLC. قالGithub", "ltr", "G"),
        ("نعم. VLCيظهر", "rtl", "ي"),
        ("مُدُنُVLC", "rtl", "نُ"),  # with its mark
    ],
)
def test_a_gap_is_drawn_where_the_blank_will_be(
    page: Page, tmp_path: Path, text: str, direction: str, beside: str
) -> None:
    """Between two directions a place in the text has two places on the page; one is at the far end of a run."""
    path = tmp_path / "report.html"
    pipeline = Pipeline.load("repair").set("glued-runs", one_sided=True)
    report = Report(names=False)
    told = pipeline.explain(text)
    report.add("a.txt", told, pipeline.findings(told))
    write(report, path, "repair")
    page.size(1280, 900)
    page.open(path.as_uri())
    way, marked, edge, blank = page.run(GAP)
    assert (way, marked) == (direction, beside)
    assert abs(edge - blank) < 0.6
