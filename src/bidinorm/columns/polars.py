"""Columns of polars: the namespace `.bidinorm` of expressions and of Series.

Importing the module registers it. An expression works in eager frames, in lazy ones and in streaming.

>>> import polars as pl
>>> import bidinorm.columns.polars
>>> pl.DataFrame({"text": ["ok", "VLCيظهر"]}).select(pl.col("text").bidinorm.clean()).to_series().to_list()
['ok', 'VLC يظهر']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from bidinorm.columns import arrow, changes

if TYPE_CHECKING:
    from bidinorm.pipeline import Pipeline

_NUMBER = {"start": pl.Int32(), "end": pl.Int32(), "certain": pl.Boolean()}
CHANGES = pl.List(
    pl.Struct(
        {
            name: _NUMBER.get(name, pl.String())
            for name in ("start", "end", "before", "after", "rule", "reason", "certain")
        }
    )
)
"""The type of the changes of a row."""


def clean(series: pl.Series, profile: str | Pipeline = "repair") -> pl.Series:
    """Return a Series of text put right: the same name, type and nulls."""
    column = series.to_arrow()
    made = arrow.clean(column, profile)
    return series if made is column else pl.Series(series.name, made).cast(series.dtype)


def explain(series: pl.Series, profile: str | Pipeline = "repair") -> pl.Series:
    """Return for each row the list of changes that `clean` makes; see `bidinorm.columns.explain`."""
    return pl.Series(series.name, changes.explain(series.to_arrow(), profile), dtype=CHANGES)


def check(series: pl.Series, profile: str | Pipeline = "repair") -> pl.Series:
    """Return for each row what `clean` would change and what it suspects; see `bidinorm.columns.check`."""
    return pl.Series(series.name, changes.check(series.to_arrow(), profile), dtype=CHANGES)


@pl.api.register_series_namespace("bidinorm")
class SeriesNamespace:
    """`series.bidinorm`: the functions of this module as methods."""

    def __init__(self, series: pl.Series) -> None:
        self._series = series

    def clean(self, profile: str | Pipeline = "repair") -> pl.Series:
        """Return the Series put right; see `clean`."""
        return clean(self._series, profile)

    def explain(self, profile: str | Pipeline = "repair") -> pl.Series:
        """Return the changes of each row; see `explain`."""
        return explain(self._series, profile)

    def check(self, profile: str | Pipeline = "repair") -> pl.Series:
        """Return what would be changed and what is suspected in each row; see `check`."""
        return check(self._series, profile)


@pl.api.register_expr_namespace("bidinorm")
class ExpressionNamespace:
    """`expression.bidinorm`: the same for expressions."""

    def __init__(self, expression: pl.Expr) -> None:
        self._expression = expression

    def clean(self, profile: str | Pipeline = "repair") -> pl.Expr:
        """Return the expression put right; see `clean`."""
        return self._expression.map_batches(lambda series: clean(series, profile), is_elementwise=True)

    def explain(self, profile: str | Pipeline = "repair") -> pl.Expr:
        """Return the changes of each row; see `explain`."""
        return self._expression.map_batches(lambda series: explain(series, profile), CHANGES, is_elementwise=True)

    def check(self, profile: str | Pipeline = "repair") -> pl.Expr:
        """Return what would be changed and what is suspected in each row; see `check`."""
        return self._expression.map_batches(lambda series: check(series, profile), CHANGES, is_elementwise=True)
