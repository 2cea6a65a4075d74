"""What programs for Spark read and write: folders of any file system, rows, and rows that cannot be read."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click
from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - its usual name

from bidinorm.columns.arrow import SLICE
from bidinorm.errors import BidinormError, InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pyspark.sql import DataFrame

FORMS = ("parquet", "jsonl", "text")
"""The formats of inputs."""
CORRUPT = "_corrupt_record"
REJECTS = "rejected rows"
"""The name among the counts of rows that cannot be read."""
SETTINGS = {"spark.sql.execution.arrow.maxRecordsPerBatch": SLICE, "spark.sql.files.maxPartitionBytes": 32 << 20}
"""Rows of a batch, since a scan of more is cheaper for each; bytes of a partition, so that each core has several."""
UNREADABLE = 2
"""Exit code where rows could not be read."""


class Folder:
    """A folder of any file system that Spark knows (Hadoop's `FileSystem`)."""

    def __init__(self, spark: SparkSession, name: str) -> None:
        self._jvm: Any = spark._jvm  # the one way to a file system of Hadoop from Python
        self.path = self._jvm.org.apache.hadoop.fs.Path(name)
        self._system = self.path.getFileSystem(spark._jsc.hadoopConfiguration())

    @classmethod
    def of(cls, spark: SparkSession, file: str) -> tuple[Folder, str]:
        """Return the folder of a file, and the file's name in it."""
        path = cls(spark, file).path
        return cls(spark, (path.getParent() or path).toString() or "."), path.getName()

    def files(self) -> list[tuple[str, int]]:
        """Return name and size of each file in order; hidden ones and those of `_` are passed over."""
        return sorted(self._below(self._system.globStatus(self.path) or ()))

    def _below(self, found: Sequence[Any]) -> Iterator[tuple[str, int]]:
        for status in found:
            path = status.getPath()
            if path.getName().startswith((".", "_")):
                continue
            if status.isDirectory():
                yield from self._below(self._system.listStatus(path))
            else:
                yield path.toString(), status.getLen()

    def child(self, name: str) -> Any:  # noqa: ANN401 - a class of Java
        """Return the path of something in the folder."""
        return self._jvm.org.apache.hadoop.fs.Path(self.path, name)

    def read(self, name: str) -> str | None:
        """Return the text of a file; None where it is not there."""
        if not self._system.exists(self.child(name)):
            return None
        stream = self._system.open(self.child(name))
        text: str = self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8")
        stream.close()
        return text

    def write(self, name: str, text: str) -> None:
        """Write a file in one step; one of that name goes. Raises `InputError` where that cannot be done."""
        stream = self._system.create(self.child(f"{name}.tmp"), True)  # noqa: FBT003 - it may replace
        stream.write(bytearray(text.encode("utf-8")))
        stream.close()
        self._system.delete(self.child(name), False)  # noqa: FBT003 - a file; not every system renames over one
        if not self._system.rename(self.child(f"{name}.tmp"), self.child(name)):
            raise InputError(f"{self.child(name).toString()}: cannot be written; check the folder")

    def remove(self, pattern: str) -> None:
        """Remove what a pattern finds, folders with what they hold."""
        for status in self._system.globStatus(self.child(pattern)) or ():
            self._system.delete(status.getPath(), True)  # noqa: FBT003 - recursively

    def move_in(self, folder: str, ending: str, prefix: str) -> None:
        """Move the files of a folder inside this one up into it, under names with a prefix."""
        for status in self._system.globStatus(self.child(f"{folder}/*{ending}")) or ():
            self._system.rename(status.getPath(), self.child(f"{prefix}-{status.getPath().getName()}"))


def read(spark: SparkSession, names: Sequence[str], form: str, field: str) -> DataFrame:
    """Return the rows of some files; of JSON lines the raw line where it is none."""
    if form == "parquet":
        return spark.read.parquet(*names)
    if form == "text":
        return spark.read.text(names).withColumnRenamed("value", field)
    schema = spark.read.json(names).schema  # Spark names the lines that are none in a column of its own
    if CORRUPT not in schema.names:
        schema = schema.add(CORRUPT, "string")
    return spark.read.schema(schema).option("columnNameOfCorruptRecord", CORRUPT).json(names)


def judged(frame: DataFrame, fields: Sequence[str]) -> tuple[DataFrame, DataFrame]:
    """Return the rows that can be read, and the others with their file and the reason."""
    for name in fields:
        if name not in frame.columns:
            raise InputError(f"found no column {name!r}; the columns are {', '.join(frame.columns)}")
    reason = F.lit(None).cast("string")
    for name in fields:
        reason = F.when(~F.is_valid_utf8(F.col(name)), F.lit(f"{name} is not UTF-8")).otherwise(reason)
    raw = F.base64(F.concat_ws("\n", *fields).cast("binary"))
    if CORRUPT in frame.columns:
        reason = F.when(F.col(CORRUPT).isNotNull(), F.lit("not JSON")).otherwise(reason)
        raw = F.base64(F.coalesce(F.col(CORRUPT).cast("binary"), F.unbase64(raw)))
    judged = frame.withColumn("_file", F.input_file_name()).withColumn("_reason", reason).withColumn("_base64", raw)
    good = judged.filter(F.col("_reason").isNull()).drop("_file", "_reason", "_base64", CORRUPT)
    bad = judged.filter(F.col("_reason").isNotNull())
    return good, bad.select(*(F.col(f"_{name}").alias(name) for name in ("file", "reason", "base64")))


def configured(spark: SparkSession) -> SparkSession:
    """Return the session with what suits these programs, where nobody has set it otherwise."""
    own = dict(spark.sparkContext.getConf().getAll())
    for key, value in SETTINGS.items():
        if key not in own:
            spark.conf.set(key, value)
    return spark


def ended(work: Callable[[SparkSession], Mapping[str, int]]) -> None:
    """Do the work of a program and end it: print what was done as JSON; exit with 2 where not all could be read."""
    try:
        done = work(configured(SparkSession.builder.appName("bidinorm").getOrCreate()))
    except BidinormError as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(done, ensure_ascii=False, sort_keys=True))
    sys.exit(UNREADABLE if done.get(REJECTS) else 0)
