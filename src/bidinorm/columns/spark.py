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
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyspark import AccumulatorParam
from pyspark.sql.functions import arrow_udf

from bidinorm.columns.arrow import CHANGED, clean, clean_rows, counted
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from pyspark import Accumulator, SparkContext
    from pyspark.sql import Column, DataFrame

ROWS = "rows"
"""Names among the counts that are no rules: this one and `CHANGED`."""

__all__ = ["CHANGED", "ROWS", "clean_column", "clean_frame", "counts", "map_in_arrow"]


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
) -> DataFrame:
    """Return a frame with columns of text put right; its schema stays as it is.

    `fields` names the columns; None stands for all that hold text. `sums` (see `counts`) is told what was done.
    """
    return frame.mapInArrow(map_in_arrow(fields, profile, sums), frame.schema)


def map_in_arrow(
    fields: Sequence[str] | None = None, profile: str = "repair", sums: Accumulator[dict[str, int]] | None = None
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return the function that `DataFrame.mapInArrow` takes: batches in, the same batches put right out.

    >>> batch = pa.RecordBatch.from_pydict({"text": ["VLCيظهر"]})
    >>> next(map_in_arrow()([batch])).to_pydict()
    {'text': ['VLC يظهر']}
    """
    return _Mapper(tuple(fields) if fields is not None else None, profile, sums)


@dataclass(frozen=True)
class _Mapper:
    fields: tuple[str, ...] | None
    profile: str
    sums: Any

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            made = clean_rows(batch, self.fields, self.profile)
            if self.sums is not None:
                told = counted(batch, made, Pipeline.load(self.profile))
                self.sums.add({ROWS: batch.num_rows, **told})
            yield made
