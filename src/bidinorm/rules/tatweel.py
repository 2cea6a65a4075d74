"""Tatweel used as filler between letters.

## What it does
Removes tatweel (U+0640) that stands between two letters of a word.

## Why
Tatweel stretches a word for the eye, for justification or for emphasis. To every program it makes another
word: a search for العراق does not find it.

## Leaves alone
Tatweel after an attached particle (`بـمساعدة`, `الـReact`), at the end of a word (`1443هـ`), at its beginning,
and under a mark that needs a seat (superscript alef, hamza above); words of hashtags and addresses.

## Example
- `العـــــراق` → `العراق`
- `مـحـمـد` → `محمد`

## References
Unicode Standard, section 9.2, "Tatweel".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, words
from bidinorm.clitics import is_clitic
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = 3
"""From this many tatweels on, filler is filler even after a particle."""

_FILLER = re.compile(
    f"(?<=[{chars.ARABIC_LETTER}{chars.TASHKEEL}]){chars.TATWEEL}+(?=[{chars.ARABIC_LETTER}])",
)

def find(view: View) -> Iterator[Edit]:
    """Propose the removal of filler inside words."""
    if view.language != "ar":
        return
    for filler in _FILLER.finditer(view.text):
        start, end = filler.span()
        particle = end - start < LONG and is_clitic(words.before(view.text, start))
        if not particle and view.free(start, end):
            yield Edit(start, end, "", "tatweel as filler inside a word")


RULE = Rule(
    name="tatweel",
    stage=Stage.REPAIR,
    find=find,
    triggers=(Trigger(chars.TATWEEL, chars.TATWEEL + chars.ARABIC_LETTER),),
    page=__doc__,
)
