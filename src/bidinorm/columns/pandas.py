"""Columns of pandas: the accessor `.bidinorm` of a Series and of a DataFrame.

Importing the module registers it.

>>> import pandas as pd
>>> import bidinorm.columns.pandas
>>> pd.Series(["ok", "VLCيظهر"]).bidinorm.clean().to_list()
['ok', 'VLC يظهر']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from bidinorm.columns.arrow import found, loaded, triggered
from bidinorm.columns.methods import Methods
from bidinorm.errors import NotTextError, unknown

if TYPE_CHECKING:
    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change


def clean(series: pd.Series, profile: str | Pipeline = "repair") -> pd.Series:
    """Return a Series of text put right: the same index, name, type and missing values.

    The same object where nothing was to be done. Raises `NotTextError` for a row that is neither text nor missing.
    """
    if isinstance(series.dtype, pd.CategoricalDtype):
        return _categories(series, profile)
    pipeline = loaded(profile)
    places, before = _shown(series, pipeline)
    after = list(pipeline.map(before))
    changed = [number for number, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
    if not changed:
        return series
    made = series.copy()
    made.iloc[[places[number] for number in changed]] = [after[number] for number in changed]
    return made


def explain(series: pd.Series, profile: str | Pipeline = "repair") -> pd.Series:
    """Return for each row the list of changes that `clean` makes (`bidinorm.Change`); empty where there is none."""
    pipeline = loaded(profile)
    return _changes(series, pipeline, lambda text: pipeline.explain(text).changes)


def check(series: pd.Series, profile: str | Pipeline = "repair") -> pd.Series:
    """Return for each row what `clean` would change and what it suspects (`certain` is false)."""
    pipeline = loaded(profile)
    return _changes(series, pipeline, pipeline.check)


def _changes(series: pd.Series, pipeline: Pipeline, work: Callable[[str], Sequence[Change]]) -> pd.Series:
    lists: list[list[Change]] = [[] for _ in range(len(series))]
    places, texts = _shown(series, pipeline)
    for place, text in zip(places, texts, strict=True):
        lists[place] = list(work(text))
    return pd.Series(lists, index=series.index, name=series.name, dtype=object)


def _shown(series: pd.Series, pipeline: Pipeline) -> tuple[list[int], list[str]]:
    """Return the offsets and the texts of the rows that a pipeline must be shown."""
    try:
        column = pa.array(series.astype(object), pa.large_string(), from_pandas=True)
    except (pa.ArrowException, UnicodeEncodeError, TypeError):  # not all is text, or a lone surrogate stands in it
        return _shown_by_row(series)
    places, texts = found(column, triggered(pipeline))
    return places.tolist(), texts


def _shown_by_row(series: pd.Series) -> tuple[list[int], list[str]]:
    places, texts = [], []
    for place, (label, value) in enumerate(series.items()):
        if isinstance(value, str):
            places.append(place)
            texts.append(value)
        elif not pd.api.types.is_scalar(value) or not pd.isna(value):
            raise NotTextError(f"row {label!r}: expected text or a missing value, found {type(value).__name__}")
    return places, texts


def _categories(series: pd.Series, profile: str | Pipeline) -> pd.Series:
    """Return a categorical Series whose categories were put right; those that became the same are one."""
    words = pd.Series(series.cat.categories, dtype=object)
    made = clean(words, profile)
    if made is words:
        return series
    distinct = {word: code for code, word in enumerate(dict.fromkeys(made))}
    new = [distinct[word] for word in made]
    codes = [new[code] if code >= 0 else code for code in series.cat.codes]
    values = pd.Categorical.from_codes(codes, categories=list(distinct), ordered=series.cat.ordered)
    return pd.Series(values, index=series.index, name=series.name)


_VERBS = {"clean": clean, "explain": explain, "check": check}


@pd.api.extensions.register_series_accessor("bidinorm")
class SeriesAccessor(Methods[pd.Series]):
    """`series.bidinorm`: the functions of this module as methods."""

    def _call(self, verb: str, profile: str | Pipeline) -> pd.Series:
        return _VERBS[verb](self._own, profile)


@pd.api.extensions.register_dataframe_accessor("bidinorm")
class FrameAccessor:
    """`frame.bidinorm`: the same for columns of a DataFrame."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self._frame = frame

    def clean(self, columns: Sequence[str], profile: str | Pipeline = "repair") -> pd.DataFrame:
        """Return the frame with these columns put right; raises `KeyError` for one that is not there."""
        for name in columns:
            if name not in self._frame.columns:
                raise KeyError(unknown("column", name, map(str, self._frame.columns)))
        return self._frame.assign(**{name: clean(self._frame[name], profile) for name in columns})
