"""Names of persons in running text in Latin letters: capital letters, known spellings, articles, titles.

Words with a capital that follow each other make a sequence; it is cut at titles, nationalities and other words of
`lexicons/latin/context.tsv`, and what is left is a person where enough of it are spellings of Arabic names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.names.capitals import sequences
from bidinorm.names.elsewhere import context, elsewhere
from bidinorm.names.key import ARTICLES
from bidinorm.names.latin import FAITH, FATHER, GOD, MOTHER, SERVANT, SON, Latin, parts
from bidinorm.names.likeness import Alike, shared_keys, sourced
from bidinorm.names.match import compare, part_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MANY, _PATIENCE = 4, 64
"""Parts of a name at most, and names of one key that it is compared with."""
BORNE = 20
"""From so many bearers on an English word may be a name beside another."""
_BARE = {(article,) for article in ARTICLES}
"""Articles with nothing behind them, which end no name."""
_ENGLISH_END = re.compile("(?:s|ed|ing|tion|ment|ly|er|ers|ity|ness|ian|ese|ish)$")


class Person(NamedTuple):
    """A mention of a person; the offsets of the parts are those of the text."""

    start: int
    end: int
    parts: tuple[Latin, ...]
    full: bool
    """Whether it is more than a single name."""
    score: float


class _Segment(NamedTuple):
    """A stretch of a sequence between two words that are no names; offsets in the sequence."""

    parts: tuple[Latin, ...]
    person: float
    """How sure it is that it is a person's full name; 0 where it is none."""
    titled: bool


class _Single(NamedTuple):
    """A part that is no full name: whether a title stands before it, and the parts that it is mentioned with."""

    part: Latin
    titled: bool
    whole: tuple[Latin, ...]
    """The parts of the stretch that it stands in."""
    alone: bool = True


_Rest = tuple[list[int], tuple[_Single, ...]]
"""Where a sequence stands, and its parts that are no full name."""


def people(text: str) -> list[Person]:
    """Return the persons that a text mentions, in order: full names, and the single names that repeat them.

    >>> [person.parts[-1].halves[-1] for person in people("President Bashar al-Assad spoke. Assad left.")]
    ['assad', 'assad']
    """
    places: dict[str, list[int]] = {}
    for start, sequence in sequences(text):
        places.setdefault(sequence, []).append(start)
    found: list[Person] = []
    full: list[tuple[Latin, ...]] = []
    single: list[_Rest] = []
    for sequence, starts in places.items():
        named, alone = _read(sequence)
        if alone:
            single.append((starts, alone))
        for segment in named:
            full.append(segment.parts)
            found += [_person(start, segment.parts, segment.person, full=True) for start in starts]
    for number, starts, whole in _again(full, single) if single else ():
        single[number] = (starts, ())
        full.append(whole)
        found += [_person(start, whole, 0.75, full=True) for start in starts]
    found += _later(full, single)
    found.sort(key=lambda person: person.start)
    return found


def _again(
    full: Sequence[tuple[Latin, ...]], single: Sequence[_Rest]
) -> list[tuple[int, list[int], tuple[Latin, ...]]]:
    """Return what of the rest is another spelling of a full name of the text: its number, its places, its parts."""
    blocks: dict[str, list[tuple[Latin, ...]]] = {}
    for own in full:
        for key in shared_keys(own[-1].halves[-1]):
            blocks.setdefault(key, []).append(own)
    again = []
    for number, (starts, names) in enumerate(single if full else ()):
        whole = names[0].whole
        if not 1 < len(whole) == len(names) or len(names) > _MANY:
            continue
        near = {id(one): one for key in shared_keys(whole[-1].halves[-1]) for one in blocks.get(key, ())[:_PATIENCE]}
        if any(len(one) == len(whole) and compare(one, whole).same for one in near.values()):
            again.append((number, starts, whole))
    return again


def _later(full: Iterable[tuple[Latin, ...]], single: Iterable[_Rest]) -> Iterator[Person]:
    """Yield the single names that are those of persons found, or stand behind a title."""
    surnames: dict[str, dict[tuple[str, ...], Latin]] = {}
    for own in full:
        for key in shared_keys(own[-1].halves[-1]):
            surnames.setdefault(key, {})[own[-1].halves] = own[-1]
    equal = {own[-1].halves for own in full}
    for starts, names in single:
        for part, titled, whole, alone in names:
            like = Alike.EQUAL if part.halves in equal else Alike.DIFFERENT
            if not like and surnames and (titled or _certain(part)):
                near = (last for key in shared_keys(part.halves[-1]) for last in surnames.get(key, {}).values())
                like = max((part_likeness(part, last).alike for last in near), default=like)
            sure = like >= Alike.SAME
            if sure or (titled and _strong(part)):
                shown, score = whole if alone else (part,), 0.9 if like >= Alike.SAME else 0.8
                yield from (_person(start, shown, score, full=False) for start in starts)


def _certain(part: Latin) -> bool:
    """Tell whether a single word in another spelling than the full name is a name for itself, and no English word."""
    return part.stem > part.start or (_strong(part) and not _ENGLISH_END.search(part.halves[-1]))


def _person(start: int, own: Sequence[Latin], score: float, *, full: bool) -> Person:
    moved = tuple(Latin(part.start + start, part.stem + start, part.end + start, part.halves) for part in own)
    return Person(moved[0].start, moved[-1].end, moved, full, score)


@lru_cache(maxsize=1 << 15)
def _read(sequence: str) -> tuple[tuple[_Segment, ...], tuple[_Single, ...]]:
    """Return the full names in a sequence, and the single parts that may repeat one."""
    if sequence.isalpha() and len(own := parts(sequence)) == 1 and len(own[0].halves) == 1:  # most are such a word
        named = not own[0].nasab and len(sequence) > 1 and _use(own[0]) in ("", "opening")
        return (), (_Single(own[0], titled=False, whole=own),) if named else ()
    full, single = [], []
    for segment in _segments(sequence):
        if segment.person:
            full.append(segment)
            continue
        names = [part for part in segment.parts if not part.nasab]
        alone = len(names) == 1
        for part in names:
            whole = segment.parts if alone or len(segment.parts) == len(names) else (part,)
            single.append(_Single(part, alone and segment.titled, whole, alone=alone))
    return tuple(full), tuple(single)


def _segments(sequence: str) -> tuple[_Segment, ...]:
    """Return the stretches of a sequence that may be names."""
    own = parts(sequence)
    uses = [_use(part) for part in own]
    for place, use in enumerate(uses):
        if use == "word" and _is_name(own, place):
            uses[place] = ""
    if len(own) > 1 and uses[0] == "opening" and "title" not in uses:
        return ()
    found = []
    done = 0
    for place in range(len(own) + 1):
        if place < len(own) and uses[place] in ("", "opening"):
            continue
        stretch = own[done:place]
        barred = place < len(own) and uses[place] in ("institution", "place")
        titled = done > 0 and uses[done - 1] == "title"
        done = place + 1
        while stretch and (stretch[-1].nasab or len(stretch[-1].halves[0]) < 2 or stretch[-1].halves in _BARE):
            stretch = stretch[:-1]
        if stretch and not barred and not elsewhere(sequence[stretch[0].start : stretch[-1].end]):
            found += _told(sequence, stretch, titled=titled)
    return tuple(found)


def _is_name(own: Sequence[Latin], place: int) -> bool:
    """Tell whether an English word is a name where it stands: Tariq Ramadan, Said Hariri, Mohammed Shia Al-Sudani."""
    before = place > 0 and _strong(own[place - 1])
    after = place + 1 < len(own) and (_strong(own[place + 1]) or own[place + 1].stem > own[place + 1].start)
    if before and after and own[place + 1].stem > own[place + 1].start:
        return True
    known = sourced(own[place].halves[-1])
    borne = known is not None and not known.foreign and known.bearers >= BORNE
    return borne and (before or (after and known is not None and known.given > 0.5))


def _told(sequence: str, stretch: tuple[Latin, ...], *, titled: bool) -> list[_Segment]:
    """Return what a stretch is; a headline may go on behind a family name that bears the article."""
    score = _sure(sequence, stretch)
    article = max((place for place, part in enumerate(stretch) if part.stem > part.start), default=0)
    if not score and 0 < article < len(stretch) - 1 and _sure(sequence, stretch[: article + 1]):
        rest = _Segment(stretch[article + 1 :], 0.0, titled=False)
        return [_Segment(stretch[: article + 1], _sure(sequence, stretch[: article + 1]), titled), rest]
    return [_Segment(stretch, score, titled)]


def _use(part: Latin) -> str:
    """Return what a part says beside a name; a compound says nothing, unless it is a place (Abu Dhabi)."""
    use = context().get(part.halves[-1], "") if part.stem == part.start else ""
    return use if len(part.halves) == 1 or use == "place" else ""


def _strong(part: Latin) -> bool:
    """Tell whether a part is a name of Arabic and no other origin."""
    if part.halves[0] in (SERVANT, FATHER, MOTHER) or part.halves[-1] in (FAITH, GOD):
        return len(part.halves) > 1
    known = sourced(part.halves[-1])
    return known is not None and not known.foreign and known.bearers > 2


def _sure(sequence: str, stretch: Sequence[Latin]) -> float:
    """Return how sure it is that parts are a person's full name."""
    names = [part for part in stretch if not part.nasab]
    if len(names) < 2:
        kunya = len(stretch) == 1 and names[0].halves[0] in (FATHER, MOTHER) and sourced(names[0].halves[-1])
        return 0.85 if kunya else 0.0
    kinds = "".join(_kind(part) for part in stretch)
    shouted = sequence.isupper()
    inner = kinds.strip("b")
    if "n" not in kinds and not ("f" in kinds and "a" in kinds and len(kinds) == 2):
        return 0.0
    if "u" not in kinds:
        return 0.95 if kinds.count("n") > 1 or "a" in kinds or "b" in inner else 0.85
    if shouted or kinds.count("u") > 1:
        return 0.0
    unknown = names[[_kind(part) for part in names].index("u")]
    if _ENGLISH_END.search(unknown.halves[-1]):
        return 0.0
    if kinds[0] in "nf" and kinds[-1] in "na":
        return 0.85
    if kinds[-1] == "u" and kinds[0] in "nf" and (kinds[0] == "n" or "n" in kinds[1:]):
        return 0.8
    return 0.75 if kinds[0] == "u" and ("b" in inner or "a" in kinds or stretch[1].stem > stretch[1].start) else 0.0


def _kind(part: Latin) -> str:
    """Return n for a known name, f for one that is foreign, too, a for an article, b for bin, i for an initial."""
    if part.halves == (SON,):
        return "b"
    if len(part.halves[0]) == 1:
        return "i"
    if _strong(part):
        return "n"
    if part.stem > part.start:
        return "a"
    return "f" if sourced(part.halves[-1]) else "u"
