"""Count Latin spellings, and learn what an attested one is worth among the proposals of the network.

    BIDINORM_HELD=6 python training/names/attest.py /tmp/sixth.npz /tmp/worth.npz
    python training/names/attest.py /tmp/model.npz /tmp/attested.npz /tmp/worth.npz

What is learned is learned on the words held out from the network's training: the table of encyclopedia titles is not
counted, as it gives every spelling once. With a third file, the worth is taken from there: what ships was learned
beside a network from whose training one form in six was held out, and measured on the words held out from its own.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import data
import numpy as np
from rows import aligned

from bidinorm.names.attested import LEVELS, parted
from bidinorm.names.transducer import Transducer

COUNTED = ("anr", "dz", "morph", "news", "nt")
BORNE = {data.OWN: data.PEOPLE}
"""Newsroom spellings are weighed so that bearers agree with them."""
LEAST = 2
"""How often a piece must be seen in a table to be written in its spelling."""
WIDTH = 10
ROUNDS = 3000


def level(count: int) -> int:
    """Return the level of a count: 1, 2, 3 for up to 4, 4 for up to 8 …"""
    return min(LEVELS, 1 + int(np.ceil(np.log2(count)))) if count else 0


def counts(pairs: list[data.Pair]) -> Counter[str]:
    """Return for each Latin spelling, article apart, how often it is borne."""
    found: Counter[str] = Counter()
    for pair in pairs:
        if pair.table in COUNTED:
            found[apart(pair)[1]] += int(pair.count)
    return found


def apart(pair: data.Pair) -> tuple[str, str]:
    """Return the word and its spelling, without the article that people bear."""
    if pair.table != data.PEOPLE or not pair.arabic.startswith(data.ARTICLE):
        return pair.arabic, pair.target
    return pair.arabic.removeprefix(data.ARTICLE), parted(pair.target)


def alone(held: list[data.Pair], known: list[data.Pair]) -> list[data.Pair]:
    """Return the pairs of `held` whose word is not known with the article, or without it: its spelling is attested."""
    stems = {data.fold(pair.arabic).removeprefix(data.ARTICLE) for pair in known if pair.table != "voc"}
    return [pair for pair in held if data.fold(pair.arabic).removeprefix(data.ARTICLE) not in stems]


def written(pairs: list[data.Pair], network: Transducer) -> dict[str, np.ndarray]:
    """Return for each table of Latin spellings the numbers of the pieces that its rows are made of."""
    numbers = {piece: number for number, piece in enumerate(network.pieces)}
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    for pair, pieces in aligned([pair for pair in pairs if pair.table != "voc"]):
        seen[pair.table].update(numbers[piece] for piece in pieces if piece in numbers)
    return {
        f"written.{table}": np.array(
            sorted(number for number, count in found.items() if count >= LEAST), dtype=np.int16
        )
        for table, found in seen.items()
    }


def learn(network: Transducer, held: list[data.Pair], seen: Counter[str], table: str) -> np.ndarray:
    """Return the worth of the score and of each level: softmax over the proposals of a word, by gradient."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for pair in held:
        if pair.table == BORNE.get(table, table):
            arabic, latin = apart(pair) if table in BORNE else (pair.arabic, pair.target)
            wanted[arabic].add(latin)
    lists = []
    before = after = 0
    for word, targets in sorted(wanted.items()):
        found = network.write([word], table, best=WIDTH, width=WIDTH)[0]
        right = np.array([one.text in targets for one in found])
        before += bool(right[0])
        values = np.zeros((len(found), LEVELS + 2))
        for row, one in zip(values, found, strict=True):
            native = table == data.PEOPLE and word.startswith(data.ARTICLE)
            row[0], row[1 + level(seen[parted(one.text) if native else one.text])] = one.score, 1
        if right.any():
            lists.append((values, right))
    worth = np.zeros(LEVELS + 2)
    worth[0] = 1
    for turn in range(ROUNDS // 10):
        slope = np.zeros_like(worth)
        for values, right in lists:
            chance = np.exp(values @ worth - (values @ worth).max())
            chance /= chance.sum()
            share = chance * right / (chance * right).sum()
            slope += (share - chance) @ values
        slope[1:] -= 1.0 * (worth[1:] - worth[1:].mean())  # rare levels stay near the others
        worth += slope / (len(lists) + 1) * 2.0 / (1 + turn / 100)
    for values, right in lists:
        after += right[np.argmax(values @ worth)]
    print(f"{table}: {len(wanted)} words, first right {before / len(wanted):.4f}, then {after / len(wanted):.4f}")
    print(" ", worth.round(2))
    return worth


def arrays_of(path: str) -> dict[str, np.ndarray]:
    """Return the arrays of a file."""
    with np.load(path, allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def main() -> None:
    """Count, learn, write."""
    network = Transducer(arrays_of(sys.argv[1]))
    pairs = data.pairs(data.measured(), lexicon=True)
    found = written(pairs + data.stems(pairs), network)
    network = Transducer(arrays_of(sys.argv[1]) | found)
    held = [pair for pair in pairs if data.held_out(pair)]
    rest = [pair for pair in pairs if not data.held_out(pair)]
    held, seen = alone(held, rest), counts(rest)
    tables = [table for table in network.tables if table != "voc" and "." not in table]
    if len(sys.argv) > 3:
        known = arrays_of(sys.argv[3])
        found |= {f"worth.{table}": known[f"worth.{table}"] for table in tables}
    else:
        found |= {f"worth.{table}": learn(network, held, seen, table) for table in tables}
    keys = {crc32(text.encode()): level(count) for text, count in counts(pairs).items()}
    order = sorted(keys)
    found["attested.keys"] = np.array(order, dtype=np.uint32)
    found["attested.levels"] = np.array([keys[key] for key in order], dtype=np.uint8)
    np.savez(Path(sys.argv[2]), **found)


if __name__ == "__main__":
    main()
