"""Small networks that write an Arabic word letter by letter: each letter gives a piece, Latin letters or vowel marks.

Several networks go over a word together: what is written is what they find likely on the whole. A beam of the likeliest
ways is kept. Scores are whole numbers, and equal ones are told apart, so that nothing is left to the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bidinorm.names.network import Network

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bidinorm.names.network import Layer

    Array = Any

UNIT = 1 << 16
"""Logarithms of probabilities are whole multiples of 1/UNIT."""
NO_MARK = "-"
"""The piece that leaves a letter as it is."""
VOWELS = "voc"
"""The table of vocalised words: it writes marks, the others Latin letters."""
TOGETHER = 16
"""How many words are written at once, at most: what is computed for more outgrows the nearest cache."""
KEPT = 1 << 13
"""How many words are kept written, until their writings are asked for."""


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
        self._seen = {name.partition(".")[2]: arrays[name] for name in arrays if name.startswith("written.")}
        """The numbers of the pieces that were seen in each table of Latin spellings."""
        self._written_by: dict[str, tuple[Array, list[Layer]]] = {}
        prefixes = sorted(name.removesuffix("out.weights") for name in arrays if name.endswith("out.weights"))
        self.networks = [Network(arrays, prefix) for prefix in prefixes]

    def write(self, words: Sequence[str], table: str, *, best: int = 5, width: int = 8) -> list[list[Writing]]:
        """Return for each of `words` the `best` writings in the spelling of `table`, best first.

        A beam of `width` is kept; a letter that the model does not know is read as any letter. What is written for a
        word does not depend on the others.
        """
        found: list[list[Writing]] = [[Writing("", 0.0)] for _ in words]
        longest = sorted((place for place, word in enumerate(words) if word), key=lambda place: -len(words[place]))
        for at in range(0, len(longest), TOGETHER):
            places = longest[at : at + TOGETHER]
            for place, ways in zip(places, self._beams([words[place] for place in places], table, width), strict=True):
                found[place] = self._merge(words[place], *ways)[:best]
        return found

    def _beams(self, words: list[str], table: str, width: int) -> list[tuple[Array, Array]]:
        """Return the numbers of the pieces and the scores of the `width` best ways of each word, the longest first."""
        import numpy as np

        pieces, outs = self._writable(table)
        numbers = [[self.letters.get(letter, 0) for letter in word] for word in words]
        read = [network.read(numbers, self.tables[table]) for network in self.networks]
        states = [network.begin(len(words)) for network in self.networks]
        scores = np.zeros((len(words), 1))
        ways = np.full((len(words), 1, 1), len(self.pieces))
        found: list[tuple[Array, Array]] = []
        for at in range(len(words[0])):
            going = sum(len(word) > at for word in words)
            found += reversed(list(zip(ways[going:, :, 1:], scores[going:], strict=True)))
            states, scores, ways = [state[:going] for state in states], scores[:going], ways[:going]
            steps = [
                network.step(given[:going, at], ways[:, :, -1], state, out)
                for network, given, state, out in zip(self.networks, read, states, outs, strict=True)
            ]
            mean = sum(chances for _, chances in steps) * (UNIT / len(steps))
            scores, source, chosen = _best(np.rint(mean) + scores[:, :, None], width)
            rows = np.arange(going)[:, None]
            states = [state[rows, source] for state, _ in steps]
            ways = np.concatenate([ways[rows, source], pieces[chosen][:, :, None]], axis=2)
        found += reversed(list(zip(ways[:, :, 1:], scores, strict=True)))
        return found[::-1]

    def _writable(self, table: str) -> tuple[Array, list[Layer]]:
        """Return the numbers of the pieces that a table may write, and the layer of each network that scores them."""
        known = self._written_by.get(table)
        if known is None:
            import numpy as np

            marks = [piece in self._marks or (piece == NO_MARK) for piece in self.pieces]
            whole = np.array([n for n, mark in enumerate(marks) if mark == (table == VOWELS)])
            pieces = self._seen.get(table.partition(".")[0], whole)
            known = self._written_by[table] = pieces, [network.out(pieces) for network in self.networks]
        return known

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


class Drafts:
    """What a transducer wrote last; many words may be written at once before they are asked for."""

    def __init__(self, transducer: Transducer, width: int, narrow: Mapping[str, int]) -> None:
        self.transducer = transducer
        self.width = width
        self.narrow = narrow
        """The tables in whose spelling fewer ways are kept."""
        self._kept: dict[tuple[str, str], list[Writing]] = {}

    def of(self, word: str, table: str) -> list[Writing]:
        """Return the writings of a word in the spelling of a table."""
        found = self._kept.get((word, table))
        return self.write([word], table)[0] if found is None else found

    def write(self, words: Collection[str], table: str) -> list[list[Writing]]:
        """Write many words, and keep what is written until there is much of it."""
        width = self.narrow.get(table, self.width)
        found = self.transducer.write(list(words), table, best=width, width=width)
        if len(self._kept) > KEPT:
            self._kept.clear()
        self._kept.update(zip([(word, table) for word in words], found, strict=True))
        return found

    def forget(self) -> None:
        """Keep nothing of what was written."""
        self._kept.clear()


def _best(sums: Array, width: int) -> tuple[Array, Array, Array]:
    """Return the `width` best scores of each word, best first, with the ways that they go on and the pieces they add.

    `sums` has for each word, each of its ways and each piece a whole number. Equal ones are told apart by piece, then
    by way: which of them a partition takes is left to the machine.
    """
    import numpy as np

    count, ways, pieces = sums.shape
    chosen = np.broadcast_to(np.arange(pieces), (count, pieces))
    if pieces > width:  # no other piece can be among the best
        ranks = sums.max(axis=1) * pieces - np.arange(pieces)
        chosen = np.sort(np.argpartition(-ranks, width - 1, axis=1)[:, :width], axis=1)
        sums = np.take_along_axis(sums, chosen[:, None], axis=2)
    flat = sums.swapaxes(1, 2).reshape(count, -1)
    order = np.argsort(-flat, axis=1, kind="stable")[:, :width]
    rows = np.arange(count)[:, None]
    return flat[rows, order], order % ways, chosen[rows, order // ways]
