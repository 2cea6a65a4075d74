"""Whether two names may be one person's: part by part, in either script, with a score and a reason.

The same name is not the same person, and this tells of names only. Parts are compared in their order; who has fewer
must have the first and the last of the other. Words for son and daughter do not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bidinorm.errors import require_text
from bidinorm.names.arabic import arabic_parts
from bidinorm.names.latin import parts as latin_parts
from bidinorm.names.likeness import Alike, Likeness, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bidinorm.names.latin import Latin

LETTERS = 6
"""Letters that names have at least of which each part only sounds like the other's."""
UNSURE = 0.6
"""The score that a part has at least which only sounds like the other's, where no other part is sure."""
SHORTER = 0.9
"""What the score of two names is multiplied by where one has a part more."""


@dataclass(frozen=True, slots=True)
class Match:
    """What came of a comparison: `same` where the names are one name, `score` from 0 to 1, and why."""

    same: bool
    score: float
    reason: str


def same_name(one: str, other: str) -> Match:
    """Compare two names, each in Arabic or in Latin letters.

    >>> same_name("Bassem Al-Awadi", "باسم العوادي").same, same_name("Saad Hariri", "Rafik Hariri").same
    (True, False)
    >>> same_name("Basim al Awadi", "BASSEM EL-AWADI")
    Match(same=True, score=0.984, reason='basim = bassem: باسم')
    """
    first, second = name_parts(require_text(one)), name_parts(require_text(other))
    return compare(first, second)


def name_parts(name: str) -> tuple[Latin, ...]:
    """Return the parts of a name that count, in either script: all but the words for son and daughter."""
    found = (
        latin_parts(name)
        if name.isascii() or not any("\u0600" <= char <= "\u06ff" for char in name)
        else arabic_parts(name)
    )
    kept = tuple(part for part in found if not part.nasab)
    return kept or found


def compare(one: Sequence[Latin], other: Sequence[Latin]) -> Match:
    """Compare the parts of two names."""
    if len(one) > len(other):
        one, other = other, one
    if not one:
        return Match(same=False, score=0.0, reason="no name")
    if len(one) == 1 < len(other):
        return Match(same=False, score=0.0, reason="a single word and a name of several")
    pairs = aligned(one, other)
    found = [part_likeness(first, second) for first, second in pairs]
    if not found or any(each.alike is Alike.DIFFERENT for each in found):
        return Match(same=False, score=0.0, reason="different names")
    score = sum(each.score for each in found) / len(found) * SHORTER ** (len(other) - len(one))
    reasons = [
        f"{' '.join(first.halves)} = {' '.join(second.halves)}: {each.reason}"
        for (first, second), each in zip(pairs, found, strict=True)
        if each.alike is not Alike.EQUAL
    ]
    return Match(believed(pairs, found), round(score, 3), "; ".join(reasons) or "spelled alike")


def believed(pairs: Sequence[tuple[Latin, Latin]], found: Sequence[Likeness]) -> bool:
    """Tell whether parts that are the same, or sound so, make the names one."""
    near = [each for each in found if each.alike is Alike.NEAR]
    if not near:
        return True
    if len(near) < len(found):
        return len(near) == 1 or all(each.score >= UNSURE for each in near)
    letters = sum(len("".join(part.halves)) for part, _ in pairs)
    return letters >= LETTERS and len(found) > 1 and all(each.score >= UNSURE for each in near)


def aligned(one: Sequence[Latin], other: Sequence[Latin]) -> list[tuple[Latin, Latin]]:
    """Return the parts that stand for each other; `one` has no more of them. Empty where the names do not fit."""
    if len(one) == len(other):
        return list(zip(one, other, strict=True))
    places: list[int] = []
    for number, part in enumerate(one):
        low = places[-1] + 1 if places else 0
        rest = len(one) - number - 1
        candidates = [len(other) - 1] if not rest else [0] if not number else range(low, len(other) - rest)
        place = next((at for at in candidates if at >= low and part_likeness(part, other[at]).alike), -1)
        if place < 0:
            return []
        places.append(place)
    assert all(first < second for first, second in pairwise(places))
    return [(part, other[place]) for part, place in zip(one, places, strict=True)]


def part_likeness(one: Latin, other: Latin) -> Likeness:
    """Compare two parts: as many halves, and each like the other."""
    if one.halves == other.halves:
        return Likeness(Alike.EQUAL, 1.0, "spelled alike")
    if len(one.halves) != len(other.halves):
        return likeness("".join(one.halves), "".join(other.halves)) if _ascii(one) and _ascii(other) else _DIFFERENT
    found = [likeness(first, second) for first, second in zip(one.halves, other.halves, strict=True)]
    worst = min(found, key=lambda each: each.alike)
    return worst._replace(score=min(each.score for each in found))


_DIFFERENT = Likeness(Alike.DIFFERENT, 0.0, "different names")


def _ascii(part: Latin) -> bool:
    return all(half.isascii() for half in part.halves)
