"""Mix the network with the joint n-gram on the proposals of both; the share of each is chosen on what is held out.

    python training/names/mixture.py /tmp/network.npz google

Both are trained on one table alone. Prints the held-out words right in first place for each share of the n-gram, then
what the best share gives on the measured set of that table.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable

import data
import numpy as np
from ngram import Joint
from rows import aligned

from bidinorm.names.transducer import Transducer

MEASURED = {"google": data.MEASURED[1], "nt": data.MEASURED[2], "anr": data.MEASURED[0]}
MOST = 10
MISSING = 3.0
"""How much less likely than its last proposal a model takes what it does not propose for, as a logarithm."""
Wanted = dict[str, set[str]]
Lists = list[tuple[list[str], np.ndarray, np.ndarray]]


def wanted(pairs: Iterable[tuple[str, str]]) -> Wanted:
    """Return the spellings of each word."""
    found: Wanted = defaultdict(set)
    for arabic, latin in pairs:
        found[data.MARKS.sub("", arabic)].add(latin)
    return found


def proposals(words: Iterable[str], network: Transducer, joint: Joint, table: str) -> Lists:
    """Return for each word what either proposes, with the scores of both."""
    found = []
    for word in words:
        one = {writing.text: writing.score for writing in network.write([word], table, best=MOST, width=MOST)[0]}
        other = dict(joint.write(word, best=MOST))
        texts = sorted({*one, *other})
        scores = [np.array([own.get(text, min(own.values()) - MISSING) for text in texts]) for own in (one, other)]
        found.append((texts, scores[0], scores[1]))
    return found


def right(spellings: Wanted, lists: Lists, share: float) -> float:
    """Return how many words are right in first place."""
    hits = [
        texts[int(np.argmax((1 - share) * one + share * other))] in targets
        for targets, (texts, one, other) in zip(spellings.values(), lists, strict=True)
    ]
    return float(np.mean(hits))


def main() -> None:
    """Choose the share, measure."""
    path, table = sys.argv[1:]
    with np.load(path, allow_pickle=False) as arrays:
        network = Transducer({name: arrays[name] for name in arrays.files})
    pairs = data.pairs(data.measured(), only=table)
    joint = Joint([row for row in aligned(pairs) if not data.held_out(row[0])])
    held = wanted((pair.arabic, pair.target) for pair in pairs if data.held_out(pair))
    lists = proposals(held, network, joint, table)
    shares = {share / 10: right(held, lists, share / 10) for share in range(11)}
    print(" ".join(f"{share}: {100 * value:.1f}" for share, value in shares.items()), flush=True)
    best = max(shares, key=lambda share: (shares[share], -share))
    measured = wanted((row[0], data.plain(row[1])) for row in data.rows(MEASURED[table]))
    value = right(measured, proposals(measured, network, joint, table), best)
    print(f"share {best}: {len(measured)} words of {MEASURED[table]}, {100 * value:.1f} right in first place")


if __name__ == "__main__":
    main()
