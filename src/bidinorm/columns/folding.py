"""Columns folded for search: rows are repaired where they hold a trigger, and folded as one text."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.columns.arrow import clean, each_chunk, evident, found, loaded, need, put, text_type
from bidinorm.columns.derived import mapped
from bidinorm.pipeline import Pipeline
from bidinorm.search import SEPARATOR, FoldingPipeline, FoldPhase

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from bidinorm.columns.arrow import Column
    from bidinorm.search import Folder

TOGETHER = 1 << 14
"""Rows that are folded as one text: of more the memory is new each time, which costs as much as the folding."""


def fold(column: Column, profile: str | Pipeline = "search") -> Column:
    """Return a column of text as it is searched: repaired, then folded; the same type, length and nulls.

    >>> import pyarrow as pa
    >>> fold(pa.array(["مُؤسَّسة", None])).to_pylist()
    ['موسسه', None]
    """
    pipeline = loaded(profile)
    return each_chunk(column, lambda chunk: mapped(chunk, lambda rows: _folded(rows, pipeline), text_type(chunk.type)))


class _Plan(NamedTuple):
    """How a pipeline folds a column."""

    folder: Folder
    first: Pipeline | None = None
    """What repairs rows before they are folded."""
    again: Pipeline | None = None
    """What repairs rows that are folded."""


@lru_cache(maxsize=16)
def _plan(pipeline: Pipeline) -> _Plan | None:
    """Return how a pipeline folds a column; None where it is another kind of pipeline."""
    last = pipeline.phases[-1] if pipeline.phases else None
    if not isinstance(pipeline, FoldingPipeline) or not isinstance(last, FoldPhase) or last.folder is None:
        return None
    if pipeline.whole or len(pipeline.phases) > 2:
        return None
    if pipeline.phases[0] is last:
        return _Plan(last.folder)
    both = (Pipeline(pipeline.name, phases[0].rules, pipeline.options) for phases in (pipeline.phases, pipeline.again))
    return _Plan(last.folder, *both)


def _folded(rows: pa.Array, pipeline: Pipeline) -> Sequence[str] | pa.Array:
    """Return rows, none of them null, folded: repaired where they hold a trigger, then all of them as one text.

    A folded row that shows something new to repair is done on its own.
    """
    plan = _plan(pipeline)
    if plan is None or not len(rows):
        return list(pipeline.map(rows.to_pylist()))
    folded = _as_one(clean(rows, plan.first) if plan.first else rows, plan.folder)
    if len(folded) != len(rows):  # a row holds the separator
        return list(pipeline.map(rows.to_pylist()))
    if plan.again is None:
        return folded
    places, texts = found(folded, *evident(plan.again))
    shown = [place for place, text, made in zip(places, texts, plan.again.map(texts), strict=True) if made != text]
    return put(folded, shown, [pipeline.clean(rows[int(place)].as_py()) for place in shown]) if shown else folded


def _as_one(rows: pa.Array, folder: Folder) -> pa.Array:
    """Return all rows folded, many as one text, and parted again; more or fewer of them where one is a separator."""
    pa = need()
    from pyarrow import compute

    separator = pa.scalar(SEPARATOR, pa.large_string())
    folded = []
    for start in range(0, len(rows), TOGETHER):
        some = rows.slice(start, TOGETHER).cast(pa.large_string())
        listed = pa.ListArray.from_arrays([0, len(some)], some)
        text: str = compute.binary_join(listed, separator)[0].as_py()
        folded.append(compute.split_pattern(pa.array([folder.fold(text)], pa.large_string()), SEPARATOR).values)
    return pa.concat_arrays(folded)
