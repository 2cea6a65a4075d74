"""Rows with fields: what became of a part of a file is a `Text` in which only the fields were edited.

Everything else of a row, its order, quoting and blanks, stays byte for byte.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.text import Change, Edit, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bidinorm.pipeline import Pipeline


class Field(NamedTuple):
    """Where the value of a field stands in the text of its row, and how another value is written there."""

    start: int
    end: int
    value: str
    written: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a part: its text `part[start:end]`, the number of its first line, the values to be cleaned."""

    start: int
    end: int
    line: int
    values: Sequence[str]
    trouble: str = ""
    """Why the row cannot be read; such a row stays as it is."""


class Bad(NamedTuple):
    """A row that cannot be read."""

    line: int
    reason: str
    text: str


class PlaceError(ValueError):
    """The place of a value in the text of its row is not certain."""


class Rows(ABC):
    """One file of rows being read: its state, such as the names of columns, is kept from part to part."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = tuple(fields)
        self.missing = set(self.fields)
        """Those of the fields that no row has had so far."""
        self.known: dict[str, None] = {}
        """The names of fields that were seen, in order; only where some are missing so far."""
        self.count = 0
        """Rows read so far."""
        self.reject: Callable[[Bad], None] = _ignored
        """Is told of each row that cannot be read."""

    def __getstate__(self) -> dict[str, object]:
        """Leave out who is told: another process has nobody to tell."""
        return {**self.__dict__, "reject": _ignored}

    def take_over(self, other: Rows) -> None:
        """Add what another process has seen of the same file."""
        self.missing &= other.missing
        self.known |= other.known
        self.count += other.count

    def parts(self, blocks: Iterable[str]) -> Iterator[str]:
        """Yield the text of a file, which comes in blocks, in parts that end where a row ends."""
        from bidinorm.files import cut_at_lines

        return cut_at_lines(blocks)

    @abstractmethod
    def rows(self, part: str, line: int) -> Iterator[Row]:
        """Yield the rows of a part, whose first line has the number `line`."""

    @abstractmethod
    def located(self, text: str, values: Sequence[str]) -> Sequence[Field]:
        """Return the place of each of the values of a row, in order; raise `PlaceError` where one is not certain."""

    def clean(self, part: str, line: int, pipeline: Pipeline) -> tuple[Text, list[Bad]]:
        """Return what becomes of a part, and the rows that cannot be read; each value is a text of its own."""
        rows = list(self.rows(part, line))
        cleaned = pipeline.map([value for row in rows for value in row.values])
        changed: list[tuple[int, Text]] = []
        bad: list[Bad] = []
        for row in rows:
            after = [next(cleaned) for _ in row.values]
            trouble = row.trouble
            if any(one != two for one, two in zip(row.values, after, strict=True)):
                try:
                    changed += self._changed(part[row.start : row.end], row, pipeline)
                except PlaceError as error:
                    trouble = str(error)
            if trouble:
                bad.append(Bad(row.line, trouble, part[row.start : row.end]))
        self.count += len(rows)
        return Text.of(part).adopt(changed), bad

    def _changed(self, text: str, row: Row, pipeline: Pipeline) -> list[tuple[int, Text]]:
        """Return what becomes of the values of a row that change, with their places in the part."""
        made = [
            (row.start + field.start, _explained(text[field.start : field.end], field, pipeline))
            for field in self.located(text, row.values)
        ]
        return [(place, explained) for place, explained in made if explained is not None]

    def findings(self, part: str, line: int, pipeline: Pipeline) -> list[Change]:
        """Return what would be changed and what is suspected in a part, with offsets in it."""
        found: list[Change] = []
        for row in self.rows(part, line):
            checked = [pipeline.check(value) for value in row.values]
            text = part[row.start : row.end]
            with suppress(PlaceError):  # which `clean` tells
                fields = self.located(text, row.values) if any(checked) else ()
                for field, changes in zip(fields, checked, strict=False):
                    found += (_placed(change, text, field, row.start) for change in changes)
        return found


def _ignored(bad: Bad) -> None:
    """Tell nobody."""


def _explained(literal: str, field: Field, pipeline: Pipeline) -> Text | None:
    """Return what becomes of the literal of a field; None where it stays.

    Where the literal is the value, each change has its own place; else it is replaced as a whole.
    """
    made = pipeline.explain(field.value)
    if not made.changes:
        return None
    written = field.written(made.current)
    if literal == field.value and written == made.current:
        return made
    rule = "+".join(dict.fromkeys(name for change in made.changes for name in change.rule.split("+")))
    reason = "; ".join(dict.fromkeys(change.reason for change in made.changes))
    return Text.of(literal).apply([Edit(0, len(literal), written, reason)], rule)


def _placed(change: Change, text: str, field: Field, offset: int) -> Change:
    """Return a change of a value at its place in the part; that of the whole literal where the value is escaped."""
    literal = text[field.start : field.end]
    start = offset + field.start
    if literal == field.value:
        return replace(change, start=start + change.start, end=start + change.end)
    after = field.written(field.value[: change.start] + change.after + field.value[change.end :])
    return replace(change, start=start, end=offset + field.end, before=literal, after=after)
