"""Columns of text in Arrow: only rows that hold a trigger ever become Python strings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache, reduce
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar, cast

from bidinorm.columns import scan
from bidinorm.errors import OptionError, require_many, unknown
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from types import ModuleType

    import pyarrow as pa

    Column = TypeVar("Column", pa.Array, pa.ChunkedArray)
    Rows = TypeVar("Rows", pa.RecordBatch, pa.Table)

SLICE = 1 << 17
"""Rows looked at together, so that memory is bounded by them and not by the column."""

FEW = 256
"""Up to so many rows are all looked at: Arrow would build the automaton of a pattern anew, which costs as much."""

CHANGED = "changed rows"
"""The name of a count that is no rule."""

Work = Callable[[Sequence[str]], Sequence[Any]]
"""What is done with texts: as many results, in the same order."""


def need() -> ModuleType:
    """Return pyarrow; raise `ImportError` that says how to get it."""
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise ImportError('columns need pyarrow; install it with: pip install "bidinorm[columns]"') from error


def clean(column: Column, profile: str | Pipeline = "repair") -> Column:
    """Return a column of text put right: the same type, length, chunks and nulls.

    `column` is an Arrow `Array` or `ChunkedArray` of `string`, `large_string`, `string_view` or a dictionary of
    these; each row is a text of its own, as for `Pipeline.map`. Where nothing was to be done it is the same
    object. Raises `OptionError` for a column of another type.

    >>> import pyarrow as pa
    >>> clean(pa.array(["ok", None, "VLCيظهر"])).to_pylist()
    ['ok', None, 'VLC يظهر']
    """
    pipeline = loaded(profile)
    patterns = evident(pipeline)
    return each_chunk(column, lambda chunk: replaced(chunk, patterns, lambda rows: list(pipeline.map(rows))))


def clean_rows(rows: Rows, fields: Sequence[str] | None = None, profile: str | Pipeline = "repair") -> Rows:
    """Return a record batch or a table with columns of text put right; its schema stays as it is.

    `fields` names the columns; None stands for all that hold text. Raises `OptionError` for a column that is not
    there or holds something else.

    >>> import pyarrow as pa
    >>> clean_rows(pa.table({"id": [1], "text": ["VLCيظهر"]})).to_pydict()
    {'id': [1], 'text': ['VLC يظهر']}
    """
    require_many(() if fields is None else fields, "clean with a column")
    for name in fields or ():
        require_column(rows.schema, name)
    pipeline = loaded(profile)
    made = rows
    for place, field in enumerate(rows.schema):
        if field.name in fields if fields is not None else is_text(field.type):
            before = rows.column(place)
            after = clean(before, pipeline)
            made = made if after is before else made.set_column(place, field, after)
    return made


def loaded(profile: str | Pipeline) -> Pipeline:
    """Return the pipeline of a profile, or the pipeline that was given."""
    return profile if isinstance(profile, Pipeline) else Pipeline.load(profile)


@lru_cache(maxsize=64)
def triggered(pipeline: Pipeline) -> str:
    """Return the pattern of the rows that may set off a rule of a pipeline, be it to suspect something."""
    return scan.pattern(pipeline.rules)


@lru_cache(maxsize=64)
def evident(pipeline: Pipeline) -> tuple[str, ...]:
    """Return the patterns of the rows that a pipeline may change."""
    return scan.evidence(pipeline.rules, pipeline.options)


def found(rows: pa.Array, pattern: str, *others: str) -> tuple[Any, list[str]]:
    """Return the offsets (an array of numpy) and the texts of those rows that hold the pattern, or of all, if few.

    If there are others, one of them must be found, too.
    """
    pa = need()
    from pyarrow import compute

    plain = rows.cast(pa.large_string()) if rows.type == pa.string_view() else rows
    held = compute.match_substring_regex(plain, pattern) if len(rows) > FEW else rows.is_valid()
    places = compute.indices_nonzero(held)
    texts = plain.take(places)
    if others and len(texts) > FEW:
        worth = reduce(compute.or_, (compute.match_substring_regex(texts, other) for other in others))
        places, texts = places.filter(worth), texts.filter(worth)
    return places.to_numpy(), texts.to_pylist()


def replaced(chunk: pa.Array, patterns: Sequence[str], work: Work) -> pa.Array:
    """Return an array of text in which the rows that the patterns find are what `work` makes of them."""
    pa = need()
    if pa.types.is_dictionary(chunk.type):
        return _dictionary(chunk, patterns, work)
    before = [chunk.slice(start, SLICE) for start in range(0, len(chunk), SLICE)]
    after = [_slice(rows, patterns, work) for rows in before]
    return chunk if all(one is two for one, two in zip(before, after, strict=True)) else pa.concat_arrays(after)


def _slice(rows: pa.Array, patterns: Sequence[str], work: Work) -> pa.Array:
    """Return the rows with what became of them; the same object where nothing did."""
    places, before = found(rows, *patterns)
    after = work(before) if before else before
    changed = [number for number, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
    return put(rows, places[changed], [after[number] for number in changed]) if changed else rows


def put(rows: pa.Array, places: Any, texts: Sequence[str]) -> pa.Array:  # noqa: ANN401 - an array of numpy
    """Return the rows with texts in some places, which are offsets in order."""
    pa = need()
    import numpy as np
    from pyarrow import compute

    mask = np.zeros(len(rows), dtype=bool)
    mask[places] = True
    kind = pa.large_string() if rows.type == pa.string_view() else rows.type
    return compute.replace_with_mask(rows.cast(kind), pa.array(mask), pa.array(texts, type=kind)).cast(rows.type)


def _dictionary(chunk: pa.DictionaryArray, patterns: Sequence[str], work: Work) -> pa.DictionaryArray:
    """Return a dictionary-encoded array whose dictionary was put right; words that became the same are one."""
    pa = need()
    words = replaced(chunk.dictionary, patterns, work)
    if words is chunk.dictionary:
        return chunk
    kind = pa.large_string() if words.type == pa.string_view() else words.type
    distinct = words.cast(kind).dictionary_encode()
    indices = distinct.indices.take(chunk.indices).cast(chunk.type.index_type)
    return pa.DictionaryArray.from_arrays(indices, distinct.dictionary.cast(words.type), ordered=chunk.type.ordered)


def is_text(kind: pa.DataType) -> bool:
    """Tell whether a column of this type holds text."""
    pa, kind = need(), text_type(kind)
    return kind in (pa.string(), pa.large_string(), pa.string_view())


def require_text_type(kind: pa.DataType) -> None:
    """Raise `OptionError` where a column of this type does not hold text."""
    if not is_text(kind):
        raise OptionError(f"found a column of {kind}; text is string, large_string, string_view or a dictionary")


def require_column(schema: pa.Schema, name: str) -> None:
    """Raise `OptionError` where rows with this schema have no such column."""
    if name not in schema.names:
        raise OptionError(unknown("column", name, schema.names))


def text_type(kind: pa.DataType) -> pa.DataType:
    """Return the type of the texts of a column: that of its dictionary, if it has one."""
    return kind.value_type if need().types.is_dictionary(kind) else kind


def each_chunk(column: Column, work: Callable[[pa.Array], pa.Array]) -> Column:
    """Do some work on each chunk of a column of text; the same object where each chunk is the same."""
    pa = need()
    if not isinstance(column, pa.Array | pa.ChunkedArray):
        raise OptionError(f"found {type(column).__name__}; a column is a pyarrow.Array or a pyarrow.ChunkedArray")
    if pa.types.is_null(column.type):  # what Arrow makes of a column in which nothing stands
        made = each_chunk(column.cast(pa.string()), work)
        return column if made.type == pa.string() else made
    require_text_type(column.type)
    if isinstance(column, pa.Array):
        return cast("Column", work(column))
    before = column.chunks
    chunks = [work(chunk) for chunk in before]
    if all(one is two for one, two in zip(chunks, before, strict=True)):
        return column
    return cast("Column", pa.chunked_array(chunks) if chunks else column)


def counted(before: Rows, after: Rows, pipeline: Pipeline) -> Counter[str]:
    """Return the changes of each rule between rows and what became of them, and the number of changed rows.

    The latter is under `CHANGED`. Only rows that changed are looked at.
    """
    from pyarrow import compute

    told: Counter[str] = Counter()
    changed: set[int] = set()
    for place, field in enumerate(before.schema):
        one, two = before.column(place), after.column(place)
        if not is_text(field.type) or one is two:
            continue
        differ = compute.not_equal(one.cast("large_string"), two.cast("large_string"))
        rows = compute.indices_nonzero(differ.fill_null(False))  # noqa: FBT003 - the value is the argument
        changed.update(rows.to_pylist())
        for text in one.take(rows).to_pylist():
            told.update(rule for change in pipeline.explain(text).changes for rule in change.rule.split("+"))
    return told + Counter({CHANGED: len(changed)})
