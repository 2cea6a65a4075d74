"""The arithmetic of a small recurrent network in whole numbers, the same on every machine.

Weights are whole numbers of eight bits, states whole multiples of 1/512, and the sums of their products stay below
2**24, where a `float32` is exact: whatever order a machine adds them in, and whatever its processor, the result is the
same. `training/names/` makes the weights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    Array = Any
    """A numpy array; numpy itself is imported only where it is used."""

GRID = 512
"""States and embeddings are whole multiples of 1/GRID."""
_ALONE = 1 << 18
"""The most multiplications that a library of linear algebra leaves to one thread."""
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
        return _times(states, self.weights) * self.scale + self.bias


def _times(states: Array, weights: Array) -> Array:
    """Return the matrix product, block by block, small enough for one thread.

    Libraries of linear algebra set threads on a larger one, and on nearly every product with a single row; to wake
    them takes longer than the product does, and on a busy machine far longer.
    """
    import numpy as np

    alone = states.shape[-2] == 1
    if alone:
        states = np.repeat(states, 2, axis=-2)
    inner, width = weights.shape
    block = max(64, _ALONE // (states.shape[-2] * inner))
    if width <= block:
        product = states @ weights
    else:
        product = np.concatenate([states @ weights[:, at : at + block] for at in range(0, width, block)], axis=-1)
    return product[..., :1, :] if alone else product


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
        self._read_letter = [_product(own, "letter", f"read{way}.letter") for way in "+-"]
        self._read_table = [_product(own, "table", f"read{way}.table") for way in "+-"]
        self._read_state = [_layer(own, f"read{way}.state") for way in "+-"]
        self._write_piece = _product(own, "piece", "write.piece")
        self._write_table = _product(own, "table", "write.table")
        self._write_read = _layer(own, "write.read")
        self._write_state = _layer(own, "write.state")
        self._out = _layer(own, "out")

    def layers(self) -> list[Layer]:
        """Return the layers whose inputs are states: their sums must be exact."""
        return [*self._read_state, self._write_read, self._write_state, self._out]

    def read(self, letters: Array, table: int) -> Array:
        """Return what the writer is given at each letter of each word: the states of both readers, and the table."""
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

    def begin(self, count: int) -> Array:
        """Return the state of the writer before the first letter of `count` words, one way each."""
        import numpy as np

        return np.zeros((count, 1, self._write_state.weights.shape[0]), dtype=np.float32)

    def step(self, given: Array, before: Array, state: Array) -> tuple[Array, Array]:
        """Return the next state of the writer, and the log probability of each piece after the piece `before`."""
        import numpy as np

        state = self._turn(given + self._write_piece[before], self._write_state(state), state)
        values = self._out(state).astype(np.float64)
        values -= values.max(axis=-1, keepdims=True)
        return state, values - np.log(np.exp(values).sum(axis=-1, keepdims=True))

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
