"""The arithmetic of a small recurrent network in whole numbers, the same on every machine.

Weights are whole numbers of eight bits, states whole multiples of 1/512, and the sums of their products stay below
2**24, where a `float32` is exact: whatever order a machine adds them in, and whatever its processor, the result is the
same. `training/names/` makes the weights.
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
_ALONE = 1 << 18
"""The most multiplications that a library of linear algebra leaves to one thread."""
_WIDE = 32
"""The outputs of a tile."""
_WHOLE = 1 << 40
"""Chances are summed up as whole multiples of 1/_WHOLE: such a sum is the same in every order."""
_STEP = 256
"""The curves are tabulated at multiples of 1/_STEP."""
_REACH = 8
"""Beyond this value the curves are flat."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one matrix: whole numbers, one scale for each output."""

    tiles: Array
    """The weights, cut into tiles of `_WIDE` outputs: the last is filled up with noughts."""
    scale: Array
    bias: Array

    @classmethod
    def of(cls, weights: Array, scale: Array, bias: Array) -> Layer:
        """Make it of a matrix with a row for each input and a column for each output."""
        import numpy as np

        inner, width = weights.shape
        wide = min(_WIDE, width)
        padded = np.zeros((inner, -(-width // wide) * wide), dtype=np.float32)
        padded[:, :width] = weights
        return cls(np.ascontiguousarray(padded.reshape(inner, -1, wide).swapaxes(0, 1)), scale, bias)

    @property
    def inner(self) -> int:
        """How many inputs it has."""
        return int(self.tiles.shape[1])

    def __call__(self, states: Array) -> Array:
        """Return the products with states (whole numbers, one row each), scaled, the bias added."""
        product = _times(states, self.tiles)[:, : len(self.scale)]
        product *= self.scale
        product += self.bias
        return product


def _times(states: Array, tiles: Array) -> Array:
    """Return the matrix product, tile by tile, each small enough for one thread.

    Libraries of linear algebra set threads on a larger one, and on nearly every product with a single row; to wake
    them takes longer than the product does, and on a busy machine far longer.
    """
    import numpy as np

    rows, inner = states.shape
    count, _, wide = tiles.shape
    if rows == 1:
        return _times(np.repeat(states, 2, axis=0), tiles)[:1]
    product = np.empty((rows, count * wide), dtype=np.float32)
    tall = min(rows, _ALONE // (wide * inner))
    whole = rows - rows % tall
    into = product[:whole].reshape(-1, tall, count, wide).transpose(2, 0, 1, 3)
    np.matmul(states[:whole].reshape(-1, tall, inner), tiles[:, None], out=into)
    if whole < rows:
        product[whole:] = _times(states[whole:], tiles)
    return product


class Network:
    """One network, made of those arrays of a model file whose names begin with `prefix`.

    A recurrent layer reads the letters of a word in both directions; a second one goes over them once more, and scores
    for each letter every piece that may be written, knowing the piece before.
    """

    def __init__(self, arrays: Mapping[str, Array], prefix: str = "") -> None:
        import numpy as np

        own = {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
        grid = np.arange(-_REACH * _STEP, _REACH * _STEP + 1) / _STEP
        self._tanh = np.rint(np.tanh(grid) * GRID).astype(np.float32)
        self._sigmoid = np.rint(GRID / (1 + np.exp(-grid))).astype(np.float32)
        self._read_letter = np.stack([_product(own, "letter", f"read{way}.letter") for way in "+-"])
        self._read_table = np.stack([_product(own, "table", f"read{way}.table") for way in "+-"])
        self._read_given: dict[int, Array] = {}
        self._read_state = [_layer(own, f"read{way}.state") for way in "+-"]
        self._write_piece = _product(own, "piece", "write.piece")
        self._write_table = _product(own, "table", "write.table")
        self._write_read = _layer(own, "write.read")
        self._write_state = _layer(own, "write.state")
        self._out = _weights(own, "out")

    def layers(self) -> list[Layer]:
        """Return the layers whose inputs are states: their sums must be exact."""
        return [*self._read_state, self._write_read, self._write_state, Layer.of(*self._out)]

    def out(self, pieces: Array) -> Layer:
        """Return the layer that scores some of the pieces."""
        weights, scale, bias = self._out
        return Layer.of(weights[:, pieces], scale[pieces], bias[pieces])

    def read(self, words: Sequence[Sequence[int]], table: int) -> Array:
        """Return what the writer is given at each letter of each word: the states of both readers, and the table.

        Words are numbers of letters, the longest first, none empty; what stands behind the last letter of one
        means nothing.
        """
        import numpy as np

        lengths = np.array([len(word) for word in words])
        count, longest, size = len(words), len(words[0]), self._read_state[0].inner
        letters = np.zeros((2, count, longest), dtype=np.intp)
        for row, word in enumerate(words):
            letters[0, row, : len(word)], letters[1, row, : len(word)] = word, word[::-1]
        states = np.zeros((count, longest, 2 * size), dtype=np.float32)
        state = np.zeros((2, count, size), dtype=np.float32)
        ways = np.arange(2)[:, None]
        of_letter = self._given(table)
        for at in range(longest):
            going = int((lengths > at).sum())
            state = state[:, :going]
            kept = np.stack([layer(one) for layer, one in zip(self._read_state, state, strict=True)])
            state = self._turn(of_letter[ways, letters[:, :going, at]], kept, state)
            states[:going, at, :size] = state[0]
            states[np.arange(going), lengths[:going] - 1 - at, size:] = state[1]
        given = self._write_read(states.reshape(count * longest, -1)) + self._write_table[table]
        return given.reshape(count, longest, -1)

    def _given(self, table: int) -> Array:
        """Return what each letter gives the readers in the spelling of a table; few tables are ever asked for."""
        found = self._read_given.get(table)
        if found is None:
            found = self._read_given[table] = self._read_letter + self._read_table[:, table, None]
        return found

    def begin(self, count: int) -> Array:
        """Return the state of the writer before the first letter of `count` words, one way each."""
        import numpy as np

        return np.zeros((count, 1, self._write_state.inner), dtype=np.float32)

    def step(self, given: Array, before: Array, state: Array, out: Layer) -> tuple[Array, Array]:
        """Return the next state of the writer, and the log probability of each piece of `out` after a piece.

        `given` has a row for each word, `before` the numbers of pieces and `state` the states of each of its ways.
        """
        import numpy as np

        flat = state.reshape(-1, state.shape[-1])
        kept = self._write_state(flat).reshape(*before.shape, -1)
        state = self._turn(self._write_piece[before] + given[:, None], kept, state)
        values = out(state.reshape(flat.shape)).astype(np.float64)
        values -= values.max(axis=-1, keepdims=True)
        shares = np.exp(values)
        shares *= _WHOLE
        values -= np.log(np.rint(shares, out=shares).sum(axis=-1, keepdims=True) / _WHOLE)
        return state, values.reshape(*before.shape, -1)

    def _turn(self, given: Array, kept: Array, state: Array) -> Array:
        """Return the next state of a gated recurrent unit; it works in the arrays that it is given."""
        import numpy as np

        size = state.shape[-1]
        given[..., : 2 * size] += kept[..., : 2 * size]
        gates = self._curve(self._sigmoid, given[..., : 2 * size])
        reset, update = gates[..., :size], gates[..., size:]
        reset *= kept[..., 2 * size :]
        reset *= np.float32(1 / GRID)
        reset += given[..., 2 * size :]
        new = self._curve(self._tanh, reset)
        new *= GRID - update
        new += update * state
        new *= np.float32(1 / GRID)
        return np.rint(new, out=new)

    def _curve(self, table: Array, values: Array) -> Array:
        """Return the values of a curve; it works in the array that it is given."""
        import numpy as np

        values *= np.float32(_STEP)
        np.rint(values, out=values)
        values += np.float32(_REACH * _STEP)
        return table.take(values.astype(np.intp), mode="clip")


def _layer(arrays: Mapping[str, Array], name: str) -> Layer:
    return Layer.of(*_weights(arrays, name))


def _weights(arrays: Mapping[str, Array], name: str) -> tuple[Array, Array, Array]:
    """Return the matrix, the scales and the biases of a layer."""
    import numpy as np

    weights = arrays[f"{name}.weights"].astype(np.float32)
    scale = arrays[f"{name}.scale"].astype(np.float32) * np.float32(1 / GRID)
    bias = arrays.get(f"{name}.bias")
    return weights, scale, np.zeros_like(scale) if bias is None else bias.astype(np.float32)


def _product(arrays: Mapping[str, Array], embedding: str, name: str) -> Array:
    """Return what each row of an embedding adds to a layer: whole numbers, exact in `float64`."""
    import numpy as np

    weights, scale, bias = _weights(arrays, name)
    sums = arrays[embedding].astype(np.float64) @ weights.astype(np.float64)
    return (sums * scale).astype(np.float32) + bias
