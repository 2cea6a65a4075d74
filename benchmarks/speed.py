"""How fast `clean` is on clean and on dirty text, next to its peers: same input, same process, one run.

    uv run --python 3.12 --isolated --group bench python benchmarks/speed.py

Every tool gets the same text. Where a tool is too slow to finish within its budget it gets as much of the beginning as
fits; the column MB says how much. Rounds are interleaved (every tool once, then every tool again), the best of each
counts, and a bare time is never compared with another run's.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import corpora
from breaker import break_all, break_some
from repair_peers import Call, find, ours
from tools import Missing, Tool, versions

Work = Callable[[], object]

PROFILES = ("repair", "archive", "newsroom")
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """One text to be timed on: what it is, its lines, and, where lines were broken, what they were before."""

    title: str
    note: str
    lines: Sequence[str]
    whole: bool
    origin: Sequence[str] = ()


@dataclass(slots=True)
class Timing:
    """What one tool did with one case."""

    tool: Tool
    size: int = 0
    best: float = field(default=float("inf"))
    failure: str = ""
    restored: str = ""

    @property
    def rate(self) -> float:
        """Megabytes of UTF-8 a second; 0 where the tool failed."""
        return self.size / MEGA / self.best if self.best < float("inf") else 0.0


def work(tool: Tool, lines: Sequence[str], *, whole: bool) -> Work:
    """Return what is timed: the tool on one string, or on each line."""
    call = tool.call
    if whole:
        text = "\n".join(lines)
        return lambda: call(text)
    return lambda: [call(line) for line in lines]


def seconds(job: Work) -> float:
    """Run the job once; return the processor time it took, so that other work on the machine does not count."""
    gc.collect()
    start = time.process_time()
    job()
    return time.process_time() - start


def fitting(tool: Tool, case: Case, budget: float) -> Sequence[str]:
    """Return as many lines of the case as the tool is likely to do within the budget, in seconds."""
    sample = corpora.first(case.lines, 50_000)
    job = work(tool, sample, whole=case.whole)
    job()  # the first time, tables are read
    rate = corpora.size_of(sample) / max(seconds(job), 1e-9)
    return corpora.first(case.lines, int(max(rate * budget, 50_000)))


def restored(tool: Tool, case: Case) -> str:
    """Return the share of the first 2,000 broken lines that the tool brought back exactly."""
    if not case.origin:
        return ""
    pairs = list(zip(case.lines, case.origin, strict=True))[:2000]
    right = sum(tool.call(broken) == line for broken, line in pairs)
    return f"{100 * right / len(pairs):.1f} %"


def run(tools: Sequence[Tool], case: Case, rounds: int, budget: float) -> list[Timing]:
    """Time every tool on the case, interleaved; a tool that raises is out of the case, with its reason."""
    timings = [Timing(tool) for tool in tools]
    jobs: dict[str, Work] = {}
    for timing in timings:
        try:
            lines = fitting(timing.tool, case, budget)
            timing.size = corpora.size_of(lines)
            timing.restored = restored(timing.tool, case)
            jobs[timing.tool.name] = work(timing.tool, lines, whole=case.whole)
        except Exception as error:  # a peer's failure belongs in the table
            timing.failure = f"raises {type(error).__name__}"
    for _ in range(rounds):
        for timing in timings:
            if not timing.failure:
                try:
                    timing.best = min(timing.best, seconds(jobs[timing.tool.name]))
                except Exception as error:
                    timing.failure = f"raises {type(error).__name__}"
    return timings


def report(case: Case, timings: Sequence[Timing]) -> str:
    """Return the table of one case."""
    base = timings[0].rate
    peers = [timing for timing in timings if timing.tool.repairs and timing.tool.package != "bidinorm"]
    best = max((timing.rate for timing in peers), default=0.0)
    header = ["tool", "MB", "MB/s", "bidinorm repair, times as fast", "against the fastest repairing peer"]
    rows = []
    for timing in timings:
        name = timing.tool.name if timing.tool.repairs else f"{timing.tool.name} (folds)"
        if timing.failure:
            rows.append([name, "", timing.failure, "", "", ""])
            continue
        slower = f"{corpora.figure(base / timing.rate)} ×" if base else ""
        against = f"{corpora.figure(timing.rate / best)} ×" if best else ""
        size = f"{timing.size / MEGA:.2f}"
        rows.append([name, size, corpora.figure(timing.rate), slower, against, timing.restored])
    header = [*header, "lines brought back exactly"] if case.origin else header
    shown = corpora.table(header, [row[: len(header)] for row in rows])
    return f"### {case.title}\n\n{case.note}\n\n{shown}\n"


def changed(tool: Tool, lines: Sequence[str]) -> list[bool]:
    """Return for each line whether the tool changes it."""
    return [tool.call(line) != line for line in lines]


def cases(size: int, dirty_size: int, judge: Tool) -> list[Case]:
    """Build the texts: clean, truly clean, one line in a hundred broken, all broken; whole and by lines."""
    clean = corpora.mixture(size)
    touched = changed(judge, clean)
    share = 100 * sum(touched) / len(touched)
    truly = [line for line, hit in zip(clean, touched, strict=True) if not hit]
    some = break_some(clean, 0.01, corpora.SEED)
    broken = break_all(corpora.mixture(dirty_size * 2), corpora.SEED)
    dirty = corpora.first([pair[1] for pair in broken], dirty_size)
    origin = [pair[0] for pair in broken[: len(dirty)]]
    texts: list[tuple[str, str, Sequence[str], Sequence[str]]] = [
        ("Clean text", f"bidinorm changes {share:.3f} % of its lines.", clean, ()),
        ("Truly clean text", "The same, without the lines that bidinorm changes.", truly, ()),
        ("One line in a hundred dirty", "The clean text, 1 % of its lines broken.", some, ()),
        ("Dirty text", "Every line broken, in one to three ways.", dirty, origin),
    ]
    built = []
    for title, note, lines, before in texts:
        built.append(Case(f"{title}, one string", note, lines, whole=True))
        built.append(Case(f"{title}, line by line", note, lines, whole=False, origin=before))
    return built


LATIN = "The ship came into the harbour on Sunday, after two hours' delay"
ARABIC = "وصلت الشحنة إلى الميناء صباح الأحد بعد تأخير دام ساعتين كاملتين"
SHORT = {
    "Latin, clean": LATIN[:60],
    "Latin, dirty": f"{LATIN[:20]}\u202c{LATIN[20:59]}",
    "Arabic, clean": ARABIC[:60],
    "Arabic, dirty": f"AFP{ARABIC[:57]}",
}
"""Strings of 60 characters, as one meets in a column of a table."""


def latency(call: Callable[[str], str], text: str, rounds: int) -> float:
    """Return microseconds a call on a short string, best of the rounds."""
    count = max(int(0.02 / max(seconds(lambda: call(text)), 1e-7)), 3)
    return min(seconds(lambda: [call(text) for _ in range(count)]) for _ in range(rounds)) / count * MEGA


def short_strings(tools: Sequence[Tool], rounds: int) -> str:
    """Return the table of microseconds a call."""
    rows = []
    for tool in tools:
        found = []
        for text in SHORT.values():
            try:
                found.append(corpora.figure(latency(tool.call, text, rounds)))
            except Exception as error:
                found.append(f"raises {type(error).__name__}")
        rows.append([tool.name if tool.repairs else f"{tool.name} (folds)", *found])
    title = "### A short string, µs a call\n\n60 characters, called in a loop, best of the rounds."
    return f"{title}\n\n{corpora.table(['tool', *SHORT], rows)}\n"


def page(tables: Sequence[str], tools: list[Tool[Call]], missing: list[Missing], rounds: int) -> str:
    """Return the whole page of results."""
    about = corpora.facts(corpora.machine(), {"Rounds": f"{rounds}, interleaved, best counts"})
    packages = corpora.facts(versions(tools, missing))
    opening = (
        "# Speed of `clean`, and of its peers\n\n"
        "Written by `benchmarks/speed.py`; how it is measured stands in `benchmarks/README.md`. Only the ratios\n"
        "within one table mean something on another machine. A tool is timed on what its budget allows (MB).\n"
        "A fast tool need not be one that repairs: see how many dirty lines come back, and `repair.md`.\n"
    )
    return "\n".join([opening, about, "", packages, "", *tables])


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--size", type=float, default=10.0, help="MB of clean text (10)")
    parser.add_argument("--dirty-size", type=float, default=2.0, help="MB of dirty text (2)")
    parser.add_argument("--rounds", type=int, default=4, help="rounds; the best counts (4)")
    parser.add_argument("--budget", type=float, default=4.0, help="seconds a tool may take for one round (4)")
    parser.add_argument("--only", default="", help="only the cases whose title holds this; nothing is written")
    parser.add_argument("--no-peers", action="store_true", help="bidinorm alone; nothing is written")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write `results/speed.md`; return the exit status."""
    options = parse(arguments)
    return corpora.deliver("speed", lambda: measure(options), whole=not (options.only or options.no_peers))


def measure(options: argparse.Namespace) -> str:
    """Measure what is asked for; return the page."""
    own = ours(*PROFILES)
    found, missing = ([], []) if options.no_peers else find()
    tools = [*own, *found]
    tables = []
    for case in cases(int(options.size * MEGA), int(options.dirty_size * MEGA), own[0]):
        if options.only.lower() in case.title.lower():
            print(f"... {case.title}", file=sys.stderr, flush=True)
            tables.append(report(case, run(tools, case, options.rounds, options.budget)))
    if not options.only or options.only == "short":
        tables.append(short_strings(tools, options.rounds))
    return page(tables, tools, missing, options.rounds)


if __name__ == "__main__":
    raise SystemExit(main())
