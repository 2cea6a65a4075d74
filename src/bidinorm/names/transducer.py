"""A small network that writes an Arabic word letter by letter, computed in whole numbers.

One recurrent network reads the word in both directions. A second one goes over it once more and gives for each letter
the piece to be written for it: Latin letters, or vowel marks. Weights are whole numbers of eight bits, states whole
multiples of 1/512, and the sums of their products stay below 2**24, where a `float32` is exact: whatever order a
machine adds them in, and whatever its processor, the result is the same. `training/names/` makes the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Array = Any
    """A numpy array; numpy itself is imported only where it is used."""

GRID = 512
"""States and embeddings are whole multiples of 1/GRID."""
UNIT = 1 << 16
"""Log probabilities are whole multiples of 1/UNIT."""
NO_MARK = "-"
"""The piece that leaves a letter as it is."""
_STEP = 256
"""The curves are tabulated at multiples of 1/_STEP."""
_REACH = 8
"""Beyond this value the curves are flat."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one matrix: whole numbers, one scale for each output."""

    weights: Array
    scale: Array
    bias: Array

    def __call__(self, states: Array) -> Array:
        """Return the products with states (whole numbers), scaled, the bias added."""
        return (states @ self.weights) * self.scale + self.bias


@dataclass(frozen=True, slots=True)
class Writing:
    """What may be written for a word: pieces joined, and the logarithm of its probability."""

    text: str
    score: float


class Transducer:
    """The network: made of the arrays of a model file.

    `letters`, `tables` and `pieces` name the numbers of letters, of kinds of spelling, and of what can be written.
    """

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        import numpy as np

        def names(kind: str) -> list[str]:
            return bytes(arrays[f"n.{kind}"]).decode("utf-8").split("\n")

        self.letters = {letter: number for number, letter in enumerate(names("letters"))}
        self.tables = {table: number for number, table in enumerate(names("tables"))}
        self.pieces = names("pieces")
        self._marks = {piece for piece in self.pieces if not piece.isascii()}
        grid = np.arange(-_REACH * _STEP, _REACH * _STEP + 1) / _STEP
        self._tanh = np.rint(np.tanh(grid) * GRID).astype(np.float32)
        self._sigmoid = np.rint(GRID / (1 + np.exp(-grid))).astype(np.float32)
        self._read_letter = [_product(arrays, "letter", f"read{way}.letter") for way in "+-"]
        self._read_table = [_product(arrays, "table", f"read{way}.table") for way in "+-"]
        self._read_state = [_layer(arrays, f"read{way}.state") for way in "+-"]
        self._write_piece = _product(arrays, "piece", "write.piece")
        self._write_table = _product(arrays, "table", "write.table")
        self._write_read = _layer(arrays, "write.read")
        self._write_state = _layer(arrays, "write.state")
        self._out = _layer(arrays, "out")

    def write(self, words: Sequence[str], table: str, *, best: int = 5, width: int = 8) -> list[list[Writing]]:
        """Return for each of `words`, all of one length, the `best` writings in the spelling of `table`, best first.

        A beam of `width` is kept; a letter that the model does not know is read as any letter.
        """
        import numpy as np

        if not words or not words[0]:
            return [[Writing("", 0.0)] for _ in words]
        letters = np.array([[self.letters.get(letter, 0) for letter in word] for word in words])
        number = self.tables[table]
        beams = self._beams(self._read(letters, number), number, width)
        return [self._merge(*row)[:best] for row in zip(words, *beams, strict=True)]

    def _read(self, letters: Array, table: int) -> Array:
        """Return the states of both readers after each letter, for each word, and scaled for the writer."""
        import numpy as np

        count, length = letters.shape
        size = self._read_state[0].weights.shape[0]
        states = np.empty((count, length, 2 * size), dtype=np.float32)
        for way, order in enumerate((range(length), range(length - 1, -1, -1))):
            given = self._read_letter[way][letters] + self._read_table[way][table]
            state = np.zeros((count, size), dtype=np.float32)
            for at in order:
                state = self._turn(given[:, at], self._read_state[way](state), state)
                states[:, at, way * size : (way + 1) * size] = state
        return self._write_read(states) + self._write_table[table]

    def _turn(self, given: Array, kept: Array, state: Array) -> Array:
        """Return the next state of a gated recurrent unit."""
        import numpy as np

        size = state.shape[-1]
        gates = self._curve(self._sigmoid, given[..., : 2 * size] + kept[..., : 2 * size])
        reset, update = gates[..., :size], gates[..., size:]
        new = self._curve(self._tanh, given[..., 2 * size :] + reset * kept[..., 2 * size :] * np.float32(1 / GRID))
        return np.rint(((GRID - update) * new + update * state) * np.float32(1 / GRID))

    def _curve(self, table: Array, values: Array) -> Array:
        import numpy as np

        places = np.rint(values * np.float32(_STEP)).astype(np.int32)
        return table.take(places + _REACH * _STEP, mode="clip")

    def _beams(self, read: Array, table: int, width: int) -> tuple[Array, Array]:
        """Return the numbers of the pieces and the scores of the `width` best ways for each word."""
        import numpy as np

        count, length, _ = read.shape
        total = len(self.pieces)
        state = np.zeros((count, 1, self._write_state.weights.shape[0]), dtype=np.float32)
        scores = np.zeros((count, 1), dtype=np.int64)
        ways = np.full((count, 1, 1), total)
        rows = np.arange(count)[:, None]
        for at in range(length):
            given = read[:, None, at] + self._write_piece[ways[:, :, -1]]
            state = self._turn(given, self._write_state(state), state)
            sums = (scores[:, :, None] + self._chances(state)).reshape(count, -1)
            # Equal sums are told apart by their place: which of them a partition takes is left to the machine.
            ranks = sums * sums.shape[1] - np.arange(sums.shape[1])
            kept = min(width, sums.shape[1])
            chosen = np.argpartition(-ranks, kept - 1, axis=1)[:, :kept]
            chosen = chosen[rows, np.argsort(-ranks[rows, chosen], axis=1)]
            scores, source = sums[rows, chosen], chosen // total
            state = state[rows, source]
            ways = np.concatenate([ways[rows, source], (chosen % total)[:, :, None]], axis=2)
        return ways[:, :, 1:], scores

    def _chances(self, state: Array) -> Array:
        """Return the log probability of each piece, in whole units."""
        import numpy as np

        values = self._out(state).astype(np.float64)
        values -= values.max(axis=-1, keepdims=True)
        total = np.log(np.exp(values).sum(axis=-1, keepdims=True))
        return np.rint((values - total) * UNIT).astype(np.int64)

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


def _layer(arrays: Mapping[str, Array], name: str) -> Layer:
    import numpy as np

    weights = arrays[f"{name}.weights"].astype(np.float32)
    scale = arrays[f"{name}.scale"].astype(np.float32) * np.float32(1 / GRID)
    bias = arrays.get(f"{name}.bias")
    return Layer(weights, scale, np.float32(0) if bias is None else bias.astype(np.float32))


def _product(arrays: Mapping[str, Array], embedding: str, name: str) -> Array:
    """Return what each row of an embedding adds to a layer: whole numbers, exact in `float64`."""
    import numpy as np

    layer = _layer(arrays, name)
    sums = arrays[embedding].astype(np.float64) @ layer.weights.astype(np.float64)
    return (sums * layer.scale).astype(np.float32) + layer.bias
