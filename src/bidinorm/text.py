"""Text that remembers: a string, what it became, and the road between.

Rules propose edits, `Text.apply` makes them, and nothing else changes text. All offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from heapq import merge
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.errors import OptionError, require_text

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


@dataclass(frozen=True, slots=True)
class Change:
    """What was done: `original[start:end]`, which was `before`, became `after`.

    Offsets are code points of the *original* string. Where several rules met in one place, `rule` joins
    their names with `+` and `reason` their reasons with `; `. A change that is not `certain` was not made:
    `check` mentions what a person should look at, with what it would become.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    reason: str
    certain: bool = True


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
        return _across([(s.current_start, s.start) for s in self.segments],
                       [(s.current_end, s.end) for s in self.segments], start, end)  # fmt: skip

    def current_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the current string certain to contain `original[start:end]`."""
        return _across([(s.start, s.current_start) for s in self.segments],
                       [(s.end, s.current_end) for s in self.segments], start, end)  # fmt: skip


def _compose(first: Sequence[Segment], later: Sequence[Segment]) -> Iterator[Segment]:
    """Walk both lists in the order of the middle string and join what overlaps there."""
    middle = merge(
        ((s.current_start, s.current_end, 0, s) for s in first),
        ((s.start, s.end, 1, s) for s in later),
        key=lambda item: item[:3],
    )
    back = forth = 0  # middle minus original, current minus middle, so far
    group: tuple[int, int, int, int] | None = None  # middle start and end, original start, current start
    because: tuple[dict[tuple[str, str], None], ...] = ({}, {})  # of the first alignment, of the later one
    for start, end, side, segment in middle:
        joins = group is not None and (start < group[1] or (start == group[1] == end == group[0]))
        if group is not None and not joins:
            yield Segment(group[2], group[1] - back, group[3], group[1] + forth, tuple(because[0] | because[1]))
        if group is None or not joins:
            group = (start, end, start - back, start + forth)
            because = ({}, {})
        else:
            group = (group[0], max(group[1], end), group[2], group[3])
        because[side].update(dict.fromkeys(segment.because))
        growth = (segment.current_end - segment.current_start) - (segment.end - segment.start)
        if side == 0:
            back += growth
        else:
            forth += growth
    if group is not None:
        yield Segment(group[2], group[1] - back, group[3], group[1] + forth, tuple(because[0] | because[1]))


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


def _across(starts: list[tuple[int, int]], ends: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """Carry a span over; `starts` and `ends` pair the bounds of each segment here with those over there."""
    if not 0 <= start <= end:
        raise OptionError(f"found the span {start}:{end}; a span has 0 <= start <= end")
    bounds = [bound for pair in zip(starts, ends, strict=True) for bound in pair]
    here = [bound[0] for bound in bounds]
    last = bisect_right(here, start) - 1  # even: the start of a segment, odd: its end
    low = start if last < 0 else bounds[last][1] + (start - here[last] if last % 2 else 0)
    following = bisect_left(here, end)
    if following == len(here):
        high = end + (bounds[-1][1] - here[-1] if here else 0)
    else:
        high = bounds[following][1] - (0 if following % 2 else here[following] - end)
    return (low, high) if low <= high else (high, low)


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its memory: the original, the current form, and every step between.

    >>> text = Text.of("964mediaصورة").apply([Edit(8, 8, " ", "Latin runs into Arabic")], rule="glued-runs")
    >>> str(text)
    '964media صورة'
    >>> text.changes[0].start, text.changes[0].after, text.changes[0].rule
    (8, ' ', 'glued-runs')
    >>> text.original_span(9, 13)
    (8, 12)
    >>> str(text.undo())
    '964mediaصورة'
    """

    original: str
    current: str
    alignment: Alignment = field(default_factory=Alignment, repr=False)
    before: Text | None = field(default=None, repr=False, compare=False)
    """The text as it was before the last step; None where no step was made."""

    @classmethod
    def of(cls, string: str) -> Text:
        """Begin with a string as it is."""
        return cls(require_text(string), string)

    def __str__(self) -> str:
        return self.current

    def apply(self, edits: Iterable[Edit], rule: str) -> Text:
        """Make the edits of one rule and return the new text; the only place where text changes.

        Edits may come in any order. Raises `OptionError` where one lies outside the text or two overlap.
        """
        ordered = ordered_edits(edits, len(self.current))
        if not ordered:
            return self
        alignment = self.alignment.then(Alignment.of(ordered, rule))
        return Text(self.original, edited(self.current, ordered), alignment, self)

    def adopt(self, parts: Iterable[tuple[int, Text]]) -> Text:
        """Take over what was done to parts of the current string, each given with its offset, in order.

        >>> line = Text.of("b  c").apply([Edit(1, 3, " ")], rule="blanks")
        >>> str(Text.of("a\nb  c").adopt([(2, line)]))
        'a\nb c'
        """
        pieces: list[str] = []
        segments: list[Segment] = []
        done = shift = 0
        for offset, part in parts:
            pieces += (self.current[done:offset], part.current)
            done = offset + len(part.original)
            segments += [
                Segment(s.start + offset, s.end + offset, s.current_start + offset + shift,
                        s.current_end + offset + shift, s.because)
                for s in part.alignment.segments
            ]  # fmt: skip
            shift += len(part.current) - len(part.original)
        if not segments:
            return self
        pieces.append(self.current[done:])
        return Text(self.original, "".join(pieces), self.alignment.then(Alignment(tuple(segments))), self)

    def undo(self) -> Text:
        """Return the text as it was before the last step (itself where there was none)."""
        return self.before or self

    @property
    def changes(self) -> list[Change]:
        """What was done, in the order of the original; disjoint. `replay` makes the current string of them."""
        found = []
        for start, end, current_start, current_end, because in self.alignment.segments:
            before, after = self.original[start:end], self.current[current_start:current_end]
            if before != after:
                rules = "+".join(dict.fromkeys(rule for rule, _ in because))
                reasons = "; ".join(dict.fromkeys(reason for _, reason in because if reason))
                found.append(Change(start, end, before, after, rules, reasons))
        return found

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `current[start:end]` came from, in code points of the original."""
        return self.alignment.original_span(start, end)

    def current_span(self, start: int, end: int) -> tuple[int, int]:
        """Return what became of `original[start:end]`, in code points of the current string."""
        return self.alignment.current_span(start, end)


def ordered_edits(edits: Iterable[Edit], length: int) -> list[Edit]:
    """Return edits sorted; raise `OptionError` where one is outside `0…length` or two overlap."""
    ordered = sorted(edits, key=lambda edit: edit[:2])
    for edit in ordered[:1] + ordered[-1:]:
        if not 0 <= edit.start <= edit.end <= length:
            raise OptionError(f"found the edit {edit.start}:{edit.end}; the text has offsets 0 to {length}")
    for one, two in pairwise(ordered):
        if two.start < one.end or two[:2] == one[:2] or two.start > two.end:
            raise OptionError(f"found the edits {one[:2]} and {two[:2]}; edits may not overlap")
    return ordered


def edited(string: str, edits: Iterable[Edit]) -> str:
    """Return the string with sorted, disjoint edits made."""
    parts: list[str] = []
    done = 0
    for start, end, after, _ in edits:
        parts += (string[done:start], after)
        done = end
    parts.append(string[done:])
    return "".join(parts)


def replay(original: str, changes: Iterable[Change]) -> str:
    """Make the changes again on the original.

    >>> text = Text.of("a  b").apply([Edit(1, 3, " ")], rule="blanks")
    >>> replay("a  b", text.changes)
    'a b'
    """
    made = [Edit(change.start, change.end, change.after) for change in changes if change.certain]
    return edited(original, ordered_edits(made, len(original)))


def restore(current: str, changes: Iterable[Change]) -> str:
    """Take the changes back: from the current string and its changes, return the original.

    >>> text = Text.of("a  b").apply([Edit(1, 3, " ")], rule="blanks")
    >>> restore("a b", text.changes)
    'a  b'
    """
    made = sorted((change for change in changes if change.certain), key=lambda change: (change.start, change.end))
    parts: list[str] = []
    done = shift = 0
    for change in made:
        start = change.start + shift
        end = start + len(change.after)
        if start < done or current[start:end] != change.after:
            raise OptionError(f"{change!r} did not lead to this text; give the changes that made it")
        parts += (current[done:start], change.before)
        done = end
        shift += len(change.after) - (change.end - change.start)
    return "".join(parts) + current[done:]
