"""Make the model file that ships from what `train.py` wrote: weights of eight bits, checked to be exact.

python training/names/export.py /tmp/names.npz /tmp/origin.npz src/bidinorm/models/names.npz
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

GRID = 512
EXACT = 1 << 24
"""Whole numbers up to here are exact in float32."""


def whole(name: str, weights: np.ndarray) -> dict[str, np.ndarray]:
    """Return a matrix (outputs × inputs) as whole numbers, inputs × outputs, with the scale of each output."""
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-6) / 127
    rounded = np.rint(weights / scale[:, None])
    largest = np.abs(rounded).sum(axis=1).max() * GRID
    if largest >= EXACT:
        raise SystemExit(f"{name}: a sum may reach {largest:.0f}, which is not exact; make the matrix narrower")
    return {f"{name}.weights": rounded.T.astype(np.int8), f"{name}.scale": scale.astype(np.float32)}


def export(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the arrays of the model file."""
    found = {name: value for name, value in arrays.items() if name.startswith("n.")}
    for name in ("letter", "table", "piece"):
        found[name] = np.rint(arrays[f"w.{name}.weight"] * GRID).astype(np.int16)
    letter = arrays["w.letter.weight"].shape[1]
    for way, suffix in (("+", ""), ("-", "_reverse")):
        given = arrays[f"w.reader.weight_ih_l0{suffix}"]
        found |= whole(f"read{way}.letter", given[:, :letter]) | whole(f"read{way}.table", given[:, letter:])
        found |= whole(f"read{way}.state", arrays[f"w.reader.weight_hh_l0{suffix}"])
        found[f"read{way}.letter.bias"] = arrays[f"w.reader.bias_ih_l0{suffix}"]
        found[f"read{way}.state.bias"] = arrays[f"w.reader.bias_hh_l0{suffix}"]
    read, piece = 2 * arrays["w.reader.weight_hh_l0"].shape[1], arrays["w.piece.weight"].shape[1]
    given = arrays["w.writer.weight_ih_l0"]
    found |= whole("write.read", given[:, :read]) | whole("write.piece", given[:, read : read + piece])
    found |= whole("write.table", given[:, read + piece :])
    found |= whole("write.state", arrays["w.writer.weight_hh_l0"])
    found["write.read.bias"] = arrays["w.writer.bias_ih_l0"]
    found["write.state.bias"] = arrays["w.writer.bias_hh_l0"]
    found |= whole("out", arrays["w.out.weight"])
    found["out.bias"] = arrays["w.out.bias"]
    return found


def main() -> None:
    """Read, round, write."""
    *sources, target = map(Path, sys.argv[1:])
    found: dict[str, np.ndarray] = {}
    networks = 0
    for source in sources:
        with np.load(source, allow_pickle=False) as arrays:
            held = {name: arrays[name] for name in arrays.files}
        if "w.out.weight" in held:
            networks += 1
            part = export(held)
            for name in [name for name in part if name.startswith("n.")]:
                value = part.pop(name)
                if found.setdefault(name, value).tobytes() != value.tobytes():
                    raise SystemExit(
                        f"{source}: other {name.removeprefix('n.')} than the first network; train both alike"
                    )
            held = {f"{networks}.{name}": value for name, value in part.items()}
        found |= held
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, **found)
    print(f"{target}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
