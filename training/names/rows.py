"""Rows to learn from: each word with the piece that each of its letters gives."""

from __future__ import annotations

import align
import data
import numpy as np

NOISE = 0.015
"""The share of Latin rows whose alignment is worst; they are left out."""


def aligned(
    pairs: list[data.Pair], noise: float = NOISE, sure: float = float("inf")
) -> list[tuple[data.Pair, list[str]]]:
    """Return each pair with its pieces; without the worst share (`noise`), where it is not seen `sure` times."""
    latin = [pair for pair in pairs if pair.table != "voc"]
    aligner = align.Aligner([(pair.arabic, pair.target) for pair in latin])
    aligner.learn()
    found = aligner.best()
    floor = np.quantile([score for _, score in found.values()], noise)
    kept = [(latin[n], pieces) for n, (pieces, score) in found.items() if score > floor or latin[n].count >= sure]
    return kept + [(pair, marks(pair)) for pair in pairs if pair.table == "voc"]


def marks(pair: data.Pair) -> list[str]:
    """Return the marks after each letter of a vocalised word."""
    found: list[str] = []
    for character in pair.target:
        if data.MARKS.match(character):
            found[-1] += character
        else:
            found.append("")
    return [mark or "-" for mark in found]
