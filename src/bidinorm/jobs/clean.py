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
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.columns.spark import clean_frame, counts
from bidinorm.errors import InputError
from bidinorm.jobs.inputs import FORMS, REJECTS, Folder, ended, judged, read
from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import SparkSession


@dataclass(frozen=True)
class Job:
    """What was asked for."""

    target: str
    form: str
    fields: tuple[str, ...]
    profile: str
    resume: bool
    house: str = ""


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
    told = json.dumps([unit, job.form, job.fields, job.profile, *([_digest(job.house)] if job.house else [])])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _digest(path: str) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _do(spark: SparkSession, job: Job, folder: Folder, name: str, files: list[tuple[str, int]]) -> Counter[str]:
    """Clean the files of a unit, move the results in and write its record; return what was done."""
    for pattern in (f"{name}-*", f"_bidinorm/{name}*", f"_rejects/{name}*"):
        folder.remove(pattern)  # what a killed run left
    good, bad = judged(read(spark, [file for file, _ in files], job.form, job.fields[0]), job.fields)
    sums = counts(spark.sparkContext)
    made = clean_frame(good, job.fields, job.profile, sums, house=job.house)
    made.write.parquet(folder.child(f"_bidinorm/{name}.tmp").toString())
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
@click.option("--format", "form", type=click.Choice(FORMS), default="parquet")
@click.option("--field", "fields", multiple=True, help="A column to clean; once for each. Default: text.")
@click.option("--profile", default="repair", show_default=True)
@click.option("--house", default="", metavar="FILE.tsv", help="A house lexicon: names get its spellings, too.")
@click.option("--resume", is_flag=True, help="Pass over what an earlier run has finished.")
@click.option("--unit", default=1024, show_default=True, help="MB of input that are finished together.")
def main(
    source: str, target: str, form: str, fields: tuple[str, ...], profile: str, house: str, resume: bool, unit: int  # noqa: FBT001
) -> None:  # fmt: skip
    """Clean the rows of SOURCE into Parquet files in TARGET; print what was done as JSON."""
    Pipeline.load(profile)  # an error now and not in an executor
    job = Job(target, form, fields or ("text",), profile, resume, house)
    ended(lambda spark: run(spark, source, job, unit << 20))


if __name__ == "__main__":
    main()
