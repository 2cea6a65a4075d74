"""What the playground shows of a text: what became of it, its runs, its levels, and its names in every scheme."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.diff import LINE
from bidinorm.runs import runs
from bidinorm.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.names import Part
    from bidinorm.report.collect import Card
    from bidinorm.runs import Run

CHANGES = 500
"""Changes that are shown; the result has all of them."""
LINES = 40
"""Lines whose runs are shown."""
RUNS = 60
"""Runs of a line that are shown."""
DRAWN = 12
"""Lines whose levels are drawn."""
SIGNS = 160
"""Characters of a line whose levels are drawn."""
LONG = 4000
"""Code points of a line in which runs are looked for."""
NAMES = 40
"""Names that are shown."""
WORDS = 6
"""Words that a line may have to be read as one name."""


class Sign(NamedTuple):
    """A character with its offset in the line and its embedding level."""

    text: str
    offset: int
    level: int


class Ordered(NamedTuple):
    """A line as it is stored and as it is seen from left to right."""

    number: int
    base: str
    stored: list[Sign]
    seen: list[Sign]
    cut: bool


class Spelled(NamedTuple):
    """A name with its parts, and what each scheme makes of it."""

    text: str
    kind: str
    key: str
    parts: list[Part]
    schemes: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Look:
    """All that is shown of a text."""

    text: str
    result: str
    changes: int
    left_out: int
    """Changes that are not shown."""
    cards: list[Card]
    runs: list[tuple[int, list[tuple[Run, str]]]]
    levels: list[Ordered]
    names: list[Spelled]


def look(text: str, profile: str = "repair") -> Look:
    """Return what is shown of a text, repaired by a profile; raises `ProfileError` where there is none.

    >>> seen = look("VLCيظهر")
    >>> seen.result, seen.changes
    ('VLC يظهر', 1)
    """
    from bidinorm.pipeline import Pipeline
    from bidinorm.report.collect import Report

    pipeline = Pipeline.load(profile)
    told = pipeline.explain(text)
    report = Report(limit=CHANGES, names=False)
    report.add("line", told, pipeline.findings(told))
    lines = [(number, found.group().rstrip("\r\n")) for number, found in enumerate(LINE.finditer(text), 1)]
    filled = [(number, line) for number, line in lines if line]
    return Look(
        text,
        told.current,
        report.changes,
        report.left_out,
        report.cards,
        [(number, _runs(line)) for number, line in filled[:LINES]],
        [_ordered(number, line) for number, line in filled[:DRAWN]],
        list(islice(_names(told.current), NAMES)),
    )


def _runs(line: str) -> list[tuple[Run, str]]:
    return [(run, visible(line[run.start : run.end])) for run in runs(line[:LONG])[:RUNS]]


def _ordered(number: int, line: str) -> Ordered:
    from bidinorm.bidi import base_direction, display_order, levels
    from bidinorm.bidi.classes import mirror_table

    base = base_direction(line) or "ltr"
    short = line[:SIGNS]
    found = levels(short, base)
    mirrors = mirror_table()
    stored = [Sign(visible(sign), place, found[place]) for place, sign in enumerate(short)]
    seen = [
        stored[place]._replace(text=mirrors.get(short[place], stored[place].text))
        if found[place] % 2
        else stored[place]
        for place in display_order(short, base)
    ]
    return Ordered(number, base, stored, seen, len(short) < len(line))


def _names(text: str) -> Iterator[Spelled]:
    """Yield each name once; a short line of Arabic in which none was found is read as one."""
    from bidinorm.names import romanizable
    from bidinorm.names.find import find_names
    from bidinorm.names.key import name_key

    done = set()
    found = find_names(text)
    for name in found:
        if name.text not in done:
            done.add(name.text)
            yield (
                _spelled(name.text, name.kind, name.key)
                if name.script == "arabic"
                else Spelled(visible(name.text), name.kind, name.key, [], [("as it is written", visible(name.latin))])
            )
    for line in () if found else map(str.strip, text.splitlines()):
        if line not in done and len(line.split()) <= WORDS and romanizable(line):
            done.add(line)
            yield _spelled(line, "the line, read as a name", name_key(line))


def _spelled(text: str, kind: str, key: str) -> Spelled:
    from bidinorm.names import parse_name, romanize, schemes, transliterate

    made = []
    for name in schemes.names():
        write = transliterate if schemes.get(name).transliterates else romanize
        made.append((name, visible(write(text, name))))
    return Spelled(visible(text), kind, key, list(parse_name(text)), made)
