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

from bidinorm.columns.arrow import clean, clean_rows, is_text
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from pyspark import Accumulator, SparkContext
    from pyspark.sql import Column, DataFrame

ROWS, CHANGED = "rows", "changed rows"
"""Names among the counts that are no rules."""


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
                self.sums.add(self._counted(batch, made))
            yield made

    def _counted(self, before: pa.RecordBatch, after: pa.RecordBatch) -> dict[str, int]:
        """Return what was done to a batch; only rows that changed are looked at again."""
        from pyarrow import compute

        told = Counter({ROWS: before.num_rows})
        pipeline = Pipeline.load(self.profile)
        changed: set[int] = set()
        for place, field in enumerate(before.schema):
            if not is_text(field.type) or before.column(place) is after.column(place):
                continue
            differ = compute.not_equal(before.column(place).cast("string"), after.column(place).cast("string"))
            rows = compute.indices_nonzero(differ.fill_null(False))  # noqa: FBT003 - the value is the argument
            changed.update(rows.to_pylist())
            for text in before.column(place).take(rows).to_pylist():
                told.update(rule for change in pipeline.explain(text).changes for rule in change.rule.split("+"))
        return dict(told + Counter({CHANGED: len(changed)}))
