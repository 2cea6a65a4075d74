"""Arabic stored in visual order: the letters as the eye meets them from left to right.

## What it does
Turns whole lines, and single phrases inside Latin lines, back into logical order. Numbers, dates, addresses and
Latin phrases keep their own order; brackets come out right whether they were mirrored or not; marks come to stand
behind their letters, and lam-alefs that stayed in logical order are joined again.

## Why
PDF extractors, old terminals and programs that shape text for display store what the page shows. It looks right
where nothing reorders it, and backwards everywhere else; no search finds it.

## Leaves alone
Lines in which the letters do not say for certain that they stand reversed: a model of Arabic words weighs every
word, presentation forms weigh by how they join, and `check` mentions what falls short of the margin. Persian and
Urdu; lines with embeddings, overrides or isolates; code; words kept in order though their lines are not.

## Example
- `ةفصاعلا ببسب نيتعاس راطقلا رخأت` → `تأخر القطار ساعتين بسبب العاصفة`
- `2019 ماع ةرصبلا ةنيدم Nexa قيرف راز` → `زار فريق Nexa مدينة البصرة عام 2019`
- `The word ةنيدملا means city` → `The word المدينة means city`

## References
UAX #9, rules L2 (reordering), L3 (marks) and L4 (mirroring); `bidinorm.direction` for the model.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import chars, direction, lam_alef, segment, telltale, visual, vocabulary
from bidinorm.rule import Rule, Stage, View
from bidinorm.rules.presentation_forms import backward_joins
from bidinorm.text import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MARGIN = 8.0
"""Log-odds (nats) from which on a stretch of words is turned."""
WORD_MARGIN = 12.0
"""The same for a single word."""
DOUBT = 4.0
"""Log-odds from which on `check` mentions a line."""
AGAINST = 0.15
"""How much of the evidence may speak for logical order in what is turned whole."""
PROOF = 8.0
"""Log-odds with which a single word tells that it is not reversed …"""
DISPROVED = 0.08
"""… unless what speaks for logical order is less than this share of what speaks against it."""
JOIN = 3.0
"""What one pair of presentation forms says by the way in which it joins, in nats."""
LAM_ALEF = -4.0
"""Log-odds that lam-alefs stayed in logical order in a line that did not."""
LAM_ALEF_OF_WORD = 0.09
"""What each word adds to that, since one of eleven has a lam-alef: a long line without any is odd."""
LONGEST = 1 << 14
"""A line that is longer is no line of a page."""

_ARABIC = f"{chars.ARABIC_LETTER}{chars.ARABIC_MARK}{chars.TATWEEL}{chars.PRESENTATION_FORM}"
_WORD = re.compile(f"[{_ARABIC}]+")
_LATIN_WORD = re.compile(f"\\S*(?:://|@)\\S*|[{chars.LATIN_LETTER}][{chars.LATIN_LETTER}{chars.DIGIT}'’.-]*")
_LATIN = re.compile(f"[{chars.LATIN_LETTER}]")
_BARRED = re.compile(
    f"[{chars.EMBEDDINGS}{chars.OVERRIDES}{chars.ISOLATES}{chars.PDF}{chars.PDI}{chars.PARAGRAPH_SEPARATOR}"
    f"\u200d\ufe0f\U0001f1e6-\U0001f1ff`]|[\ufb50-\ufbb1\ufbd3-\ufbe9\ufbfc-\ufbff]"
).search
"""Controls and separators that make an order of their own, signs of several code points, code, Persian forms."""
_CLOSED = re.compile(r"[.!?:\u061f\u060c\u061b]")


class Word(NamedTuple):
    """An Arabic word `line[start:end]` with the log-odds that it is stored in logical order."""

    start: int
    end: int
    odds: float


def weighed(line: str) -> list[Word]:
    """Return the Arabic words of a line, each with its log-odds.

    >>> [word.odds > 0 for word in weighed("كتاب المدينة ةنيدملا")]
    [True, True, False]
    """
    return [Word(*found.span(), _odds(found.group())) for found in _WORD.finditer(line)]


def _all_odds(line: str) -> list[float]:
    return list(map(_odds, _WORD.findall(line)))


@lru_cache(maxsize=1 << 14)
def _odds(word: str) -> float:
    """Return the log-odds of a word; its lam-alefs may have stayed in logical order when it was reversed."""
    stored = vocabulary.likely(direction.opened(word))
    turned = vocabulary.likely(direction.opened(word[::-1]))
    if _FORM(word):
        return stored - turned - JOIN * backward_joins(word)
    if _NAME_OF_GOD in word:
        turned = max(turned, vocabulary.likely("\u0627\u0644\u0644\u0647") - KEPT)
    elif _KEPT_PAIR.search(word):
        turned = max(turned, vocabulary.likely(_KEPT_PAIR.sub("\\2\\1", word)[::-1]) - KEPT)
    return stored - turned


_KEPT_PAIR = re.compile("(\u0644)([\u0622\u0623\u0625\u0627])")
_NAME_OF_GOD = "\u0644\u0644\u0647\u0627"
"""The ligature of the name of God in logical order, and the alef before it on its left."""
KEPT = 1.0
"""How much it takes to believe that of a word, in nats."""


_FORM = re.compile(f"[{chars.PRESENTATION_FORM}]").search


def _for_and_against(odds: Sequence[float]) -> tuple[float, float]:
    """Return how much speaks for visual order, and how much for logical order."""
    balance, size = sum(odds), sum(map(abs, odds))
    return (size - balance) / 2, (size + balance) / 2


def reversed_for_certain(odds: Sequence[float]) -> bool:
    """Tell whether nearly all that can be said of some words says that they stand in visual order.

    >>> reversed_for_certain([-20.0, -5.0, 1.0]), reversed_for_certain([-20.0, 9.0])
    (True, False)
    """
    visual_odds, logical_odds = _for_and_against(odds)
    if not odds or (max(odds) >= PROOF and logical_odds > DISPROVED * visual_odds):
        return False
    margin = MARGIN if len(odds) > 1 else WORD_MARGIN
    return visual_odds - logical_odds >= margin and logical_odds <= AGAINST * visual_odds


def runs(line: str, words: list[Word]) -> Iterator[list[Word]]:
    """Yield the words in stretches that no Latin letter parts."""
    run: list[Word] = []
    for word in words:
        if run and _LATIN.search(line, run[-1].end, word.start):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def from_the_right(line: str, words: list[Word]) -> float:
    """Return how much says that a line was displayed from right to left, and is no Latin line with Arabic in it."""
    latin = list(_LATIN_WORD.finditer(line))
    if not latin:
        return CERTAIN
    evidence = 2.0 if len(words) >= len(latin) else -1.5
    if len(latin) > 2 * len(words):
        evidence -= 2.0
    seen = line.strip()
    evidence += 2.0 * (_CLOSED.match(seen) is not None) - 2.0 * (_CLOSED.match(seen[-1]) is not None)
    first, last = latin[0].start() < words[0].start, latin[-1].start() > words[-1].start
    return evidence + 1.5 * (not first and not last) - 1.5 * (first and last)


CERTAIN = 100.0


def _turned(line: str, start: int, end: int) -> Iterator[Edit]:
    """Yield the edit that turns `line[start:end]`, unless that makes nothing better."""
    stored = line[start:end]
    logical = visual.turned(stored)
    if not _FORM(stored):
        logical = segment.mended(lam_alef.put_right(logical, LAM_ALEF + LAM_ALEF_OF_WORD * logical.count("\u0020")))
    odds = sum(_all_odds(logical))
    if logical != stored and odds > 0:
        yield Edit(start, end, logical, f"letters in visual order (log-odds {odds:.0f} nats)")


def find(view: View) -> Iterable[Edit]:
    """Propose the logical order of the line, or of those of its phrases that are reversed."""
    if telltale.plain(view.text):
        return ()
    edits = list(_found(view))
    return edits if edits and visual.keeps(view.protected, view.text, edited(view.text, edits)) else ()


def _found(view: View) -> Iterator[Edit]:
    line = view.text
    odds = _all_odds(line)
    if _for_and_against(odds)[0] < MARGIN or not (readable(view) and telltale.told(line)):
        return
    start, end = len(line) - len(line.lstrip()), len(line.rstrip())
    certain = reversed_for_certain(odds)
    if certain and not _LATIN.search(line):
        yield from _turned(line, start, end)
        return
    words = weighed(line)
    phrases = list(_phrases(line, words))
    if certain:
        whole = list(_turned(line, start, end))
        gain = visual.tidiness(edited(line, whole)) - visual.tidiness(edited(line, phrases))
        if gain + from_the_right(line, words) > 0:
            phrases = whole
    yield from phrases


def _phrases(line: str, words: list[Word]) -> Iterator[Edit]:
    """Yield the edits that turn the reversed phrases of a line, unless another may be reversed, too."""
    doubtful = False
    edits: list[Edit] = []
    for run in runs(line, words):
        odds = [word.odds for word in run]
        if reversed_for_certain(odds):
            edits += _turned(line, run[0].start, run[-1].end)
        else:
            visual_odds, logical_odds = _for_and_against(odds)
            doubtful = doubtful or visual_odds > min(logical_odds, DOUBT)
    if not doubtful:
        yield from edits


def readable(view: View) -> bool:
    """Tell whether the Arabic of a line may be turned at all."""
    line = view.text[:-1] if view.text.endswith("\r") else view.text
    return len(line) <= LONGEST and not (_BARRED(line) or visual.other_language(line)) and view.language != "fa"


def suspect(view: View) -> Iterator[Edit]:
    """Mention a line whose letters rather stand reversed."""
    if telltale.plain(view.text) or not readable(view):
        return
    odds = -sum(_all_odds(view.text))
    if odds >= DOUBT and RULE.set_off(view.text) and not any(True for _ in find(view)):
        words = weighed(view.text)
        start, end = words[0].start, words[-1].end
        yield Edit(start, end, visual.turned(view.text[start:end]), f"in visual order? (log-odds {odds:.0f} nats)")


RULE = Rule(
    name="visual-order",
    stage=Stage.ORDER,
    find=find,
    suspect=suspect,
    triggers=telltale.TRIGGERS,
    evidence=(telltale.TOLD,),
    line_evidence=telltale.IN_LINES,
    busy=telltale.busy,
    page=__doc__,
)
