"""Align Arabic words with their Latin spelling: each Arabic letter gets nought to four Latin letters.

The alignment is learned by expectation maximization over the letter (first, inner or last in its word) and the piece
of Latin that it gives; all ways to cut the word count, weighed by their probability. Words of one shape are worked on
together, one numpy step per letter and length of piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

LONGEST = 4
"""The most Latin letters that one Arabic letter gives."""

BAND = 5
"""How far from the straight line between the two words' ends an alignment may go, in Latin letters."""

ROUNDS = 10
Words = Sequence[tuple[str, str]]


@dataclass(slots=True)
class Group:
    """All words of one shape, and the number of the parameter of each (letter, piece) that may be used."""

    index: np.ndarray
    letters: int
    latin: int
    keys: dict[tuple[int, int, int], np.ndarray]
    """For letter `i`, start `j` and length `k`: the parameter's number for each word."""


def _places(letters: int, latin: int) -> list[tuple[int, int, int]]:
    found = []
    for i in range(letters):
        for j in range(latin + 1):
            for k in range(min(LONGEST, latin - j) + 1):
                rest = latin - j - k
                near = abs(j - i * latin / letters) <= BAND and abs(j + k - (i + 1) * latin / letters) <= BAND
                if near and rest <= LONGEST * (letters - i - 1) and (i or not j):
                    found.append((i, j, k))
    return found


def _groups(words: Words) -> list[Group]:
    shapes: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (arabic, latin) in enumerate(words):
        if len(latin) <= LONGEST * len(arabic):
            shapes[len(arabic), len(latin)].append(number)
    groups = []
    for (letters, latin), index in sorted(shapes.items()):
        source = np.array([[ord(c) for c in words[n][0]] for n in index], dtype=np.int64)
        target = np.array([[ord(c) - 96 for c in words[n][1]] for n in index], dtype=np.int64)
        keys = {}
        for i, j, k in _places(letters, latin):
            piece = np.zeros(len(index), dtype=np.int64)
            for at in range(j, j + k):
                piece = piece * 27 + target[:, at]
            place = 0 if i == 0 else 2 if i == letters - 1 else 1
            keys[i, j, k] = (source[:, i] * 3 + place) * 27**LONGEST + piece
        groups.append(Group(np.array(index), letters, latin, keys))
    return groups


class Aligner:
    """The probabilities of (letter, piece) pairs, learned from words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.groups = _groups(words)
        self.unique = np.unique(np.concatenate([np.unique(k) for g in self.groups for k in g.keys.values()]))
        for group in self.groups:
            group.keys = {place: np.searchsorted(self.unique, key) for place, key in group.keys.items()}
        self.owner = np.unique(self.unique // 27**LONGEST, return_inverse=True)[1]
        self.chance = np.full(len(self.unique), 1e-3)

    def learn(self, rounds: int = ROUNDS) -> None:
        """Run the rounds of expectation and maximization."""
        for _ in range(rounds):
            counts = np.zeros(len(self.unique))
            for group in self.groups:
                self._expect(group, counts)
            totals = np.bincount(self.owner, counts)
            self.chance = counts / np.maximum(totals[self.owner], 1e-30)

    def _expect(self, group: Group, counts: np.ndarray) -> None:
        size = (group.letters + 1, group.latin + 1, len(group.index))
        ahead, back = np.zeros(size), np.zeros(size)
        ahead[0, 0] = back[-1, -1] = 1.0
        for (i, j, k), key in group.keys.items():
            ahead[i + 1, j + k] += ahead[i, j] * self.chance[key]
        for (i, j, k), key in reversed(group.keys.items()):
            back[i, j] += back[i + 1, j + k] * self.chance[key]
        total = np.maximum(back[0, 0], 1e-300)
        for (i, j, k), key in group.keys.items():
            share = ahead[i, j] * self.chance[key] * back[i + 1, j + k] / total
            counts += np.bincount(key, share, minlength=len(counts)) if len(key) > 5000 else 0
            if len(key) <= 5000:
                np.add.at(counts, key, share)

    def best(self) -> dict[int, tuple[list[str], float]]:
        """Return for each word's number its pieces, and the mean log probability of a letter."""
        found = {}
        logs = np.log(np.maximum(self.chance, 1e-12))
        for group in self.groups:
            score = np.full((group.letters + 1, group.latin + 1, len(group.index)), -1e9)
            came = np.zeros(score.shape, dtype=np.int8)
            score[0, 0] = 0
            for (i, j, k), key in group.keys.items():
                new = score[i, j] + logs[key]
                better = new > score[i + 1, j + k]
                score[i + 1, j + k][better] = new[better]
                came[i + 1, j + k][better] = k
            for at, number in enumerate(group.index):
                latin, j, pieces = self.words[number][1], group.latin, []
                for i in range(group.letters, 0, -1):
                    k = int(came[i, j, at])
                    pieces.append(latin[j - k : j])
                    j -= k
                found[int(number)] = (pieces[::-1], float(score[-1, -1, at]) / group.letters)
        return found
