"""Several blanks between two Arabic words.

## What it does
Leaves one blank where several stand inside a sentence.

## Why
Justified columns and removed markup leave blanks behind. They part words that a phrase search expects to be
neighbours in some engines, and show as holes.

## Leaves alone
Indentation, blanks at the end of a line (Markdown's line break), tables (a line with a bar, a tab or two wide
gaps), Latin text, code.

## Example
- `بكرة  القدم` → `بكرة القدم`

## References
None; a habit of editors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS = re.compile(
    f"(?<=[{chars.ARABIC_LETTER}{chars.TASHKEEL}\u060c\u061b\u061f.,:])\u0020{{2,}}(?=[{chars.ARABIC_LETTER}])"
)
# from the first blank of a gap alone, and all of it: or each of ten thousand blanks would look through those behind it
_TABLE = re.compile("[|\t]|(?<!\u0020)\u0020{3,}+\\S.*\\S\u0020{3,}")


def find(view: View) -> Iterator[Edit]:
    """Propose one blank for several."""
    if view.language != "ar" or _TABLE.search(view.text):
        return
    for blanks in _BLANKS.finditer(view.text):
        if view.free(*blanks.span()):
            yield Edit(*blanks.span(), " ", "several blanks between two words")


RULE = Rule(
    name="blanks",
    stage=Stage.REPAIR,
    find=find,
    triggers=(Trigger("\u0020", "\u0020", chars.ARABIC_LETTER),),
    page=__doc__,
)
