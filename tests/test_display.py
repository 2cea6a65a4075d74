"""The display profile: what is meant is what is shown, in a paragraph of any direction, with few controls."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import strategies as some
from hypothesis import example, given

import bidinorm as bn
from bidinorm import Pipeline
from bidinorm.bidi import base_direction
from bidinorm.chars import BIDI_CONTROL, PARAGRAPH_SEPARATOR
from bidinorm.cli import session
from bidinorm.errors import OptionError
from bidinorm.reading import meant, read, shown
from bidinorm.rules import isolates
from bidinorm.rules.isolates import prose

FRAGMENTS = json.loads((Path(__file__).parent / "cases" / "display.json").read_text("utf-8"))
PARAGRAPH = re.compile(f"[{PARAGRAPH_SEPARATOR}]")
DISPLAY = Pipeline.load("display").only("isolates")
each = pytest.mark.parametrize("fragment", FRAGMENTS, ids=lambda fragment: fragment["label"])


def controls(text: str) -> int:
    return sum(char in BIDI_CONTROL for char in text)


def without_controls(text: str, base: str | None) -> list[tuple[str, int]]:
    """What is shown of a text: its visible characters in visual order, each with its direction."""
    return [(text[place], odd) for place, odd in shown(text, base)]  # type: ignore[arg-type]


@each
def test_the_direction_is_the_one_that_is_meant(fragment: dict[str, str]) -> None:
    assert meant(fragment["text"]) == fragment["direction"]


@each
def test_shown_alike_in_every_context(fragment: dict[str, str]) -> None:
    cleaned = DISPLAY.clean(fragment["text"])
    wanted = without_controls(cleaned, fragment["direction"])
    for base in ("ltr", "rtl", None, base_direction(cleaned, "html-auto")):
        assert without_controls(cleaned, base) == wanted
    assert DISPLAY.clean(cleaned) is cleaned
    for phrase in read(fragment["text"]).broken:
        text = fragment["text"][phrase.start : phrase.end]
        assert without_controls(text, phrase.direction) in [
            wanted[start : start + len(text)] for start in range(len(wanted))
        ]


def test_controls_are_few() -> None:
    added = [controls(DISPLAY.clean(fragment["text"])) for fragment in FRAGMENTS]
    assert len(added) >= 30
    assert sum(added) / len(added) <= 2.7


@pytest.mark.parametrize(
    "text",
    [
        "Plain English text, with (brackets) and 50% of 1,905.",
        "نص عربي خالص، فيه (أقواس) و50% من 1,905 ونهاية.",
        "العام 2019 والساعة 9:30",
        "",
        "12:30",
        "00:01:02,000 --> 00:01:05,000",
        "| عمود | Column |",
        "    code = نص",
        "متن XMLی دارد",
        "Column\tعمود",
        "<p>نص</p><p>Text</p>",
    ],
)
def test_nothing_is_added(text: str) -> None:
    assert DISPLAY.clean(text) is text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## عنوان React {#id}", "## \u2067عنوان React\u2069 {#id}"),
        ("- مكتبة React", "- \u2067مكتبة React\u2069"),
        ("3. مكتبة React", "3. \u2067مكتبة React\u2069"),
        ("<p>مكتبة React</p>", "<p>\u2067مكتبة React\u2069</p>"),
        ("{\\an8}مكتبة React", "{\\an8}\u2067مكتبة React\u2069"),
        ("  مكتبة React  ", "  \u2067مكتبة React\u2069  "),
        ("مكتبة React\r", "\u2067مكتبة React\u2069\r"),
        ("**مكتبة React**", "**\u2067مكتبة React\u2069**"),
    ],
)
def test_markup_stays_outside(text: str, expected: str) -> None:
    assert DISPLAY.clean(text) == expected


def test_what_is_isolated_stays() -> None:
    alone = "اسمه \u2068Nexa Labs\u2069 كما قيل"
    assert DISPLAY.clean(alone) is alone
    text = "اسمه \u2068Nexa Labs\u2069: Inc."
    assert DISPLAY.clean(text) == f"\u2067{text}\u2069"


def isolating(mode: str) -> Pipeline:
    return Pipeline("own", DISPLAY.rules, {"isolates": {"isolate": mode}})


def test_modes() -> None:
    text = "لغة C++ سهلة"
    assert isolating("html").clean(text) == '<bdi dir="rtl">لغة <bdi dir="ltr">C++</bdi> سهلة</bdi>'
    assert isolating("none").clean(text) is text
    assert isolating("strip").clean(DISPLAY.clean(text)) == text
    assert isolating("marks").clean(text) == "\u200fلغة \u200eC++\u200e سهلة\u200f"
    with pytest.raises(OptionError, match="unknown value of the option 'isolate': 'mnimal'; did you mean 'minimal'"):
        isolating("mnimal").clean(text)


@pytest.mark.parametrize("mode", ["minimal", "marks", "html", "strip"])
@given(text=some.documents)
def test_twice_adds_nothing(mode: str, text: str) -> None:
    cleaned = isolating(mode).clean(text)
    assert isolating(mode).clean(cleaned) == cleaned


def inked(text: str, base: str | None) -> list[tuple[str, int]]:
    """What is shown of a text, without blanks at the edges of the line, which nobody sees."""
    seen = without_controls(text, base)
    ink = [place for place, (char, _) in enumerate(seen) if not char.isspace()]
    return seen[ink[0] : ink[-1] + 1] if ink else []


@given(text=some.lines)
@example("Basraصورة \u202a")
@example("Basra\x1fصورة")
@example("Basra\u2069صورة")
@example("Basra\u2067صورة")
def test_lines_of_any_kind_are_shown_alike(text: str) -> None:
    cleaned = DISPLAY.clean(text)
    if cleaned is not text and not PARAGRAPH.search(text):  # each paragraph has a direction of its own
        start, end = prose(cleaned)
        line = cleaned[start:end]
        assert inked(line, "rtl") == inked(line, None) == inked(line, "ltr")


def test_the_credit_of_the_page() -> None:
    assert bn.clean("964mediaصورة من منصة (شبكة):", profile="display") == ("\u2067964media صورة من منصة (شبكة):\u2069")


def test_modes_of_the_command_line_are_those_of_the_rule() -> None:
    assert session.MODES == isolates.MODES
