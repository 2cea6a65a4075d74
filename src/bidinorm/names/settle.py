"""Which spelling of a name wins in a document, and the edits that write it everywhere."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.errors import OptionError
from bidinorm.names.bilingual import Witnesses
from bidinorm.names.english import people
from bidinorm.names.harmony import clusters
from bidinorm.names.likeness import Alike, sourced
from bidinorm.names.match import part_likeness
from bidinorm.names.quoted import Quotations
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from bidinorm.names.bilingual import Witness
    from bidinorm.names.english import Person
    from bidinorm.names.latin import Latin
    from bidinorm.pipeline import Pipeline
    from bidinorm.protect import Protected
    from bidinorm.text import Text

    Settle = Callable[[str], str]
    Spell = Callable[[str], str]
    Arabic = tuple[Witness, int]

_OPENING = re.compile(r"(?:^|[.!?:;\n“\"(\[»«]|[-\u2013\u2014] )\s*[“\"'‘(]?$")


_BROKEN = re.compile(r"\n|- | -").search
"""An article that a line break or a scanner parted from its word."""


class Mention(NamedTuple):
    """A part of a mention: where it stands, its article and its stem as they are written."""

    part: Latin
    article: str
    stem: str
    opens: bool
    """Whether a capital letter is due to its place: it opens a sentence or stands in a line of capitals."""
    free: bool
    """Whether it may be changed."""


class Ways(NamedTuple):
    """What settles where the mentions of a text do not."""

    article: str = ""
    """How the article is written."""
    settle: Settle | None = None
    """Returns the spelling that the house has for a name, or an empty string."""
    spell: Spell = str
    """Writes an Arabic name in Latin letters."""


def edits(text: str, protected: Callable[[], Sequence[Protected]], ways: Ways = Ways()) -> list[Edit]:  # noqa: B008
    """Return what makes the names of a text alike, in order; what is protected has no vote."""
    found = _people(text)
    if len({text[person.start : person.end] for person in found}) < 2 and ways.settle is None:
        return []
    made = _edits(text, found, ways)
    free = list(_outside(found, protected())) if made else found
    return made if len(free) == len(found) else _edits(text, free, ways)


def doubtful(text: str, protected: Callable[[], Sequence[Protected]]) -> list[Edit]:
    """Return what would make names alike that may be one, or two (`bidinorm.names.doubtful`), in order."""
    from bidinorm.names.doubtful import doubts

    found = _people(text)
    if len({text[person.start : person.end] for person in found}) < 2:
        return []
    return sorted(doubts(text, list(_outside(found, protected()))))


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


def _edits(text: str, found: Sequence[Person], ways: Ways) -> list[Edit]:
    witnesses = Witnesses(text)
    quoted = Quotations(text)
    made: list[Edit] = []
    for cluster in clusters(text, found, witnesses):
        for place, slot in enumerate(cluster.slots):
            if ways.settle or len({text[part.start : part.end] for part in slot}) > 1:
                mentions = sorted((_mention(text, part, quoted) for part in slot), key=lambda one: one.part.start)
                witness = next(filter(None, map(witnesses.of, cluster.forms)), None)
                made += _slot_edits(mentions, ways, witness and (witness, place))
    return sorted(made)


def _slot_edits(mentions: Sequence[Mention], ways: Ways, arabic: Arabic | None) -> Iterator[Edit]:
    """Yield the edits that make one part of a name alike in all its mentions."""
    stems = {one.stem for one in mentions}
    if len(stems) > 1 or ways.settle:
        yield from _stem_edits(mentions, ways, arabic)
    if len({one.article for one in mentions if one.article}) > 1:
        yield from _article_edits(mentions, ways.article)


def _mention(text: str, part: Latin, quoted: Quotations) -> Mention:
    free = not quoted.hold(part.start, part.end)
    stem = text[part.stem : part.end]
    opens = stem.isupper() or _OPENING.search(text, max(0, part.start - 8), part.start) is not None
    return Mention(part, text[part.start : part.stem], stem, opens, free)


def _stem_edits(mentions: Sequence[Mention], ways: Ways, arabic: Arabic | None) -> Iterator[Edit]:
    votes = [one for one in mentions if one.free]
    count = Counter(one.stem for one in votes if not _shouted(one.stem))
    if not count:
        return
    best, why = _best(count, votes, ways, arabic)
    house = ways.settle(best) if ways.settle else ""
    winner = house or best
    model = next((other.part for other in votes if other.stem == best), votes[0].part)
    for one in votes:
        target = winner.upper() if _shouted(one.stem) else winner
        if one.stem.casefold() == target.casefold() and (house == "" or one.stem == target):
            continue
        if _glued(one.stem) != _glued(target):
            continue
        alike = part_likeness(one.part, model)
        share = f"{count[one.stem] or 1} of {len(votes)} mentions"
        evidence = "house lexicon" if house else f"{share}, {why}"
        reason = alike.reason if alike.alike is not Alike.EQUAL else "the same letters"
        yield Edit(one.part.stem, one.part.end, target, f'"{one.stem}" → "{target}": {reason}, {evidence}')


def _best(count: Counter[str], votes: Sequence[Mention], ways: Ways, arabic: Arabic | None) -> tuple[str, str]:
    """Return the spelling of most mentions and why it wins; of several the one that fits the Arabic, else the first."""
    most = max(count.values())
    tied = [stem for stem in count if count[stem] == most]
    if len(tied) == 1:
        return tied[0], "the majority wins"
    if arabic is None:
        return tied[0], "first spelling wins"
    witness, place = arabic
    wanted = witness.spelled(place, ways.spell).casefold()
    models = {one.stem: one.part for one in reversed(votes)}
    close = {stem: part_likeness(models[stem], witness.parts[place]).score for stem in tied}
    best = max(tied, key=lambda stem: (stem.casefold() == wanted, close[stem]))
    return best, f"{witness.text} stands in the text"


def _shouted(stem: str) -> bool:
    return len(stem) > 2 and stem.isupper()


def _glued(stem: str) -> bool:
    """Tell whether an article is written together with a word, so that the lexicon knows it without."""
    low = stem.casefold()
    return low[:2] in ("al", "el") and len(low) > 5 and sourced(low[2:]) is not None and sourced(low) is None


def _article_edits(mentions: Sequence[Mention], article: str) -> Iterator[Edit]:
    with_article = [one for one in mentions if one.article and one.free]
    counted = [one for one in with_article if not _shouted(one.stem) and not (one.opens and one.article[0].isupper())]
    count = Counter(one.article for one in counted if not _BROKEN(one.article))
    if not count:
        return
    written = Counter(one.article for one in with_article)
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
        share = f"{written[one.article]} of {len(with_article)} mentions"
        reason = f'"{one.article}{one.stem}" → "{target}{one.stem}": {share}, {why}'
        yield Edit(one.part.start, one.part.stem, target, reason)


def harmonize(text: str, style: str = "news", *, house: str | Path | None = None) -> Text:
    """Return a text in which each name has one spelling, with every change and its reason.

    The spelling of the `house` lexicon wins (a file, see `bidinorm.names.house`), then that of most mentions; where
    these are divided evenly, the one that fits the name's Arabic spelling in the same text, else the first. `style` is
    a romanization of `romanize`: it says how Arabic is spelled, and how the article is written.

    >>> told = harmonize("Basim Al-Awadi spoke. Bassem al-Awadi left.")
    >>> str(told)
    'Basim Al-Awadi spoke. Basim Al-Awadi left.'
    >>> told.changes[0].reason
    '"Bassem" → "Basim": باسم, 1 of 2 mentions, first spelling wins'
    """
    return harmonizer(style, house).explain(text)


def harmonizer(style: str = "news", house: str | Path | None = None) -> Pipeline:
    """Return the pipeline of `harmonize`; raises `OptionError` for a style that is no romanization.

    >>> harmonizer("buckwalter")
    Traceback (most recent call last):
    bidinorm.errors.OptionError: found the style 'buckwalter', a transliteration letter by letter; ...
    """
    from bidinorm import rules
    from bidinorm.names import schemes
    from bidinorm.pipeline import Pipeline

    scheme = schemes.get(style)
    if scheme.transliterates:
        known = ", ".join(name for name in schemes.names() if not schemes.get(name).transliterates)
        raise OptionError(
            f"found the style {style!r}, a transliteration letter by letter; names are written in {known}"
        )
    options = {"article": scheme.article, "house": str(house or ""), "scheme": style}
    return Pipeline("harmonize", (rules.get("names"),), {"names": options})
