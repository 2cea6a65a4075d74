"""A joint n-gram of (letter, piece) pairs with interpolated Kneser-Ney: what the network is compared with.

    python training/names/ngram.py [--only google] [--order 6]

It learns from the same alignment, and keeps a beam over the letters of a word.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from functools import cache
from math import exp, log

import data
from rows import aligned

Token = tuple[str, str]
END: Token = ("$", "")


class Joint:
    """Counts of runs of tokens, and what follows them."""

    def __init__(self, rows: list[tuple[data.Pair, list[str]]], order: int = 6) -> None:
        self.order = order
        self.pieces: dict[str, set[str]] = defaultdict(set)
        follows: dict[tuple[Token, ...], Counter[Token]] = defaultdict(Counter)
        kinds: dict[tuple[Token, ...], dict[Token, set[Token]]] = defaultdict(lambda: defaultdict(set))
        for pair, pieces in rows:
            tokens = [("^", "")] * (order - 1) + list(zip(pair.arabic, pieces, strict=True)) + [END]
            for letter, piece in tokens[order - 1 :]:
                self.pieces[letter].add(piece)
            for at in range(order - 1, len(tokens)):
                follows[tuple(tokens[at - order + 1 : at])][tokens[at]] += 1
                for size in range(order - 1):  # below the top it counts before how many tokens a run stands
                    kinds[tuple(tokens[at - size : at])][tokens[at]].add(tokens[at - size - 1])
        for history, found in kinds.items():
            follows[history] = Counter({token: len(before) for token, before in found.items()})
        self.follows = {history: (counts, sum(counts.values())) for history, counts in follows.items()}
        self.discounts = [self._discount(size) for size in range(order)]

    def _discount(self, size: int) -> float:
        seen = Counter(c for h, (counts, _) in self.follows.items() if len(h) == size for c in counts.values() if c < 3)
        return seen[1] / (seen[1] + 2 * seen[2]) if seen[1] else 0.5

    def chance(self, history: tuple[Token, ...], token: Token) -> float:
        """Return the probability of a token after a history."""
        below = self.chance(history[1:], token) if history else 1e-5
        found = self.follows.get(history)
        if found is None:
            return below
        counts, total = found
        discount = self.discounts[len(history)]
        return max(counts[token] - discount, 0) / total + discount * len(counts) / total * below

    def write(self, word: str, *, best: int = 5, width: int = 12) -> list[tuple[str, float]]:
        """Return the best writings of a word with the logarithms of their probability."""
        beam = [(0.0, "", (("^", ""),) * (self.order - 1))]
        for letter in [*word, "$"]:
            grown = [
                (score + self._log(history, (letter, piece)), text + piece, (*history[1:], (letter, piece)))
                for score, text, history in beam
                for piece in sorted(self.pieces.get(letter, {""}))
            ]
            beam = sorted(grown, key=lambda way: (-way[0], way[1]))[:width]
        merged: dict[str, float] = defaultdict(float)
        for score, text, _ in beam:
            merged[text] += exp(score)
        return sorted(((text, log(value)) for text, value in merged.items()), key=lambda way: (-way[1], way[0]))[:best]

    @cache  # noqa: B019 - it lives as long as the program
    def _log(self, history: tuple[Token, ...], token: Token) -> float:
        return log(self.chance(history, token))


def main() -> None:
    """Train on each table, say how many of what is held out come first exactly."""
    parser = argparse.ArgumentParser(description="Measure a joint n-gram.")
    parser.add_argument("--only")
    parser.add_argument("--order", type=int, default=6)
    options = parser.parse_args()
    rows = aligned(data.pairs(data.measured(), only=options.only))
    for table in sorted({pair.table for pair, _ in rows} - {"voc"}):
        joint = Joint([row for row in rows if row[0].table == table and not data.held_out(row[0])], options.order)
        held: dict[str, set[str]] = defaultdict(set)
        for pair, _ in rows:
            if pair.table == table and data.held_out(pair):
                held[pair.arabic].add(pair.target)
        right = sum(joint.write(word)[0][0] in targets for word, targets in held.items())
        print(f"{table}\torder {options.order}\t{len(held)}\t{right / len(held):.4f}", flush=True)


if __name__ == "__main__":
    main()
