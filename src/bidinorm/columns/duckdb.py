"""DuckDB: `bidinorm_clean(text)` as a function of SQL, a vector of rows at a time.

>>> import duckdb
>>> from bidinorm.columns.duckdb import register
>>> register(connection := duckdb.connect())
>>> connection.sql("SELECT bidinorm_clean('VLCيظهر')").fetchall()
[('VLC يظهر',)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa  # duckdb reads the annotations

from bidinorm.columns.arrow import clean, loaded

if TYPE_CHECKING:
    import duckdb

    from bidinorm.pipeline import Pipeline


def register(
    connection: duckdb.DuckDBPyConnection, profile: str | Pipeline = "repair", name: str = "bidinorm_clean"
) -> None:
    """Make a function of SQL that cleans text by a profile; `name` is its name. NULL stays NULL."""
    pipeline = loaded(profile)

    def work(column: pa.ChunkedArray) -> pa.ChunkedArray:
        return clean(column, pipeline)

    connection.create_function(name, work, ["VARCHAR"], "VARCHAR", type="arrow")
