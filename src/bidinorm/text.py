"""Text that remembers: a string, what it became, and the road between.

Rules propose edits, `Text.apply` makes them, and nothing else changes text. All offsets are code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from bidinorm.alignment import Alignment, Edit, Segment
from bidinorm.errors import OptionError, require_text

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Alignment", "Change", "Edit", "Segment", "Text", "edited", "ordered_edits", "replay", "restore"]


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
        r"""Take over what was done to parts of the current string, each given with its offset, in order.

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
        """Return where `current[start:end]` came from, in code points of the original.

        Raises `OptionError` for what is no span of the current string.
        """
        _require_span(start, end, len(self.current))
        return self.alignment.original_span(start, end)

    def current_span(self, start: int, end: int) -> tuple[int, int]:
        """Return what became of `original[start:end]`, in code points of the current string.

        Raises `OptionError` for what is no span of the original.
        """
        _require_span(start, end, len(self.original))
        return self.alignment.current_span(start, end)


def _require_span(start: int, end: int, length: int) -> None:
    if not 0 <= start <= end <= length:
        raise OptionError(f"found the span {start}:{end}; a span of this text has 0 <= start <= end <= {length}")


def ordered_edits(edits: Iterable[Edit], length: int) -> list[Edit]:
    """Return edits sorted; raise `OptionError` where one is outside `0…length` or two overlap."""
    ordered = list(edits)
    if len(ordered) > 1:
        ordered.sort(key=_PLACE)
    for edit in ordered[:1] + ordered[-1:]:
        if not 0 <= edit.start <= edit.end <= length:
            raise OptionError(f"found the edit {edit.start}:{edit.end}; the text has offsets 0 to {length}")
    for one, two in pairwise(ordered):
        if two.start < one.end or two[:2] == one[:2] or two.start > two.end:
            raise OptionError(f"found the edits {one[:2]} and {two[:2]}; edits may not overlap")
    return ordered


_PLACE = itemgetter(0, 1)


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
