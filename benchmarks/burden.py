"""What the repairs cost in memory, and how long their models take to load: two tables of `repair.py`.

Every figure comes from a process of its own (`peak.py`), which knows nothing of the peers. The broken text is
clean text of the measuring data in the ways of `breaker.py` and `producers.py`: all rules and all models are at work.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import corpora
import start_up
from breaker import break_some
from producers import CHAINS

MEMORY = 150
"""Megabytes (10^6 bytes) that the whole profile may take."""
LOADING = 20
"""Milliseconds that a model may take to load."""
SIZE = 2_000_000
"""Bytes of the broken text that is one string."""
PROCESSES = 9

_LINES = """\
import sys, bidinorm
for line in open(sys.argv[1], encoding="utf-8", newline="\\n"):
    bidinorm.clean(line)
"""
_WHOLE = """\
import sys, bidinorm
bidinorm.clean(open(sys.argv[1], encoding="utf-8", newline="\\n").read())
"""
_LOAD = """\
import time, bidinorm.direction as direction, bidinorm.vocabulary as vocabulary
start = time.process_time(); direction.model()
between = time.process_time(); vocabulary.words()
print(1000 * (between - start), 1000 * (time.process_time() - between))
"""


def broken(size: int) -> str:
    """Return about `size` bytes of broken lines: dirty ones, then the same in visual order, and so on."""
    lines = break_some(corpora.mixture(size), 1.0, corpora.SEED)
    for number, line in enumerate(lines):
        if number % 2:
            lines[number] = CHAINS[number // 2 % len(CHAINS)].make(line) or line
    return "\n".join(lines) + "\n"


def megabytes(code: str, *arguments: str) -> float:
    """Return the most memory that a process of Python held while it ran some code."""
    return start_up.watched([sys.executable, "-c", code, *arguments]).peak / start_up.MEGA


def memory() -> str:
    """Return the table of memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.txt"
        text = broken(SIZE)
        path.write_text(text, "utf-8", newline="\n")
        size = f"{path.stat().st_size / start_up.MEGA:.1f} MB of broken text"
        rows = [
            ["a bare interpreter", megabytes("pass"), ""],
            ["`import bidinorm`", megabytes("import bidinorm"), ""],
            [f"`clean` of {size}, line by line", megabytes(_LINES, str(path)), MEMORY],
            [f"`clean` of {size}, one string", megabytes(_WHOLE, str(path)), ""],
        ]
    header = ["the process has done", "peak memory, MB", "goal: less than"]
    return corpora.table(header, [[name, f"{peak:.0f}", goal] for name, peak, goal in rows])


def loading() -> str:
    """Return the table of how long the models take to load, from their files to the first answer."""
    times = []
    for _ in range(PROCESSES):
        said = subprocess.run([sys.executable, "-c", _LOAD], check=True, stdout=subprocess.PIPE, text=True).stdout
        times.append([float(number) for number in said.split()])
    names = ("direction, `direction.bin`", "words that are known, `vocabulary.bin`")
    medians = [statistics.median(column) for column in zip(*times, strict=True)]
    rows = [[name, f"{median:.1f}", LOADING] for name, median in zip(names, medians, strict=True)]
    return corpora.table(["model", "ms of processor time", "goal: less than"], rows)
