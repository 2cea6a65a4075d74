r"""Numbers and Latin words in embeddings, with their blanks on the wrong side.

## What it does
Takes the embeddings off a right-to-left line whose inner left-to-right runs hold the blank that belongs before them,
and stores the line so that it is shown as before.

## Why
A well-known PDF extractor wraps each right-to-left line in RLE … PDF and each number or Latin phrase in LRE … PDF.
It writes the blank that stands to the left of a number before it, inside of the embedding, where it should follow. As
long as the controls stay, the line looks right; once they are gone, words run together and the parts of a number
change places.

## Leaves alone
Embeddings that an author set: lines that are not wrapped as a whole, and inner runs whose blanks stand outside. A
left-to-right line with embedded Arabic is turned only where its punctuation says that it is a right-to-left one.

## Example
- `\u202bبلغ عدد السكان \u202a 45000\u202cنسمة\u202c` → `بلغ عدد السكان 45000 نسمة`

## References
UAX #9, section 2.1 (embeddings) and rule X2 ff.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, lam_alef, visual
from bidinorm.bidi import display_text
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.bidi import Direction

LONGEST = 4000
"""A line with more code points is none of a page."""
GAIN = 3.0
"""How much better (nats) a left-to-right line must look as a right-to-left one."""
LAM_ALEF = -3.0
"""Log-odds that lam-alefs are flipped in such a line."""

_INSIDE = f"[^{chars.BIDI_CONTROL}{chars.PARAGRAPH_SEPARATOR}]"
_WRAPPED = re.compile(
    f"\\s*{chars.RLE}(?:{_INSIDE}|{chars.LRE}{_INSIDE}*{chars.PDF})*{chars.PDF}\\s*",
).fullmatch
_MISPLACED = re.compile(f"{chars.LRE}\u0020{_INSIDE}*{chars.PDF}(?=[^\\s{chars.PDF}])").search
_RUNS = re.compile(f"(?:{_INSIDE}|{chars.RLE}{_INSIDE}*{chars.PDF})*").fullmatch
_CONTROLS = re.compile(f"[{chars.BIDI_CONTROL}]")


def find(view: View) -> Iterator[Edit]:
    """Propose the line without its embeddings, as it is shown."""
    line = view.text
    start = len(line) - len(line.lstrip())
    end = max(start, len(line.rstrip()))
    if len(line) > LONGEST:
        return
    if _MISPLACED(line) and _WRAPPED(line):
        logical, _ = _best(line[start:end], "rtl")
        reason = "embeddings that hold the blanks around them"
    elif chars.RLE in line and _RUNS(line):
        logical, score = _best(line[start:end], "ltr")
        if score < visual.tidiness(_CONTROLS.sub("", line)) + GAIN:
            return
        reason = "right-to-left line with an embedding for each run"
    else:
        return
    if logical and visual.keeps(view.protected, line, logical):
        yield Edit(start, end, lam_alef.put_right(logical, LAM_ALEF), reason)


def _best(line: str, base: Direction) -> tuple[str, float]:
    """Return the logical right-to-left line that is shown as a line with embeddings, and how well it is written."""
    found = [("", float("-inf"))]
    for mirror in (True, False):
        shown = _CONTROLS.sub("", display_text(line, base, mirror=mirror)).strip()
        found += [(text, visual.tidiness(text)) for text in visual.displayed_as(shown, mirror=mirror)]
    return max(found, key=lambda one: one[1])


RULE = Rule(
    name="embedded-order",
    stage=Stage.ORDER,
    find=find,
    triggers=(Trigger(chars.EMBEDDINGS),),
    page=__doc__,
)
