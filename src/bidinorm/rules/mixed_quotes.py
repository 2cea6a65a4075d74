r"""Quotation marks of two kinds around the same words.

## What it does
Closes with the sign that belongs to the opening one where `“` is closed with `»` or `"`, or `«` with `”` or `"`, in
Arabic lines.

## Why
Text that is put together of pieces, or went through a program that turns quotation marks by language, opens with one
kind and closes with another. A reader stumbles, and a program that looks for quotations finds no end.

## Leaves alone
Nested quotations; lines in which signs do not open and close in turn; `"…”` and `”…"` (`check` mentions them); `„…“`
and `„…”`.

## Example
- `قال “نعم» ثم مضى` → `قال “نعم” ثم مضى`
- `شركة “Nexa Labs" في المدينة` → `شركة “Nexa Labs” في المدينة`

## References
Unicode Standard, section 6.2, "Quotation marks"; CLDR, delimiters of `ar`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSING = {"\u201c": "\u201d", "\u00ab": "\u00bb"}
_SIGNS = '\u201c-\u201f\u00ab\u00bb\u2039\u203a"'
_ALL = re.compile(f"[{_SIGNS}]")


_ENDS = re.compile(r"(?<=[^\s\d])\"(?=[\s.,:;!?)\u060c\u061b\u061f]|$)")
"""A straight sign that stands where a quotation ends; behind a number it may be inches."""


def _pairs(view: View) -> list[tuple[int, str, int, str]]:
    """Return the signs of an Arabic line two by two, each with its place; nothing where their number is odd."""
    signs = [(found.start(), found.group()) for found in _ALL.finditer(view.text)] if view.language == "ar" else []
    return [] if len(signs) % 2 else [(*one, *two) for one, two in zip(signs[::2], signs[1::2], strict=True)]


def _closes(view: View, place: int, sign: str) -> bool:
    return sign in CLOSING.values() or (sign == '"' and _ENDS.match(view.text, place) is not None)


def find(view: View) -> Iterator[Edit]:
    """Propose the closing sign of the kind that opens."""
    pairs = _pairs(view)
    if all(first in CLOSING and _closes(view, place, second) for _, first, place, second in pairs):
        for _, first, place, second in pairs:
            if second != CLOSING[first] and view.free(place, place + 1):
                yield Edit(place, place + 1, CLOSING[first], f"{second} closes what {first} opens")


def suspect(view: View) -> Iterator[Edit]:
    """Mention a straight sign that pairs with a curly one, the wrong way round or from the other side."""
    for place, first, end, second in _pairs(view):
        if {first, second} in ({'"', "\u201d"}, {'"', "\u201c"}) and view.free(place, end + 1):
            for at, sign, right in ((place, first, "\u201c"), (end, second, "\u201d")):
                if sign != right:
                    yield Edit(at, at + 1, right, "a straight and a curly sign around the same words")


RULE = Rule(
    name="mixed-quotes",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(Trigger("\u201c\u201d\u00ab\u00bb"),),
    line_evidence=(
        f'\u201c[^\n{_SIGNS}]*[\u00bb"]',
        f'\u00ab[^\n{_SIGNS}]*[\u201d"]',
    ),
    page=__doc__,
)
