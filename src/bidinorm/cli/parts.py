"""Inputs read part by part, with what became of each."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import formats
from bidinorm.cli.jobs import ordered
from bidinorm.cli.lines import InputLine, lines
from bidinorm.errors import InputError
from bidinorm.files import TextFile, line_ends
from bidinorm.formats.rows import Bad

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.formats.rows import Row, Rows
    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change, Text


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an input with what became of it, and where it begins in the input."""

    text: Text
    offset: int
    """Code points before it in the input."""
    line: int
    """The number of its first line, from 1."""
    rows: Rows | None = None
    """What read its rows; None for text."""

    def findings(self, pipeline: Pipeline) -> list[Change]:
        """Return the changes, and what is suspected in what became of the part."""
        if self.rows is None:
            return pipeline.findings(self.text)
        return self.rows.findings(self.text.original, self.line, pipeline)


def plain_lines(file: TextFile) -> Iterator[InputLine]:
    """Yield the lines of an input as they are."""
    from bidinorm.text import Text

    number, offset = 1, 0
    for text in file.parts():
        for line in lines(Part(Text.of(text), offset, number), ()):
            yield line
            number = line.number + 1
        offset += len(text)


class Passage(NamedTuple):
    """What is read as one document: a part of a text, or the value of a field."""

    text: str
    line: int
    """The number of its first line, or that of its row, from 1."""
    offset: int
    """Code points before it in the input; 0 for a value, whose places are its own."""


def passages(file: TextFile) -> Iterator[Passage]:
    """Yield the documents of an input as they are."""
    from bidinorm.pipeline import Pipeline

    if file.rows is None:
        for part in parts(file, Pipeline("nothing", ())):
            yield Passage(part.text.current, part.line, part.offset)
    for row, _ in read_rows(file):
        yield from (Passage(value, row.line, 0) for value in row.values)


def read_rows(file: TextFile) -> Iterator[tuple[Row, str]]:
    """Yield the rows of an input with their text; one that cannot be read is reported, and has no values."""
    rows = file.rows
    if rows is None:
        return
    for line, part in _numbered(file.parts()):
        for row in rows.rows(part, line):
            text = part[row.start : row.end]
            rows.count += 1
            if row.trouble:
                rows.reject(Bad(row.line, row.trouble, text))
            yield row, text


def parts(file: TextFile, pipeline: Pipeline, *, told: bool = True, jobs: int = 1) -> Iterator[Part]:
    """Read an input part by part and put each right; where no changes need be `told`, the fast way.

    With `jobs` parts are put right in so many processes, where no rule must see the whole document.
    """
    offset, line = 0, 1
    for text in _made(file, pipeline, told=told, jobs=jobs):
        yield Part(text, offset, line, file.rows)
        offset += len(text.original)
        line += line_ends(text.original)


def _made(file: TextFile, pipeline: Pipeline, *, told: bool, jobs: int) -> Iterator[Text]:
    if formats.of(file.name) == formats.PARQUET:
        advice = "clean --check tells whether it would change, and bidinorm.columns.check in Python what"
        raise InputError(f"{file.name}: Parquet is read by clean alone; {advice}")
    if file.rows is not None:
        yield from _rows(file.rows, _numbered(file.parts()), pipeline, jobs)
        return
    texts = file.parts(whole=pipeline.whole)
    if pipeline.whole:
        yield from pipeline.parts(texts)
        return
    work = _Worker(pipeline, told=told)
    first = [*islice(texts, 2)]  # processes are for inputs of more than one part
    if jobs == 1 or len(first) == 1:
        yield from map(work.text, chain(first, texts))
        return
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,)) as pool:
        yield from ordered(pool, jobs, _text, chain(first, texts))


def _numbered(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    line = 1
    for text in texts:
        yield line, text
        line += line_ends(text)


def _rows(rows: Rows, texts: Iterator[tuple[int, str]], pipeline: Pipeline, jobs: int) -> Iterator[Text]:
    """Yield what becomes of parts of rows; the first is done here, as it may have the names of columns."""
    here = 1 if jobs > 1 else None
    for line, text in islice(texts, here):
        made, bad = rows.clean(text, line, pipeline)
        for each in bad:
            rows.reject(each)
        yield made
    second = [*islice(texts, 1)]
    if not second:
        return
    rows.count, count = 0, rows.count
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(_Worker(pipeline, told=True, rows=rows),)) as pool:
        for made, bad, seen in ordered(pool, jobs, _part_of_rows, chain(second, texts)):
            rows.take_over(seen)
            for each in bad:
                rows.reject(each)
            yield made
    rows.count += count


class _Worker:
    """What a process must know to put parts right."""

    def __init__(self, pipeline: Pipeline, *, told: bool, rows: Rows | None = None) -> None:
        self.pipeline = pipeline
        self.told = told
        self.rows = rows

    def text(self, text: str) -> Text:
        """Return what becomes of a part of a text."""
        from bidinorm.text import Text

        return self.pipeline.explain(text) if self.told else Text(text, self.pipeline.clean(text))


_OWN: list[_Worker] = []
"""The worker of this process."""


def _begin(worker: _Worker) -> None:
    _OWN[:] = [worker]


def _text(text: str) -> Text:
    return _OWN[0].text(text)


def _part_of_rows(numbered: tuple[int, str]) -> tuple[Text, list[Bad], Rows]:
    (worker,) = _OWN
    if worker.rows is None:
        raise TypeError("found a part of rows in a process that was begun for text")
    worker.rows.count = 0
    made, bad = worker.rows.clean(numbered[1], numbered[0], worker.pipeline)
    return made, bad, worker.rows
