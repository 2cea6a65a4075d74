"""Resolving embedding levels: the rules of UAX #9, section 3.3, applied in their order.

<https://www.unicode.org/reports/tr9/#Resolving_Embedding_Levels>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bidinorm.bidi.classes import BRACKETS, class_string
from bidinorm.bidi.explicit import explicit_levels
from bidinorm.bidi.implicit import implicit_levels, implicit_table
from bidinorm.bidi.neutral import between_strong, resolve_neutral
from bidinorm.bidi.paragraph import Direction, paragraph_level, paragraphs
from bidinorm.bidi.prepare import isolating_run_sequences, restore_removed
from bidinorm.bidi.reorder import line_starts, reset_levels
from bidinorm.bidi.weak import AL_AND_SEPARATORS, resolve_weak
from bidinorm.errors import OptionError, require_text

_BASE_LEVELS: dict[object, int | None] = {None: None, "ltr": 0, "rtl": 1}
_STRONG = (b"L", b"R")
_LEVEL = (b"\0", b"\1")
_USUAL = b"LRAstcWO"
_ALONG_LTR = b"EmSB" + BRACKETS
_ALONG_RTL = b"mSB" + BRACKETS
_NO_CONTROL = b"LRAENstcmnSWO" + BRACKETS
_IMPLICIT = b"ENmSB" + BRACKETS
_L, _R, _AL, _B, _S = b"LRABS"
_LEVEL_RUN = re.compile(rb"(?s)(.)\1*")


@dataclass(frozen=True, slots=True)
class LevelRun:
    """BD7: a maximal substring of characters that have the same embedding level.

    `start` and `end` are offsets in code points.
    """

    start: int
    end: int
    level: int

    @property
    def direction(self) -> Direction:
        """The direction of the text of the run: right to left where the level is odd."""
        return "rtl" if self.level & 1 else "ltr"


def levels(text: str, base: Direction | None = None, *, lines: Iterable[int] = ()) -> bytes:
    r"""Return the embedding level of each code point of `text`, as one byte each.

    `base` is the direction of every paragraph; with `None` each one has the direction of its first strong
    character (P2 and P3). `lines` gives the offsets at which wrapped text begins a new line: white space at
    the end of a line gets the paragraph level (L1). A paragraph separator ends a line by itself.

    Characters that X9 removes (LRE, RLE, LRO, RLO, PDF and class BN, such as ZERO WIDTH NON-JOINER) have
    the level of the character before them, or the paragraph level at the start of the paragraph; L1 counts
    them with white space. Section 5.2 advises both.

    >>> list(levels("abc"))
    [0, 0, 0]
    >>> list(levels("شبكة 5 tv"))
    [1, 1, 1, 1, 1, 2, 1, 2, 2]
    >>> list(levels("tv شبكة", base="rtl"))
    [2, 2, 1, 1, 1, 1, 1]
    """
    if type(text) is not str:
        text = require_text(text)
    level = None if base is None else base_level(base)
    if not level and not lines and text.isascii():
        return bytes(len(text))
    classes = class_string(text)
    if _B not in classes and not lines:
        return paragraph_levels(classes, paragraph_level(classes) if level is None else level)
    return b"".join([found for _, found in line_levels(text, classes, level, lines)])


def line_levels(text: str, classes: bytes, level: int | None, lines: Iterable[int] = ()) -> Iterator[tuple[int, bytes]]:
    """Yield the start of each line of `text`, and its levels; every paragraph begins a line.

    `classes` is the class string of `text`, `level` the level of every paragraph or `None` for that of each.

    >>> [(start, list(found)) for start, found in line_levels("a\\nb", b"LBL", None)]
    [(0, [0, 0]), (2, [0])]
    """
    starts = line_starts(lines, len(text))
    upcoming = 0
    for start, end in paragraphs(classes, text):
        piece = classes[start:end]
        own = paragraph_level(piece) if level is None else level
        breaks = []
        while upcoming < len(starts) and starts[upcoming] < end:
            breaks.append(starts[upcoming] - start)
            upcoming += 1
        found = paragraph_levels(piece, own, breaks)
        for begin, stop in pairwise([0, *breaks, end - start]):
            yield start + begin, found[begin:stop]


def level_runs(text: str, base: Direction | None = None) -> list[LevelRun]:
    """Return the level runs of `text` (BD7), in logical order; a run ends where its paragraph does.

    >>> [(run.start, run.end, run.level) for run in level_runs("تطبيق React")]
    [(0, 6, 1), (6, 11, 2)]
    """
    resolved = levels(text, base)
    classes = class_string(text)
    spans = paragraphs(classes, text) if _B in classes else [(0, len(text))]
    return [
        LevelRun(match.start(), match.end(), resolved[match.start()])
        for start, end in spans
        for match in _LEVEL_RUN.finditer(resolved, start, end)
    ]


def base_level(base: object) -> int | None:
    """Return the paragraph level that the option `base` asks for; `None` leaves it to P2 and P3."""
    try:
        return _BASE_LEVELS[base]
    except (KeyError, TypeError):
        raise OptionError(
            f'base is {base!r}; it can be "ltr", "rtl", or None for that of the first strong character'
        ) from None


def paragraph_levels(classes: bytes, level: int, breaks: Iterable[int] = ()) -> bytes:
    """Return the levels of a paragraph with the paragraph level `level`, L1 applied to its lines.

    `classes` is its class string, with its separator if it has one; `breaks` are offsets where lines begin.

    >>> list(paragraph_levels(b"LWAWAWB", 0)), list(paragraph_levels(b"LWAWAWB", 0, [4]))
    ([0, 0, 1, 1, 1, 0, 0], [0, 0, 1, 0, 1, 0, 0])
    """
    special = classes.translate(None, _USUAL)
    # Most paragraphs of real text are all of one direction.
    opposite = _L in classes if level else _AL in classes or _R in classes
    if not opposite and not (special and special.translate(None, _ALONG_RTL if level else _ALONG_LTR)):
        return _LEVEL[level] * len(classes)
    content = classes.rstrip(b"B") if special else classes
    removed = False
    if not special:
        resolved = between_strong(content.translate(AL_AND_SEPARATORS), level).translate(implicit_table(level))
    elif not special.translate(None, _IMPLICIT):
        resolved = sequence_levels(content, level, _STRONG[level], _STRONG[level])
    else:
        resolved = _explicit_paragraph(content, level)
        removed = True
    # Without the following L1 changes nothing: N1 and N2 give white space at the end the paragraph level.
    if breaks or removed or _S in special:
        return reset_levels(classes, resolved, level, breaks)
    return resolved if content is classes else resolved + _LEVEL[level] * (len(classes) - len(content))


def sequence_levels(classes: bytes, level: int, sos: bytes, eos: bytes) -> bytes:
    """Return the levels of an isolating run sequence: W1–W7, N0–N2, I1 and I2.

    >>> list(sequence_levels(b"AWEmWL", 1, b"R", b"R"))
    [1, 1, 2, 2, 1, 2]
    """
    sequence = resolve_neutral(resolve_weak(sos + classes + eos), level)
    return implicit_levels(sequence[1:-1], level)


def _explicit_paragraph(classes: bytes, level: int) -> bytes:
    """Return the levels of a paragraph that has explicit formatting characters, or others that X9 removes."""
    if not classes.translate(None, _NO_CONTROL):
        kept = classes.translate(None, b"n")
        return restore_removed(classes, sequence_levels(kept, level, _STRONG[level], _STRONG[level]), level)
    paragraph = explicit_levels(classes, level)
    resolved = bytearray(paragraph.levels)
    for sequence in isolating_run_sequences(paragraph, level):
        joined = b"".join([paragraph.classes[start:end] for start, end in sequence.runs])
        found = sequence_levels(joined, sequence.level, sequence.sos, sequence.eos)
        position = 0
        for start, end in sequence.runs:
            resolved[start:end] = found[position : position + end - start]
            position += end - start
    return restore_removed(classes, bytes(resolved), level)
