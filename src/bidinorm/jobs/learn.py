"""A program for `spark-submit`: `bidinorm harmonize learn` over rows of a cluster.

    spark-submit .../bidinorm/jobs/learn.py --format jsonl --field text INPUT house.tsv

Each row of INPUT (a folder, a file or a pattern, on any file system that Spark knows) is a document. The spellings of
names are counted in every partition, summed, and written as a house lexicon to review: the same lines, however the
rows are spread. `clean.py --house house.tsv` applies it. Rows that cannot be read are counted and left out, and the
program ends with 2 where there were any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.columns.spark import counts
from bidinorm.columns.spark import learn as learned
from bidinorm.errors import InputError
from bidinorm.jobs.inputs import FORMS, REJECTS, Folder, ended, judged, read

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def run(spark: SparkSession, source: str, target: str, form: str, field: str = "text") -> dict[str, int]:
    """Learn from the rows of a source and write the lexicon; return what was done."""
    files = [name for name, _ in Folder(spark, source).files()]
    if not files:
        raise InputError(f"{source}: found no files; check the path")
    good, bad = judged(read(spark, files, form, field), [field])
    sums = counts(spark.sparkContext)
    corpus = learned(good, field, sums)
    folder, name = Folder.of(spark, target)
    folder.write(name, "".join(f"{line}\n" for line in corpus.lexicon()))
    return {**sums.value, "spellings": len(corpus.spellings), REJECTS: bad.count()}


@click.command()
@click.argument("source")
@click.argument("target")
@click.option("--format", "form", type=click.Choice(FORMS), default="parquet")
@click.option("--field", default="text", show_default=True, help="The column with the text.")
def main(source: str, target: str, form: str, field: str) -> None:
    """Learn how the names in the rows of SOURCE are spelled; write TARGET, a house lexicon to review."""
    ended(lambda spark: run(spark, source, target, form, field))


if __name__ == "__main__":
    main()
