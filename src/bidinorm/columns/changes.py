"""What was done to a column, as a column: for each row a list of changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bidinorm.columns.arrow import each_chunk, found, loaded, need, triggered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa

    from bidinorm.columns.arrow import Column
    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change


def change_type() -> pa.DataType:
    """Return the type of one row's changes: a list of structs with the fields of `bidinorm.Change`.

    `start` and `end` are code points of the row as it was; `certain` is false for what is only suspected.

    >>> print(change_type().value_type.field("rule"))
    pyarrow.Field<rule: string not null>
    """
    pa = need()
    kinds = {"start": pa.int32(), "end": pa.int32(), "certain": pa.bool_()}
    names = ("start", "end", "before", "after", "rule", "reason", "certain")
    return pa.list_(pa.struct([pa.field(name, kinds.get(name, pa.string()), nullable=False) for name in names]))


def explain(column: Column, profile: str | Pipeline = "repair") -> Column:
    """Return the changes that `clean` makes in each row; an empty list where there is none, null for a null row.

    >>> import pyarrow as pa
    >>> explain(pa.array(["ok", None, "VLCيظهر"])).to_pylist()[2][0]["rule"]
    'glued-runs'
    """
    pipeline = loaded(profile)
    return _changes(column, pipeline, lambda text: pipeline.explain(text).changes)


def check(column: Column, profile: str | Pipeline = "repair") -> Column:
    """Return what `clean` would change in each row, and what it suspects (`certain` is false).

    >>> import pyarrow as pa
    >>> check(pa.array(["ok"])).to_pylist()
    [[]]
    """
    pipeline = loaded(profile)
    return _changes(column, pipeline, pipeline.check)


def _changes(column: Column, pipeline: Pipeline, work: Callable[[str], Sequence[Change]]) -> Column:
    pattern = triggered(pipeline)
    return each_chunk(column, lambda chunk: _lists(chunk, pattern, work))


def _lists(chunk: pa.Array, pattern: str, work: Callable[[str], Sequence[Change]]) -> pa.Array:
    """Return the changes of each row of a chunk, without a look in Python at rows that the pattern does not find."""
    pa = need()
    import numpy as np

    if pa.types.is_dictionary(chunk.type):
        return _lists(chunk.dictionary, pattern, work).take(chunk.indices)
    places, texts = found(chunk, pattern)
    changes = [work(text) for text in texts]
    counts = np.zeros(len(chunk) + 1, dtype=np.int64)
    counts[places + 1] = [len(each) for each in changes]
    offsets = pa.array(np.cumsum(counts).astype(np.int32))
    kind = change_type()
    flat = pa.array([_struct(change) for each in changes for change in each], type=kind.value_type)
    return pa.ListArray.from_arrays(offsets, flat, type=kind, mask=chunk.is_null() if chunk.null_count else None)


def _struct(change: Change) -> dict[str, Any]:
    return {name: getattr(change, name) for name in ("start", "end", "before", "after", "rule", "reason", "certain")}
