"""Explicit levels and directions (UAX #9, section 3.3.2).

<https://www.unicode.org/reports/tr9/#Explicit_Levels_and_Directions>
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

MAX_DEPTH = 125
"""BD2: the highest explicit level."""

CONTROLS = b"lrfgpijkd"
"""The class bytes of explicit directional formatting characters."""

_CONTROL = re.compile(rb"[lrfgpijkd]")
_STRONG_OR_ISOLATE = re.compile(rb"[LRAijkd](?:(?<=[LRA])[LRA]*)?")
_KEEP = bytes(range(256))
_AS_L = bytes.maketrans(bytes(range(256)), b"L" * 256)
_AS_R = bytes.maketrans(bytes(range(256)), b"R" * 256)
_LEVEL = tuple(bytes([level]) for level in range(MAX_DEPTH + 1))


class Status(NamedTuple):
    """An entry of the directional status stack: embedding level, override status, isolate status."""

    level: int
    override: bytes
    isolate: bool


@dataclass(frozen=True, slots=True)
class Explicit:
    """A paragraph after X1–X9: what is left of it, and the level of each byte that is left."""

    original: bytes
    """The classes before overrides; isolate initiators and PDIs are found here."""
    classes: bytes
    """The classes after overrides; the implicit rules work on these."""
    levels: bytes


def explicit_levels(classes: bytes, level: int) -> Explicit:
    """X1–X8: assign an explicit level to each character of a paragraph, and apply overrides.

    `classes` is a paragraph without its separator, `level` the paragraph level. Embedding initiators, PDF
    and BN are left out of the result, as X9 says.

    >>> explicit_levels(b"LrRpL", 0)
    Explicit(original=b'LRL', classes=b'LRL', levels=b'\\x00\\x01\\x00')
    """
    walk = _Walk(classes, level)
    position = 0
    for match in _CONTROL.finditer(classes):
        start = match.start()
        if position < start:
            walk.characters(classes[position:start])
        walk.control(match[0], start)
        position = start + 1
    walk.characters(classes[position:])
    return Explicit(b"".join(walk.original), b"".join(walk.classes), b"".join(walk.levels))


def first_strong_inside(classes: bytes) -> dict[int, int]:
    """X5c: the level that P2 and P3 give to the content of each FSI, keyed by the offset of the FSI.

    One pass for all of them: each strong character belongs to the innermost isolate that is open.

    >>> first_strong_inside(b"kARdkjRdLd")
    {0: 1, 4: 0}
    """
    levels: dict[int, int] = {}
    opened: list[int] = []
    for match in _STRONG_OR_ISOLATE.finditer(classes):
        code = classes[match.start()]
        if code in b"ijk":
            opened.append(match.start())
        elif not opened:
            continue
        elif code == 0x64:  # PDI
            opened.pop()
        elif classes[opened[-1]] == 0x6B:  # FSI
            levels.setdefault(opened[-1], int(code != 0x4C))
    return levels


class _Walk:
    """The state that X1 sets up and X2–X8 change while they walk through a paragraph."""

    def __init__(self, classes: bytes, level: int) -> None:
        """X1: start with one entry on the stack and all counts at zero."""
        self.stack = [Status(level, _KEEP, isolate=False)]
        self.overflow_isolates = 0
        self.overflow_embeddings = 0
        self.valid_isolates = 0
        self.fsi_levels = first_strong_inside(classes) if b"k" in classes else {}
        self.original: list[bytes] = []
        self.classes: list[bytes] = []
        self.levels: list[bytes] = []

    def characters(self, piece: bytes) -> None:
        """X6: give a piece of the text the level of the last entry, and its override if it has one."""
        status = self.stack[-1]
        piece = piece.translate(None, b"n")
        self.original.append(piece)
        self.classes.append(piece if status.override is _KEEP else piece.translate(status.override))
        self.levels.append(_LEVEL[status.level] * len(piece))

    def control(self, code: bytes, start: int) -> None:
        """Apply the rule of one explicit directional formatting character."""
        if code in b"lrfg":
            self.embed(code)
        elif code == b"p":
            self.pop_embedding()
        elif code == b"d":
            self.pop_isolate()
            self.characters(code)
        else:
            self.characters(code)
            self.isolate(code, start)

    def embed(self, code: bytes) -> None:
        """X2–X5: RLE, LRE, RLO and LRO put an entry on the stack while there is room for it."""
        level = self.next_level(rtl=code in b"rg")
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            override = _AS_L if code == b"f" else _AS_R if code == b"g" else _KEEP
            self.stack.append(Status(level, override, isolate=False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, code: bytes, start: int) -> None:
        """X5a–X5c: RLI, LRI and FSI put an isolate entry on the stack while there is room for it."""
        rtl = code == b"j" or (code == b"k" and self.fsi_levels.get(start) == 1)
        level = self.next_level(rtl=rtl)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append(Status(level, _KEEP, isolate=True))
        else:
            self.overflow_isolates += 1

    def pop_isolate(self) -> None:
        """X6a: PDI ends the isolate that it matches, and all embeddings opened inside it."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1].isolate:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def pop_embedding(self) -> None:
        """X7: PDF ends the last embedding or override, unless an isolate stands between."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif not self.stack[-1].isolate and len(self.stack) > 1:
            self.stack.pop()

    def next_level(self, *, rtl: bool) -> int:
        """Return the least odd level above the last entry's, or the least even one."""
        level = self.stack[-1].level
        return (level + 1) | 1 if rtl else (level + 2) & ~1
