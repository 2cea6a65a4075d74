r"""Quotation marks of two kinds around the same words.

## What it does
Closes with the sign that belongs to the opening one where `“` is closed with `»`, or `«` with `”`, in Arabic lines.

## Why
Text that is put together of pieces, or went through a program that turns quotation marks by language, opens with one
kind and closes with another. A reader stumbles, and a program that looks for quotations finds no end.

## Leaves alone
Nested quotations; lines in which signs do not open and close in turn; `"`, which closes and opens alike (`check`
mentions it beside `“` or `”`); `„…“` and `„…”`.

## Example
- `قال “نعم» ثم مضى` → `قال “نعم” ثم مضى`

## References
Unicode Standard, section 6.2, "Quotation marks"; CLDR, delimiters of `ar`.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSING = {"\u201c": "\u201d", "\u00ab": "\u00bb"}
_ALL = re.compile('[\u201c-\u201f\u00ab\u00bb\u2039\u203a"]')


def find(view: View) -> Iterator[Edit]:
    """Propose the closing sign of the kind that opens."""
    if view.language != "ar":
        return
    signs = [(found.start(), found.group()) for found in _ALL.finditer(view.text)]
    if len(signs) % 2:
        return
    pairs = list(zip(signs[::2], signs[1::2], strict=True))
    if all(first in CLOSING and second in CLOSING.values() for (_, first), (_, second) in pairs):
        for (_, first), (place, second) in pairs:
            if second != CLOSING[first] and view.free(place, place + 1):
                yield Edit(place, place + 1, CLOSING[first], f"{second} closes what {first} opens")


def suspect(view: View) -> Iterator[Edit]:
    """Mention a straight sign that pairs with a curly one."""
    if view.language != "ar":
        return
    signs = [(found.start(), found.group()) for found in _ALL.finditer(view.text)]
    if len(signs) == 2 and {'"', *"\u201c\u201d"} > {sign for _, sign in signs} and signs[0][1] != signs[1][1]:
        for (_, _), (place, second) in pairwise(signs):
            if second == '"':
                yield Edit(place, place + 1, "\u201d", "a straight sign closes what a curly one opens")


RULE = Rule(
    name="mixed-quotes",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    triggers=(Trigger("\u201c\u201d\u00ab\u00bb"),),
    page=__doc__,
)
