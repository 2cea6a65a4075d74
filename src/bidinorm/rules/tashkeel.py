"""Tashkeel that stands twice, before its letter, or on a blank.

## What it does
Keeps one of several equal marks on a letter, and puts a mark that opens a word behind the letter that it
belongs to. Joins a word that a blank cuts before a mark, and a tanwin that a blank parts from the word that it ends.

## Why
Extraction and shaping tools store marks doubled or in the order of the page. The eye sees the word; searches
and comparisons do not.

## Leaves alone
Shadda with a vowel in either order (both are canonical equivalents); tanwin at the beginning of a word, whose
letter cannot be known, and a mark between two words or behind a quotation, which may belong to
either; a cut where both pieces are words, or where they make none that is known (`bidinorm.vocabulary`); two different
vowels on one letter; other marks that stand on their own between blanks.

## Example
- `مُُحمد` → `مُحمد`
- `َكتب` → `كَتب`
- `م ُحمد` → `مُحمد`
- `بناء ً` → `بناءً`

## References
Unicode Standard, section 9.2, "Combining marks"; UAX #15 for the order of marks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBLED = re.compile(f"([{chars.TASHKEEL}])(?<=[{chars.ARABIC_LETTER}{chars.TASHKEEL}].)\\1+")
_OUTSIDE = "\u0020-\u002f\u003a-\u0040\\[-`{-~\u00ab\u00bb\u060c\u061b\u061f\u2018-\u201f\t\r"
"""What can stand before a word: blanks and punctuation."""
_CLOSING = "\u0020\"')\\]}\u00bb\u2019\u201d"
"""What can stand behind a word, and parts it from a mark of its own."""
_WORD = f"{chars.ARABIC_LETTER}{chars.TASHKEEL}"
_FIRST_MARK = "\u064e-\u0650\u0652"
"""The short vowels and sukun."""
_BEFORE_LETTER = re.compile(
    f"([{_FIRST_MARK}])(?:(?<=^.)|(?<=[{_OUTSIDE}].))(?<![{chars.ARABIC_LETTER}{chars.ARABIC_MARK}][{_CLOSING}].)"
    f"([{chars.ARABIC_LETTER}])(?=[{chars.ARABIC_LETTER}])"
)


_ON_BLANK = re.compile(f" [{chars.TASHKEEL}]").search
_CUT = re.compile(
    f"(?<![\\w{chars.TASHKEEL}])([{_WORD}]+) "
    f"([{chars.TASHKEEL}][{_WORD}]*[{chars.ARABIC_LETTER}][{chars.TASHKEEL}]*)(?![\\w{chars.TASHKEEL}])"
)
_TANWIN = re.compile(
    f"(?:(?<=[\u0621\u0627\u0629\u0649]) (?=\u064b)|(?<=[{chars.ARABIC_LETTER}]) (?=[\u064c\u064d]))"
    f"(?=.(?:[{_OUTSIDE}]|$))"
)


def _is_one(first: str, second: str) -> bool:
    """Tell whether two pieces are certainly one word: together they are a known one, and one of them is none.

    >>> _is_one("م", "ُحمد"), _is_one("كتب", "ُمحمد")
    (True, False)
    """
    from bidinorm.vocabulary import frequency

    if not frequency(first + second):
        return False
    return len(first) == 1 or not frequency(first) or not frequency(second)


def _floating(view: View) -> Iterator[Edit]:
    """Yield the blanks before marks that belong to the word before them."""
    if not _ON_BLANK(view.text):
        return
    for cut in _CUT.finditer(view.text):
        place = cut.end(1)
        if cut[1] != "\u0648" and _is_one(*cut.groups()) and view.free(*cut.span()):
            yield Edit(place, place + 1, "", "a blank before a mark inside a word")
    for tanwin in _TANWIN.finditer(view.text):
        if view.free(*tanwin.span()):
            yield Edit(*tanwin.span(), "", "a blank before the tanwin that ends a word")


def find(view: View) -> Iterator[Edit]:
    """Propose one mark for several equal ones, and the letter before its mark."""
    for doubled in _DOUBLED.finditer(view.text):
        start, end = doubled.span()
        if view.free(start, end):
            yield Edit(start + 1, end, "", "the same mark again on one letter")
    for swapped in _BEFORE_LETTER.finditer(view.text):
        if view.free(*swapped.span()):
            mark, letter = swapped.groups()
            yield Edit(swapped.start(), swapped.end(), letter + mark, "mark before the first letter of its word")
    yield from _floating(view)


def suspect(view: View) -> Iterator[Edit]:
    """Mention a mark on a blank that may belong to the word before it or after it."""
    for cut in _CUT.finditer(view.text):
        if view.free(*cut.span()):
            yield Edit(cut.end(1), cut.end(1) + 1, "", "a mark on a blank: the end of one word or the inside of one")


RULE = Rule(
    name="tashkeel",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(
        Trigger(chars.VOWEL + chars.SUPERSCRIPT_ALEF, chars.VOWEL + chars.SUPERSCRIPT_ALEF),
        Trigger(chars.SHADDA, chars.SHADDA),
        Trigger(_OUTSIDE, chars.TASHKEEL, opens=True),
    ),
    page=__doc__,
)
