"""A program for `spark-submit`: files of rows in, clean Parquet out.

    spark-submit .../bidinorm/jobs/clean.py --format jsonl --field text INPUT OUTPUT

The files of INPUT (a folder, a file or a pattern, on any file system that Spark knows) are done in units. A unit
is there whole or not at all: its Parquet files are moved into OUTPUT when they are complete, and then its record is
written to OUTPUT/_bidinorm. With `--resume` units that have a record are passed over. Rows that cannot be
read go to OUTPUT/_rejects as JSON lines, with their file and the reason; the others go on, and the program ends
with 2 where there were any.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from pyspark.sql import SparkSession
from pyspark.sql import functions as F  # noqa: N812 - its usual name

from bidinorm.columns.spark import clean_frame, counts
from bidinorm.errors import InputError
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import DataFrame

CORRUPT = "_corrupt_record"
REJECTS = "rejected rows"
UNREADABLE = 2
"""Exit code where rows could not be read."""


@dataclass(frozen=True)
class Job:
    """What was asked for."""

    target: str
    form: str
    fields: tuple[str, ...]
    profile: str
    resume: bool


class Folder:
    """A folder of any file system that Spark knows (Hadoop's `FileSystem`)."""

    def __init__(self, spark: SparkSession, name: str) -> None:
        self._jvm: Any = spark._jvm  # the one way to a file system of Hadoop from Python
        self.path = self._jvm.org.apache.hadoop.fs.Path(name)
        self._system = self.path.getFileSystem(spark._jsc.hadoopConfiguration())

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
        """Write a file in one step."""
        stream = self._system.create(self.child(f"{name}.tmp"), True)  # noqa: FBT003 - it may replace
        stream.write(bytearray(text.encode("utf-8")))
        stream.close()
        self._system.rename(self.child(f"{name}.tmp"), self.child(name))

    def remove(self, pattern: str) -> None:
        """Remove what a pattern finds, folders with what they hold."""
        for status in self._system.globStatus(self.child(pattern)) or ():
            self._system.delete(status.getPath(), True)  # noqa: FBT003 - recursively

    def move_in(self, folder: str, ending: str, prefix: str) -> None:
        """Move the files of a folder inside this one up into it, under names with a prefix."""
        for status in self._system.globStatus(self.child(f"{folder}/*{ending}")) or ():
            self._system.rename(status.getPath(), self.child(f"{prefix}-{status.getPath().getName()}"))


def units(files: Sequence[tuple[str, int]], size: int) -> Iterator[list[tuple[str, int]]]:
    """Yield the files in groups of about `size` bytes, in order.

    >>> list(units([("a", 1), ("b", 2), ("c", 3)], 3))
    [[('a', 1), ('b', 2)], [('c', 3)]]
    """
    unit: list[tuple[str, int]] = []
    total = 0
    for file in files:
        if unit and total + file[1] > size:
            yield unit
            unit, total = [], 0
        unit.append(file)
        total += file[1]
    if unit:
        yield unit


def unit_name(unit: Sequence[tuple[str, int]], job: Job) -> str:
    """Return a name that is the same for the same files, sizes and options."""
    told = json.dumps([unit, job.form, job.fields, job.profile])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _read(spark: SparkSession, job: Job, names: list[str]) -> DataFrame:
    """Return the rows of some files; of JSON lines the raw line where it is none."""
    if job.form == "parquet":
        return spark.read.parquet(*names)
    if job.form == "text":
        return spark.read.text(names).withColumnRenamed("value", job.fields[0])
    schema = spark.read.json(names).schema  # Spark names the lines that are none in a column of its own
    if CORRUPT not in schema.names:
        schema = schema.add(CORRUPT, "string")
    return spark.read.schema(schema).option("columnNameOfCorruptRecord", CORRUPT).json(names)


def _judged(frame: DataFrame, job: Job) -> tuple[DataFrame, DataFrame]:
    """Return the rows that can be read, and the others with their file and the reason."""
    for name in job.fields:
        if name not in frame.columns:
            raise InputError(f"found no column {name!r}; the columns are {', '.join(frame.columns)}")
    reason = F.lit(None).cast("string")
    for name in job.fields:
        reason = F.when(~F.is_valid_utf8(F.col(name)), F.lit(f"{name} is not UTF-8")).otherwise(reason)
    raw = F.base64(F.concat_ws("\n", *job.fields).cast("binary"))
    if CORRUPT in frame.columns:
        reason = F.when(F.col(CORRUPT).isNotNull(), F.lit("not JSON")).otherwise(reason)
        raw = F.base64(F.coalesce(F.col(CORRUPT).cast("binary"), F.unbase64(raw)))
    judged = frame.withColumn("_file", F.input_file_name()).withColumn("_reason", reason).withColumn("_base64", raw)
    good = judged.filter(F.col("_reason").isNull()).drop("_file", "_reason", "_base64", CORRUPT)
    bad = judged.filter(F.col("_reason").isNotNull())
    return good, bad.select(*(F.col(f"_{name}").alias(name) for name in ("file", "reason", "base64")))


def _do(spark: SparkSession, job: Job, folder: Folder, name: str, files: list[tuple[str, int]]) -> Counter[str]:
    """Clean the files of a unit, move the results in and write its record; return what was done."""
    for pattern in (f"{name}-*", f"_bidinorm/{name}*", f"_rejects/{name}*"):
        folder.remove(pattern)  # what a killed run left
    good, bad = _judged(_read(spark, job, [file for file, _ in files]), job)
    sums = counts(spark.sparkContext)
    clean_frame(good, job.fields, job.profile, sums).write.parquet(folder.child(f"_bidinorm/{name}.tmp").toString())
    rejected = bad.count()
    if rejected:
        bad.coalesce(1).write.json(folder.child(f"_rejects/{name}").toString())
    folder.move_in(f"_bidinorm/{name}.tmp", ".parquet", name)
    done = Counter({**sums.value, REJECTS: rejected})
    folder.write(f"_bidinorm/{name}.json", json.dumps({"files": [file for file, _ in files], "counts": done}))
    folder.remove(f"_bidinorm/{name}.tmp")
    return done


def run(spark: SparkSession, source: str, job: Job, size: int) -> dict[str, int]:
    """Do all units; return what was done, units of an earlier run included."""
    folder = Folder(spark, job.target)
    files = Folder(spark, source).files()
    if not files:
        raise InputError(f"{source}: found no files; check the path")
    if folder.files() and not job.resume:
        raise InputError(f"{job.target}: found files there already; give --resume or another folder")
    told: Counter[str] = Counter()
    for unit in units(files, size):
        name = unit_name(unit, job)
        record = folder.read(f"_bidinorm/{name}.json")
        told += Counter(json.loads(record)["counts"]) if record else _do(spark, job, folder, name, unit)
    return dict(told)


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--format", "form", type=click.Choice(["parquet", "jsonl", "text"]), default="parquet")
@click.option("--field", "fields", multiple=True, help="A column to clean; once for each. Default: text.")
@click.option("--profile", default="repair", show_default=True)
@click.option("--resume", is_flag=True, help="Pass over what an earlier run has finished.")
@click.option("--unit", default=1024, show_default=True, help="MB of input that are finished together.")
def main(source: str, target: str, form: str, fields: tuple[str, ...], profile: str, resume: bool, unit: int) -> None:  # noqa: FBT001
    """Clean the rows of SOURCE into Parquet files in TARGET; print what was done as JSON."""
    Pipeline.load(profile)  # an error now and not in an executor
    spark = SparkSession.builder.appName("bidinorm").getOrCreate()
    try:
        done = run(spark, source, Job(target, form, fields or ("text",), profile, resume), unit << 20)
    except InputError as error:
        raise click.ClickException(str(error)) from None
    click.echo(json.dumps(done, ensure_ascii=False, sort_keys=True))
    sys.exit(UNREADABLE if done.get(REJECTS) else 0)


if __name__ == "__main__":
    main()
