"""Learn whether a word in Arabic script is a name of Arabic or a foreign name: a linear model over its letters.

    python training/names/kinds.py /tmp/kinds.npz

Arabic are words with a root in the morphology, words that a catalogue vocalises letter for letter, and names that
people of Arab countries bear; foreign are the words of the tables of foreign names that are none of these.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import data
import numpy as np

from bidinorm import lexicons
from bidinorm.names.origin import SIZE, features

OURS = ("family_alef_to_seen", "family_sheen_to_yeh", "nisba_alef_to_seen", "nisba_sheen_to_yeh")
"""Tables of our own whose names are Arabic."""
ARTICLE = "ال"
ROUNDS = 8
BATCH = 256
LEARN = 0.3
DECAY = 0.002
FOLDS = 4
MARGIN = 1.0
"""How sure a model must be of the other kind before a row counts as in doubt."""


def labelled() -> list[tuple[str, int]]:
    """Return words with 1 for foreign, 0 for Arabic."""
    pairs = data.pairs(data.measured())
    native = {data.fold(bare) for _, bare, root, _ in data.morphology() if "." in root}
    borne = {data.fold(pair.arabic) for pair in pairs if pair.table == "dz" or (pair.table == "anr" and pair.count > 2)}
    abroad = {pair.arabic for pair in pairs if pair.table in ("google", "nt")}
    words = {pair.arabic for pair in pairs if pair.table == "voc" and pair.count > 1}
    native |= {
        data.fold(ARTICLE + word) for word in words
    }  # what has a plain form in a catalogue is Arabic with an article
    own = {name for file in OURS for name in lexicons.read(f"names/{file}.tsv").column("arabic") if " " not in name}
    native |= set(map(data.fold, own))
    found = {(word, 0) for word in words | own}
    found |= {(ARTICLE + word, 0) for word in words if zlib.crc32(word.encode()) % 3 == 0}
    found |= {(pair.arabic, 0) for pair in pairs if pair.table == "anr" and pair.count > 2}
    found = {row for row in found if data.fold(row[0]) in native | borne or row[0] not in abroad}
    found |= {(word, 1) for word in abroad if data.fold(word) not in native | borne}
    listed = Path(data.ROOT / "benchmarks" / "names_origin.tsv").read_text(encoding="utf-8").splitlines()
    return sorted(found - {(line.split("\t")[0], kind) for line in listed for kind in (0, 1)})


def matrix(words: list[str]) -> np.ndarray:
    """Return the places of each word's weights in one row, filled up with a place that weighs nothing."""
    places = [features(word) for word in words]
    found = np.full((len(words), max(map(len, places))), SIZE)
    for row, at in zip(found, places, strict=True):
        row[: len(at)] = at
    return found


def train(places: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression; both kinds weigh the same, each step is scaled by the past."""
    chance = np.random.default_rng(1)
    share = labels.mean()
    balance = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    weights, past = np.zeros(SIZE + 1), np.full(SIZE + 1, 1.0)
    for turn in range(ROUNDS):
        for at in np.array_split(chance.permutation(len(labels)), max(1, len(labels) // BATCH)):
            guess = 1 / (1 + np.exp(-weights[places[at]].sum(1)))
            error = ((labels[at] - guess) * balance[at])[:, None].repeat(places.shape[1], 1)
            step = np.bincount(places[at].ravel(), error.ravel(), minlength=SIZE + 1) - DECAY * weights
            past += step**2
            weights += LEARN / (1 + turn / 4) * step / np.sqrt(past)
            weights[SIZE] = 0
    return weights[:SIZE]


def sure(places: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return which rows a model trained on the others does not contradict: the tables are not always right."""
    kept = np.ones(len(labels), dtype=bool)
    folds = np.arange(len(labels)) % FOLDS
    for fold in range(FOLDS):
        weights = np.append(train(places[folds != fold], labels[folds != fold]), 0)
        score = weights[places[folds == fold]].sum(1)
        kept[folds == fold] = np.where(labels[folds == fold] > 0, score, -score) > -MARGIN
    return kept


def main() -> None:
    """Train, say how good it is on what is held out, write."""
    rows = labelled()
    held = np.array([data.held_out(data.Pair(word, "", "")) for word, _ in rows])
    places, labels = matrix([word for word, _ in rows]), np.array([label for _, label in rows], dtype=float)
    kept = sure(places[~held], labels[~held])
    print(f"{len(rows)} words, {int(labels.sum())} foreign, {int((~kept).sum())} in doubt")
    weights = train(places[~held][kept], labels[~held][kept])
    scale = 127 / np.abs(weights).max()
    whole = np.rint(weights * scale).astype(np.int8)
    right = (np.append(whole, 0)[places[held]].sum(1, dtype=int) > 0) == (labels[held] > 0)
    for name, of in (("Arabic", labels[held] == 0), ("foreign", labels[held] > 0)):
        print(f"held out, {name}: {right[of].mean():.4f}")
    np.savez(Path(sys.argv[1]), **{"origin.weights": whole, "origin.scale": np.float32(1 / scale)})


if __name__ == "__main__":
    main()
