"""What the bidi engine promises beyond the conformance files: any text, paragraphs, lines, options, display."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bidinorm.bidi import (
    base_direction,
    display_order,
    display_text,
    level_runs,
    levels,
    visual_order,
)
from bidinorm.bidi.classes import BRACKETS, UNICODE_VERSION, bracket_codes, class_string, class_table, mirror_table
from bidinorm.bidi.paragraph import paragraphs
from bidinorm.errors import BidinormError, NotTextError, OptionError
from bidinorm.lexicons import read

ALEF = "\N{ARABIC LETTER ALEF}"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"

EVERY_KIND = "ab \t\n\r(),.[]<12+%٣אבشبَِ\u200c\u200e\u200f\u061c\ud800\U0001f600\u2329\u3009\u2029" + (
    LRI + RLI + FSI + PDI + LRE + RLE + PDF + LRO + RLO
)
texts = st.text() | st.text(st.sampled_from(EVERY_KIND), max_size=60)
bases = st.sampled_from([None, "ltr", "rtl"])


@given(texts, bases)
def test_one_level_for_each_code_point(text: str, base: Any) -> None:
    found = levels(text, base)
    assert len(found) == len(text)
    assert all(level <= 127 for level in found)


@given(texts, bases)
def test_order_is_a_permutation_of_each_line(text: str, base: Any) -> None:
    order = display_order(text, base)
    for start, end in paragraphs(class_string(text), text):
        assert sorted(order[start:end]) == list(range(start, end))
        assert order[start:end] == [start + offset for offset in visual_order(levels(text, base)[start:end])]


@given(texts, bases)
def test_paragraphs_stand_alone(text: str, base: Any) -> None:
    spans = list(paragraphs(class_string(text), text))
    assert "".join(text[start:end] for start, end in spans) == text
    assert levels(text, base) == b"".join(levels(text[start:end], base) for start, end in spans)


@given(texts, bases)
def test_separators_and_trailing_space_have_the_paragraph_level(text: str, base: Any) -> None:
    content = text.replace("\t", " ") + " "
    for start, end in paragraphs(class_string(content), content):
        expected = base or base_direction(content[start:end]) or "ltr"
        assert levels(content, base)[end - 1] == (expected == "rtl")


@given(texts, bases)
def test_level_runs_tile_the_text(text: str, base: Any) -> None:
    runs = level_runs(text, base)
    assert "".join(text[run.start : run.end] for run in runs) == text
    assert b"".join(bytes([run.level]) * (run.end - run.start) for run in runs) == levels(text, base)
    assert all((run.direction == "rtl") == (run.level % 2 == 1) for run in runs)


@given(texts, bases)
def test_display_text_is_the_text_in_display_order(text: str, base: Any) -> None:
    shown = display_text(text, base, mirror=False)
    assert shown == "".join(text[offset] for offset in display_order(text, base))
    mirrored = display_text(text, base)
    assert len(mirrored) == len(text)
    assert {*mirrored} - {*shown} <= set(mirror_table().values())


@given(texts, bases, st.data())
def test_lines_only_change_white_space_and_order(text: str, base: Any, data: st.DataObject) -> None:
    lines = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    whole, wrapped = levels(text, base), levels(text, base, lines=lines)
    spaces = b"WSBijkdlrfgpn"
    classes = class_string(text)
    assert all(classes[i] in spaces for i in range(len(text)) if whole[i] != wrapped[i])
    order = display_order(text, base, lines)
    for start, end in zip([0, *lines], [*lines, len(text)], strict=True):
        assert sorted(order[start:end]) == list(range(start, end))


@given(texts, bases)
def test_direction_of_the_whole_is_kept_by_an_isolate(text: str, base: Any) -> None:
    """A balanced isolate raises all levels inside it alike."""
    line = "".join(text.split())
    if any(code in b"Bijkdlrfgp" for code in class_string(line)):
        return
    direction = base or base_direction(line) or "ltr"
    inside = levels(f"{RLI if direction == 'rtl' else LRI}{line}{PDI}", "ltr")[1:-1]
    raised = 0 if direction == "rtl" else 2
    assert [level for level, code in zip(inside, class_string(line), strict=True) if code != 0x6E] == [
        level + raised for level, code in zip(levels(line, direction), class_string(line), strict=True) if code != 0x6E
    ]


HOSTILE = {
    "embeddings": (RLE + LRE) * 100_000 + ALEF,
    "overrides": (RLO + "a" + PDF) * 50_000,
    "closed isolates": RLI * 100_000 + "a" + PDI * 100_000,
    "first strong isolates": FSI * 100_000 + ALEF,
    "first strong isolates apart": (FSI + "1 ") * 50_000 + ALEF,
    "unmatched isolates": LRI * 100_000 + ALEF,
    "unmatched ends": PDI * 100_000 + ALEF,
    "opening brackets": ALEF + "(" * 500_000 + "a",
    "closing brackets": ALEF + ")" * 500_000 + "a",
    "nested brackets": ALEF + ("(" * 62 + "a" + ")" * 62) * 4_000,
    "brackets of two kinds": ALEF + "([" * 31 + ")" + "]" * 300_000 + "a",
    "marks": ALEF + "\N{ARABIC FATHA}" * 500_000 + "a",
    "numbers": ALEF + "1,a" * 200_000,
    "terminators": ALEF + "%" * 500_000 + "a1",
    "white space": ALEF + " " * 500_000 + "a\t",
    "neutrals apart": "a" + "!" * 250_000 + ALEF + "!" * 250_000,
    "joiners": (ALEF + "\N{ZERO WIDTH NON-JOINER}") * 100_000 + "a",
    "paragraphs": (ALEF + "\n") * 50_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_its_time_but_no_more(name: str) -> None:
    """Each of these takes minutes if any step is quadratic; the benchmark shows the growth."""
    text = HOSTILE[name]
    assert len(levels(text)) == len(display_order(text)) == len(text)


def test_depth_ends_at_125() -> None:
    # BD2: levels go up to 125, and I1 and I2 raise them once more.
    assert max(levels(RLE * 200 + "a", "ltr")) == 126
    assert max(levels(LRI * 200 + ALEF, "ltr")) == 125


def test_line_feed_after_carriage_return_is_no_paragraph_of_its_own() -> None:
    assert list(levels(f"{ALEF}\r\na")) == [1, 1, 1, 0]
    assert list(levels(f"{ALEF}\n\ra")) == [1, 1, 0, 0]


def test_removed_characters_have_the_level_of_the_one_before() -> None:
    assert list(levels(f"{RLE}a{PDF}{ALEF}!", "ltr")) == [0, 2, 2, 1, 0]


def test_brackets_pair_across_canonical_equivalents() -> None:
    codes = bracket_codes()
    assert codes[0x2329] == codes[0x3008]
    assert codes[0x232A] == codes[0x3009] == codes[0x3008] | 1


def test_each_bracket_pair_has_two_bytes() -> None:
    assert set(bracket_codes().values()) <= set(BRACKETS)
    assert len(set(bracket_codes().values())) == len(bracket_codes()) - 2
    assert all(class_table()[point] == code for point, code in bracket_codes().items())


@given(st.text())
def test_class_string_is_the_table_read_one_by_one(text: str) -> None:
    assert class_string(text) == bytes(class_table()[ord(character)] for character in text)


def test_version_is_that_of_the_tables() -> None:
    for name in ("class", "mirroring", "brackets"):
        assert read(f"unicode/bidi_{name}.tsv").meta["unicode"] == UNICODE_VERSION


@pytest.mark.parametrize(
    ("text", "first_strong", "majority", "html_auto"),
    [
        ("", None, None, "ltr"),
        ("12 %", None, None, "ltr"),
        ("a", "ltr", "ltr", "ltr"),
        ("שלום", "rtl", "rtl", "rtl"),
        ("a مكتبة", "ltr", "rtl", "ltr"),
        (f"{RLI}مكتبة{PDI} a", "ltr", "rtl", "rtl"),
        (f"{LRI}a", None, "ltr", "ltr"),
        (f"{PDI}\N{ARABIC LETTER BEH}a", "rtl", "rtl", "rtl"),
        ("1\nمكتبة", "rtl", "rtl", "rtl"),
        (f"{LRI}1\nمكتبة", "rtl", "rtl", "rtl"),
    ],
)
def test_base_direction(text: str, first_strong: str | None, majority: str | None, html_auto: str) -> None:
    assert base_direction(text) == base_direction(text, "first-strong") == first_strong
    assert base_direction(text, "majority") == majority
    assert base_direction(text, "html-auto") == html_auto


def test_marks_last() -> None:
    assert display_text("aب\u064eت") == "aت\u064eب"
    assert display_text("aب\u064eت", marks_last=True) == "aتب\u064e"


@pytest.mark.parametrize("function", [levels, display_order, display_text, level_runs, base_direction])
def test_bytes_are_no_text(function: Any) -> None:
    with pytest.raises(NotTextError, match="decode"):
        function(b"abc")


@pytest.mark.parametrize("function", [levels, display_order, display_text, level_runs])
@pytest.mark.parametrize("base", ["LTR", "auto", 0, [], ""])
def test_a_wrong_base_is_named(function: Any, base: Any) -> None:
    with pytest.raises(OptionError, match='"ltr", "rtl"'):
        function("a", base)


def test_a_wrong_method_is_named() -> None:
    with pytest.raises(ValueError, match="did you mean 'majority'"):
        base_direction("a", "majoritty")  # type: ignore[arg-type]


@pytest.mark.parametrize("lines", [[3], [-1], [2, 1]])
def test_wrong_lines_are_named(lines: list[int]) -> None:
    with pytest.raises(BidinormError, match="lines has"):
        display_order(f"a{ALEF}", None, lines)
    with pytest.raises(BidinormError, match="lines has"):
        levels("ab", lines=lines)


def test_a_subclass_of_str_is_text() -> None:
    class Text(str):
        __slots__ = ()

    assert levels(Text(ALEF)) == b"\1"


def test_import_needs_no_numpy() -> None:
    code = "import sys, bidinorm.bidi as b; b.levels('\u0627 a (b)'); print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
