"""What every benchmark needs: the measuring data, the facts of the machine, and tables that people can read.

The data is no part of the project. It is looked for in `../shared/data`, seen from the root of the repository, or
in the folder that the environment variable `BIDINORM_DATA` names; a benchmark that needs it says so and ends.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import category

ROOT = Path(__file__).resolve().parents[1]
RESULTS = ROOT / "benchmarks" / "results"
DATA = Path(os.environ.get("BIDINORM_DATA", ROOT.parent / "shared" / "data"))

KINDS = {
    "ar_mo.txt": "Arabic",
    "ntrex_ar.txt": "Arabic",
    "mixed_mo.txt": "mixed",
    "opensource_guide_ar.txt": "mixed",
    "react_docs_ar.txt": "mixed",
    "en.txt": "English",
    "english_voa.jsonl": "English",
    "fa.txt": "Persian",
    "ur.txt": "Urdu",
    "he.txt": "Hebrew",
    "code.txt": "code",
    "urls.txt": "URLs",
}
"""The files of clean text and what is in them."""

MIXTURE = (
    "ar_mo.txt",
    "mixed_mo.txt",
    "ntrex_ar.txt",
    "opensource_guide_ar.txt",
    "react_docs_ar.txt",
    "en.txt",
)
"""The files that the clean text of the speed benchmark is mixed from."""

SEED = 20260101

CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""The bidi formatting characters of UAX #9."""

NUMBER = re.compile(r"([\d.,]+( [%×])?)?|fails.*|raises.*")
"""What may stand in a column of numbers: a number, nothing, or why there is none."""


class DataError(FileNotFoundError):
    """The measuring data is not there."""


@dataclass(frozen=True, slots=True)
class CleanFile:
    """One file of text that must not change: its name, what is in it, its lines without line feeds."""

    name: str
    kind: str
    lines: tuple[str, ...]


def read(name: str) -> str:
    """Return the text of a file of the measuring data, line feeds as they are."""
    path = DATA / name
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise DataError(f"no measuring data at {path}; set BIDINORM_DATA to the folder that holds it") from None


def clean_files() -> list[CleanFile]:
    """Return every file of clean text; of JSON lines, the field `text`."""
    if not (DATA / "clean").is_dir():
        raise DataError(f"no measuring data at {DATA / 'clean'}; set BIDINORM_DATA to the folder that holds it")
    files = []
    for path in sorted((DATA / "clean").iterdir()):
        lines = read(f"clean/{path.name}").removesuffix("\n").split("\n")
        if path.suffix == ".jsonl":
            lines = [json.loads(line)["text"] for line in lines]
        files.append(CleanFile(path.name, KINDS.get(path.name, "unknown"), tuple(lines)))
    return files


def mixture(size: int, seed: int = SEED) -> list[str]:
    """Return about `size` bytes of clean mixed lines.

    The files are cut into blocks of 20 lines and the blocks are shuffled, anew for every repetition, so that any
    long slice is a fair sample of the whole.
    """
    blocks = []
    for name in MIXTURE:
        lines = [line for line in read(f"clean/{name}").split("\n") if line.strip()]
        blocks += [lines[start : start + 20] for start in range(0, len(lines), 20)]
    chance = random.Random(seed)
    mixed: list[str] = []
    total = 0
    while total < size:
        chance.shuffle(blocks)
        for block in blocks:
            mixed += block
            total += size_of(block)
            if total >= size:
                break
    return mixed


def size_of(lines: Iterable[str]) -> int:
    """Return the size of the lines in UTF-8, one line feed each."""
    return sum(len(line.encode("utf-8", "surrogatepass")) + 1 for line in lines)


def first(lines: Sequence[str], size: int) -> Sequence[str]:
    """Return as many of the first lines as `size` bytes hold; at least one."""
    total = 0
    for number, line in enumerate(lines):
        total += size_of((line,))
        if total > size:
            return lines[: max(number, 1)]
    return lines


def machine() -> dict[str, str]:
    """Return what a reader must know of a measurement: date, processor, cores, load, Python."""
    facts = {
        "Date": f"{datetime.now(UTC):%Y-%m-%d}",
        "Processor": processor(),
        "Cores": str(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()),
        "System": f"{platform.system()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }
    if hasattr(os, "getloadavg"):
        facts["Load at the start"] = f"{os.getloadavg()[0]:.2f}"
    return facts


def processor() -> str:
    """Return the model of the processor, as far as the system tells."""
    try:
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    except OSError:
        found = None
    return found[1] if found else platform.processor() or "unknown"


def version(package: str) -> str | None:
    """Return the installed version of a package, or None."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def own_version() -> str:
    """Return the version of bidinorm, with the commit it was measured at where git can tell."""
    import bidinorm

    number = str(bidinorm.__version__)
    git = ["git", "-C", str(ROOT)]
    try:
        commit = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
        # What is measured is the package and its tables; a table of results written just now changes nothing.
        same = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "src", "lexicons"], check=False).returncode == 0
    except (OSError, subprocess.CalledProcessError):
        return number
    return f"{number} ({commit.stdout.strip()}{'' if same else '-dirty'})"


def visible(text: str) -> str:
    """Return the text with all that a reader cannot see written out, fit for a cell of a table.

    >>> visible("a\\u200fb|c")
    'a<U+200F>b\\\\|c'
    """
    shown = []
    for char in text:
        hidden = category(char) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
        hidden |= category(char) == "Zs" and char != " "
        shown.append(f"<U+{ord(char):04X}>" if hidden else char)
    return "".join(shown).replace("|", "\\|")


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; a column is set right where it holds numbers.

    >>> print(table(["tool", "MB/s"], [["a", "1.5"]]))
    | tool | MB/s |
    | --- | ---: |
    | a | 1.5 |
    """
    cells = [[str(cell) for cell in row] for row in rows]
    right = [
        all(NUMBER.fullmatch(row[column]) for row in cells) and any(row[column] for row in cells)
        for column in range(len(header))
    ]
    rule = ["---:" if aligned else "---" for aligned in right]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(header), rule, *cells])


def facts(*groups: dict[str, str]) -> str:
    """Return names and values as a Markdown list."""
    return "\n".join(f"* {name}: {value}" for group in groups for name, value in group.items())


def figure(value: float) -> str:
    """Return a number with three digits that count.

    >>> figure(123.4), figure(12.34), figure(0.1234)
    ('123', '12.3', '0.123')
    """
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def publish(name: str, page: str, folder: Path = RESULTS) -> None:
    """Print the page and write it to the folder of results."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.md").write_text(page.rstrip("\n") + "\n", encoding="utf-8")
    print(page)


def deliver(name: str, page: Callable[[], str], *, whole: bool = True) -> int:
    """Make a page and publish it, or print it alone where it is not the whole one; return the exit status."""
    try:
        made = page()
    except DataError as error:
        return fail(str(error))
    if whole:
        publish(name, made)
    else:
        print(made)
    return 0


def fail(message: str) -> int:
    """Say on standard error why nothing was measured; return the exit status."""
    print(message, file=sys.stderr)
    return 2
