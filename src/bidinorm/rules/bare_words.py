"""Everything but words, for keys that are compared.

## What it does
Puts one blank in the place of punctuation, signs and blanks between words, and nothing at the ends of a line.

## Why
Two records are the same company or the same headline though one has a comma, quotation marks or two blanks more.

## Leaves alone
Letters, digits, marks on letters, and the signs + and #, which tell C++ from C#.
Signs beyond U+FFFF that are no emoji, such as notes of music.

## Example
- `"Nexa Labs", Ltd.` → `Nexa Labs Ltd`
- `صورة - من منصة (شبكة):` → `صورة من منصة شبكة`

## References
None: a convention of record linkage. Loses: 1.5 and 1 5 are one key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICTURES = "\U0001f000-\U0001faff\U000e0020-\U000e007f"
"""Emoji and their tags. Other signs beyond U+FFFF are left: to look for them all would cost more than they do harm."""
_BETWEEN = re.compile(rf"(?:[^\w+#\u0300-\u036f\u064b-\u065f\u0670\ud800-\udfff\U00010000-\U0010ffff]|[_{_PICTURES}])+")
REASON = "what is no word"


def find(view: View) -> Iterator[Edit]:
    """Propose one blank between words, and nothing at the ends of a line."""
    text = view.text
    for found in _BETWEEN.finditer(text):
        start, end = found.span()
        after = "" if start == 0 or end == len(text) else " "
        if found.group() != after:
            yield Edit(start, end, after, REASON)


RULE = Rule(
    name="bare-words",
    stage=Stage.FOLD,
    find=find,
    triggers=(Trigger("\x00-\x09\x0b-\x22\x24-\x2a\x2c-\x2f:-@\\[-`{-\uffff" + _PICTURES),),
    page=__doc__,
    in_code=True,
)
