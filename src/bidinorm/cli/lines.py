"""A part of an input line by line, each with the changes that begin in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bidinorm.diff import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.cli.parts import Part
    from bidinorm.text import Change


class InputLine(NamedTuple):
    """A line of an input: its number from 1, its offset in the input, its text and what became of it."""

    number: int
    start: int
    text: str
    ending: str
    """The line end, empty where the last line has none."""
    written: str
    """What became of the line and its end; all of them together are the clean text."""
    changes: Sequence[Change]

    @property
    def end(self) -> int:
        """The offset of its end in the input, without its line end."""
        return self.start + len(self.text)

    @property
    def clean(self) -> str:
        """What became of the line, without its end; empty where it was dropped."""
        return self.written.removesuffix(self.ending)


def described(change: Change, offset: int) -> dict[str, object]:
    """Return a change as JSON shows it, its place counted from the beginning of the input."""
    return {
        "start": change.start + offset,
        "end": change.end + offset,
        "before": change.before,
        "after": change.after,
        "rule": change.rule,
        "reason": change.reason,
    }


def lines(part: Part, changes: Sequence[Change]) -> Iterator[InputLine]:
    """Yield the lines of a part; `changes` are given with the offsets of the part, in order.

    What a change puts in the place of several lines belongs to the first of them.
    """
    original = part.text.original
    done = index = 0  # the original up to `done` is written, the changes up to `index` are given out
    for number, found in enumerate(LINE.finditer(original), part.line):
        start, after = found.span()
        full = found.group()
        text = full.rstrip("\r\n")
        if done <= start and (index == len(changes) or (changes[index].start >= after < len(original))):
            yield InputLine(number, part.offset + start, text, full[len(text) :], full, ())
            continue
        own: list[Change] = []
        written: list[str] = []
        done = max(done, start)
        while index < len(changes) and (changes[index].start < after or after == len(original)):
            change = changes[index]
            own.append(change)
            index += 1
            if change.certain:
                written += (original[done : change.start], change.after)
                done = change.end
        written.append(original[done:after])
        done = max(done, after)
        yield InputLine(number, part.offset + start, text, full[len(text) :], "".join(written), own)
