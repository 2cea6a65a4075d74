"""An Arabic label that ends in a colon, with its value in front of it.

## What it does
Moves a Latin value that stands before a credit or source label to the place behind the label's colon.

## Why
In a template `label: value` a Latin value that was put in front shows on the right in a right-to-left line,
where it seems to be in place; in storage, in search and in a left-to-right line it is not.

## Leaves alone
Everything but lines of this shape: a Latin value without sentence punctuation, then an Arabic label that begins
with a word of `lexicons/labels.tsv`, then the colon at the end of the line.

## Example
- `964media صورة من منصة (شبكة):` → `صورة من منصة (شبكة): 964media`

## References
`lexicons/labels.tsv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bidinorm import chars, lexicons, words
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = f'[{words.ARABIC}\u0020()\\[\\]\u00ab\u00bb"/-]'
_SHAPE = re.compile(
    f"(?P<value>[{chars.DIGIT}@]*[{chars.LATIN_LETTER}][{words.LATIN}\u0020.&@_'\u2019-]{{0,60}})\u0020"
    f"(?P<label>(?P<word>[{words.ARABIC}]+){_LABEL}{{0,60}}:)[\u0020\r]*"
)


@cache
def labels() -> frozenset[str]:
    """Return the words that begin a label."""
    return frozenset(lexicons.read("labels.tsv").column("word"))


def find(view: View) -> Iterator[Edit]:
    """Propose label, colon, value for a line of value and label."""
    found = _SHAPE.fullmatch(view.text)
    if found is None or found["word"] not in labels() or found["value"].endswith((".", " ")):
        return
    turned = f"{found['label']} {found['value']}"
    yield Edit(found.start("value"), found.end("label"), turned, "an Arabic label whose value stands before it")


RULE = Rule(
    name="dangling-label",
    stage=Stage.DOCUMENT,
    find=find,
    triggers=(Trigger(f'{words.ARABIC})\\]\u00bb"', ":"),),
    page=__doc__,
)
