"""What a report tells: texts with what became of them are taken in, and cards, counts and names come out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.report.excerpts import excerpts
from bidinorm.report.layout import Line, after, before, drawn
from bidinorm.report.mentions import Names
from bidinorm.report.spots import codes, named, quoted, spots
from bidinorm.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bidinorm.report.excerpts import Excerpt
    from bidinorm.text import Change, Text

LIMIT = 20_000
"""Changes that a page shows; further ones are counted."""
NAMES_IN = 3_000_000
"""Code points in which names are looked for."""


class Told(NamedTuple):
    """The explanation of a spot."""

    number: int
    """Its number on the page."""
    rules: list[str]
    reason: str
    certain: bool
    before: str
    after: str
    before_named: str
    """What it is in words, where it cannot be seen."""
    after_named: str
    codes: str
    """The code points, where both look alike."""
    changes: int


class Card(NamedTuple):
    """An excerpt, before and after, with what was done in it."""

    file: int
    place: str
    cut: bool
    before: list[Line]
    after: list[Line]
    told: list[Told]

    @property
    def rules(self) -> list[str]:
        """The rules that changed it, each once."""
        return list(dict.fromkeys(rule for one in self.told for rule in one.rules))

    @property
    def dropped(self) -> bool:
        """Whether nothing is left of it."""
        return not any(piece.text for line in self.after for one in line.stretches for piece in one.pieces)

    @property
    def certain(self) -> dict[int, bool]:
        """Which spots were changed, by their numbers."""
        return {one.number: one.certain for one in self.told}


class Report:
    """Takes in texts with what became of them.

    >>> from bidinorm import Pipeline
    >>> report = Report(names=False)
    >>> pipeline = Pipeline.load("repair")
    >>> told = pipeline.explain("VLCيظهر")
    >>> report.add("a.txt", told, pipeline.findings(told))
    >>> report.rules
    Counter({'glued-runs': 1})
    """

    def __init__(self, *, limit: int = LIMIT, names: bool = True) -> None:
        self.limit = limit
        self.names = Names() if names else None
        self.files: dict[str, int] = {}
        """The names of the files, with the changes in each."""
        self.rules: Counter[str] = Counter()
        self.suspected: Counter[str] = Counter()
        self.cards: list[Card] = []
        self.shown = 0
        """Changes and suspicions that the cards show."""
        self.unread = 0
        """Code points in which no names were looked for."""
        self._read = 0
        self._number = 0

    @property
    def changes(self) -> int:
        """How many changes were made."""
        return sum(self.files.values())

    @property
    def left_out(self) -> int:
        """How many changes and suspicions are counted, but not shown."""
        return self.changes + self.suspected.total() - self.shown

    def add(self, file: str, text: Text, found: Sequence[Change], line: int = 1) -> None:
        """Take in a text, or a part of one that begins with the line of a number, with what was found in it."""
        made = [change for change in found if change.certain]
        self.files[file] = self.files.get(file, 0) + len(made)
        self.suspected.update(change.rule for change in found if not change.certain)
        for change in made:
            self.rules.update(change.rule.split("+"))
        if room := max(0, self.limit - self.shown):
            shown = found[:room]
            self.shown += len(shown)
            self.cards += self._cards(file, text.original, shown, line)
        self._add_names(file, text.original, line)

    def _cards(self, file: str, original: str, found: Sequence[Change], line: int) -> Iterator[Card]:
        place = list(self.files).index(file)
        for excerpt in excerpts(original, spots(found, original), line):
            first = self._number
            self._number += len(excerpt.spots)
            yield Card(
                place,
                f"{visible(file)}:{excerpt.line}",
                excerpt.cut,
                _numbered(drawn(before(original, excerpt)), first),
                _numbered(drawn(after(original, excerpt)), first),
                list(_told(excerpt, first)),
            )

    def _add_names(self, file: str, text: str, line: int) -> None:
        if self.names is None:
            return
        if self._read + len(text) > NAMES_IN:
            self.unread += len(text)
        else:
            self._read += len(text)
            self.names.add(text, file, line)


def _told(excerpt: Excerpt, first: int) -> Iterator[Told]:
    for number, spot in enumerate(excerpt.spots, first):
        yield Told(
            number,
            spot.rules,
            visible(spot.reason),
            spot.certain,
            quoted(spot.before),
            quoted(spot.after),
            named(spot.before),
            named(spot.after),
            codes(spot.before, spot.after),
            spot.changes,
        )


def _numbered(lines: Iterable[Line], first: int) -> list[Line]:
    """Give the spots of lines their numbers on the page."""
    return [
        line._replace(
            stretches=[
                stretch if stretch.spot is None else stretch._replace(spot=first + stretch.spot)
                for stretch in line.stretches
            ]
        )
        for line in lines
    ]
