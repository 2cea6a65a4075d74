"""Names of persons in running text in Latin letters: capital letters, known spellings, articles, titles.

Words with a capital that follow each other make a sequence; it is cut at titles, nationalities and other words of
`lexicons/latin/context.tsv`, and what is left is a person where enough of it are spellings of Arabic names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import lexicons
from bidinorm.names.key import word_keys
from bidinorm.names.latin import FATHER, FAITH, GOD, MOTHER, SERVANT, SON, Latin, parts, plain
from bidinorm.names.likeness import Alike, sourced
from bidinorm.names.match import part_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CAPITAL = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100\u012a\u016a\u1e24\u1e62\u1e6c\u1e0c\u1e92\u02bb\u02bf"
_WORD = rf"[{_CAPITAL}](?:\.(?=[ ]?[{_CAPITAL}])|[^\W\d_]*(?:['’‘`\u02bb-\u02bf][^\W\d_]+)*)"
_LOWER = r"(?:(?:[ae](?:[lsrdntz]|sh|th|dh)|u[ld])(?:-[ \n]?|['’])|(?:al|el|bin|ibn|ben|bint|ould|abu|abou|abd|abdel|abdul)[ \n])"
_SEQUENCE = re.compile(rf"{_WORD}(?:(?:[ \u00a0]\n?|\n|-[ \n]?)(?:{_LOWER}){{0,3}}{_WORD})*").finditer
_BEFORE = re.compile(rf"(?<![\w@#/.-])(?:{_LOWER}){{1,3}}$").search
_OPEN = frozenset(" -'’\n\u00a0")
_ENDS = frozenset((*(vowel + sun for vowel in "aeu" for sun in "lsrdntz"), "sh", "th", "dh", "in", "bn", "en", "nt", "ld",
                   "bu", "ou", "bd", "l-"))  # fmt: skip
"""How the last two letters look of what may stand before a capital letter and belong to the name."""
_ENGLISH_END = re.compile("(?:s|ed|ing|tion|ment|ly|er|ers|ity|ness|ian|ese|ish)$")
_LINE = 40
"""Characters that a line has at least where a name may go on in the next."""


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


def people(text: str) -> list[Person]:
    """Return the persons that a text mentions, in order: full names, and the single names that repeat them.

    >>> [person.parts[-1].halves[-1] for person in people("President Bashar al-Assad spoke. Assad left.")]
    ['assad', 'assad']
    """
    found: list[Person] = []
    single: list[tuple[int, tuple[_Single, ...]]] = []
    for start, sequence in sequences(text):
        full, alone = _read(sequence)
        if alone:
            single.append((start, alone))
        for segment in full:
            found.append(_person(start, segment.parts, segment.person, full=True))
    found += _later(found, single)
    found.sort(key=lambda person: person.start)
    return found


def _later(found: Sequence[Person], single: Iterable[tuple[int, tuple[_Single, ...]]]) -> Iterator[Person]:
    """Yield the single names that are those of persons found, or stand behind a title."""
    surnames: dict[str, dict[tuple[str, ...], Latin]] = {}
    for person in found:
        last = person.parts[-1]
        for key in _keys(last.halves):
            surnames.setdefault(key, {})[last.halves] = last
    same: dict[tuple[str, ...], bool] = {}
    for start, names in single:
        for part, titled, whole in names:
            own = same.get(part.halves)
            if own is None:
                near = [last for key in _keys(part.halves) for last in surnames.get(key, {}).values()]
                own = same[part.halves] = any(part_likeness(part, last).alike >= Alike.SAME for last in near)
            if own or titled:
                yield _person(start, whole, 0.9 if own else 0.8, full=False)


@lru_cache(maxsize=1 << 15)
def _keys(halves: tuple[str, ...]) -> tuple[str, ...]:
    """Return what halves must share to be the same: an Arabic source, the sound, or the letters."""
    known = sourced(halves[-1])
    return (halves[-1], *word_keys(halves[-1]), *(list(known.arabic)[:2] if known else ()))


def _person(start: int, own: Sequence[Latin], score: float, *, full: bool) -> Person:
    moved = tuple(Latin(part.start + start, part.stem + start, part.end + start, part.halves) for part in own)
    return Person(moved[0].start, moved[-1].end, moved, full, score)


def sequences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each sequence of words with a capital, articles before them included."""
    for found in _SEQUENCE(text):
        start, end = found.span()
        before = text[start - 1 : start]
        if before and before in _OPEN and text[start - 3 : start - 1] in _ENDS:
            if lower := _BEFORE(text, max(0, start - 24), start):
                start = lower.start()
        elif before and (before == "_" or before.isalnum() or before in "@#/\\"):
            continue
        sequence = text[start:end]
        if "\n" in sequence:
            yield from _lines(text, start, sequence)
        else:
            yield start, sequence


def _lines(text: str, start: int, sequence: str) -> Iterator[tuple[int, str]]:
    """Yield a sequence that goes on in the next line, parted where a line ends of its own accord."""
    done = 0
    for place, char in enumerate(sequence):
        if char == "\n" and start + place - (text.rfind("\n", 0, start + place) + 1) < _LINE:
            if sequence[done:place].strip():
                yield start + done, sequence[done:place]
            done = place + 1
    yield start + done, sequence[done:]


@lru_cache(maxsize=1 << 15)
def _read(sequence: str) -> tuple[tuple[_Segment, ...], tuple[_Single, ...]]:
    """Return the full names in a sequence, and the single parts that may repeat one."""
    full, single = [], []
    for segment in _segments(sequence):
        if segment.person:
            full.append(segment)
            continue
        names = [part for part in segment.parts if not part.nasab]
        alone = len(names) == 1
        for part in names:
            titled = alone and segment.titled and _strong(part)
            single.append(_Single(part, titled, segment.parts if alone else (part,)))
    return tuple(full), tuple(single)


def _segments(sequence: str) -> tuple[_Segment, ...]:
    """Return the stretches of a sequence that may be names."""
    own = parts(sequence)
    uses = [_use(part) for part in own]
    for place in range(1, len(own) - 1):  # Mohammed Shia Al-Sudani
        if uses[place] == "word" and _strong(own[place - 1]) and own[place + 1].stem > own[place + 1].start:
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
        while stretch and (stretch[-1].nasab or len(stretch[-1].halves[0]) < 2):
            stretch = stretch[:-1]
        if stretch and not barred and not elsewhere(sequence[stretch[0].start : stretch[-1].end]):
            found.append(_Segment(stretch, _sure(sequence, stretch), titled))
    return tuple(found)


def elsewhere(name: str) -> str:
    """Return what a name of several words is that is no person: `place`, `organisation`, or an empty string.

    >>> elsewhere("Sharm al-Sheikh"), elsewhere("Bashar al-Assad")
    ('place', '')
    """
    return _elsewhere().get(_compared(name), "") if " " in name or "-" in name else ""


def _compared(name: str) -> str:
    return re.sub(r"[\s\u00a0-]+", " ", name.lower().replace("el-", "al-"))


@cache
def _elsewhere() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in ("organisation", "place"):
        table = lexicons.read(f"{kind}s/{kind}s.tsv")
        for english, variants in zip(table.column("english"), table.column("variants"), strict=True):
            for name in (english, *variants.split("|")):
                if len(name) > 1:
                    found[_compared(name)] = kind
    return found


def _use(part: Latin) -> str:
    return _context().get(part.halves[-1], "") if part.stem == part.start else ""


@cache
def _context() -> dict[str, str]:
    rows = lexicons.read("latin/context.tsv").rows
    return {plain(word): use for word, use in rows}


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
        return 0.0
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
