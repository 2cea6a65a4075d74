"""Words whose letters stand reversed in a line that is in logical order otherwise.

## What it does
Turns each such word in its place. Of several that follow each other the order is kept, or turned, too, where one of
the two would end with a word that no phrase ends with; it is kept in a whole line where another place tells so.

## Why
PDF extractors that work word by word turn the words that they recognise as Arabic and miss others; so do programs that
reverse a word before they insert it into a line.

## Leaves alone
Lines without a word that stands in order for certain; words of which the model is not certain; several words whose
order could be either: `check` mentions these. Persian and Urdu.

## Example
- `عاد الطلاب ىلإ دعاقم ةساردلا دعب ةلطع` → `عاد الطلاب إلى مقاعد الدراسة بعد عطلة`
- `قرأت المقالات في ةديرجلا أمس` → `قرأت المقالات في الجريدة أمس`

## References
`bidinorm.direction` for the model.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars, telltale, visual
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.rules import visual_order
from bidinorm.text import Edit, edited
from bidinorm.vocabulary import particles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.rules.visual_order import Word

MARGIN = 12.0
"""Log-odds (nats) from which on words are turned."""
WITH_OTHERS = 4.0
"""The same in a line that has such words and keeps the order of words."""

_BLANKS = re.compile("\u0020*").fullmatch
_WORDS = re.compile(f"[{chars.ARABIC_LETTER}]+").findall
_PHRASE = re.compile(f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}\u0020]+").findall


def stretches(line: str, words: list[Word]) -> Iterator[list[Word]]:
    """Yield the words that are likelier reversed, those that follow each other together."""
    stretch: list[Word] = []
    for word in words:
        if stretch and (word.odds >= 0 or not _BLANKS(line, stretch[-1].end, word.start)):
            yield stretch
            stretch = []
        if word.odds < 0:
            stretch.append(word)
    if stretch:
        yield stretch


def _readings(line: str, stretch: list[Word]) -> tuple[Edit, Edit, float]:
    """Return the edits that keep and that turn the order of some words, and how much speaks for keeping it."""
    start, end = stretch[0].start, stretch[-1].end
    odds = -sum(word.odds for word in stretch)
    reason = f"letters reversed (log-odds {odds:.0f} nats)"
    kept = "\u0020".join(visual.turned(line[word.start : word.end]) for word in stretch)
    keep, turn = Edit(start, end, kept, reason), Edit(start, end, visual.turned(line[start:end]), reason)
    return keep, turn, hanging(edited(line, [turn])) - hanging(edited(line, [keep])) if len(stretch) > 1 else 1


def hanging(line: str) -> int:
    """Return how many phrases of a line end with a word that none ends with.

    >>> hanging("عاد الطلاب إلى"), hanging("عاد إلى الدراسة")
    (1, 0)
    """
    return sum(words[-1] in particles() for phrase in _PHRASE(line) if (words := _WORDS(phrase)))


def _reversed(view: View) -> list[tuple[Edit, Edit, float]]:
    """Return the stretches of reversed words of a line that has words in order, each with its two readings.

    A program that turns words one by one does so in the whole line: where one stretch says that the order of words
    was kept and none says that it was not, it was kept in all; so it was where a word stands reversed alone, too.
    """
    words = visual_order.weighed(view.text) if visual_order.readable(view) else []
    if not (any(word.odds >= visual_order.PROOF for word in words) and RULE.set_off(view.text)):
        return []
    odds = [(-sum(word.odds for word in stretch), stretch) for stretch in stretches(view.text, words)]
    if not any(own >= MARGIN for own, _ in odds):
        return []
    found = [(own, *_readings(view.text, stretch)) for own, stretch in odds if own >= WITH_OTHERS]
    sides = [kept for *_, kept in found]
    if max(sides) > 0 and min(sides) >= 0:
        return [(keep, turn, 1) for _, keep, turn, _ in found]
    return [(keep, turn, kept) for own, keep, turn, kept in found if own >= MARGIN]


def find(view: View) -> Iterator[Edit]:
    """Propose the words in logical order."""
    for keep, turn, kept in _reversed(view):
        if kept:
            yield keep if kept > 0 else turn


def suspect(view: View) -> Iterator[Edit]:
    """Mention several words whose order could be either."""
    for keep, _, kept in _reversed(view):
        if not kept:
            yield keep


RULE = Rule(
    name="reversed-words",
    stage=Stage.ORDER,
    find=find,
    suspect=suspect,
    triggers=(Trigger(telltale.BOUNDARY, telltale.NEVER_FIRST, opens=True),),
    page=__doc__,
)
