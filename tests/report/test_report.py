"""The report as HTML: every change is there, and no text gets out of its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from strategies import documents

from bidinorm import Pipeline, explain
from bidinorm.report import Report, html
from bidinorm.report.excerpts import LONG, excerpts
from bidinorm.report.layout import LONGEST, after, before, drawn
from bidinorm.report.page import asset, policy
from bidinorm.report.spots import spots

HOSTILE = (
    "<script>hacked=1</script>VLCيظهر",
    "</p></article></main><img src=x onerror=hacked=1>VLCيظهر",
    "]]><!-- VLCيظهر --><style>*{display:none}</style>",
    "\u202e\u2066VLCيظهر\u2067\u202d &lt;b&gt; \u202e",
    "\ud800VLCيظهر\udfff\x00\x07\x1b[31m\ufffe\u2029",
    "{{ 7 * 7 }}{% raw %}VLCيظهر",
    "'\"><a href=javascript:hacked=1>VLCيظهر</a>",
)

UNWRITABLE = re.compile("[\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ud800-\\udfff\\ufffe\\uffff]")


class Elements(HTMLParser):
    """The elements of a page: their names, and the text in each kind."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.texts: dict[str, str] = {}
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts[self.open[-1]] = self.texts.get(self.open[-1], "") + data


def text_of(lines: list) -> str:  # type: ignore[type-arg]
    return "\n".join("".join(piece.text for one in line.stretches for piece in one.pieces) for line in lines)


def test_every_change_is_told() -> None:
    text = "VLCيظهر\nuntouched words\nالعـــودة ﺍﻟﻤﻴﻨﺎﺀ\n"
    page = html({"a.txt": text})
    for change in explain(text).changes:
        assert f"<b>{change.rule}</b>" in page
        assert change.reason in page
    assert "a.txt:1" in page
    assert "a.txt:3" in page
    assert "untouched" not in page


def test_clean_text_says_so() -> None:
    assert "Nothing was changed." in html({"a.txt": "plain\n"})
    assert "Nothing was changed." in html({})


def test_a_person_is_told_what_cannot_be_seen() -> None:
    page = html({"a.txt": "صورة VLC\u202c هنا"})
    assert 'taken out: <span class="named">U+202C POP DIRECTIONAL FORMATTING</span>' in page
    assert 'data-x="U+202C"' in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    page = html({text: text, "b.txt": text})
    page.encode("utf-8")
    elements = Elements(page)
    assert elements.names.count("script") == 1
    assert elements.names.count("style") == 2
    assert not {"img", "a", "iframe", "link"} & set(elements.names)
    assert not [name for name in elements.attributes if name.startswith("on") or name in {"style", "src", "href"}]
    assert elements.texts["script"] == asset("report.js")
    assert "\x00" not in page
    assert "\x1b" not in page


def test_overrides_cannot_leave_their_line() -> None:
    """Controls stand raw only inside a paragraph of text; everywhere else they are written out."""
    page = html({"\u202eevil.txt": "\u202e\u2066VLCيظهر\u202e Bassem Al-Awadi"})
    rest = re.sub(r'<p dir="\w+" class="line">.*?</p>', "", page, flags=re.DOTALL)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", rest)
    assert "&lt;U+202E&gt;evil.txt" in page


def test_the_policy_names_what_is_in_the_page() -> None:
    page = html({"a.txt": "VLCيظهر"})
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (found,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found.replace("&#39;", "'") == policy([script], styles)
    assert "unsafe" not in found
    assert "http" not in page.replace("http-equiv", "")


def test_a_line_of_a_megabyte_is_cut() -> None:
    line = "كلمة " * 100_000 + "VLCيظهر" + " نص" * 200_000
    page = html({"a.txt": line})
    assert "a part of a long line" in page
    assert "VLC" in page
    assert len(page) < 100_000


def test_a_change_of_a_megabyte_is_cut() -> None:
    line = "بداية " + "ـ" * 500_000 + "نهاية VLCيظهر"
    page = html({"a.txt": line}, names=False)
    assert len(page) < 100_000


@settings(max_examples=150)
@given(text=documents)
def test_what_is_drawn_is_what_stands(text: str) -> None:
    pipeline = Pipeline.load("newsroom")
    told = pipeline.explain(text)
    rebuilt, done = "", 0
    for excerpt in excerpts(told.original, spots(pipeline.findings(told), told.original)):
        assert excerpt.start <= excerpt.spots[0].start <= excerpt.last <= excerpt.end
        old, new = before(told.original, excerpt), after(told.original, excerpt)
        assert "".join(part for part, _ in old) == told.original[excerpt.start : excerpt.end]
        rebuilt += told.original[done : excerpt.start] + "".join(part for part, _ in new)
        done = excerpt.end
        for spans in (old, new):
            whole = "".join(part for part, _ in spans)
            if len(whole) < LONGEST and not UNWRITABLE.search(whole):
                assert text_of(drawn(spans)) == whole
    assert rebuilt + told.original[done:] == told.current
    html({"a.txt": text}).encode("utf-8")


@settings(max_examples=100)
@given(text=documents)
def test_excerpts_hold_every_spot_once_and_in_order(text: str) -> None:
    told = Pipeline.load("repair").explain(text)
    found = list(spots(told.changes, told.original))
    made = list(excerpts(told.original, found))
    assert [spot for one in made for spot in one.spots] == found
    assert sum(spot.changes for spot in found) == len(told.changes)
    for one, two in pairwise(made):
        assert one.end <= two.start
        assert one.line <= two.line


def test_long_lines_are_windows_that_do_not_overlap() -> None:
    line = " ".join(f"كلمة{number} VLCيظهر نص" for number in range(2000))
    told = explain(line)
    made = list(excerpts(line, spots(told.changes, line)))
    assert len(made) > 5
    assert all(one.cut and one.end - one.start <= 3 * LONG for one in made)
    assert sum(len(one.spots) for one in made) == len(list(spots(told.changes, line)))


def test_what_is_over_the_limit_is_counted() -> None:
    report = Report(limit=3, names=False)
    pipeline = Pipeline.load("repair")
    for number in range(4):
        told = pipeline.explain("VLCيظهر\nGitHubعلى نص")
        report.add(f"{number}.txt", told, pipeline.findings(told))
    assert report.changes == 8
    assert report.shown == 3
    assert report.left_out == 8 - 3 + report.suspected.total()
    assert report.rules["glued-runs"] == 8


def test_what_is_only_suspected_is_not_changed() -> None:
    page = html({"a.txt": "قال في موعدها, وإن الرحلة انطلقت"})
    assert "look at this:" in page
    assert "<ins" not in page.partition("<main")[2]


def test_names_are_listed_with_their_spellings() -> None:
    text = "Basim Al-Awadi spoke. Bassem Al-Awadi left. Bassem al-Awadi slept.\nقال المتحدث باسم العوادي"
    page = html({"a.txt": text, "b.txt": "Bassem Al-Awadi came."})
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    for spelling in ("Basim Al-Awadi", "Bassem Al-Awadi", "Bassem al-Awadi"):
        assert f'<bdi class="s-latin">{spelling}</bdi>' in table
    assert table.count('class="name differs"') == 1
    assert "<bdi>b.txt:1</bdi>" in table


def test_names_can_be_left_out() -> None:
    assert "Names and their spellings" not in html({"a.txt": "Basim Al-Awadi spoke."}, names=False)
