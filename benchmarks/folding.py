"""How fast text is folded for search and cut into terms, next to peers: same input, same process, one run.

    uv run --isolated --group bench python benchmarks/folding.py

`--build` measures building an index of 100 MB instead: time, and memory at its peak.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import textwrap
from collections import deque
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import corpora
from speed import MEGA, seconds
from tools import Missing, Peer, Tool, find, versions

ROW = 60
"""Code points of a short string, at most."""
COLUMN = 1_000_000
"""Short strings in a column."""
STRING = 50_000_000
"""Bytes of UTF-8 of the long string."""
SLOW = 20
"""A peer that is slow gets one part in so many of the input."""

Work = Callable[[], object]


def texts(scale: float) -> tuple[list[str], str]:
    """Return a column of short strings, and one long string: Arabic and mixed lines as they are.

    The short ones are what the lines hold, cut at blanks.
    """
    lines = corpora.mixture(int(STRING * scale))
    long = "\n".join(lines)
    rows = [row for line in lines for row in textwrap.wrap(line, ROW)]
    number = int(COLUMN * scale)
    return (rows * (number // len(rows) + 1))[:number], long


def camel() -> Callable[[str], str]:
    """Return the chain of camel-tools that folds: unicode, alef, alef maksura, teh marbuta, marks."""
    module = import_module("camel_tools.utils.normalize")
    dediac = import_module("camel_tools.utils.dediac").dediac_ar
    steps = [module.normalize_unicode, module.normalize_alef_ar, module.normalize_alef_maksura_ar,
             module.normalize_teh_marbuta_ar, dediac]  # fmt: skip

    def chain(text: str) -> str:
        for step in steps:
            text = step(text)
        return text

    return chain


class Folds(NamedTuple):
    """What folds a column, and what folds a string."""

    column: Callable[[list[str]], object]
    string: Callable[[str], object]

    def __call__(self, text: str) -> object:
        """Fold a string and a column of it, as a peer is tried."""
        return self.string(text), self.column([text])


def norm() -> ModuleType:
    """Return the module of arabic-norm."""
    return import_module("arabic_norm")


def camel_folds() -> Folds:
    """Return how camel-tools folds."""
    chain = camel()
    return Folds(lambda rows: list(map(chain, rows)), chain)


def by_row() -> Folds:
    """Return how arabic-norm folds a column without its batches."""
    normalize = norm().normalize
    return Folds(lambda rows: [normalize(row) for row in rows], normalize)


PEERS = (
    Peer("arabic-norm", "arabic-norm", "`normalize_batch(rows)` and `normalize(text)`",
         lambda: Folds(norm().normalize_batch, norm().normalize)),
    Peer("arabic-norm, row by row", "arabic-norm", "`normalize(row)` in a loop", by_row),
    Peer("camel-tools", "camel-tools", "unicode, alef, alef maksura, teh marbuta, dediac", camel_folds, slow=True),
)  # fmt: skip


def tools() -> tuple[list[Tool[Folds]], list[Missing]]:
    """Return what is compared, ours first, and the peers that are missing."""
    from bidinorm import Pipeline
    from bidinorm.rule import Stage

    search = Pipeline.load("search")
    alone = search.only(*(rule.name for rule in search.rules if rule.stage is Stage.FOLD))
    number = len(alone.rules)
    own = [
        Tool(f"bidinorm, its {number} folds", "bidinorm", "as below, with the rules of stage FOLD alone",
             Folds(lambda rows: deque(alone.map(rows), 0), alone.clean)),
        Tool("bidinorm, repair and folds", "bidinorm", "`map(rows)` and `clean(text)` of profile `search`",
             Folds(lambda rows: deque(search.map(rows), 0), search.clean)),
    ]  # fmt: skip
    others, missing = find(PEERS, "كلمة")
    return [*own, *others], missing


def timed(jobs: Sequence[Work], rounds: int) -> list[float]:
    """Return the best time of each job in seconds; every job once, then every job again."""
    best = [float("inf")] * len(jobs)
    for _ in range(rounds):
        for place, job in enumerate(jobs):
            best[place] = min(best[place], seconds(job))
    return best


def compared(title: str, found: Sequence[Tool[Folds]], jobs: Sequence[Work], sizes: Sequence[int], rounds: int) -> str:
    """Return a table of megabytes a second, and how many times as fast as each tool the first one is."""
    rates = [size / MEGA / best for size, best in zip(sizes, timed(jobs, rounds), strict=True)]
    rows = [
        [tool.name, f"{size / MEGA:.1f}", corpora.figure(rate), f"{corpora.figure(rates[0] / rate)} ×"]
        for tool, size, rate in zip(found, sizes, rates, strict=True)
    ]
    return f"## {title}\n\n{corpora.table(['tool', 'MB', 'MB/s', 'the first is faster by'], rows)}\n"


def folding(found: Sequence[Tool[Folds]], rows: list[str], long: str, rounds: int) -> list[str]:
    """Return the tables of folding."""
    columns = [rows[: len(rows) // SLOW] if tool.slow else rows for tool in found]
    strings = [long[: len(long) // SLOW] if tool.slow else long for tool in found]
    column = compared(
        f"A column of {len(rows):,} strings of up to {ROW} code points", found,
        [lambda tool=tool, part=part: tool.call.column(part) for tool, part in zip(found, columns, strict=True)],
        [corpora.size_of(part) for part in columns], rounds,
    )  # fmt: skip
    string = compared(
        f"One string of {len(long.encode()) / MEGA:.0f} MB", found,
        [lambda tool=tool, part=part: tool.call.string(part) for tool, part in zip(found, strings, strict=True)],
        [len(part.encode()) for part in strings], rounds,
    )  # fmt: skip
    return [column, string]


def terms(rounds: int) -> str:
    """Return the table of terms with offsets."""
    from bidinorm.index import Analyzer

    analyzer = Analyzer()
    rows = []
    for name in ("ntrex_ar.txt", "mixed_mo.txt", "en.txt"):
        text = corpora.read(f"clean/{name}")
        size = len(text.encode())
        jobs: list[Work] = [
            lambda text=text: deque(analyzer.stream(text), 0),  # type: ignore[misc]
            lambda text=text: analyzer.terms(text),  # type: ignore[misc]
            lambda text=text: analyzer.columns(text),  # type: ignore[misc]
        ]
        rates = [size / MEGA / best for best in timed(jobs, rounds + 1)]  # the first time, words are met
        rows.append([name, f"{size / MEGA:.2f}", *map(corpora.figure, rates)])
    header = ["text", "MB", "`stream`, MB/s", "`terms` (a list), MB/s", "`columns` (no offsets), MB/s"]
    note = "All kinds of terms: words, stems, keys, numbers and addresses, with their offsets in the original."
    return f"## Terms with offsets\n\n{note}\n\n{corpora.table(header, rows)}\n"


BUILD = """
import json, sys, time
from pathlib import Path
from bidinorm.index.records import records
from bidinorm.index.sqlite import writing
from bidinorm.files import TextFile
start = time.perf_counter()
with writing(sys.argv[2], fresh=True) as writer, open(sys.argv[1], "rb") as stream:
    file = TextFile(sys.argv[1], stream)
    number = writer.add("all", "", records(file, by="line", fail=print))
took = time.perf_counter() - start
peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024  # of this program alone
print(json.dumps([number, took, time.process_time(), peak, Path(sys.argv[2]).stat().st_size / 1e6]))
"""


def build(size: int) -> str:
    """Build an index of much text in a process of its own; return what it cost."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.txt")
        text.write_text("\n".join(corpora.mixture(size)), "utf-8")
        call = [sys.executable, "-c", BUILD, str(text), str(Path(folder, "text.sqlite"))]
        done = subprocess.run(call, capture_output=True, text=True, check=True)
        number, wall, cpu, peak, written = json.loads(done.stdout)
        read = text.stat().st_size / MEGA
    row = [f"{read:.0f}", f"{number:,}", corpora.figure(wall), corpora.figure(cpu), f"{peak:.0f}", f"{written:.0f}"]
    header = [
        "MB of text",
        "records (lines)",
        "seconds",
        "seconds of processor",
        "MB of memory at the peak",
        "MB of index",
    ]
    return f"## Building an index\n\n{corpora.table(header, [row])}\n"


def page(scale: float, rounds: int, megabytes: float) -> str:
    """Measure, and return the page."""
    rows, long = texts(scale)
    found, missing = tools()
    tables = [*folding(found, rows, long, rounds), terms(rounds)]
    if megabytes:
        tables.append(build(int(megabytes * MEGA)))
    about = corpora.machine() | {"Rounds": f"{rounds}, interleaved, best counts; seconds of processor time"}
    opening = (
        "# Speed of folding, of terms, and of building an index\n\n"
        "Written by `benchmarks/folding.py`; how it is measured stands in `benchmarks/README.md`. Only the ratios\n"
        "within one table mean something on another machine.\n"
    )
    return "\n".join([opening, corpora.facts(about), "", corpora.facts(versions(found, missing)), "", *tables])


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write `results/folding.md`; return the exit status."""
    parser = argparse.ArgumentParser(description="How fast text is folded for search and cut into terms.")
    parser.add_argument("--scale", type=float, default=1.0, help="a share of the input; nothing is written (1)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds; the best counts (3)")
    parser.add_argument("--build", type=float, default=100.0, help="MB of text to build an index of; 0 for none (100)")
    options = parser.parse_args(arguments)
    return corpora.deliver(
        "folding", lambda: page(options.scale, options.rounds, options.build), whole=options.scale == 1.0
    )


if __name__ == "__main__":
    raise SystemExit(main())
