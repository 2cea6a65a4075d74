"""Small networks that write an Arabic word letter by letter: each letter gives a piece, Latin letters or vowel marks.

Several networks go over a word together: what is written is what they find likely on the whole. A beam of the likeliest
ways is kept. Scores are whole numbers, and equal ones are told apart, so that nothing is left to the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bidinorm.names.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Array = Any

UNIT = 1 << 16
"""Logarithms of probabilities are whole multiples of 1/UNIT."""
NO_MARK = "-"
"""The piece that leaves a letter as it is."""


@dataclass(frozen=True, slots=True)
class Writing:
    """What may be written for a word, and the logarithm of its probability."""

    text: str
    score: float


class Transducer:
    """The networks of a model file, with the names of the numbers that they work on.

    `letters`, `tables` and `pieces` name the numbers of letters, of kinds of spelling, and of what can be written.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        def names(kind: str) -> list[str]:
            return bytes(arrays[f"n.{kind}"]).decode("utf-8").split("\n")

        self.letters = {letter: number for number, letter in enumerate(names("letters"))}
        self.tables = {table: number for number, table in enumerate(names("tables"))}
        self.pieces = names("pieces")
        self._marks = {piece for piece in self.pieces if not piece.isascii()}
        prefixes = sorted(name.removesuffix("out.weights") for name in arrays if name.endswith("out.weights"))
        self.networks = [Network(arrays, prefix) for prefix in prefixes]

    def write(self, words: Sequence[str], table: str, *, best: int = 5, width: int = 8) -> list[list[Writing]]:
        """Return for each of `words`, all of one length, the `best` writings in the spelling of `table`, best first.

        A beam of `width` is kept; a letter that the model does not know is read as any letter.
        """
        import numpy as np

        if not words or not words[0]:
            return [[Writing("", 0.0)] for _ in words]
        letters = np.array([[self.letters.get(letter, 0) for letter in word] for word in words])
        beams = self._beams(letters, self.tables[table], width)
        return [self._merge(*row)[:best] for row in zip(words, *beams, strict=True)]

    def _beams(self, letters: Array, table: int, width: int) -> tuple[Array, Array]:
        """Return the numbers of the pieces and the scores of the `width` best ways for each word."""
        import numpy as np

        count, length = letters.shape
        total = len(self.pieces)
        read = [network.read(letters, table) for network in self.networks]
        states = [network.begin(count) for network in self.networks]
        scores = np.zeros((count, 1), dtype=np.int64)
        ways = np.full((count, 1, 1), total)
        rows = np.arange(count)[:, None]
        for at in range(length):
            given = [one[:, None, at] for one in read]
            states, chances = self._step(given, ways[:, :, -1], states)
            sums = (scores[:, :, None] + chances).reshape(count, -1)
            # Equal sums are told apart by their place: which of them a partition takes is left to the machine.
            ranks = sums * sums.shape[1] - np.arange(sums.shape[1])
            kept = min(width, sums.shape[1])
            chosen = np.argpartition(-ranks, kept - 1, axis=1)[:, :kept]
            chosen = chosen[rows, np.argsort(-ranks[rows, chosen], axis=1)]
            scores, source = sums[rows, chosen], chosen // total
            states = [state[rows, source] for state in states]
            ways = np.concatenate([ways[rows, source], (chosen % total)[:, :, None]], axis=2)
        return ways[:, :, 1:], scores

    def _step(self, given: list[Array], before: Array, states: list[Array]) -> tuple[list[Array], Array]:
        """Return the next states, and what the networks on the whole make of each piece, in whole units."""
        import numpy as np

        found = [
            network.step(one, before, state) for network, one, state in zip(self.networks, given, states, strict=True)
        ]
        mean = sum(chances for _, chances in found) * (UNIT / len(found))
        return [state for state, _ in found], np.rint(mean).astype(np.int64)

    def _merge(self, word: str, ways: Array, scores: Array) -> list[Writing]:
        """Join the pieces; ways that write the same are one writing."""
        from math import exp, log

        found: dict[str, float] = {}
        for way, score in zip(ways.tolist(), scores.tolist(), strict=True):
            text = "".join(map(self._written, word, way))
            found[text] = found.get(text, 0.0) + exp(score / UNIT)
        writings = [Writing(text, round(log(chance), 6)) for text, chance in found.items() if chance > 0]
        return sorted(writings, key=lambda writing: (-writing.score, writing.text))

    def _written(self, letter: str, number: int) -> str:
        """Return a piece as it is written: marks stand on their letter, Latin letters in its place."""
        piece = self.pieces[number]
        if piece == NO_MARK:
            return letter
        return letter + piece if piece in self._marks else piece
