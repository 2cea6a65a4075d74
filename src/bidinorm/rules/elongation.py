"""Letters that are stretched by repeating them.

## What it does
Writes an Arabic letter once that stands three times or more.

## Why
جميييل is جميل, said with feeling; both are searched as جميل.

## Leaves alone
Letters that stand twice; teh that stands three times, as in تتتابع; Latin letters, since www and III are meant.

## Example
- `جميييييل` → `جميل`
- `تتتابع` → `تتتابع`

## References
Usage in comments and messages; no Arabic word but some of teh has a letter three times in a row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_LETTER
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

TEH = "ت"
_STRETCHED = re.compile(f"(?:(?!{TEH})([{ARABIC_LETTER}])\\1{{2,}}|({TEH})\\2{{3,}})")


def once(text: str) -> str:
    """Return the text with stretched letters standing once.

    >>> once("جميييل"), once("تتتابع")
    ('جميل', 'تتتابع')
    """
    return _STRETCHED.sub(lambda found: found.group()[0], text)


def find(view: View) -> Iterator[Edit]:
    """Propose one letter for several."""
    for found in _STRETCHED.finditer(view.text):
        yield Edit(found.start() + 1, found.end(), "", "a letter that is stretched")


RULE = Rule(
    name="elongation",
    stage=Stage.FOLD,
    find=find,
    triggers=(Trigger(ARABIC_LETTER, ARABIC_LETTER, ARABIC_LETTER),),
    page=__doc__,
    in_code=True,
)
