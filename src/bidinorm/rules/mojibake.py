r"""Arabic in UTF-8 that was read in another encoding.

## What it does
Encodes a stretch of such characters back to its bytes and reads them as UTF-8. The encodings are
Windows-1252 (with Latin-1 and Windows-1254, which differ in nothing that matters here), Windows-1250,
Windows-1256, Windows-1251, Mac Roman and the code pages 437 and 850 of consoles; a stretch that was misread twice in
the same way is read twice. Where the second byte of a letter is lost, the letter is guessed if only one can have stood
there or only one makes a known word, and is U+FFFD if not.

## Why
A program that takes UTF-8 for the encoding of its platform shows two strange signs for each letter. Nothing
is lost as long as the bytes can be had back, but no reader and no search finds the words.

## Leaves alone
Stretches whose bytes are not UTF-8 throughout, or hold fewer than three Arabic letters; mojibake of other
languages; Arabic in an encoding of one byte that was read as another, which cannot be proved in this way.

## Example
- `Photo: Ø´Ø¨ÙƒØ© (2020)` → `Photo: شبكة (2020)`
- `ÙˆÙ‚Ù?Øª Ù?Ø±Ù‚Ø© Ø§Ù„Ø·ÙˆØ§Ø±Ø¦` → `وقفت فرقة الطوارئ`

## References
Unicode Standard, section 3.9, table 3-7 "Well-Formed UTF-8 Byte Sequences"; the encodings are those of Python.
"""

from __future__ import annotations

import re
from codecs import charmap_encode
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.lost_bytes import LOST, filled
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LETTERS = 3
"""Arabic letters without which a stretch is not certain."""

_LETTER = re.compile(f"[{chars.ARABIC_LETTER}]")


def _words(one: str) -> re.Pattern[str]:
    """Return a pattern of words with single blanks between them, each made of what `one` matches."""
    return re.compile(f"(?>{one}+(?: {one}+)*)")


@dataclass(frozen=True)
class Reading:
    """An encoding as which UTF-8 is read, with the signs that its readers show for the bytes 80 to BF."""

    encoding: str
    shown: str
    """What marks a stretch: the signs for the bytes 80 to BF but for those that stand behind a letter in prose."""

    @cached_property
    def byte(self) -> dict[str, int]:
        """The byte of each character; where the encoding has none, readers show the control of its number."""
        found = {chr(code): code for code in range(0x80, 0xA0)}
        for code in range(256):
            char = bytes([code]).decode(self.encoding, "ignore")
            if char:
                found[char] = code
        return found

    @cached_property
    def codes(self) -> dict[int, int]:
        """The byte of each character, as the codec of character maps wants it."""
        return {ord(char): code for char, code in self.byte.items()}

    def body(self, low: int, high: int) -> str:
        """Return a class body of the characters for some bytes."""
        return "".join(re.escape(char) for char, code in self.byte.items() if low <= code <= high)

    @cached_property
    def one(self) -> str:
        """A pattern of one character: an Arabic letter (lead bytes D8 to DB), a sign of Latin-1 or typographic."""
        follows = f"[{self.body(0x80, 0xBF)}]"
        return (
            f"(?:[{self.body(0xD8, 0xDB)}{self.body(0xC2, 0xC2)}]{follows}"
            f"|[{self.body(0xE2, 0xE2)}][{self.body(0x80, 0x81)}]{follows}"
            f"|[{self.body(0xEF, 0xEF)}][{self.body(0xAC, 0xBB)}]{follows})"
        )

    @cached_property
    def stretch(self) -> re.Pattern[str]:
        """Words of such characters."""
        return _words(self.one)

    @cached_property
    def torn(self) -> re.Pattern[str]:
        """A word of such characters of which some may have lost their second byte; the group tells that one has not."""
        return re.compile(f"(?>(?:({self.one})|[{self.body(0xD8, 0xD9)}][?{LOST}]?)+)")

    @cached_property
    def lone(self) -> Callable[[str], object]:
        """A search for the first byte of a letter without its second one."""
        return re.compile(f"[{self.body(0xD8, 0xD9)}](?![{self.body(0x80, 0xBF)}])").search

    @cached_property
    def pieces(self) -> re.Pattern[str]:
        """One character, whole or (in the group) its first byte alone."""
        return re.compile(f"{self.one}|([{self.body(0xD8, 0xD9)}])[?{LOST}]?")

    def candidates(self, lead: str, line: str) -> list[str]:
        """Return the letters that begin with a byte and of which a reader may have dropped the second one."""
        lost = {code for code in range(0x80, 0xC0) if not bytes([code]).decode(self.encoding, "ignore")}
        if not any(self.byte.get(char, 0) in range(0x80, 0xA0) for char in line):
            lost.update(range(0x80, 0xA0))  # Latin-1 has controls there, and they are gone
        lost.add(0xAD)  # the soft hyphen, which many programs drop
        letters = [bytes([self.byte[lead], code]).decode("utf-8", "ignore") for code in sorted(lost)]
        return list(filter(_LETTER.match, letters)) or [LOST]

    @cached_property
    def twice(self) -> re.Pattern[str]:
        """Words of UTF-8 that stand for the characters that this reading shows."""
        follows = f"[{self.body(0x80, 0xBF)}]"
        return _words(f"(?:[{self.body(0xC2, 0xDB)}]{follows}|[{self.body(0xE2, 0xE2)}]{follows}{follows})")

    @cached_property
    def lead_twice(self) -> re.Pattern[str]:
        """The first byte of an Arabic letter that this reading showed twice."""
        leads = [char.encode() for char, code in self.byte.items() if 0xD8 <= code <= 0xDB]
        return re.compile("|".join("".join(f"[{self.body(byte, byte)}]" for byte in lead) for lead in leads))

    @cached_property
    def marked(self) -> re.Pattern[str]:
        """A letter as this reading shows it."""
        return re.compile(f"[{self.body(0xD8, 0xDB)}][{self.shown}]")

    def decoded(self, text: str) -> str:
        """Return what the characters of a stretch stand for, or nothing where their bytes are not UTF-8."""
        try:
            return charmap_encode(text, "strict", self.codes)[0].decode("utf-8")
        except UnicodeError:
            return ""

    def letters(self, text: str) -> int:
        """Count the Arabic letters of a stretch that certainly stands for Arabic if the line is misread at all."""
        decoded = self.decoded(text)
        letters = len(_LETTER.findall(decoded))
        return letters if 2 * letters >= len(decoded) else 0

    def certain(self, text: str) -> bool:
        """Tell whether a stretch is Arabic beyond doubt."""
        return self.letters(text) >= LETTERS and len(self.marked.findall(text)) >= LETTERS


_READINGS = tuple(Reading(name, chars.MISREAD[name]) for name in ("cp1252", "cp1250", "cp1256", "mac_roman"))
_ARABIC = _READINGS[2]
_OTHERS = tuple(reading for reading in _READINGS if reading is not _ARABIC)
"""The readings that show Latin letters."""
_FARTHER = tuple(Reading(name, chars.MISREAD[name]) for name in ("cp1251", "cp437", "cp850"))
"""The encodings of a Russian Windows and of the consoles of DOS and Windows."""


def find(view: View) -> Iterator[Edit]:
    """Propose what each stretch stands for, in the first reading of which one stretch is certain."""
    edits: list[Edit] = []
    for step in (_misread_twice, _misread):
        for reading in _READINGS:
            edits = edits or list(step(view, reading))
        if not edits:  # these show some bytes alike
            found = [list(step(view, reading)) for reading in _FARTHER]
            edits = max(found, key=lambda own: sum(edit.end - edit.start for edit in own))
    yield from edits


def _misread_twice(view: View, reading: Reading) -> Iterator[Edit]:
    """Propose the stretches that one reading showed twice; a short one is believed where a certain one stands."""
    stretches = []
    if len(reading.lead_twice.findall(view.text)) < LETTERS:
        return
    for found in reading.twice.finditer(view.text):
        once = reading.decoded(found.group())
        if reading.stretch.fullmatch(once) and reading.letters(once) and view.free(*found.span()):
            stretches.append((found.span(), once))
    if any(reading.certain(once) for _, once in stretches):
        for span, once in stretches:
            yield Edit(*span, reading.decoded(once), f"UTF-8 that was read twice as {reading.encoding}")


def _misread(view: View, reading: Reading) -> Iterator[Edit]:
    """Propose the stretches of one reading; a short one is believed where a certain one stands in the line."""
    if len(reading.marked.findall(view.text)) < LETTERS:
        return
    stretches = [found for found in reading.stretch.finditer(view.text) if view.free(*found.span())]
    if not any(reading.certain(found.group()) for found in stretches):
        return
    torn = list(_torn(view, reading)) if reading is not _ARABIC and reading.lone(view.text) else []
    yield from torn
    for found in stretches:
        start, end = found.span()
        if any(start < edit.end and edit.start < end for edit in torn):
            continue
        letters = reading.letters(found.group())
        if letters > (1 if reading in _FARTHER else LETTERS) or (letters and reading.marked.search(found.group())):
            yield Edit(start, end, reading.decoded(found.group()), f"UTF-8 that was read as {reading.encoding}")


def suspect(view: View) -> Iterator[Edit]:
    """Mention stretches that are Arabic in one reading, but too short to be certain."""
    for reading in _OTHERS:
        for found in reading.stretch.finditer(view.text):
            letters = reading.letters(found.group())
            marked = len(reading.marked.findall(found.group()))
            if 1 < min(letters, marked) < LETTERS and view.free(*found.span()):
                margin = f"perhaps ({min(letters, marked)} letters, {LETTERS} are certain)"
                reason = f"UTF-8 that was read as {reading.encoding}, {margin}"
                yield Edit(*found.span(), reading.decoded(found.group()), reason)
                return


def _torn(view: View, reading: Reading) -> Iterator[Edit]:
    """Propose the words of a line in which bytes are lost, and the others of the line with them."""
    words = [found for found in reading.torn.finditer(view.text) if found[1] and view.free(*found.span())]
    if not any(map(reading.lone, (found.group() for found in words))):
        return
    for found in words:
        pieces = list(reading.pieces.finditer(found.group()))
        gaps = [reading.candidates(piece[1], view.text) for piece in pieces if piece[1]]
        word = "".join("{}" if piece[1] else reading.decoded(piece[0]) for piece in pieces)
        if gaps and _LETTER.search(word):
            lost = "1 byte is lost" if len(gaps) == 1 else f"{len(gaps)} bytes are lost"
            yield Edit(*found.span(), filled(word, *gaps), f"UTF-8 that was read as {reading.encoding}; {lost}")
        elif not gaps and reading.marked.match(found.group()):
            yield Edit(*found.span(), word, f"UTF-8 that was read as {reading.encoding}")


RULE = Rule(
    name="mojibake",
    stage=Stage.DECODE,
    find=find,
    suspect=suspect,
    triggers=(
        # one for all: the gate costs less for it, and prose has none of these pairs in any reading
        Trigger(
            "".join(reading.body(0xD8, 0xD9) for reading in _OTHERS), "".join(reading.shown for reading in _OTHERS)
        ),
        # all letters, though a lead byte is one of two: prose is full of those, and the gate looks for the rarer side
        Trigger(chars.ARABIC_LETTER, _ARABIC.shown),
        Trigger(
            "".join(reading.body(0xD8, 0xD9) for reading in _FARTHER), "".join(reading.shown for reading in _FARTHER)
        ),
        Trigger(*chars.MISREAD_TWICE),
    ),
    page=__doc__,
)
