"""Columns of polars: the namespace `.bidinorm` of expressions and of Series.

Importing the module registers it. An expression works in eager frames, in lazy ones and in streaming.

>>> import polars as pl
>>> import bidinorm.columns.polars
>>> pl.DataFrame({"text": ["ok", "VLCيظهر"]}).select(pl.col("text").bidinorm.clean()).to_series().to_list()
['ok', 'VLC يظهر']
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa

from bidinorm.columns import arrow, changes
from bidinorm.columns.methods import Methods

if TYPE_CHECKING:
    from bidinorm.pipeline import Pipeline

CHANGES = pl.Series(pa.array([], changes.change_type())).dtype
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


_VERBS = {"clean": clean, "explain": explain, "check": check}


@pl.api.register_series_namespace("bidinorm")
class SeriesNamespace(Methods[pl.Series]):
    """`series.bidinorm`: the functions of this module as methods."""

    def _call(self, verb: str, profile: str | Pipeline) -> pl.Series:
        return _VERBS[verb](self._own, profile)


@pl.api.register_expr_namespace("bidinorm")
class ExpressionNamespace(Methods[pl.Expr]):
    """`expression.bidinorm`: the same for expressions."""

    def _call(self, verb: str, profile: str | Pipeline) -> pl.Expr:
        kind = None if verb == "clean" else CHANGES
        return self._own.map_batches(partial(_VERBS[verb], profile=profile), kind, is_elementwise=True)
