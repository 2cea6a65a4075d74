"""Bring tables of `benchmarks/results` into a page, and say where a peer is ahead, so that no figure is copied by hand.

A page asks with a comment, and what is between it and `<!-- end -->` is written anew:

    <!-- table: repair.md; Real output of PDF producers and extractors; only **all** -->
    <!-- end -->
    <!-- ahead: names.md; Single words; bidinorm -->
    <!-- end -->
"""

from __future__ import annotations

import re
from pathlib import Path

RESULTS = Path(__file__).resolve().parents[1] / "benchmarks" / "results"
BLOCK = re.compile(r"(<!-- (table|ahead): (.+?) -->\n).*?(<!-- end -->)", re.DOTALL)
NO_TOOLS = ("cases", "doing nothing")
Rows = list[list[str]]


def filled(page: str) -> str:
    """Return the page with its blocks written anew."""
    return BLOCK.sub(lambda found: found[1] + block(found[2], found[3].split("; ")) + found[4], page)


def block(kind: str, asked: list[str]) -> str:
    """Return what stands in a block: the first table under a heading, or a line for each column that a peer leads."""
    file, heading, *wishes = asked
    rows = table(file, heading)
    link = f"[{file}](../benchmarks/results/{file})"
    if kind == "table":
        for wish in wishes:
            if wish.startswith("only "):
                rows = [*rows[:2], *(row for row in rows[2:] if row[0] == wish[5:])]
        return "\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + f"\n\nFrom {link}, *{heading}*.\n\n"
    own, *columns = wishes
    return "".join(f"* {heading}, {line}\n" for line in ahead(rows, own, columns))


def table(file: str, heading: str) -> Rows:
    """Return the cells of the first table under a heading, its header and its rule among them."""
    text = (RESULTS / file).read_text("utf-8")
    found = re.search(rf"^#+ {re.escape(heading)}$(.*?)(?=^\|)((?:^\|[^\n]*\n?)+)", text, re.MULTILINE | re.DOTALL)
    if not found or re.search(r"^#", found[1], re.MULTILINE):
        raise SystemExit(f"benchmarks/results/{file} has no table under {heading!r}; change docs/peers.md")
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in found[2].splitlines()]


def ahead(rows: Rows, own: str, columns: list[str]) -> list[str]:
    """Return for each column in which a higher figure than ours stands: the best, and ours.

    Where the tools stand in the header, the table is turned first.
    """
    header, _, *body = rows
    if own in header:
        header, *body = [list(cells) for cells in zip(header, *body, strict=True)]
    ours = next((row for row in body if row[0] == own), None)
    if ours is None:
        raise SystemExit(f"no tool {own!r} in the table {header}; change docs/peers.md")
    others = [row for row in body if not row[0].startswith("bidinorm") and row[0] not in NO_TOOLS]
    found = []
    for number, name in enumerate(header[1:], 1):
        best = max(others, key=lambda row: figure(row[number]))
        if (not columns or name in columns) and figure(best[number]) > figure(ours[number]):
            found.append(f"{name}: {best[0]} {best[number]}, bidinorm {ours[number]}.")
    return found


def figure(cell: str) -> float:
    """Return the number of a cell; of a cell without one, less than any."""
    try:
        return float(cell.replace(",", "").replace("*", ""))
    except ValueError:
        return float("-inf")
