"""What the model proposes for a word: vowels or a Latin spelling, each with how likely it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bidinorm.chars import SUPERSCRIPT_ALEF, TASHKEEL, VOWEL

if TYPE_CHECKING:
    from collections.abc import Iterable

DIGITS = 6
"""How many digits a score has behind the point."""
_MARKED = re.compile(f"([^{TASHKEEL}])([{TASHKEEL}]*)")
_VOWEL = re.compile(f"[{VOWEL}{SUPERSCRIPT_ALEF}]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposal for a word: `vocalised` for an Arabic name, `latin` for a foreign one.

    `score` is its probability, from 0 to 1; over all proposals for a word it sums to at most 1.
    """

    vocalised: str | None
    latin: str | None
    score: float
    foreign: bool


def ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return proposals with their scores rounded, the most likely first; equal ones are told apart by their text."""
    rounded = [Candidate(one.vocalised, one.latin, round(min(one.score, 1.0), DIGITS), one.foreign) for one in found]
    return tuple(sorted(rounded, key=lambda one: (-one.score, one.latin or "", one.vocalised or "")))


def obeying(found: Iterable[Candidate], given: str) -> tuple[Candidate, ...]:
    """Return the proposals with the letters and the marks of the word itself in place of their own."""
    wanted = _MARKED.findall(given)
    shares: dict[tuple[str | None, str | None, bool], float] = {}
    for one in found:
        text = one.vocalised
        if text is not None:
            parts = zip(_MARKED.findall(text), wanted, strict=True)
            text = "".join(letter + _agreed(own, mark) for (_, own), (letter, mark) in parts)
        key = (text, one.latin, one.foreign)
        shares[key] = shares.get(key, 0.0) + one.score
    return ranked(Candidate(text, latin, share, alien) for (text, latin, alien), share in shares.items())


def _agreed(own: str, given: str) -> str:
    """Return the marks of one letter: those given; a shadda alone leaves the vowel open."""
    if given and not _VOWEL.search(given):
        return unicodedata.normalize("NFC", given + "".join(_VOWEL.findall(own)))
    return given or own
