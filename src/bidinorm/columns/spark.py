"""Apache Spark: the same columns on every core of a cluster.

    from bidinorm.columns.spark import clean_frame
    clean_frame(spark.read.parquet("rows"), ["text"]).write.parquet("clean")

Each executor must have bidinorm installed (or get it by `--py-files`); a profile travels as its name and is
loaded once in each Python worker, whatever the number of partitions. Needs `pip install "bidinorm[spark]"`.
`bidinorm.jobs.clean` is a whole program for `spark-submit`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark import AccumulatorParam, SparkFiles
from pyspark.sql.functions import arrow_udf

from bidinorm.columns.arrow import CHANGED, clean, clean_rows, counted
from bidinorm.names import house as lexicon
from bidinorm.names.corpus import Corpus
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from pyspark import Accumulator, SparkContext
    from pyspark.sql import Column, DataFrame

ROWS = "rows"
"""Names among the counts that are no rules: this one and `CHANGED`."""

__all__ = ["CHANGED", "ROWS", "clean_column", "clean_frame", "counts", "learn", "map_in_arrow"]


class _Sums(AccumulatorParam[dict[str, int]]):  # type: ignore[misc]
    """Adds counts by name."""

    def zero(self, value: dict[str, int]) -> dict[str, int]:
        """Begin with nothing."""
        return {}

    def addInPlace(self, value1: dict[str, int], value2: dict[str, int]) -> dict[str, int]:  # noqa: N802
        """Add two counts."""
        return dict(Counter(value1) + Counter(value2))


def counts(context: SparkContext) -> Accumulator[dict[str, int]]:
    """Return an accumulator of counts: rows, changed rows, and the changes of each rule.

    Read its `value` after an action. As for every accumulator of Spark, a task that ran twice is counted twice.
    """
    return context.accumulator({}, _Sums())


def clean_column(column: Column | str, profile: str = "repair") -> Column:
    """Return a column of text put right; null stays null.

    `frame.withColumn("text", clean_column("text"))`
    """

    def work(rows: pa.Array) -> pa.Array:
        return clean(rows, profile)

    work.__annotations__ = {"rows": pa.Array, "return": pa.Array}
    made: Column = arrow_udf(work, "string")(column)
    return made


def clean_frame(
    frame: DataFrame,
    fields: Sequence[str] | None = None,
    profile: str = "repair",
    sums: Accumulator[dict[str, int]] | None = None,
    *,
    house: str = "",
) -> DataFrame:
    """Return a frame with columns of text put right; its schema stays as it is.

    `fields` names the columns; None stands for all that hold text. `sums` (see `counts`) is told what was done.
    With a `house` lexicon, a file of the driver, names get its spellings, too: those that `learn` found are the
    same on every executor.
    """
    if house:
        lexicon.load(Path(house))  # what is wrong with it is said now
        frame.sparkSession.sparkContext.addFile(house)
    return frame.mapInArrow(map_in_arrow(fields, profile, sums, house=Path(house).name), frame.schema)


def map_in_arrow(
    fields: Sequence[str] | None = None,
    profile: str = "repair",
    sums: Accumulator[dict[str, int]] | None = None,
    *,
    house: str = "",
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function that `DataFrame.mapInArrow` takes: batches in, the same batches put right out.

    `house` is the name of a house lexicon that was given to `SparkContext.addFile`.

    >>> batch = pa.RecordBatch.from_pydict({"text": ["VLCيظهر"]})
    >>> next(map_in_arrow()([batch])).to_pydict()
    {'text': ['VLC يظهر']}
    """
    return _Mapper(tuple(fields) if fields is not None else None, profile, sums, house)


@dataclass(frozen=True)
class _Mapper:
    fields: tuple[str, ...] | None
    profile: str
    sums: Any
    house: str

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        pipeline = _pipeline(self.profile, self.house)
        for batch in batches:
            made = clean_rows(batch, self.fields, pipeline)
            if self.sums is not None:
                self.sums.add({ROWS: batch.num_rows, **counted(batch, made, pipeline)})
            yield made


@cache
def _pipeline(profile: str, house: str) -> Pipeline:
    """Return the pipeline of a profile, with a house lexicon that was sent to this executor."""
    pipeline = Pipeline.load(profile)
    return pipeline.set("names", house=SparkFiles.get(house)) if house else pipeline


def learn(frame: DataFrame, field: str, sums: Accumulator[dict[str, int]] | None = None) -> Corpus:
    """Count the spellings of names in a column of a frame, each row a document; see `bidinorm.names.corpus`.

    Partitions count by themselves and only different spellings travel, so that the lexicon is the same, however the
    rows are spread, as that of one process. Places are not remembered.

    `learn(frame, "text").lexicon()` yields the lines of a house lexicon.
    """
    spellings = frame.select(field).mapInArrow(_Learner(sums), "text string, count long")
    corpus = Corpus()
    for row in spellings.groupBy("text").sum("count").toLocalIterator():
        corpus.add_counted(*row)
    return corpus


@dataclass(frozen=True)
class _Learner:
    sums: Any

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        corpus = Corpus()
        for batch in batches:
            for text in batch.column(0).drop_null().to_pylist():
                corpus.add(text)
            if self.sums is not None:
                self.sums.add({ROWS: batch.num_rows})
        found = corpus.spellings.values()
        yield pa.RecordBatch.from_pydict(
            {"text": [one.text for one in found], "count": [one.count for one in found]},
            pa.schema({"text": pa.string(), "count": pa.int64()}),
        )
