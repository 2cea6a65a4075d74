"""Preparations for implicit processing (UAX #9, section 3.3.3).

<https://www.unicode.org/reports/tr9/#Preparations_for_Implicit_Processing>
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bidinorm.bidi.explicit import Explicit

REMOVED = b"lrfgpn"
"""X9: the class bytes of the characters that the implicit rules do not see."""

_REMOVED = re.compile(rb"[lrfgpn][lrfgpn]*")
_LEVEL_RUN = re.compile(rb"(?s)(.)\1*")
_STRONG = (b"L", b"R")


@dataclass(frozen=True, slots=True)
class IsolatingRunSequence:
    """BD13: a maximal sequence of level runs such that each one ends with an isolate initiator whose
    matching PDI is the first character of the next one.
    """

    runs: tuple[tuple[int, int], ...]
    """Start and end of each level run, in offsets into the paragraph as X9 leaves it."""
    level: int
    sos: bytes
    """The class at the start of sequence, `b"L"` or `b"R"`."""
    eos: bytes
    """The class at the end of sequence."""


def isolating_run_sequences(paragraph: Explicit, base: int) -> Iterator[IsolatingRunSequence]:
    """X10: split a paragraph into its isolating run sequences, with sos and eos of each.

    >>> paragraph = Explicit(b"LjRdL", b"LjRdL", bytes([0, 0, 1, 0, 0]))
    >>> [sequence.runs for sequence in isolating_run_sequences(paragraph, 0)]
    [((2, 3),), ((0, 2), (3, 5))]
    """
    original, levels = paragraph.original, paragraph.levels
    pending: list[list[tuple[int, int]]] = []
    for match in _LEVEL_RUN.finditer(levels):
        start, end = match.span()
        # An isolate that overflows raises no level, so no level run begins with the PDI that matches it;
        # and a PDI that matches nothing meets no pending sequence.
        runs = pending.pop() if original[start] == 0x64 and pending else []
        runs.append((start, end))
        if original[end - 1] in b"ijk":
            pending.append(runs)
        else:
            yield _sequence(runs, levels, base, end)
    for runs in pending:
        # X10: after an isolate initiator without a matching PDI comes the paragraph level.
        yield _sequence(runs, levels, base, len(levels))


def _sequence(runs: list[tuple[int, int]], levels: bytes, base: int, end: int) -> IsolatingRunSequence:
    first = runs[0][0]
    level = levels[first]
    before = levels[first - 1] if first else base
    after = levels[end] if end < len(levels) else base
    sos, eos = _STRONG[max(level, before) & 1], _STRONG[max(level, after) & 1]
    return IsolatingRunSequence(tuple(runs), level, sos, eos)


def restore_removed(classes: bytes, levels: bytes, base: int) -> bytes:
    """Give each character that X9 removed the level of the character before it (section 5.2).

    `levels` has one byte for each other character of `classes`; at the start of the paragraph it is `base`.

    >>> restore_removed(b"nLnRn", bytes([0, 1]), 1)
    b'\\x01\\x00\\x00\\x01\\x01'
    """
    pieces: list[bytes] = []
    position = removed = 0
    before = bytes([base])
    for match in _REMOVED.finditer(classes):
        start, end = match.span()
        piece = levels[position : start - removed]
        before = piece[-1:] or before
        pieces += (piece, before * (end - start))
        position = start - removed
        removed += end - start
    pieces.append(levels[position:])
    return b"".join(pieces)
