"""Train the model of Arabic words: `src/bidinorm/models/direction.bin` and `vocabulary.bin`.

    uv run python training/direction.py

Reads word lists of the measuring data whose licences allow a derived model (see `src/bidinorm/models/direction.md`)
and `lexicons/words/common.tsv`. One word in twenty (by a checksum) is held out of the model of direction, so that it
can be tested on words that it has not seen; the vocabulary holds all.

The model is a character 4-gram model with Witten-Bell smoothing, stored as one byte for each 4-gram: the cost of the
fourth character after the three before it, in eighths of a nat.
"""

from __future__ import annotations

import math
import os
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bidinorm import direction, lexicons

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("BIDINORM_DATA", ROOT.parent / "shared" / "data")) / "names"
MODELS = ROOT / "src" / "bidinorm" / "models"

LETTERS = direction.LETTERS
WORD = re.compile(f"[{LETTERS}]+").fullmatch
MARKS = re.compile("[\u0640\u064b-\u0652\u0670]")
DISCOUNT = 1.5
"""How much the kinds of letters seen after a history weigh for the shorter history (1 is Witten and Bell's)."""
NAME_WEIGHT = 0.1
COMMON_WEIGHT = 5.0
JOINED_WEIGHT = 2.0
"""What a common word counts with something before or after it."""
COMMON_COUNT = 500
KEPT = 2
"""A word of the catalogues enters the vocabulary when it was seen so often."""
KEPT_NAME = 3


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a file."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        yield line.split("\t")


def catalogue() -> Counter[str]:
    """Return the words of library catalogues with their counts."""
    found: Counter[str] = Counter()
    for word, _, count in rows("camel_alalc_mle_lexicon.tsv"):
        bare = MARKS.sub("", word)
        if WORD(bare):
            found[bare] += int(count)
    return found


def names() -> Counter[str]:
    """Return the words of names with their counts."""
    found: Counter[str] = Counter()
    for row in rows("wikidata_anr_units_arab_countries.tsv"):
        found[row[0]] += int(row[4])
    for name in ("netranslit_coling2018_train.tsv", "google_ar2en_train.tsv"):
        for row in rows(name):
            found[row[0]] += 1
    return Counter({word: count for word, count in found.items() if WORD(word)})


def common() -> tuple[str, ...]:
    """Return the common words of prose that catalogues and names lack."""
    return lexicons.read("words/common.tsv").column("word")


def weights() -> Counter[str]:
    """Return the words to train on, each with its weight."""
    found: Counter[str] = Counter()
    for word, count in catalogue().items():
        found[word] += count**0.25
    for word in names():
        found[word] += NAME_WEIGHT
    known = frozenset(common())
    for word in joined(known):
        found[word] += JOINED_WEIGHT
    kept = Counter({word: weight for word, weight in found.items() if word in known or not direction.held_out(word)})
    for word in known:
        kept[word] += COMMON_WEIGHT
    return kept


def joined(words: frozenset[str]) -> Iterator[str]:
    """Yield common words with what prose joins to them: conjunctions, prepositions, endings of verbs."""
    for word in sorted(words):
        verb = word[0] in "\u064a\u062a" and len(word) >= 4
        if verb:
            yield from (prefix + word for prefix in ("\u0648", "\u0641", "\u0633", "\u0648\u0633"))
        if verb and word[-1] not in "\u0649\u0627\u0629\u0621":
            endings = ("\u0648\u0646", "\u0647\u0627", "\u0647", "\u0647\u0645", "\u0646\u0627")
            yield from (word + ending for ending in endings)
        if len(word) >= 3 and word[0] not in "\u0627\u0644":
            yield from (prefix + word for prefix in ("\u0648", "\u0628", "\u0644", "\u0641"))


def train(weighted: Counter[str]) -> bytes:
    """Return the table of costs, in the order of `direction.place`."""
    grams: Counter[tuple[int, ...]] = Counter()
    for word, weight in weighted.items():
        codes = (0, 0, 0, *direction.codes(word), 0)
        for last in range(3, len(codes)):
            for length in range(4):
                grams[codes[last - length : last + 1]] += weight
    seen: Counter[tuple[int, ...]] = Counter()
    kinds: Counter[tuple[int, ...]] = Counter()
    for gram, weight in grams.items():
        seen[gram[:-1]] += weight
        kinds[gram[:-1]] += 1

    @cache
    def likely(history: tuple[int, ...], code: int) -> float:
        if not history:
            return (grams[code,] + 0.5) / (seen[()] + 0.5 * direction.SIZE)
        shorter = likely(history[1:], code)
        backing = DISCOUNT * kinds[history]
        return (grams[*history, code] + backing * shorter) / (seen[history] + backing) if backing else shorter

    table = bytearray(direction.SIZE**4)
    for first in range(direction.SIZE):
        for second in range(direction.SIZE):
            for third in range(direction.SIZE):
                for code in range(direction.SIZE):
                    cost = -math.log(likely((first, second, third), code)) * direction.STEPS
                    table[direction.place(first, second, third, code)] = min(255, round(cost))
    alone = bytes(min(255, round(-math.log(likely((), code)) * direction.STEPS)) for code in range(direction.SIZE))
    return alone + bytes(table)


def vocabulary() -> str:
    """Return the words that are known, one line for each power of two of their counts."""
    counts = Counter({word: count for word, count in catalogue().items() if count >= KEPT})
    for word, count in names().items():
        if count >= KEPT_NAME:
            counts[word] = max(counts[word], count)
    for word in common():
        counts[word] = max(counts[word], COMMON_COUNT)
    lines: list[list[str]] = [[] for _ in range(max(counts.values()).bit_length())]
    for word, count in sorted(counts.items()):
        lines[count.bit_length() - 1].append(word)
    return "\n".join(map(" ".join, lines))


def main() -> None:
    """Train and write both files."""
    MODELS.mkdir(exist_ok=True)
    (MODELS / "direction.bin").write_bytes(zlib.compress(train(weights()), 9))
    (MODELS / "vocabulary.bin").write_bytes(zlib.compress(vocabulary().encode(), 9))


if __name__ == "__main__":
    main()
