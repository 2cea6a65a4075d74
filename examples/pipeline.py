"""Clean the lines of a file and count what each rule did: python examples/pipeline.py FILE"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import bidinorm as bn


def main(path: str) -> None:
    """Print each changed line, then the number of changes by rule."""
    pipeline = bn.Pipeline.load("repair")
    counts: Counter[str] = Counter()
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        told = pipeline.explain(line)
        if told.changes:
            counts.update(change.rule for change in told.changes)
            print(f"{number}: {told}")
    for rule, count in counts.most_common():
        print(f"{count:5} {rule}")


if __name__ == "__main__":
    main(sys.argv[1])
