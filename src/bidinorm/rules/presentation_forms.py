"""Arabic presentation forms where letters are meant.

## What it does
Replaces shaped forms (U+FB50–FDFF, U+FE70–FEFC) by the letters that they stand for.

## Why
Shaped forms come from PDF extraction and from programs that cannot shape. They look right, but no search
finds them, and a change of font or direction shows them wrong.

## Leaves alone
Signs of their own (ﷺ, ﷻ, ﷽, the rial sign, ornate parentheses, Koranic stop signs); everything that NFKC
would change and that is not a letter ("…", "½"); Persian and Urdu forms; and lines whose forms join
backwards: those are stored in visual order and must be turned before their ligatures are opened.

## Example
- `ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ` → `السلام عليكم`
- `عبد ﷲ` → `عبد الله`

## References
Unicode Standard, section 9.2, "Arabic Presentation Forms"; `lexicons/letters/presentation_forms.tsv`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bidinorm import chars, lexicons
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

JOINS = {"isolated": (False, False), "initial": (False, True), "medial": (True, True), "final": (True, False)}
"""Whether a shape joins the letter before it, and the letter after it."""

_STRETCH = re.compile(f"[{chars.PRESENTATION_FORM}]+")
_LETTERS = chars.members(f"{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}")
_MARKS = re.compile(f"[{chars.ARABIC_MARK}]+").fullmatch
_FORMS_OF_PERSIAN = re.compile(f"[\ufb50-\ufbb1\ufbd3-\ufbe9\ufbfc-\ufbff{chars.STRONG_PERSIAN_URDU}]")

_GOD = "\ufdf2"
_AFTER_ALEF = re.compile(f"(?<=[\u0627\ufe8d\ufe8e]){_GOD}").match
"""The ligature of the name of God after an alef: many fonts draw it without its own."""


@cache
def table() -> dict[str, str]:
    """Return the letters of each form."""
    lexicon = lexicons.read("letters/presentation_forms.tsv")
    return dict(zip(lexicon.column("form"), lexicon.column("letters"), strict=True))


@lru_cache(maxsize=1 << 14)
def _letters(forms: str) -> str:
    return forms.translate(_map())


@cache
def _map() -> dict[int, str]:
    return str.maketrans(table())


@cache
def _marks() -> frozenset[str]:
    """The forms that stand for marks."""
    return frozenset(form for form, letters in table().items() if _MARKS(letters))


@cache
def _joins() -> dict[str, tuple[bool, bool]]:
    lexicon = lexicons.read("letters/presentation_forms.tsv")
    return {form: JOINS[shape] for form, shape in zip(lexicon.column("form"), lexicon.column("joining"), strict=True)}


def backward_joins(text: str) -> int:
    """Return how many more pairs of forms join from right to left of the stored order than in it.

    >>> backward_joins("ﻢﻜﻴﻠﻋ"), backward_joins("ﻋﻠﻴﻜﻢ")
    (4, -4)
    """
    balance = 0
    for stretch in _STRETCH.finditer(text):
        start, end = stretch.span()
        balance += _balance(stretch.group(), text[start - 1 : start] in _LETTERS, text[end : end + 1] in _LETTERS)
    return balance


@lru_cache(maxsize=1 << 14)
def _balance(forms: str, touched_before: bool, touched_after: bool) -> int:  # noqa: FBT001 - what is kept by its key
    shapes = [_joins().get(char, (False, False)) for char in forms]
    if not touched_before:
        shapes.insert(0, (False, False))
    if not touched_after:
        shapes.append((False, False))
    return sum((one[0] == two[1]) - (one[1] == two[0]) for one, two in pairwise(shapes))


def reads_backwards(text: str) -> bool:
    """Tell whether the forms of a line join better from right to left of the stored order.

    >>> reads_backwards("ﻢﻜﻴﻠﻋ"), reads_backwards("ﻋﻠﻴﻜﻢ")
    (True, False)
    """
    return backward_joins(text) > 0


def _touched(text: str, place: int) -> bool:
    """Tell whether a letter stands before a place."""
    return text[place - 1 : place] in _LETTERS


def find(view: View) -> Iterator[Edit]:
    """Propose the letters of each stretch of forms."""
    if _FORMS_OF_PERSIAN.search(view.text) or reads_backwards(view.text):
        return
    opened = table()
    for stretch in _STRETCH.finditer(view.text):
        if not view.free(*stretch.span()):
            continue
        for place, form in enumerate(stretch.group(), stretch.start()):
            if form in opened and (form not in _marks() or place > stretch.start() or _touched(view.text, place)):
                letters = opened[form][1:] if _AFTER_ALEF(view.text, place) else opened[form]
                yield Edit(place, place + 1, letters, "presentation form in the place of letters")


def bulk(view: View) -> str:
    """Return the line with the letters of each stretch of forms: what the edits lead to."""
    if _FORMS_OF_PERSIAN.search(view.text) or reads_backwards(view.text):
        return view.text
    marks, spans, opening = _marks(), view.protected, table()[_GOD]

    def opened(stretch: re.Match[str]) -> str:
        forms = stretch.group()
        if spans and not view.free(*stretch.span()):
            return forms
        alone = forms[0] in marks and not _touched(view.text, stretch.start())
        if _GOD in forms:
            places = enumerate(forms, stretch.start())
            forms = "".join(opening[1:] if _AFTER_ALEF(view.text, place) else form for place, form in places)
        return forms[0] + _letters(forms[1:]) if alone else _letters(forms)

    return _STRETCH.sub(opened, view.text)


def suspect(view: View) -> Iterator[Edit]:
    """Mention a line in visual order."""
    if not _FORMS_OF_PERSIAN.search(view.text) and reads_backwards(view.text):
        yield Edit(0, len(view.text), view.text, "presentation forms that join backwards: visual order")


RULE = Rule(
    name="presentation-forms",
    stage=Stage.REPAIR,
    find=find,
    bulk=bulk,
    suspect=suspect,
    triggers=(Trigger(chars.PRESENTATION_FORM),),
    page=__doc__,
)
