"""pandas, polars and DuckDB: the same as row by row, with the types and the missing values of each."""

from __future__ import annotations

import duckdb
import pandas as pd
import polars as pl
import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

import bidinorm.columns.pandas
import bidinorm.columns.polars
from bidinorm.columns.duckdb import register
from bidinorm.errors import NotTextError
from bidinorm.pipeline import Pipeline

DIRTY = "964mediaصورة من منصة (شبكة):"
CLEAN = "964media صورة من منصة (شبكة):"
REPAIR = Pipeline.load("repair")
PANDAS = ["object", "str", "string[python]", "string[pyarrow]", "category"]
rows = st.lists(st.none() | some.lines, max_size=8)
encodable = st.lists(st.none() | some.documents.map(lambda text: text.encode("utf-8", "replace").decode()), max_size=8)


def expected(texts: list[str | None]) -> list[str | None]:
    return [text if text is None else REPAIR.clean(text) for text in texts]


@given(texts=rows)
def test_pandas_rows_of_any_text(texts: list[str | None]) -> None:
    series = pd.Series(texts, dtype=object, index=range(5, 5 + len(texts)), name="n")
    made = series.bidinorm.clean()
    assert made.to_list() == expected(texts)
    assert made.name == "n"
    assert made.index.equals(series.index)
    checks = [[] if text is None else REPAIR.check(text) for text in texts]
    assert series.bidinorm.check().to_list() == checks


@pytest.mark.parametrize("dtype", PANDAS)
def test_pandas_keeps_the_type(dtype: str) -> None:
    series = pd.Series([DIRTY, None, CLEAN, "x"], dtype=dtype)
    made = series.bidinorm.clean()
    assert [None if pd.isna(value) else value for value in made] == [CLEAN, None, CLEAN, "x"]
    if dtype == "category":
        assert list(made.cat.categories) == [CLEAN, "x"]
        assert made.cat.ordered == series.cat.ordered
    else:
        assert made.dtype == series.dtype
    assert series.iloc[0] == DIRTY  # the one that was given stays
    clean = pd.Series(["نص", None], dtype=dtype)
    assert clean.bidinorm.clean() is clean
    assert [len(changes) for changes in series.bidinorm.explain()] == [1, 0, 0, 0]


def test_pandas_frames() -> None:
    frame = pd.DataFrame({"a": [DIRTY], "b": [DIRTY]})
    assert frame.bidinorm.clean(["a"]).to_dict("list") == {"a": [CLEAN], "b": [DIRTY]}
    with pytest.raises(KeyError, match="unknown column 'c'"):
        frame.bidinorm.clean(["c"])


def test_pandas_names_the_row_that_is_no_text() -> None:
    with pytest.raises(NotTextError, match="row 'x': expected text or a missing value, found int"):
        bidinorm.columns.pandas.clean(pd.Series(["a", 1], index=["w", "x"], dtype=object))
    with pytest.raises(NotTextError, match="found list"):
        bidinorm.columns.pandas.clean(pd.Series([["a"]], dtype=object))


@given(texts=encodable)
def test_polars_rows_of_any_text(texts: list[str | None]) -> None:
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    made = frame.select(pl.col("text").bidinorm.clean())
    assert made.schema == frame.schema
    assert made["text"].to_list() == expected(texts)
    changes = frame.select(pl.col("text").bidinorm.explain())["text"].to_list()
    assert [each if each is None else len(each) for each in changes] == [
        text if text is None else len(REPAIR.explain(text).changes) for text in texts
    ]


@pytest.mark.parametrize("dtype", [pl.String, pl.Categorical], ids=str)
def test_polars_keeps_the_type(dtype: type[pl.DataType]) -> None:
    series = pl.Series("n", [DIRTY, None, "x"], dtype=dtype)
    made = series.bidinorm.clean()
    assert made.dtype == series.dtype
    assert made.name == "n"
    assert made.to_list() == [CLEAN, None, "x"]
    assert series.bidinorm.check().to_list()[0][0]["rule"] == "glued-runs"


def test_polars_lazy_and_streaming() -> None:
    frame = pl.LazyFrame({"text": [DIRTY, "x"] * 1000, "id": range(2000)})
    query = frame.with_columns(pl.col("text").bidinorm.clean()).filter(pl.col("id") < 2)
    assert query.collect()["text"].to_list() == [CLEAN, "x"]
    assert query.collect(engine="streaming")["text"].to_list() == [CLEAN, "x"]
    assert frame.select(pl.col("text").bidinorm.check()).collect_schema()["text"] == bidinorm.columns.polars.CHANGES


@given(texts=encodable)
def test_duckdb_rows_of_any_text(texts: list[str | None]) -> None:
    texts = [text if text is None else text.replace("\0", "") for text in texts]
    with duckdb.connect() as connection:
        register(connection)
        connection.execute("CREATE TABLE rows (id INTEGER, text VARCHAR)")
        connection.executemany("INSERT INTO rows VALUES (?, ?)", [*enumerate(texts), (-1, DIRTY)])
        made = connection.sql("SELECT bidinorm_clean(text) FROM rows ORDER BY id").fetchall()
    assert [row for (row,) in made] == [CLEAN, *expected(texts)]
