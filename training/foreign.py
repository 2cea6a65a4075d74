"""Write `src/bidinorm/models/foreign.bin`: letters of foreign names in Arabic script against those of Arabic words.

    python training/foreign.py [--data FOLDER]

Three letters give a weight, the logarithm of how much more often they stand in foreign names than in Arabic words and
names, in eighths, from -127 to 127. Foreign names: `netranslit_coling2018_train.tsv` (Wikidata person labels, CC0) and
`google_ar2en_train.tsv` (Apache-2.0); Arabic: the words of `src/bidinorm/models/vocabulary.bin` that are not among
them, as they are and with the prefixes of prose. Every tenth word is kept out and says how good the weights are.
"""

from __future__ import annotations

import argparse
import math
import zlib
from collections import Counter
from pathlib import Path

from bidinorm.vocabulary import words

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "names"
LEAST, SMOOTH = 3, 1.0
PREFIXES = ("و", "ب", "ل", "ال", "وال", "بال", "ي", "ت", "س")


def grams(word: str) -> list[str]:
    """Return each three letters of a word, its ends marked by blanks."""
    shown = f" {word} "
    return [shown[at : at + 3] for at in range(len(shown) - 2)]


def read(path: Path) -> set[str]:
    """Return the words of the first column that have three letters or more."""
    rows = (line.split("\t")[0] for line in path.read_text("utf-8").splitlines())
    return {word for word in rows if len(word) > 2 and " " not in word}


def main() -> None:
    """Count, weigh, write, and tell how the words that were kept out fare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    data: Path = parser.parse_args().data
    foreign = read(data / "netranslit_coling2018_train.tsv") | read(data / "google_ar2en_train.tsv")
    ours = read(data / "wikidata_anr_units_train_pairs.tsv")
    arabic = sorted({word for word in words() if len(word) > 2} - (foreign - ours))
    names = sorted(foreign - ours)
    counts = []
    for source in (names, arabic):
        counted: Counter[str] = Counter()
        for number, word in enumerate(source):
            if number % 10:
                counted.update(grams(word))
                if source is arabic and number % 3 == 1:
                    counted.update(gram for prefix in PREFIXES[number % 9 :][:1] for gram in grams(prefix + word))
        counts.append(counted)
    totals = [sum(counted.values()) for counted in counts]
    weights = {}
    for gram in counts[0].keys() | counts[1].keys():
        if counts[0][gram] + counts[1][gram] >= LEAST:
            share = [math.log((counted[gram] + SMOOTH) / total) for counted, total in zip(counts, totals, strict=True)]
            weights[gram] = max(-127, min(127, round(8 * (share[0] - share[1]))))
    lines = [f"{gram}\t{weight}" for gram, weight in sorted(weights.items()) if weight]
    target = ROOT / "src" / "bidinorm" / "models" / "foreign.bin"
    target.write_bytes(zlib.compress("\n".join(lines).encode(), 9))
    print(f"{len(lines):,} weights, {target.stat().st_size:,} bytes")
    for limit in (0, 1, 2, 3, 4):
        found = [sum(score(weights, word) > limit for word in source[::10]) for source in (names, arabic)]
        print(
            f"above {limit}: {found[0] / len(names[::10]):.3f} of foreign, {found[1] / len(arabic[::10]):.3f} of Arabic"
        )


def score(weights: dict[str, int], word: str) -> float:
    """Return how foreign a word is: the sum of its weights."""
    return sum(weights.get(gram, 0) for gram in grams(word)) / 8


if __name__ == "__main__":
    main()
