"""Lam-alefs that stand the wrong way round in words that are in order otherwise.

## What it does
Puts lam before alef again where a program left alef before lam: `األهالي` is `الأهالي`, `االقتصاد` is `الاقتصاد`.
In a line that has such pairs for certain, the other words are weighed, too: `السالم` is `السلام` there. The name of
God, which has a sign of its own, is put right in the same way: `اهلل` is `الله`.

## Why
Fonts draw lam and alef as one sign. PDF extractors that reverse a line letter by letter after they have opened this
sign leave each such pair flipped.

## Leaves alone
Lines in which no pair is odd as it stands; words that are as good either way (`الطالب` and `الطلاب`); lines in
which other lam-alefs stand right; Persian and Urdu. `check` mentions what falls short of the margin.

## Example
- `إصالح الطرق واإلنارة` → `إصلاح الطرق والإنارة`
- `قائمة األدوات الالزمة` → `قائمة الأدوات اللازمة`
- `رحمه اهلل` → `رحمه الله`

## References
Unicode Standard, section 9.2, "Arabic Ligatures"; `bidinorm.lam_alef` for how words are weighed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, lam_alef
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit
from bidinorm.words import ARABIC

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIOR = -6.0
"""Log-odds (nats) that a line is one whose lam-alefs are flipped, before its words are looked at."""
WRAPPED = -5.0
"""The same for a line that a PDF extractor wrapped in an embedding."""
MARGIN = 4.0
"""Log-odds from which on a line is changed."""


_PAIRS = (
    "\u0627[\u0622\u0623\u0625\u0627]\u0644|[\u0623\u0625]\u0627\u0644"
    "|(?:^|[^\u0627])\u0644[\u0623\u0625]\u0644|\u062e\u0627\u0644\u0644"
)
"""Two alefs before lam, which no word has; hamza between two lams but behind an article; and خلال flipped."""
_TELLING = re.compile(_PAIRS).search


def find(view: View) -> Iterator[Edit]:
    """Propose lam before alef in each word of a line whose lam-alefs are flipped."""
    if view.language != "ar":
        return
    yield from _name_of_god(view)
    found = _flips(view)
    if found.odds >= MARGIN:
        yield from _edits(view, found)


def suspect(view: View) -> Iterator[Edit]:
    """Mention words of a line whose lam-alefs may be flipped."""
    found = _flips(view) if view.language == "ar" else NOTHING
    if 0 < found.odds < MARGIN:
        yield from _edits(view, found)


def _flips(view: View) -> lam_alef.Flips:
    """Return what is flipped in a line that has a telling pair, or that an extractor wrapped."""
    if _TELLING(view.text):
        return lam_alef.flips(view.text, WRAPPED if lam_alef.wrapped(view.text) else PRIOR)
    found = lam_alef.flips(view.text, WRAPPED) if lam_alef.wrapped(view.text) else NOTHING
    return found if any(not _PARTICIPLE(view.text[start:end]) for start, end, _ in found.words) else NOTHING


NOTHING = lam_alef.Flips([], 0.0)
_REVERSED_GOD = "\u0647\u0644\u0644"
_PARTICIPLE = re.compile(
    "[\u0648\u0641]?(?:[\u0628\u0643\u0644]?\u0627\u0644|\u0644\u0644)?[^\u0622-\u0627]\u0627\u0644[^\u0622-\u0627]"
    "(?:\u0629|\u0627|\u064a\u0646|\u0648\u0646|\u0627\u062a|\u0627\u0646)?"
).fullmatch
"""Alef and lam between two letters, as in `بالغ`: a word that does something, of which flipping makes another word."""
_GOD = re.compile(f"\u0627\u0647\u0644\u0644(?=\u0645?(?![{ARABIC}]))").finditer
"""The name at the end of a word, its letters in the order that a reversed ligature gives; no other word ends so."""
_TO_GOD = re.compile(f"(?<![{ARABIC}])[\u0648\u0641]?\u0647\u0644\u0644(?![{ARABIC}])").finditer
_PRAISE = re.compile("\u0627\u0644(?:\u062d\u0645\u062f|\u0634\u0643\u0631)\u0020$").search


def _name_of_god(view: View) -> Iterator[Edit]:
    """Yield the edits that put the name of God right, and the one with a preposition where it cannot be a verb."""
    if _REVERSED_GOD not in view.text:
        return
    reason = "the ligature of the name of God the wrong way round"
    names = list(_GOD(view.text))
    for found in names:
        if view.free(*found.span()):
            yield Edit(found.start() + 1, found.end(), "\u0644\u0644\u0647", reason)
    for found in _TO_GOD(view.text):
        if (names or _PRAISE(view.text, 0, found.start())) and view.free(*found.span()):
            yield Edit(found.end() - 3, found.end(), "\u0644\u0644\u0647", reason)


def _edits(view: View, found: lam_alef.Flips) -> Iterator[Edit]:
    for start, end, after in found.words:
        if view.free(start, end):
            yield Edit(start, end, after, f"lam-alef the wrong way round (log-odds {found.odds:.0f} nats)")


RULE = Rule(
    name="lam-alef",
    stage=Stage.ORDER,
    find=find,
    suspect=suspect,
    evidence=(_PAIRS, chars.RLE, _REVERSED_GOD),
    triggers=(
        Trigger("\u0627", "\u0627\u0622\u0623\u0625"),
        Trigger("\u0622\u0623\u0625", "\u0627"),
        Trigger("\u0644", "\u0623\u0625", "\u0644"),
        Trigger("\u062e", "\u0627", "\u0644"),
        Trigger("\u0647", "\u0644", "\u0644"),
        Trigger(chars.EMBEDDINGS),
    ),
    page=__doc__,
)
