"""Columns beside a column of text: the text put right, what was done, folded, its names, its terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bidinorm.columns.arrow import clean, loaded, need, require_column, require_text_type
from bidinorm.columns.changes import change_type, explain
from bidinorm.columns.derived import name_type, names, term_type, terms
from bidinorm.columns.folding import fold
from bidinorm.errors import OptionError, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from bidinorm.columns.arrow import Rows
    from bidinorm.pipeline import Pipeline

COLUMNS = ("clean", "changes", "fold", "names", "terms")
"""What may stand beside a column, in this order: `clean`, `explain`, `fold`, `names` and `terms` of it."""


def with_columns(rows: Rows, field: str, wanted: Sequence[str] = COLUMNS, profile: str | Pipeline = "repair") -> Rows:
    """Return a record batch or a table with columns made of one of its columns of text, which stays as it is.

    `wanted` are names of `COLUMNS`, and those of the new columns. `profile` is that of `clean` and `changes`; `fold` is
    by the profile `search`. Offsets are code points of the text as it is. Raises `OptionError` for a column
    that is not there, holds no text, or would stand twice.

    >>> import pyarrow as pa
    >>> with_columns(pa.table({"text": ["VLCيظهر"]}), "text", ["clean", "fold"]).to_pydict()
    {'text': ['VLCيظهر'], 'clean': ['VLC يظهر'], 'fold': ['vlc يظهر']}
    """
    schema = schema_with(rows.schema, field, wanted)
    pipeline = loaded(profile)
    column = rows.column(rows.schema.names.index(field))
    made: dict[str, Any] = {
        "clean": lambda: clean(column, pipeline),
        "changes": lambda: explain(column, pipeline),
        "fold": lambda: fold(column),
        "names": lambda: names(column),
        "terms": lambda: terms(column),
    }
    return type(rows).from_arrays([*rows.columns, *(made[name]() for name in wanted)], schema=schema)


def schema_with(schema: pa.Schema, field: str, wanted: Sequence[str] = COLUMNS) -> pa.Schema:
    """Return the schema of what `with_columns` makes of rows with a schema.

    >>> import pyarrow as pa
    >>> schema_with(pa.schema({"text": pa.large_string()}), "text", ["clean", "terms"]).names
    ['text', 'clean', 'terms']
    """
    require_column(schema, field)
    kind = schema.field(schema.names.index(field)).type
    require_text_type(kind)
    kinds = {"clean": kind, "changes": change_type(), "fold": kind, "names": name_type(), "terms": term_type()}
    for name in wanted:
        if name not in kinds:
            raise OptionError(unknown("column to make,", name, kinds))
        if name in schema.names:
            raise OptionError(f"found a column {name!r} already; rename it, or do not ask for another of that name")
        schema = schema.append(need().field(name, kinds[name]))
    return schema
