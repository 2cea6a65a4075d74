"""Columns made of a column of text: folded, romanized, cut into terms, its names found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bidinorm.columns.arrow import clean, each_chunk, found, loaded, need, text_type, triggered
from bidinorm.pipeline import Pipeline
from bidinorm.search import SEPARATOR, FoldingPipeline, FoldPhase

if TYPE_CHECKING:
    import pyarrow as pa

    from bidinorm.columns.arrow import Column
    from bidinorm.search import Folder

ROWS = 1 << 16
"""Rows done together."""
LARGE = 1 << 30
"""Bytes from which Arrow cannot join rows: its offsets would not reach."""


def fold(column: Column, profile: str | Pipeline = "search") -> Column:
    """Return a column of text as it is searched: repaired, then folded; the same type, length and nulls.

    >>> import pyarrow as pa
    >>> fold(pa.array(["مُؤسَّسة", None])).to_pylist()
    ['موسسه', None]
    """
    pipeline = loaded(profile)
    return each_chunk(column, lambda chunk: _mapped(chunk, lambda rows: _folded(rows, pipeline), text_type(chunk.type)))


def romanize(column: Column, scheme: str = "news", **options: Any) -> Column:  # noqa: ANN401 - those of `romanize`
    """Return a column of names in one consistent Latin form; `options` are those of `bidinorm.romanize`.

    Each distinct name is looked up once.

    >>> import pyarrow as pa
    >>> romanize(pa.array(["حميد الشطري", None])).to_pylist()
    ['Hamid Al-Shatri', None]
    """
    from bidinorm.names import romanize_many

    def work(rows: pa.Array) -> Sequence[Any]:
        return list(romanize_many(rows.to_pylist(), scheme, **options))

    return each_chunk(column, lambda chunk: _distinct(chunk, work, text_type(chunk.type)))


def terms(column: Column, **options: Any) -> Column:  # noqa: ANN401 - those of `index_terms`
    """Return for each row the list of its terms (`bidinorm.index_terms`): structs with the fields of `Term`.

    Offsets are code points of the row as it is.

    >>> import pyarrow as pa
    >>> terms(pa.array(["Hello"])).to_pylist()[0][0]["text"]
    'hello'
    """
    from bidinorm.index import index_terms

    def work(rows: pa.Array) -> Sequence[Any]:
        return [[term._asdict() for term in index_terms(text, **options)] for text in rows.to_pylist()]

    return each_chunk(column, lambda chunk: _mapped(chunk, work, term_type()))


def term_type() -> pa.DataType:
    """Return the type of the terms of one row: a list of structs with the fields of `bidinorm.index.Term`."""
    pa = need()
    from bidinorm.index import Term

    kinds = {"start": pa.int32(), "end": pa.int32(), "position": pa.int32()}
    return pa.list_(pa.struct([pa.field(name, kinds.get(name, pa.string()), nullable=False) for name in Term._fields]))


def _mapped(chunk: pa.Array, work: Callable[[pa.Array], Sequence[Any] | pa.Array], kind: pa.DataType) -> pa.Array:
    """Return what `work` makes of the rows that are not null, null for the others; `kind` is the type of the result."""
    pa = need()
    if kind == pa.string_view() or text_type(chunk.type) == pa.string_view():  # Arrow can do little with views
        plain = chunk.cast(pa.large_string())
        return _mapped(plain, work, pa.large_string() if kind == pa.string_view() else kind).cast(kind)
    if pa.types.is_dictionary(chunk.type):
        return _mapped(chunk.dictionary, work, kind).take(chunk.indices)
    pieces = []
    for start in range(0, len(chunk), ROWS):
        rows = chunk.slice(start, ROWS)
        made = work(rows.drop_null())
        made = made.cast(kind) if isinstance(made, pa.Array) else pa.array(made, type=kind)
        pieces.append(_spread(made, rows) if rows.null_count else made)
    return pa.concat_arrays(pieces) if pieces else pa.array([], kind)


def _spread(made: pa.Array, rows: pa.Array) -> pa.Array:
    """Return results for the rows that are not null, with null in the place of the others."""
    pa = need()
    import numpy as np

    valid = rows.is_valid().to_numpy(zero_copy_only=False)
    return made.take(pa.array(np.cumsum(valid) - 1, mask=~valid))


def _distinct(chunk: pa.Array, work: Callable[[pa.Array], Sequence[Any]], kind: pa.DataType) -> pa.Array:
    pa = need()
    if not pa.types.is_dictionary(chunk.type):
        chunk = (chunk.cast(pa.large_string()) if chunk.type == pa.string_view() else chunk).dictionary_encode()
    return _mapped(chunk, work, kind)


def _folded(rows: pa.Array, pipeline: Pipeline) -> Sequence[str] | pa.Array:
    """Return rows folded: repaired where they hold a trigger, then all of them as one text.

    A folded row that shows something new to repair is done on its own.
    """
    pa = need()
    folder, repairing, again = _parts(pipeline)
    if folder is None or not len(rows):
        return list(pipeline.map(rows.to_pylist()))
    repaired = rows if repairing is None else clean(rows, repairing)
    pieces = folder.fold(_joined(repaired)).split(SEPARATOR)
    if len(pieces) != len(rows):  # a row holds the separator
        return list(pipeline.map(rows.to_pylist()))
    folded = pa.array(pieces, pa.large_string())
    if again is None:
        return folded
    places, texts = found(folded, triggered(again))
    shown = [place for place, text, made in zip(places, texts, again.map(texts), strict=True) if made != text]
    for place in shown:
        pieces[place] = pipeline.clean(rows[int(place)].as_py())
    return pa.array(pieces, pa.large_string()) if shown else folded


def _joined(rows: pa.Array) -> str:
    """Return all rows as one text."""
    pa = need()
    from pyarrow import compute

    if rows.nbytes > LARGE:
        return SEPARATOR.join(rows.to_pylist())
    listed = pa.ListArray.from_arrays([0, len(rows)], rows.cast(pa.string()))
    text: str = compute.binary_join(listed, SEPARATOR)[0].as_py()
    return text


@lru_cache(maxsize=16)
def _parts(pipeline: Pipeline) -> tuple[Folder | None, Pipeline | None, Pipeline | None]:
    """Return the table of a pipeline that folds, what repairs before it, and what repairs what is folded.

    There is no table where it is another kind of pipeline.
    """
    last = pipeline.phases[-1] if pipeline.phases else None
    if not isinstance(pipeline, FoldingPipeline) or not isinstance(last, FoldPhase) or len(pipeline.phases) > 2:
        return None, None, None
    if pipeline.whole or pipeline.phases[0] is last:
        return None if pipeline.whole else last.folder, None, None
    first, again = (
        Pipeline(pipeline.name, phases[0].rules, pipeline.options) for phases in (pipeline.phases, pipeline.again)
    )
    return last.folder, first, again
