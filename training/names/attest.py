"""Count Latin spellings, and learn what an attested one is worth among the proposals of the network.

    python training/names/attest.py /tmp/model.npz /tmp/attested.npz

What is learned is learned on the words held out from the network's training: the table of encyclopedia titles is not
counted, as it gives every spelling once.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from zlib import crc32

import data
import numpy as np

from bidinorm.names.attested import LEVELS
from bidinorm.names.transducer import Transducer

COUNTED = ("anr", "dz", "morph", "nt")
WIDTH = 10
ROUNDS = 3000


def level(count: int) -> int:
    """Return the level of a count: 1, 2, 3 for up to 4, 4 for up to 8 …"""
    return min(LEVELS, 1 + int(np.ceil(np.log2(count)))) if count else 0


def counts(pairs: list[data.Pair]) -> Counter[str]:
    """Return for each Latin spelling how many Arabic words have it, and how many bearers beyond the first."""
    found: Counter[str] = Counter()
    for pair in pairs:
        if pair.table in COUNTED:
            found[pair.target] += int(pair.count)
    return found


def learn(network: Transducer, held: list[data.Pair], seen: Counter[str], table: str) -> np.ndarray:
    """Return the worth of the score and of each level: softmax over the proposals of a word, by gradient."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for pair in held:
        if pair.table == table:
            wanted[pair.arabic].add(pair.target)
    lists = []
    before = after = 0
    for word, targets in sorted(wanted.items()):
        found = network.write([word], table, best=WIDTH, width=WIDTH)[0]
        right = np.array([one.text in targets for one in found])
        before += bool(right[0])
        values = np.zeros((len(found), LEVELS + 2))
        for row, one in zip(values, found, strict=True):
            row[0], row[1 + level(seen[one.text])] = one.score, 1
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


def main() -> None:
    """Count, learn, write."""
    with np.load(sys.argv[1], allow_pickle=False) as arrays:
        network = Transducer({name: arrays[name] for name in arrays.files})
    pairs = data.pairs(data.measured())
    held = [pair for pair in pairs if data.held_out(pair)]
    seen = counts([pair for pair in pairs if not data.held_out(pair)])
    found = {
        f"worth.{table}": learn(network, held, seen, table)
        for table in network.tables
        if table != "voc" and "." not in table
    }
    keys = {crc32(text.encode()): level(count) for text, count in counts(pairs).items()}
    order = sorted(keys)
    found["attested.keys"] = np.array(order, dtype=np.uint32)
    found["attested.levels"] = np.array([keys[key] for key in order], dtype=np.uint8)
    np.savez(Path(sys.argv[2]), **found)


if __name__ == "__main__":
    main()
