"""How fast `runs` and `protected` are on clean text, line by line, and how their time grows on hostile text.

    uv run python benchmarks/runs.py

Growth is the time for four times the text, divided by the time for the text: 4 is linear, 16 is quadratic.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence

import corpora

HOSTILE = {
    "protected": (
        "{", "<", "@a", "`", "`` ` ", "<!--", "](", "a.", "_", "\\", "http://a)", "/@a1", "C:\\a ", "a@", '<a "',
        "\n```", "1-", "1:", "](((",
    ),
    "runs": ("(", ")(", "«", '"', "ب(a", "a،", "،。", "\u064e", "😀", "𞤀a", "(\n", "‘a’"),
}  # fmt: skip
"""Pieces that are repeated: openings that nothing closes, markers without what they mark, switches at every step."""

Finder = Callable[[str], Sequence[object]]


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest of several times, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def growth(find: Finder, piece: str, size: int, rounds: int) -> tuple[float, float]:
    """Return nanoseconds per character on four times `size` characters, and by what the time has grown."""
    short, long = ((piece * length)[:length] for length in (size, 4 * size))
    before, after = best(lambda: find(short), rounds), best(lambda: find(long), rounds)
    return after / len(long) * 1e9, after / before


def page(rounds: int, size: int) -> str:
    """Return the page of results."""
    from bidinorm.protect import protected
    from bidinorm.runs import runs

    finders: dict[str, Finder] = {"runs": runs, "protected": protected}
    rows = []
    for file in corpora.clean_files():
        row = [file.name, file.kind]
        for find in finders.values():
            seconds = best(lambda find=find, lines=file.lines: sum(len(find(line)) for line in lines), rounds)
            row += [
                corpora.figure(corpora.size_of(file.lines) / seconds / 1e6),
                corpora.figure(seconds / len(file.lines) * 1e6),
            ]
        rows.append(row)
    hostile = [
        [name, f"`{corpora.visible(ascii(piece))}`", *map(corpora.figure, growth(finders[name], piece, size, rounds))]
        for name, pieces in HOSTILE.items()
        for piece in pieces
    ]
    return "\n\n".join(
        (
            "# Runs and protected spans",
            corpora.facts(corpora.machine(), {"bidinorm": corpora.own_version()}),
            "One call per line of clean text.",
            corpora.table(["file", "text", "runs MB/s", "µs a line", "protected MB/s", "µs a line"], rows),
            f"One call on a piece repeated to {4 * size:,} characters; growth from {size:,}: 4 is linear.",
            corpora.table(["function", "piece", "ns a character", "growth"], hostile),
        )
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write `results/runs.md`; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured (3)")
    parser.add_argument("--size", type=int, default=50_000, help="characters of the shorter hostile text (50000)")
    options = parser.parse_args(arguments)
    return corpora.deliver("runs", lambda: page(options.rounds, options.size))


if __name__ == "__main__":
    raise SystemExit(main())
