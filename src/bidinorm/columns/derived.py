"""Columns made of a column of text: romanized, cut into terms, its names found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bidinorm.columns.arrow import SLICE, each_chunk, need, text_type

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pyarrow as pa

    from bidinorm.columns.arrow import Column
    from bidinorm.names.find import Name


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

    return each_chunk(column, lambda chunk: mapped(chunk, work, term_type()))


def term_type() -> pa.DataType:
    """Return the type of the terms of one row: a list of structs with the fields of `bidinorm.index.Term`."""
    pa = need()
    from bidinorm.index import Term

    kinds = {"start": pa.int32(), "end": pa.int32(), "position": pa.int32()}
    return pa.list_(pa.struct([pa.field(name, kinds.get(name, pa.string()), nullable=False) for name in Term._fields]))


def names(column: Column, scheme: str = "news", **options: Any) -> Column:  # noqa: ANN401 - those of `find_names`
    """Return for each row the list of the names in it (`bidinorm.find_names`), each with its Latin form and its key.

    Offsets are code points of the row as it is.

    >>> import pyarrow as pa
    >>> [(name["text"], name["key"]) for name in names(pa.array(["Basim Al-Awadi spoke."])).to_pylist()[0]]
    [('Basim Al-Awadi', 'bsm wd')]
    """
    from bidinorm.names.find import found_names
    from bidinorm.names.style import Style

    style = Style(scheme, **options)

    def work(rows: pa.Array) -> Sequence[Any]:
        return [[_named(name) for name in found_names(text, style)] for text in rows.to_pylist()]

    return each_chunk(column, lambda chunk: mapped(chunk, work, name_type()))


def name_type() -> pa.DataType:
    """Return the type of the names of one row: a list of structs with what `bidinorm.Name` tells.

    >>> print(name_type().value_type.field("score"))
    pyarrow.Field<score: double not null>
    """
    pa = need()
    kinds = {"start": pa.int32(), "end": pa.int32(), "score": pa.float64(), "parts": pa.list_(pa.string())}
    return pa.list_(pa.struct([pa.field(name, kinds.get(name, pa.string()), nullable=False) for name in NAME]))


NAME = ("start", "end", "text", "script", "parts", "kind", "score", "latin", "key")
"""What is told of a name."""


def _named(name: Name) -> dict[str, Any]:
    return {field: getattr(name, field) for field in NAME}


def mapped(chunk: pa.Array, work: Callable[[pa.Array], Sequence[Any] | pa.Array], kind: pa.DataType) -> pa.Array:
    """Return what `work` makes of the rows that are not null, null for the others; `kind` is the type of the result."""
    pa = need()
    if kind == pa.string_view() or text_type(chunk.type) == pa.string_view():  # Arrow can do little with views
        plain = chunk.cast(pa.large_string())
        return mapped(plain, work, pa.large_string() if kind == pa.string_view() else kind).cast(kind)
    if pa.types.is_dictionary(chunk.type):
        return mapped(chunk.dictionary, work, kind).take(chunk.indices)
    pieces = []
    for start in range(0, len(chunk), SLICE):
        rows = chunk.slice(start, SLICE)
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
    return mapped(chunk, work, kind)
