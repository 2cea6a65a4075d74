"""What the classes and levels beside a lone control tell of it is what a reader sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bidinorm.bidi.classes import class_string
from bidinorm.bidi.paragraph import paragraph_level
from bidinorm.chars import BIDI_CONTROL
from bidinorm.lone_control import _seam, idle
from bidinorm.rules.controls import seen

CHARS = "\u0627\u0628\u0627\u0628\u05d0ab12\u0663 \t.,:-%()[]\u064e\u0651\u200d\x1f"


@given(st.text(CHARS, max_size=9), st.sampled_from(BIDI_CONTROL), st.text(CHARS, max_size=9))
def test_levels_tell_what_is_seen(before: str, control: str, after: str) -> None:
    text, place = before + control + after, len(before)
    same = seen(text, {place}, everywhere=False) == seen(text, everywhere=False)
    assert idle(text, place) in (None, same)


@given(st.text(CHARS, max_size=9), st.sampled_from("\u202a\u202b\u2067\u2069"), st.text(CHARS, max_size=9))
def test_so_do_the_classes_beside_it_in_a_right_to_left_paragraph(before: str, control: str, after: str) -> None:
    text, place = "\u0627" + before + control + after, len(before) + 1
    classes = class_string(text)
    assert paragraph_level(classes) == 1
    same = seen(text, {place}, everywhere=False) == seen(text, everywhere=False)
    assert _seam(classes, place) in (None, same)


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ("\u0646\u0635\u2069 2 ab", 2, True),
        ("\u0646\u0635 \u202b\u0622\u062e\u0631 2 ab.", 3, True),
        ("\u0646\u0635 \u2067\u0622\u062e\u0631 (ab)", 3, True),
        ("\u0646\u0635 \u202a\u0622\u062e\u0631", 3, True),
        ("\u0646\u0635 \u202a\u0622\u062e\u0631.", 3, False),
        ("\u0646\u0635 \u202b2 ab", 3, None),
    ],
)
def test_most_lines_need_no_levels(text: str, place: int, told: bool | None) -> None:
    assert _seam(class_string(text), place) is told
