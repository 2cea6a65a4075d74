"""Which parts of two strings correspond: segments, composed and carried over in both directions.

All offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Edit(NamedTuple):
    """A proposal: put `after` in the place of `current[start:end]`, because of `reason`.

    Offsets are code points of the *current* string, the one that the rule was shown.
    """

    start: int
    end: int
    after: str
    reason: str = ""


class Segment(NamedTuple):
    """A place where original and current differ: `original[start:end]` became `current[current_start:current_end]`."""

    start: int
    end: int
    current_start: int
    current_end: int
    because: tuple[tuple[str, str], ...] = ()
    """The rules that were at work here, each with its reason, in order."""


@dataclass(frozen=True, slots=True)
class Alignment:
    r"""Which parts of the original correspond to which parts of the current string.

        9 6 4 m e d i a ص و ر ة        original
        |             | \     \
        9 6 4 m e d i a ␣ ص و ر ة      current

    Only the places that differ are kept, as segments in order; between two segments the strings run in
    parallel. The question that it answers: *what is the smallest part of the original that is certain to
    contain this part of the current string?*

    >>> alignment = Alignment.of([Edit(3, 3, " ")], rule="glued-runs")
    >>> alignment.original_span(4, 9)
    (3, 8)
    >>> alignment.current_span(3, 8)
    (4, 9)
    """

    segments: tuple[Segment, ...] = ()

    @classmethod
    def of(cls, edits: Iterable[Edit], rule: str) -> Alignment:
        """Align a string with what `edits`, sorted and disjoint, make of it."""
        segments = []
        shift = 0
        for start, end, after, reason in edits:
            current = start + shift
            segments.append(Segment(start, end, current, current + len(after), ((rule, reason),)))
            shift += len(after) - (end - start)
        return cls(tuple(segments))

    def then(self, later: Alignment) -> Alignment:
        """Compose: this alignment leads to a middle string, `later` from there to the current one.

        Segments that meet in the middle become one, with the reasons of both.

        >>> first = Alignment.of([Edit(0, 2, "")], rule="a")
        >>> second = Alignment.of([Edit(0, 0, "x")], rule="b")
        >>> first.then(second).segments
        (Segment(start=0, end=2, current_start=0, current_end=1, because=(('a', ''), ('b', ''))),)
        """
        if not self.segments or not later.segments:
            return later if not self.segments else self
        return Alignment(tuple(_joined(_compose(self.segments, later.segments))))

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the original certain to contain `current[start:end]`.

        An empty span where text was deleted gives what was deleted.
        """
        return self.back(start, end)

    @property
    def back(self) -> Carrier:
        """What carries spans of the current string to the original; take it once where there are many."""
        return Carrier([(s.current_start, s.start) for s in self.segments],
                       [(s.current_end, s.end) for s in self.segments])  # fmt: skip

    def current_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the current string certain to contain `original[start:end]`."""
        forth = Carrier([(s.start, s.current_start) for s in self.segments],
                        [(s.end, s.current_end) for s in self.segments])  # fmt: skip
        return forth(start, end)


def _compose(first: Sequence[Segment], later: Sequence[Segment]) -> Iterator[Segment]:
    """Walk both lists in the order of the middle string and join what overlaps there."""
    middle = merge(
        ((s.current_start, s.current_end, 0, s) for s in first),
        ((s.start, s.end, 1, s) for s in later),
        key=lambda item: item[:3],
    )
    back = forth = 0  # middle minus original, current minus middle, so far
    group: _Group | None = None
    for start, end, side, segment in middle:
        if group is not None and not (start < group.end or start == group.end == end == group.start):
            yield from group.segments(back, forth)
            group = None
        if group is None:
            group = _Group(start, end, start - back, start + forth)
        group.end = max(group.end, end)
        group.members[side].append(segment)
        growth = (segment.current_end - segment.current_start) - (segment.end - segment.start)
        back, forth = (back + growth, forth) if side == 0 else (back, forth + growth)
    if group is not None:
        yield from group.segments(back, forth)


@dataclass(slots=True)
class _Group:
    """Segments of both alignments that meet: their bounds in the middle string, and where they begin elsewhere."""

    start: int
    end: int
    original: int
    current: int
    members: tuple[list[Segment], list[Segment]] = field(default_factory=lambda: ([], []))

    def segments(self, back: int, forth: int) -> Iterator[Segment]:
        """Yield one segment for all; those of the first alignment as they were, where no later one meets them."""
        first, later = self.members
        if not later:
            for one in first:
                yield one._replace(current_start=one.current_start + forth, current_end=one.current_end + forth)
            return
        because = tuple(dict.fromkeys(reason for one in (*first, *later) for reason in one.because))
        yield Segment(self.original, self.end - back, self.current, self.end + forth, because)


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Make one segment of several insertions at one place of the original."""
    held: Segment | None = None
    for segment in segments:
        if held is not None and held[:2] == segment[:2] and held.start == held.end:
            because = tuple(dict.fromkeys(held.because + segment.because))
            held = held._replace(current_end=segment.current_end, because=because)
            continue
        if held is not None:
            yield held
        held = segment
    if held is not None:
        yield held


class Carrier:
    """Carries spans of one string to another; `starts` and `ends` pair the bounds of each segment here and there."""

    def __init__(self, starts: list[tuple[int, int]], ends: list[tuple[int, int]]) -> None:
        self.bounds = [bound for pair in zip(starts, ends, strict=True) for bound in pair]
        self.here = [bound[0] for bound in self.bounds]

    def __call__(self, start: int, end: int) -> tuple[int, int]:
        """Carry a span over; raises `OptionError` where it ends before it starts."""
        if not 0 <= start <= end:
            raise OptionError(f"found the span {start}:{end}; a span has 0 <= start <= end")
        bounds, here = self.bounds, self.here
        last = bisect_right(here, start) - 1  # even: the start of a segment, odd: its end
        low = start if last < 0 else bounds[last][1] + (start - here[last] if last % 2 else 0)
        following = bisect_left(here, end)
        if following == len(here):
            high = end + (bounds[-1][1] - here[-1] if here else 0)
        else:
            high = bounds[following][1] - (0 if following % 2 else here[following] - end)
        return (low, high) if low <= high else (high, low)
