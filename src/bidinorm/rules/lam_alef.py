"""Lam-alefs that stand the wrong way round in words that are in order otherwise.

## What it does
Puts lam before alef again where a program left alef before lam: `األهالي` is `الأهالي`, `االقتصاد` is `الاقتصاد`.
In a line that has such pairs for certain, the other words are weighed, too: `السالم` is `السلام` there.

## Why
Fonts draw lam and alef as one sign. PDF extractors that reverse a line letter by letter after they have opened this
sign leave each such pair flipped.

## Leaves alone
Lines in which no pair is odd as it stands; words that are as good either way (`الطالب` and `الطلاب`); lines in
which other lam-alefs stand right; Persian and Urdu. `check` mentions what falls short of the margin.

## Example
- `إصالح الطرق واإلنارة` → `إصلاح الطرق والإنارة`
- `قائمة األدوات الالزمة` → `قائمة الأدوات اللازمة`

## References
Unicode Standard, section 9.2, "Arabic Ligatures"; `bidinorm.lam_alef` for how words are weighed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import lam_alef
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIOR = -6.0
"""Log-odds (nats) that a line is one whose lam-alefs are flipped, before its words are looked at."""
MARGIN = 4.0
"""Log-odds from which on a line is changed."""


_TELLING = re.compile(
    "\u0627[\u0622\u0623\u0625\u0627]\u0644|[\u0623\u0625]\u0627\u0644|\u0644[\u0623\u0625]\u0644|\u062e\u0627\u0644\u0644"
).search
"""Two alefs before lam, which no word has; hamza between two lams, which few have; and خلال flipped."""


def find(view: View) -> Iterator[Edit]:
    """Propose lam before alef in each word of a line whose lam-alefs are flipped."""
    if view.language != "ar" or not _TELLING(view.text):
        return
    found = lam_alef.flips(view.text, PRIOR)
    if found.odds >= MARGIN:
        yield from _edits(view, found)


def suspect(view: View) -> Iterator[Edit]:
    """Mention words of a line whose lam-alefs may be flipped."""
    if view.language != "ar" or not _TELLING(view.text):
        return
    found = lam_alef.flips(view.text, PRIOR)
    if 0 < found.odds < MARGIN:
        yield from _edits(view, found)


def _edits(view: View, found: lam_alef.Flips) -> Iterator[Edit]:
    for start, end, after in found.words:
        if view.free(start, end):
            yield Edit(start, end, after, f"lam-alef the wrong way round (log-odds {found.odds:.0f} nats)")


RULE = Rule(
    name="lam-alef",
    stage=Stage.ORDER,
    find=find,
    suspect=suspect,
    triggers=(
        Trigger("\u0627", "\u0627\u0622\u0623\u0625"),
        Trigger("\u0622\u0623\u0625", "\u0627"),
        Trigger("\u0644", "\u0623\u0625", "\u0644"),
        Trigger("\u062e", "\u0627", "\u0644"),
    ),
    page=__doc__,
)
