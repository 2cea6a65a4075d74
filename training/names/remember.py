"""Write down what the tables say of the words that they hold, for the model to recall.

    python training/names/remember.py /tmp/memory.npz

Words of the measured set of people of Arab countries are left out. Forms of the other two measured sets may stand here,
as the training tables hold them too: `benchmarks/names_model.py` therefore measures without memory.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import data
import numpy as np
from rows import aligned

MOST = 3
SHARE = 0.04
"""A spelling that is a smaller share of its word's is left out."""


def kept(counts: Counter[str], least: int) -> str:
    """Return the cell of a word's spellings."""
    best = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    floor = max(least, SHARE * sum(counts.values()))
    return "|".join(f"{text}={count}" for text, count in best if count >= floor)


def block() -> bytes:
    """Return the lines."""
    pairs = data.pairs(data.measured(data.MEASURED[:1]))
    latin: dict[str, Counter[str]] = defaultdict(Counter)
    marked: dict[str, Counter[str]] = defaultdict(Counter)
    borne: dict[str, Counter[str]] = defaultdict(Counter)
    for pair, _ in aligned([pair for pair in pairs if pair.table in ("google", "nt")], noise=0.06, sure=3):
        latin[pair.arabic][pair.target] += int(pair.count)
    for pair in pairs:
        if pair.table == "voc":
            marked[pair.arabic][unicodedata.normalize("NFC", pair.target)] += int(pair.count)
        elif pair.table == "anr":
            borne[pair.arabic][pair.target] += int(pair.count)
    lines = []
    for word in sorted({*latin, *marked, *borne}, key=str.encode):
        cells = [kept(latin[word], 1), kept(marked[word], 2), kept(borne[word], 2)]
        if any(cells):
            lines.append("\t".join([word, *cells]))
    return ("\n" + "\n".join(lines) + "\n").encode()


def main() -> None:
    """Write the block."""
    found = block()
    print(found.count(b"\n") - 1, "words,", len(found), "bytes")
    np.savez(Path(sys.argv[1]), memory=np.frombuffer(found, dtype=np.uint8))


if __name__ == "__main__":
    main()
