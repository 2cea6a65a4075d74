"""A part of an input line by line, each with the changes that begin in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.cli.session import Part
    from bidinorm.text import Change


class InputLine(NamedTuple):
    """A line of an input: its number from 1, its offset in the input, its text and what became of it."""

    number: int
    start: int
    text: str
    clean: str
    changes: list[Change]

    @property
    def end(self) -> int:
        """The offset of its end in the input, without its line break."""
        return self.start + len(self.text)


def lines(part: Part, changes: Sequence[Change]) -> Iterator[InputLine]:
    """Yield the lines of a part; `changes` are given with the offsets of the part, in order."""
    original = part.text.original
    number, start, index = part.line, 0, 0
    while start < len(original):
        end, after = _line_end(original, start)
        own = []
        while index < len(changes) and (changes[index].start < after or after == len(original)):
            own.append(changes[index])
            index += 1
        low, high = part.text.current_span(start, end)
        yield InputLine(number, part.offset + start, original[start:end], part.text.current[low:high], own)
        number, start = number + 1, after


def _line_end(text: str, start: int) -> tuple[int, int]:
    """Return where the content of a line ends and where the next line begins."""
    feed = text.find("\n", start)
    feed = len(text) if feed < 0 else feed
    back = text.find("\r", start, feed)
    if back < 0:
        return feed, min(feed + 1, len(text))
    return back, back + (2 if back + 1 == feed and feed < len(text) else 1)
