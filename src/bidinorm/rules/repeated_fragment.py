"""A line that consists of the same fragment twice or more.

## What it does
Keeps one of the equal fragments that make up a line.

## Why
A caption pasted twice, or a template that renders a credit for each size of a picture, gives
`… (شبكة):… (شبكة):` in one line.

## Leaves alone
Short or playful repetition: the fragment must have three different words and twelve characters; lines in which
the fragments differ in anything; lines of fenced code.

## Example
- `صورة من منصة (شبكة):صورة من منصة (شبكة):` → `صورة من منصة (شبكة):`

## References
None; a habit of editors.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from bidinorm.protect import fences
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTH = 12
"""Code points that a fragment has at least."""
WORDS = 3
"""Different words that a fragment has at least."""
GAP = 2
"""Blanks that may stand between two fragments."""

_LINE = re.compile(f"[^\n\r]{{{2 * LENGTH},}}")
_WORD = re.compile(r"\w{2,}")


def fragment(line: str) -> int:
    """Return the length of the fragment that makes up a line without outer blanks; 0 where there is none.

    >>> fragment("one two three one two three")
    13
    """
    for gap in range(GAP + 1):
        spaced = line + " " * gap
        period = (spaced + spaced).find(spaced, 1)
        if period - gap >= LENGTH and period < len(spaced) and len(set(_WORD.findall(line[:period]))) >= WORDS:
            return period - gap
    return 0


def find(view: View) -> Iterator[Edit]:
    """Propose the removal of what follows the first fragment of a line."""
    fenced: list[tuple[int, int]] | None = None
    for found in _LINE.finditer(view.text):
        line = found.group().rstrip(" ")
        head = line[: LENGTH // 2]
        if line.find(head, LENGTH) < 0:  # cheap, and true for nearly all lines
            continue
        length = fragment(line)
        if length:
            fenced = list(fences(view.text)) if fenced is None else fenced
            last = bisect_right(fenced, (found.start(), len(view.text))) - 1
            if last >= 0 and found.start() < fenced[last][1]:
                continue
            start = found.start() + length
            yield Edit(start, found.start() + len(line), "", "the same fragment again in one line")


RULE = Rule(
    name="repeated-fragment",
    stage=Stage.DOCUMENT,
    find=find,
    triggers=(Trigger("\u0020"),),
    whole=True,
    page=__doc__,
)
