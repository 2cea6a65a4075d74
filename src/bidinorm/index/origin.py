"""Where the terms of a repaired text come from: how a text is aligned with what it was before it was repaired."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from bidinorm.alignment import Alignment
from bidinorm.pipeline import FENCES
from bidinorm.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bidinorm.alignment import Segment
    from bidinorm.pipeline import Pipeline

END = 1 << 62
"""Beyond every text."""
MANY = 4
"""Where more than one line in so many changed, they are explained together."""


def aligned(pipeline: Pipeline, text: str) -> tuple[str, Alignment]:
    """Return a text as a pipeline leaves it, and how it is aligned with what it was.

    The same as `explain` tells, at the cost of the lines that changed.

    >>> from bidinorm.pipeline import Pipeline
    >>> cleaned, alignment = aligned(Pipeline.load("repair"), "VLCيظهر")
    >>> cleaned, alignment.original_span(4, 8)
    ('VLC يظهر', (3, 7))
    """
    cleaned = pipeline.clean(text)
    if cleaned is text:
        return text, Alignment()
    if not pipeline.whole and not any(sign in text for sign in FENCES):  # each line is one for itself
        explained = _by_line(pipeline, text, cleaned)
        if explained is not None and explained.current == cleaned:
            return cleaned, explained.alignment
    explained = pipeline.explain(text)
    return explained.current, explained.alignment


def _by_line(pipeline: Pipeline, text: str, cleaned: str) -> Text | None:
    """Return the explanation of a text of which only the lines that changed were explained; None for too many."""
    before, after = text.split("\n"), cleaned.split("\n")
    starts = accumulate((len(line) + 1 for line in before), initial=0)
    changed = [(start, line) for start, line, made in zip(starts, before, after, strict=False) if line != made]
    if len(before) != len(after) or MANY * len(changed) > len(before):
        return None
    return Text.of(text).adopt((start, pipeline.explain(line)) for start, line in changed)


class Cursor:
    """Tells of spans of the current string, which come in order, whether they run in parallel with the original.

    >>> cursor = Cursor(Alignment.of([], "").segments)
    >>> cursor.shift(3, 8)
    0
    """

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._upcoming = iter(segments)
        self._past = 0
        self._next()

    def _next(self) -> None:
        self._segment = next(self._upcoming, None)
        self._free = self._segment.current_start if self._segment else END

    def shift(self, start: int, end: int) -> int | None:
        """Return what to add to the offsets of a span to have those of the original; None where it was repaired."""
        while self._segment is not None and start >= self._segment.current_end and start > self._free:
            self._past = self._segment.end - self._segment.current_end
            self._next()
        return self._past if end < self._free else None
