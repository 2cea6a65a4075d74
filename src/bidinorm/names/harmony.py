"""One spelling for each name of a document: which mentions are one name, and which spelling wins.

Full names with the same parts are one name; spellings differ part by part, and each part is settled by the house
lexicon, else by the majority, else by the first mention. A single name follows the only full name that it can
belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.names.english import people
from bidinorm.names.key import word_keys
from bidinorm.names.likeness import Alike, sourced
from bidinorm.names.match import compare, part_likeness
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bidinorm.names.english import Person
    from bidinorm.names.latin import Latin

    Settle = Callable[[str], str]

_SIC = re.compile(r"['’]?s?[”\"’]?[ ]?[\[(]sic\b").match
_TITLE_OF_WORK = re.compile(r"[“\"«]([^“”\"«»\n]{3,80})[”\"»]|[*_]([^*_\n]{3,80})[*_]")
_SMALL = re.compile(r"\b(?!(?:of|the|and|in|on|a|an|to|for|from|with|by|al|el|bin|ibn)\b)[a-z]{2,}")
_TWO = re.compile(r"\b(?:and|or|aka|spelled|spelt|transliterated|called|known|not|versus|vs)\b|[/(=]", re.IGNORECASE)
_NEAR = 40
"""Characters between two spellings in which a word such as *and* says that they are two names, or are discussed."""
_OPENING = re.compile(r"(?:^|[.!?:;\n“\"(\[»«]|[-\u2013\u2014] )\s*[“\"'‘(]?$")
_PATIENCE = 64
"""How many spellings of one surname are compared with each other; what has more is no document but a directory."""


class Mention(NamedTuple):
    """A part of a mention: where it stands, its article and its stem as they are written."""

    part: Latin
    article: str
    stem: str
    opens: bool
    """Whether a capital letter is due to its place: it opens a sentence or stands in a line of capitals."""
    free: bool
    """Whether it may be changed."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one name; each slot holds those of one part, in the order of the text."""

    parts: tuple[Latin, ...]
    people: list[Person] = field(default_factory=list)
    slots: list[list[Latin]] = field(default_factory=list)
    forms: list[tuple[Latin, ...]] = field(default_factory=list)
    """Each spelling of the whole name once."""


def clusters(text: str, found: Sequence[Person] | None = None) -> list[Cluster]:
    """Return the names of a text, each with its mentions; single names that could be of several are left out.

    >>> [len(one.people) for one in clusters("Bassem Al-Awadi met Ali Allawi. Basim Al-Awadi left. Awadi slept.")]
    [3, 1]
    """
    found = people(text) if found is None else found
    full = [person for person in found if person.full]
    groups: dict[tuple[tuple[str, ...], ...], list[Person]] = {}
    for person in full:
        groups.setdefault(tuple(part.halves for part in person.parts if not part.nasab), []).append(person)
    made = _merged(text, groups)
    _adopt_shorter(made)
    _adopt_single(made, [person for person in found if not person.full])
    return [cluster for cluster in made if cluster.people]


def _merged(text: str, groups: dict[tuple[tuple[str, ...], ...], list[Person]]) -> list[Cluster]:
    made: list[Cluster] = []
    blocks: dict[str, list[Cluster]] = {}
    for same in groups.values():
        own = names(same[0])
        keys = _keys(own[-1])
        near = {id(cluster): cluster for key in keys for cluster in blocks.get(key, ())[:_PATIENCE]}
        fits = [cluster for cluster in near.values() if _one_name(text, cluster, same)]
        if len(fits) == 1:
            cluster = fits[0]
        else:
            cluster = Cluster(own, slots=[[] for _ in own])
            made.append(cluster)
        cluster.forms.append(own)
        for person in same:
            _add(cluster, person, names(person), range(len(own)))
        for key in keys:
            if cluster not in blocks.setdefault(key, []):
                blocks[key].append(cluster)
    return made


def names(person: Person) -> tuple[Latin, ...]:
    """Return the parts of a mention without the words for son and daughter."""
    return tuple(part for part in person.parts if not part.nasab)


def _keys(part: Latin) -> set[str]:
    half = part.halves[-1]
    known = sourced(half)
    return {half, *word_keys(half), *(list(known.arabic)[:2] if known else ())}


def _one_name(text: str, cluster: Cluster, same: Sequence[Person]) -> bool:
    """Tell whether another spelling is of the same name as all that a cluster has."""
    own = names(same[0])
    if len(own) != len(cluster.parts) or not all(compare(own, form).same for form in cluster.forms):
        return False
    return not any(_discussed(text, one, other) for one in cluster.people for other in same)


def _discussed(text: str, one: Person, other: Person) -> bool:
    """Tell whether two spellings stand beside each other as two."""
    one, other = sorted((one, other))[:2]
    return other.start - one.end < _NEAR and _TWO.search(text, one.end, other.start) is not None


def _add(cluster: Cluster, person: Person, parts: Sequence[Latin], places: Iterable[int]) -> None:
    cluster.people.append(person)
    for part, place in zip(parts, places, strict=True):
        cluster.slots[place].append(part)


def _adopt_shorter(made: list[Cluster]) -> None:
    """Let a name of fewer parts join the only longer name that has all of them, the first and the last at the ends."""
    blocks: dict[str, list[Cluster]] = {}
    for cluster in made:
        if len(cluster.parts) > 2:
            for key in _keys(cluster.parts[-1]):
                blocks.setdefault(key, []).append(cluster)
    for cluster in made if blocks else ():
        near = {id(one): one for key in _keys(cluster.parts[-1]) for one in blocks.get(key, ())[:_PATIENCE]}
        longer = [one for one in near.values() if len(one.parts) > len(cluster.parts) == 2 and one.people]
        fits = [one for one in longer if all(_ends(form, one.parts) for form in cluster.forms)]
        if len(fits) == 1:
            for person in cluster.people:
                _add(fits[0], person, names(person), (0, len(fits[0].parts) - 1))
            cluster.people.clear()


def _ends(short: Sequence[Latin], long: Sequence[Latin]) -> bool:
    return all(part_likeness(short[end], long[end]).alike >= Alike.SAME for end in (0, -1))


def _adopt_single(made: list[Cluster], single: Sequence[Person]) -> None:
    """Let single names join the only full name whose last part they are."""
    blocks: dict[str, list[Cluster]] = {}
    given = {part.halves for cluster in made if cluster.people for part in cluster.parts[:-1]}
    for cluster in made if single else ():
        for key in _keys(cluster.parts[-1]) if cluster.people else ():
            blocks.setdefault(key, []).append(cluster)
    memory: dict[tuple[str, ...], Cluster | None] = {}
    for person in single:
        part = names(person)[-1]
        if part.halves not in memory:
            near = {id(one): one for key in _keys(part) for one in blocks.get(key, ())[:_PATIENCE]}
            fits = [one for one in near.values() if part_likeness(part, one.parts[-1]).alike >= Alike.SAME]
            memory[part.halves] = fits[0] if len(fits) == 1 and part.halves not in given else None
        if own := memory[part.halves]:
            _add(own, person, (part,), (len(own.parts) - 1,))


def edits(text: str, *, article: str = "", settle: Settle | None = None) -> list[Edit]:
    """Return what makes the names of a text alike, in order.

    `article` is how the article is written where the mentions are divided evenly; `settle` returns the spelling that
    the house has for a name, or an empty string.
    """
    found = people(text)
    if len({text[person.start : person.end] for person in found}) < 2 and settle is None:
        return []
    fixed = _fixed(text)
    made: list[Edit] = []
    for cluster in clusters(text, found):
        if len(cluster.people) > 1 or settle:
            for number, slot in enumerate(cluster.slots):
                made += _slot_edits(text, slot, fixed, (article, settle, number == len(cluster.slots) - 1))
    return sorted(made)


def _slot_edits(
    text: str, slot: Sequence[Latin], fixed: Sequence[tuple[int, int]], how: tuple[str, Settle | None, bool]
) -> Iterator[Edit]:
    """Return the edits that make one part of a name alike in all its mentions."""
    article, settle, _ = how
    mentions = sorted((_mention(text, part, fixed) for part in slot), key=lambda one: one.part.start)
    stems = {one.stem for one in mentions}
    if len(stems) > 1 or settle:
        yield from _stem_edits(mentions, settle)
    if len({one.article for one in mentions if one.article}) > 1:
        yield from _article_edits(mentions, article)


def _mention(text: str, part: Latin, fixed: Sequence[tuple[int, int]]) -> Mention:
    free = not any(start < part.end and part.start < end for start, end in fixed) and not _SIC(text, part.end)
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
        reason = f'"{one.article}{one.stem}" → "{target}{one.stem}": {count[one.article]} of {len(with_article)} mentions, {why}'
        yield Edit(one.part.start, one.part.stem, target, reason)
