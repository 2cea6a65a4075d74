"""How fast columns of a Parquet file are cleaned and folded, on one core and on two, and how much memory it takes.

    uv run --extra columns python benchmarks/columns.py

Every figure is that of a process of its own, which reads the file row group by row group, cleans a column and writes
Parquet again; the column alone, in memory, is measured in the same run. Two processes take one half of the row groups
each, and write a file each. What two processes that share nothing do on the same machine stands beside them.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import corpora
import pyarrow as pa
import pyarrow.parquet as pq
from breaker import break_some

MEGA = 1_000_000
GROUP = 1 << 17
"""Rows of a row group."""
BLOCK = 16 * MEGA
CONTROL = 20 * MEGA
"""Rounds of the work that the machine is measured with."""


def write_rows(path: Path, size: int, dirty: float) -> int:
    """Write a Parquet file whose text has about `size` bytes; return how many it has."""
    lines = break_some(corpora.mixture(BLOCK), dirty, corpora.SEED)
    text = pa.array(lines)
    block = pa.table({"id": pa.array(range(len(lines)), pa.int64()), "text": text})
    written = 0
    with pq.ParquetWriter(path, block.schema, compression="zstd", use_dictionary=False) as writer:
        while written < size:
            writer.write_table(block, row_group_size=GROUP)
            written += corpora.size_of(lines) - len(lines)
    return written


def work(arguments: argparse.Namespace) -> int:
    """Do the work of one process: some row groups of a file; say what it took."""
    from bidinorm import columns

    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)
    file = pq.ParquetFile(arguments.source)
    (
        columns.clean(pa.array(["VLCيظهر"] * 1000)),
        columns.fold(pa.array(["VLCيظهر"] * 1000)),
    )  # tables and models are loaded once
    begun, cpu, alone = time.perf_counter(), time.process_time(), 0.0
    size = changed = 0
    with pq.ParquetWriter(arguments.target, file.schema_arrow, compression="zstd", use_dictionary=False) as writer:
        for number in range(arguments.part, file.num_row_groups, arguments.parts):
            before = file.read_row_group(number, use_threads=False)
            size += before["text"].nbytes - 4 * before.num_rows
            alone -= time.process_time()
            if arguments.verb == "clean":
                after = columns.clean_rows(before, ["text"])
            else:
                after = before.set_column(1, "text", columns.fold(before["text"]))
            alone += time.process_time()
            changed += after is not before
            writer.write_table(after, row_group_size=max(after.num_rows, 1))
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - begun,
                "cpu": time.process_time() - cpu,
                "alone": alone,
                "size": size,
                "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024),
                "changed": changed,
            }
        )
    )
    return 0


def control() -> int:
    """Do work that needs nothing but a processor; say what it took."""
    begun = time.perf_counter()
    total = sum(number * number % 7 for number in range(CONTROL))
    print(json.dumps({"seconds": time.perf_counter() - begun, "total": total}))
    return 0


def side_by_side(commands: Sequence[Sequence[object]]) -> list[dict[str, float]]:
    """Run this program some times at once; return what each says."""
    running = [
        subprocess.Popen([sys.executable, __file__, *map(str, command)], stdout=subprocess.PIPE, text=True)
        for command in commands
    ]
    return [json.loads(process.communicate()[0]) for process in running]


def cores() -> float:
    """Return how much more two processes do than one on this machine, where they share nothing."""
    command = ["--verb", "control"]
    (one,), both = side_by_side([command]), side_by_side([command] * 2)
    return 2 * one["seconds"] / max(each["seconds"] for each in both)


def measure(verb: str, source: Path, processes: int, folder: Path) -> dict[str, float]:
    """Let some processes do the work side by side; return the time of all, and the highest peak."""
    begun = ["--verb", verb, "--source", source, "--parts", processes]
    told = side_by_side(
        [[*begun, "--part", part, "--target", folder / f"out-{part}.parquet"] for part in range(processes)]
    )
    longest = max(each["seconds"] for each in told)
    return {
        "seconds": longest,
        "cpu": sum(each["cpu"] for each in told),
        "alone": sum(each["alone"] for each in told),
        "size": sum(each["size"] for each in told),
        "peak": max(each["peak"] for each in told),
    }


def rows(source: Path, label: str, folder: Path) -> list[list[object]]:
    """Measure each verb on one and on two processes."""
    found: list[list[object]] = []
    for verb in ("clean", "fold"):
        alone = measure(verb, source, 1, folder)
        both = measure(verb, source, 2, folder)
        rate = alone["size"] / MEGA / alone["seconds"]
        second = both["size"] / MEGA / both["seconds"]
        size = alone["size"] / MEGA
        cells = [size, rate, size / alone["cpu"], size / alone["alone"], second, second / rate, cores()]
        peak = max(alone["peak"], both["peak"]) / MEGA
        found.append([label, verb, *map(corpora.figure, (*cells, peak))])
    return found


HEADER = [
    "file",
    "work",
    "MB of text",
    "MB/s, one process",
    "MB per second of processor",
    "the column alone",
    "MB/s, two",
    "times",
    "times, control",
    "peak MB",
]


def page(sizes: Sequence[int], folder: Path) -> str:
    """Measure, and return the page."""
    table: list[list[object]] = []
    for size in sizes:
        for dirty in (0.0, 0.01) if size == min(sizes) else (0.0,):
            source = folder / "rows.parquet"
            write_rows(source, size * MEGA, dirty)
            label = "as it is" if not dirty else f"{100 * dirty:.0f} % of rows broken"
            table += rows(source, label, folder)
    return "\n\n".join(
        [
            "# Columns of Parquet",
            "Written by `benchmarks/columns.py`. Each process reads row groups, does the work, and writes Parquet\n"
            "(zstd) again; *the column alone* is the part between, in MB per second of processor. Rows are lines of\n"
            "the clean mixture of `benchmarks/README.md`, of which some hold real defects. MB are of UTF-8. *Times,\n"
            "control* is what two processes that only count do more than one, measured just then.",
            corpora.facts(corpora.machine(), {"bidinorm": corpora.own_version(), "pyarrow": pa.__version__}),
            corpora.table(HEADER, table),
        ]
    )


def main() -> int:
    """Measure, or do the work of one process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 4000], help="MB of text of the files")
    parser.add_argument("--verb", choices=["clean", "fold", "control"], help=argparse.SUPPRESS)
    for name in ("--source", "--target"):
        parser.add_argument(name, type=Path, help=argparse.SUPPRESS)
    for name in ("--part", "--parts"):
        parser.add_argument(name, type=int, default=1, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.verb == "control":
        return control()
    if arguments.verb:
        return work(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return corpora.deliver("columns", lambda: page(arguments.sizes, Path(folder)))


if __name__ == "__main__":
    sys.exit(main())
