"""What it costs to begin: the import, the command line, the first Arabic line; and the memory of a large file.

    uv run python benchmarks/start_up.py [--big]

Every command is a new process. All are run once to warm the file cache, then in turn, and the median counts. The bare
interpreter runs among them and is taken off. `--big` builds a file of 2 GB in a temporary folder, cleans it with
`bidinorm clean`, says what memory the process took at most, and removes the file.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
from breaker import break_some

BARE = "python -c pass"
LINE = "964mediaصورة من منصة"
FIRST = f"import bidinorm; bidinorm.clean({LINE!r})"
PEAK = Path(__file__).with_name("peak.py")
LIMITS = {"import bidinorm": 120, "bidinorm --version": 250}
"""Milliseconds that the project promises."""
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """A process that has ended: seconds, the most memory that it held, in bytes, and its exit status."""

    seconds: float
    peak: int
    status: int


def executable() -> list[str]:
    """Return the command `bidinorm` of this interpreter."""
    found = shutil.which("bidinorm", path=str(Path(sys.executable).parent)) or shutil.which("bidinorm")
    return [found] if found else [sys.executable, "-m", "bidinorm"]


def commands() -> dict[str, list[str]]:
    """Return what is timed, by the name it has in the table."""
    return {
        BARE: [sys.executable, "-c", "pass"],
        "import bidinorm": [sys.executable, "-c", "import bidinorm"],
        "first clean of an Arabic line": [sys.executable, "-c", FIRST],
        "bidinorm --version": [*executable(), "--version"],
        "bidinorm --help": [*executable(), "--help"],
    }


def milliseconds(command: Sequence[str]) -> float:
    """Run a command; return how long it took. A command that fails raises `CalledProcessError`."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    return (time.perf_counter() - start) * 1000


def last_line(said: bytes) -> str:
    """Return the last line that a process said, which names the error."""
    return corpora.visible(said.decode("utf-8", "replace").strip().rpartition("\n")[2])


def measure(timed: dict[str, list[str]], rounds: int) -> dict[str, list[float] | str]:
    """Return the times of every command, run in turn; the reason for one that fails."""
    times: dict[str, list[float] | str] = {}
    for number in range(rounds + 1):
        for name, command in timed.items():
            try:
                took = milliseconds(command)
            except subprocess.CalledProcessError as error:
                times[name] = f"fails: {last_line(error.stderr)}"
                continue
            kept = times.setdefault(name, [])
            if number and isinstance(kept, list):  # the first round fills the file cache
                kept.append(took)
    return times


def rows(times: dict[str, list[float] | str]) -> list[list[object]]:
    """Return the rows of the table: median, over the bare interpreter, fastest, promise."""
    bare = times[BARE]
    base = statistics.median(bare) if isinstance(bare, list) else 0.0
    found: list[list[object]] = []
    for name, took in times.items():
        if isinstance(took, str):
            found.append([f"`{name}`", took, "", "", ""])
            continue
        median = statistics.median(took)
        limit = f"{LIMITS[name]}" if name in LIMITS else ""
        found.append([f"`{name}`", f"{median:.0f}", f"{median - base:.0f}", f"{min(took):.0f}", limit])
    return found


def write_big(path: Path, size: int) -> int:
    """Write a file of about `size` bytes, one line in a hundred dirty; return its size."""
    try:
        lines = corpora.mixture(8 * MEGA)
    except corpora.DataError:
        lines = ["The same line of plain text, again and again.", LINE] * 100_000
    block = ("\n".join(break_some(lines, 0.01, corpora.SEED)) + "\n").encode()
    with path.open("wb") as file:
        while file.tell() < size:
            file.write(block)
    return path.stat().st_size


def watched(command: Sequence[str]) -> Run:
    """Run a command, its output thrown away; return what it took."""
    start = time.perf_counter()
    watch = [sys.executable, str(PEAK), *command]
    said = subprocess.run(watch, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds = time.perf_counter() - start
    status, peak = (int(number) for number in said.split())
    return Run(seconds, peak, status)


def big(gigabytes: Sequence[float], folder: Path) -> str:
    """Return the section on large files: memory must not grow with the file."""
    found = []
    for wanted in gigabytes:
        path = folder / "big.txt"
        try:
            size = write_big(path, int(wanted * 1000 * MEGA))
            done = watched([*executable(), "clean", str(path)])
        finally:
            path.unlink(missing_ok=True)
        megabytes = f"{size / MEGA:,.0f}"
        rate = corpora.figure(size / MEGA / done.seconds)
        found.append([megabytes, f"{done.peak / MEGA:.0f}", f"{done.seconds:.1f}", rate, done.status])
    header = ["file, MB", "peak memory, MB", "seconds", "MB/s", "exit status"]
    title = "## A large file\n\n`bidinorm clean FILE`, the output thrown away; one line in a hundred is dirty."
    return f"{title}\n\n{corpora.table(header, found)}"


def page(times: dict[str, list[float] | str], rounds: int, large: str) -> str:
    """Return the page of results."""
    about = {"bidinorm": corpora.own_version(), "Rounds": f"{rounds}, in turn, the median counts"}
    header = ["command", "ms", "over the bare interpreter", "fastest", "at most"]
    return "\n\n".join(
        part
        for part in (
            "# Start-up",
            "Written by `benchmarks/start_up.py`: a new process for every run, in milliseconds.",
            corpora.facts(corpora.machine(), about),
            corpora.table(header, rows(times)),
            large,
        )
        if part
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write `results/start_up.md`; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=20, help="how often every command is run (20)")
    parser.add_argument("--big", action="store_true", help="clean large files, too, and say what memory that takes")
    parser.add_argument("--gigabytes", type=float, default=2.0, help="the size of the larger file (2)")
    options = parser.parse_args(arguments)
    times = measure(commands(), options.rounds)
    large = ""
    if options.big:
        with tempfile.TemporaryDirectory() as folder:
            needed = options.gigabytes * 1000 * MEGA
            if shutil.disk_usage(folder).free < needed * 1.2:
                return corpora.fail(f"{options.gigabytes} GB do not fit on the disk of temporary files; set TMPDIR")
            large = big((options.gigabytes / 20, options.gigabytes), Path(folder))
    corpora.publish("start_up", page(times, options.rounds, large))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
