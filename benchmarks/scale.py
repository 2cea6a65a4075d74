"""Millions of rows, thousands of files, and Spark: what they cost, and whether the cost of a row stays.

    uv run --group test python benchmarks/scale.py

Each part can be left out (`--without spark`). Spark runs on executors of this machine, processes of their own.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

import corpora
import pyarrow as pa
import pyarrow.parquet as pq
from breaker import break_some

from bidinorm.pipeline import Pipeline

MEGA = 1_000_000
BLOCK = 8 * MEGA
SIZES = (10_000, 100_000, MEGA, 10 * MEGA)
FILES = 20_000
SPARK_ROWS = 5 * MEGA
PARTS = ("rows", "files", "spark")
MEMORY = "1024"
"""MB of an executor."""


def lines() -> list[str]:
    """Return lines of the clean mixture, one in a hundred broken."""
    return break_some(corpora.mixture(BLOCK), 0.01, corpora.SEED)


def rows_page() -> str:
    """Clean ever more rows in one stream; return the table."""
    source = lines()
    pipeline = Pipeline.load("repair")
    deque(pipeline.map(source[:20_000]), maxlen=0)
    found: list[list[object]] = []
    for count in SIZES:
        begun = time.process_time()
        deque(pipeline.map(islice(cycle(source), count)), maxlen=0)
        took = time.process_time() - begun
        found.append([f"{count:,}", corpora.figure(took), corpora.figure(1e6 * took / count)])
    size = corpora.size_of(source) / len(source)
    note = f"`Pipeline.map` over a generator of rows of {size:.0f} bytes, one in a hundred broken; one process."
    return f"## Rows in a stream\n\n{note}\n\n{corpora.table(['rows', 'seconds of processor', 'µs a row'], found)}"


def files_page(folder: Path) -> str:
    """Clean many small files in place, in one process and in two; return the table."""
    found: list[list[object]] = []
    source = lines()
    for jobs in (1, 2):
        for number in range(FILES):
            at = number * 20 % (len(source) - 20)
            (folder / f"{number:05}.txt").write_text("\n".join(source[at : at + 20]), "utf-8")
        command = [sys.executable, "-m", "bidinorm", "clean", "-i", "-q", "-j", str(jobs)]
        begun = time.perf_counter()
        subprocess.run([*command, "--report", str(folder / "report.json"), str(folder)], check=True)
        took = time.perf_counter() - begun
        report = json.loads((folder / "report.json").read_text("utf-8"))
        found.append([jobs, f"{report['changed']:,}", corpora.figure(took), corpora.figure(FILES / took)])
    note = f"`bidinorm clean --in-place` on {FILES:,} files of 20 lines; wall clock."
    header = ["processes", "files changed", "seconds", "files a second"]
    return f"## Small files\n\n{note}\n\n{corpora.table(header, found)}"


def digest(texts: Iterable[str]) -> str:
    """Return one number for rows in any order."""
    total = 0
    for text in texts:
        total += int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    return f"{total % (1 << 64):016x}"


def parquet_texts(folder: Path) -> Iterator[str]:
    """Yield the texts of all files of a folder."""
    for path in sorted(folder.glob("*.parquet")):
        for batch in pq.ParquetFile(path).iter_batches(columns=["text"]):
            yield from batch.column(0).to_pylist()


def spark_page(folder: Path, count: int) -> str:
    """Run the program of Spark on one executor and on two; compare the result with that of this process."""
    source = lines()
    (folder / "in").mkdir()
    each = 250_000
    for number in range(count // each):
        texts = list(islice(cycle(source), number * each, (number + 1) * each))
        pq.write_table(pa.table({"text": texts}), folder / "in" / f"{number:03}.parquet")
    expected = digest(Pipeline.load("repair").map(islice(cycle(source), count // each * each)))
    found: list[list[object]] = []
    first = 0.0
    for executors in (1, 2):
        target = folder / f"out-{executors}"
        begun = time.perf_counter()
        done = began(executors, folder / "in", target)
        whole = time.perf_counter() - begun
        took = done["seconds"]
        first = first or took
        same = "yes" if digest(parquet_texts(target)) == expected else "no"
        busy = done["cpu"] / took if done["cpu"] else 0.0
        cells = [count // each * each / took, first / took / executors, busy, took, whole]
        found.append([executors, f"{done['rows']:,}", *map(corpora.figure, cells), same])
    note = (
        "`bidinorm/jobs/clean.py` on `local-cluster`, executors of one core, in a session that has done a small run\n"
        "before; the seconds of the whole program hold the start of Spark and that run. *Busy* is the seconds of\n"
        "processor of driver, executors and Python workers for each second: where one executor keeps all cores of the\n"
        "machine busy, nothing is left for the second. The last column says whether all rows are, byte for byte,\n"
        "those of `Pipeline.map` in one process."
    )
    header = ["executors", "rows", "rows a second", "efficiency", "busy", "seconds", "whole program", "same rows"]
    return f"## Spark\n\n{note}\n\n{corpora.table(header, found)}"


def began(executors: int, source: Path, target: Path) -> dict[str, float]:
    """Run the program of Spark in a process of its own; return what it has done, and what it took."""
    command = [sys.executable, __file__, "--executors", executors, "--source", source, "--target", target]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    said = subprocess.run(list(map(str, command)), check=True, env=environment, text=True, **quiet)
    told: dict[str, float] = json.loads(said.stdout.splitlines()[-1])
    return told


def with_spark(executors: int, source: Path, target: Path) -> int:
    """Clean one file, and then all, in one session; say what all took."""
    from pyspark.sql import SparkSession

    from bidinorm.jobs import clean, inputs

    master = f"local-cluster[{executors},1,{MEMORY}]"
    spark = SparkSession.builder.master(master).config("spark.ui.enabled", "false").getOrCreate()
    inputs.configured(spark)
    jobs = [(some, f"{target}-{some.stem}") for some in sorted(source.glob("*.parquet"))[:executors]]
    for each, into in (*jobs, (source, str(target))):
        begun, cpu = time.perf_counter(), processor_seconds()
        done = clean.run(spark, str(each), clean.Job(into, "parquet", ("text",), "repair", resume=False), 1 << 30)
    took = {"seconds": time.perf_counter() - begun, "cpu": processor_seconds() - cpu}
    print(json.dumps({"rows": done["rows"], **took}))
    spark.stop()
    return 0


def processor_seconds() -> float:
    """Return the seconds of processor of this process and of all that it began; 0 where the system does not tell."""
    used: dict[int, float] = {}
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()  # proc(5): from the third field on
            process = int(path.parent.name)
            children.setdefault(int(fields[1]), []).append(process)
            used[process] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    total, todo = 0.0, [os.getpid()]
    while todo:
        process = todo.pop()
        total += used.get(process, 0.0)
        todo += children.get(process, ())
    return total


def page(without: Sequence[str], count: int, folder: Path) -> str:
    """Measure all parts, and return the page."""
    (folder / "files").mkdir()
    parts = {
        "rows": rows_page,
        "files": lambda: files_page(folder / "files"),
        "spark": lambda: spark_page(folder, count),
    }
    return "\n\n".join(
        [
            "# Scale",
            "Written by `benchmarks/scale.py`. Rows are lines of the clean mixture of `benchmarks/README.md`.",
            corpora.facts(corpora.machine(), {"bidinorm": corpora.own_version(), "pyarrow": pa.__version__}),
            *(make() for name, make in parts.items() if name not in without),
        ]
    )


def main() -> int:
    """Measure, print the page and write it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", nargs="+", choices=PARTS, default=[], help="parts to leave out")
    parser.add_argument("--spark-rows", type=int, default=SPARK_ROWS)
    parser.add_argument("--executors", type=int, help=argparse.SUPPRESS)
    for name in ("--source", "--target"):
        parser.add_argument(name, type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.executors:
        return with_spark(arguments.executors, arguments.source, arguments.target)
    with tempfile.TemporaryDirectory() as folder:
        return corpora.deliver("scale", lambda: page(arguments.without, arguments.spark_rows, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
