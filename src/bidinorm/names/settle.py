"""Which spelling of a name wins in a document, and the edits that write it everywhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.names.english import people
from bidinorm.names.harmony import clusters
from bidinorm.names.likeness import Alike, sourced
from bidinorm.names.match import part_likeness
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bidinorm.names.english import Person
    from bidinorm.names.latin import Latin
    from bidinorm.protect import Protected
    from bidinorm.text import Text

    Settle = Callable[[str], str]

_SIC = re.compile(r"['’]?s?[”\"’]?[ ]?[\[(]sic\b").match
_TITLE_OF_WORK = re.compile(r"[“\"«*_](?:(?<=[*_])([^*_\n]{3,80})[*_]|(?<![*_])([^“”\"«»\n]{3,80})[”\"»])")
_SMALL = re.compile(r"\b(?!(?:of|the|and|in|on|a|an|to|for|from|with|by|al|el|bin|ibn)\b)[a-z]{2,}")
_OPENING = re.compile(r"(?:^|[.!?:;\n“\"(\[»«]|[-\u2013\u2014] )\s*[“\"'‘(]?$")


class Mention(NamedTuple):
    """A part of a mention: where it stands, its article and its stem as they are written."""

    part: Latin
    article: str
    stem: str
    opens: bool
    """Whether a capital letter is due to its place: it opens a sentence or stands in a line of capitals."""
    free: bool
    """Whether it may be changed."""


def edits(
    text: str, protected: Callable[[], Sequence[Protected]], *, article: str = "", settle: Settle | None = None
) -> list[Edit]:
    """Return what makes the names of a text alike, in order; what is protected has no vote.

    `article` is how the article is written where the mentions are divided evenly; `settle` returns the spelling that
    the house has for a name, or an empty string.
    """
    found = _people(text)
    if len({text[person.start : person.end] for person in found}) < 2 and settle is None:
        return []
    made = _edits(text, found, article, settle)
    free = list(_outside(found, protected())) if made else found
    return made if len(free) == len(found) else _edits(text, free, article, settle)


@lru_cache(maxsize=2)
def _people(text: str) -> list[Person]:
    """Return the persons of a text; a pipeline asks again until nothing is left to change."""
    return people(text)


def _outside(found: Sequence[Person], spans: Sequence[Protected]) -> Iterator[Person]:
    place = 0
    for person in found:
        while place < len(spans) and spans[place].end <= person.start:
            place += 1
        if place == len(spans) or person.end <= spans[place].start:
            yield person


def _edits(text: str, found: Sequence[Person], article: str, settle: Settle | None) -> list[Edit]:
    fixed: list[tuple[int, int]] | None = None
    made: list[Edit] = []
    for cluster in clusters(text, found):
        for slot in cluster.slots:
            if settle or len({text[part.start : part.end] for part in slot}) > 1:
                fixed = _fixed(text) if fixed is None else fixed
                mentions = sorted((_mention(text, part, fixed) for part in slot), key=lambda one: one.part.start)
                made += _slot_edits(mentions, article, settle)
    return sorted(made)


def _slot_edits(mentions: Sequence[Mention], article: str, settle: Settle | None) -> Iterator[Edit]:
    """Yield the edits that make one part of a name alike in all its mentions."""
    stems = {one.stem for one in mentions}
    if len(stems) > 1 or settle:
        yield from _stem_edits(mentions, settle)
    if len({one.article for one in mentions if one.article}) > 1:
        yield from _article_edits(mentions, article)


def _mention(text: str, part: Latin, fixed: Sequence[tuple[int, int]]) -> Mention:
    before = bisect_left(fixed, (part.end,))  # spans do not overlap: only the last one that begins before can hold it
    free = not (before and part.start < fixed[before - 1][1]) and not _SIC(text, part.end)
    stem = text[part.stem : part.end]
    opens = stem.isupper() or _OPENING.search(text, max(0, part.start - 8), part.start) is not None
    return Mention(part, text[part.start : part.stem], stem, opens, free)


def _fixed(text: str) -> list[tuple[int, int]]:
    """Return the titles of works: what stands in quotation marks or signs of emphasis with capitals throughout."""
    return [
        found.span()
        for found in _TITLE_OF_WORK.finditer(text)
        if not _SMALL.search(found[1] or found[2]) and " " in (found[1] or found[2])
    ]


def _stem_edits(mentions: Sequence[Mention], settle: Settle | None) -> Iterator[Edit]:
    votes = [one for one in mentions if one.free]
    shown = [one.stem if not _shouted(one.stem) else "" for one in votes]
    count = Counter(filter(None, shown))
    if not count:
        return
    best = max(count, key=lambda stem: count[stem])  # the first of those with the most mentions
    house = settle(best) if settle else ""
    winner = house or best
    for one in votes:
        target = winner.upper() if _shouted(one.stem) else winner
        if one.stem.casefold() == target.casefold() and (house == "" or one.stem == target):
            continue
        if _glued(one.stem) != _glued(target):
            continue
        alike = part_likeness(one.part, next((other.part for other in votes if other.stem == best), one.part))
        evidence = "house lexicon" if house else _evidence(count, best, one.stem, len(votes))
        reason = alike.reason if alike.alike is not Alike.EQUAL else "the same letters"
        yield Edit(one.part.stem, one.part.end, target, f'"{one.stem}" → "{target}": {reason}, {evidence}')


def _evidence(count: Counter[str], best: str, stem: str, total: int) -> str:
    tied = sum(times == count[best] for times in count.values()) > 1
    return f"{count[stem] or 1} of {total} mentions, {'first spelling wins' if tied else 'the majority wins'}"


def _shouted(stem: str) -> bool:
    return len(stem) > 2 and stem.isupper()


def _glued(stem: str) -> bool:
    """Tell whether an article is written together with a word, so that the lexicon knows it without."""
    low = stem.casefold()
    return low[:2] in ("al", "el") and len(low) > 5 and sourced(low[2:]) is not None and sourced(low) is None


def _article_edits(mentions: Sequence[Mention], article: str) -> Iterator[Edit]:
    with_article = [one for one in mentions if one.article and one.free]
    counted = [one for one in with_article if not _shouted(one.stem) and not (one.opens and one.article[0].isupper())]
    count = Counter(one.article for one in counted if "\n" not in one.article and not one.article.endswith("- "))
    if not count:
        return
    most = max(count.values())
    tied = [form for form in count if count[form] == most]
    winner = article if len(tied) > 1 and article in tied else tied[0]
    for one in with_article:
        target = winner.upper() if _shouted(one.stem) else winner
        if one.opens and not _shouted(one.stem) and one.article[0].isupper():
            target = target[0].upper() + target[1:]
        if one.article == target or "\n" in one.article:
            continue
        why = "first spelling wins" if len(tied) > 1 and winner != article else "the majority wins"
        why = "the style's article" if len(tied) > 1 and winner == article else why
        share = f"{count[one.article]} of {len(with_article)} mentions"
        reason = f'"{one.article}{one.stem}" → "{target}{one.stem}": {share}, {why}'
        yield Edit(one.part.start, one.part.stem, target, reason)


def harmonize(text: str, style: str = "news", *, house: str | Path | None = None) -> Text:
    """Return a text in which each name has one spelling, with every change and its reason.

    The spelling of the `house` lexicon wins (a file, see `bidinorm.names.house`), then that of most mentions, then the
    first. `style` is a scheme of `romanize`: its article settles how the article is written where mentions are divided
    evenly.

    >>> told = harmonize("Basim Al-Awadi spoke. Bassem al-Awadi left.")
    >>> str(told)
    'Basim Al-Awadi spoke. Basim Al-Awadi left.'
    >>> told.changes[0].reason
    '"Bassem" → "Basim": باسم, 1 of 2 mentions, first spelling wins'
    """
    from bidinorm import rules
    from bidinorm.names import schemes
    from bidinorm.pipeline import Pipeline

    options = {"article": schemes.get(style).article, "house": str(house or "")}
    return Pipeline("harmonize", (rules.get("names"),), {"names": options}).explain(text)
