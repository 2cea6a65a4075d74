r"""Arabic in an encoding of one byte, read as another: what a line would be in each, and how likely that is.

Each reading maps character to character, so that places stay. A line is judged by its words, with a model of Arabic
words (`bidinorm.direction`) and the words that are known (`bidinorm.vocabulary`).

>>> reading, found = best("ÔÈßÉ ÇáÃÎÈÇÑ")
>>> reading.reason, found.decoded, certain(found)
('cp1256 that was read as cp1252', 'شبكة الأخبار', True)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import log
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import chars, direction, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

ENOUGH = 5.0
"""Nats by which the words must be likelier than letters at random, or than the text as it is."""
EACH = 0.3
"""Nats by which they must be so for each letter."""
LETTERS = 4
"""Letters that the words must have together."""
KNOWN = 1.5
"""Nats for a word that is known, and half a nat for each time that it is twice as frequent."""
STRANGE = 3.0
"""Nats that a letter counts against a reading which leaves it strange, and a word that Arabic cannot write."""
SIGN = 0.1
"""Nats that a sign counts so."""
LOSS = 0.15
"""The part of what other words gain that words may lose where Arabic is read as other Arabic."""

_LETTER = f"{chars.ARABIC_LETTER}{chars.TASHKEEL}{chars.TATWEEL}"
_WORD = re.compile(f"[{_LETTER}]+")
_RANDOM = log(len(chars.members(direction.LETTERS)))
_STRANGE = re.compile(f"[^\x00-\x7f{_LETTER}\u060c\u061b\u061f{chars.ARABIC_INDIC_DIGIT}]")
_RARE = frozenset("<=>[\\]^_`{|}~")
"""Second codes that Mac Arabic has for signs, for lines from right to left: nobody met them in text."""
_SPELT = re.compile(
    f"(?!.*[\u064c\u064d][{chars.ARABIC_LETTER}]|.{{2,}}{chars.TATWEEL}$)"
    f"(?>(?:[{chars.ARABIC_LETTER}]{chars.TATWEEL}*(?:{chars.SHADDA}?[{chars.VOWEL}]?|[{chars.VOWEL}]{chars.SHADDA}))+)"
)
"""A word of which each letter has as many marks as it can have, and tanwin only its last; no tatweel at the end."""
_STRANGE_LETTER = re.compile(f"[^\\W\\x00-\\x7f{_LETTER}{chars.ARABIC_INDIC_DIGIT}]|[\x80-\x9f\ufffd]")
_SIGN = re.compile(f"[^\\w\n]|[{chars.ARABIC_INDIC_DIGIT}0-9]")
_COMMA = re.compile('!(?=\\s?[\\w"])')


@cache
def _upper(encoding: str) -> tuple[str, ...]:
    """Return the characters of the bytes 80 to FF, an empty string where an encoding has none."""
    decoded = bytes(range(0x80, 0x100)).decode(encoding, "replace")
    return tuple("" if char == "\ufffd" else char for char in decoded)


@lru_cache(maxsize=1 << 14)
def _score(word: str) -> float:
    """Return by how many nats a word is likelier than as many letters at random."""
    if not _SPELT.fullmatch(word):
        return -STRANGE
    known = vocabulary.frequency(word)
    return len(direction.codes(word)) * _RANDOM - direction.cost(word) + (KNOWN + known / 2 if known else 0.0)


class Found(NamedTuple):
    """What a reading makes of a line: how good it is, the words that it finds, the line; `whole` if nothing else."""

    score: float
    letters: int
    words: list[tuple[int, int]]
    decoded: str
    whole: bool

    @property
    def stretches(self) -> list[tuple[int, int]]:
        """The words with nothing but signs and digits between them, and the signs around them; or all of the line."""
        if self.whole:
            return [(0, len(self.decoded))]
        found: list[tuple[int, int]] = []
        for word_start, end in self.words:
            start = word_start
            if found and not _SIGN.sub("", self.decoded[found[-1][1] : start]):
                start = found.pop()[0]
            found.append((start, end))
        return [_widened(self.decoded, *stretch) for stretch in found]


@dataclass(frozen=True)
class Reading:
    """Text of one encoding that was shown in another."""

    meant: str
    shown: str

    @property
    def reason(self) -> str:
        """What is said of a change."""
        return f"{self.meant} that was read as {self.shown}"

    @cached_property
    def arabic(self) -> bool:
        """Whether the text was shown as other Arabic."""
        return self.shown in ("cp1256", "iso8859-6", "mac-arabic")

    @cached_property
    def table(self) -> dict[int, str]:
        """What each character stands for; those that stand for themselves are left out."""
        table: dict[int, str] = {}
        for code, meant, own in zip(range(0x80, 0x100), _upper(self.meant), _upper(self.shown), strict=True):
            shown = own or chr(code)
            readable = not shown.isascii() or (shown in "[\\]^_" and _WORD.fullmatch(meant))
            if readable and meant and meant not in _RARE and meant != shown:
                table[ord(shown)] = meant
            if code < 0xA0 and meant and not self.arabic:
                table.setdefault(code, meant)  # Latin-1 shows the control where the others have a sign
        return table

    @cached_property
    def signs(self) -> frozenset[str]:
        """Characters of which a line must have some."""
        return frozenset(chr(code) for code, meant in self.table.items() if _WORD.match(meant))

    @cached_property
    def shows(self) -> frozenset[str]:
        """Characters beyond ASCII that a reader of the encoding may show, controls among them."""
        own = {char or chr(code) for code, char in enumerate(_upper(self.shown), 0x80)}
        return frozenset(own | set(map(chr, range(0x80, 0xA0))))

    def of(self, text: str) -> Found:
        """Read a line anew, and tell how good that is."""
        decoded = text.translate(self.table)
        if self.shown == "mac-arabic":  # which shows the comma of Windows-1256 as an exclamation mark
            decoded = _COMMA.sub("\u060c", decoded)
        words: list[tuple[int, int]] = []
        cut = letters = count = 0
        score = gained = lost = 0.0
        for count, found in enumerate(_WORD.finditer(decoded), 1):  # noqa: B007
            start, end = found.span()
            if not self.arabic and _WORD.search(text, start, end):
                continue  # it was Arabic before
            if decoded[start - 1 : start].isalpha() or decoded[end : end + 1].isalpha():
                cut += 1
                continue
            words.append((start, end))
            own = _score(found.group())
            if self.arabic:
                before = _score(text[start:end])
                gained += max(0.0, own - before)
                lost += max(0.0, before - own)
                own -= max(before, 0.0)
            if end - start > 1:
                score += own
                letters += end - start
        strange = len(_STRANGE_LETTER.findall(decoded))
        score -= STRANGE * (strange + cut) + SIGN * (len(_STRANGE.findall(decoded)) - strange)
        whole = len(words) == count and not strange
        return Found(0.0 if lost > LOSS * gained else score, letters, words, decoded, whole)


def _widened(decoded: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the signs around it."""
    while start and _SIGN.match(decoded, start - 1):
        start -= 1
    while end < len(decoded) and _SIGN.match(decoded, end):
        end += 1
    return start, end


READINGS = tuple(
    Reading(meant, shown)
    for shown in ("cp1252", "mac-roman", "cp1254", "cp1250", "cp1256", "iso8859-6", "mac-arabic")
    for meant in ("cp1256", "iso8859-6", "mac-arabic")
    if meant != shown and {meant, shown} != {"iso8859-6", "mac-arabic"}
)
"""All readings; among equally good ones the first counts."""
_GROUPS = tuple([reading for reading in READINGS if reading.arabic is arabic] for arabic in (False, True))


def shown(*, arabic: bool) -> str:
    """Return as a class body what Arabic letters were shown as."""
    signs = {sign for reading in READINGS if reading.arabic is arabic for sign in reading.signs}
    return "".join(sorted(map(re.escape, signs)))


AS_ARABIC = "\u00d7\u00db-\u00df\u00e0\u00e2\u00e7-\u00eb"
"""What letters of one Arabic encoding look like in another that has no letter there."""
BRACKETS = "\\[\\]^_"
_MISREAD = re.compile(
    f"[{shown(arabic=False)}]{{3}}|[{chars.ARABIC_LETTER}][{AS_ARABIC}]|[{AS_ARABIC}][{chars.ARABIC_LETTER}]"
    f"|[{BRACKETS}][\u064c-\u0652]"
).search
_TANWIN = re.compile("[\u064c\u064d]").findall
_TANWIN_INSIDE = re.compile(f"[\u064c\u064d][{chars.ARABIC_LETTER}{BRACKETS}]").search
"""Tanwin inside a word is often a slip of the pen, so that one such word does not tell that a line is misread."""


def best(text: str) -> tuple[Reading, Found] | None:
    """Return the best reading of a line, if any is better than the line as it is."""
    if not (_MISREAD(text) or (_TANWIN_INSIDE(text) and len(_TANWIN(text)) > 1)):
        return None
    won: tuple[Reading, Found] | None = None
    for reading in _candidates(frozenset(text)):
        found = reading.of(text)
        if found.words and found.score > (won[1].score if won else 0.0):
            won = reading, found
    return won


def _candidates(present: frozenset[str]) -> Iterator[Reading]:
    """Yield the readings, of the Latin and of the Arabic ones those whose encoding shows most of the characters."""
    odd = frozenset(char for char in present if not char.isascii())
    for group in _GROUPS:
        missing = [len(odd - reading.shows) for reading in group]
        for reading, count in zip(group, missing, strict=True):
            if count == min(missing) and not present.isdisjoint(reading.signs):
                yield reading


def certain(found: Found) -> bool:
    """Tell whether a reading is certain."""
    return found.letters >= LETTERS and found.score >= max(ENOUGH, EACH * found.letters)
