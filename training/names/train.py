"""Train the network of names: an aligned transducer, letter by letter, with PyTorch on a processor.

    python training/names/train.py --out /tmp/names.npz [--only google] [--rounds 24]

A recurrent network reads the Arabic word in both directions; a second one goes over it once more and gives for each
letter the piece that is to be written for it, knowing the pieces before. Pieces are Latin letters, or the marks of a
vocalised word; which of them, and in whose spelling, an embedding of the table says. `export.py` makes what ships.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import data
import numpy as np
import torch
from rows import aligned
from torch import nn

BATCH = 256
UNKNOWN = "\ufffd"


@dataclass(slots=True)
class Example:
    """A word as numbers: its letters, its table, its pieces; and how much it counts."""

    letters: list[int]
    table: int
    pieces: list[int]
    weight: float
    held: bool


class Transducer(nn.Module):
    """The network."""

    def __init__(self, sizes: tuple[int, int, int], *, reader: int, writer: int, drop: float) -> None:
        super().__init__()
        letters, tables, pieces = sizes
        self.letter = nn.Embedding(letters, 64)
        self.table = nn.Embedding(tables, 32)
        self.piece = nn.Embedding(pieces + 1, 96)  # the last one stands before the first piece
        self.reader = nn.GRU(96, reader, bidirectional=True, batch_first=True)
        self.writer = nn.GRU(2 * reader + 96 + 32, writer, batch_first=True)
        self.out = nn.Linear(writer, pieces)
        self.drop = nn.Dropout(drop)
        self.start = pieces

    def forward(self, letters: torch.Tensor, table: torch.Tensor, pieces: torch.Tensor) -> torch.Tensor:
        """Return the scores of all pieces at each letter, where the pieces before are those given."""
        tag = self.table(table)[:, None].expand(-1, letters.shape[1], -1)
        read, _ = self.reader(self.drop(torch.cat([self.letter(letters), tag], -1)))
        before = torch.cat([torch.full_like(pieces[:, :1], self.start), pieces[:, :-1]], 1)
        given = torch.cat([self.drop(read), self.drop(self.piece(before)), tag], -1)
        written, _ = self.writer(given)
        return self.out(self.drop(written))


def examples(
    rows: list[tuple[data.Pair, list[str]]], options: argparse.Namespace
) -> tuple[list[Example], dict[str, list[str]]]:
    """Return the rows as numbers, and the names of the numbers."""
    counts = Counter(piece for _, pieces in rows for piece in pieces)
    names = {
        "pieces": sorted(piece for piece, count in counts.items() if count >= options.least),
        "letters": [UNKNOWN, *sorted({letter for pair, _ in rows for letter in pair.arabic})],
        "tables": sorted({pair.table for pair, _ in rows}),
    }
    number = {kind: {name: n for n, name in enumerate(values)} for kind, values in names.items()}
    found = []
    for pair, pieces in rows:
        if all(piece in number["pieces"] for piece in pieces):
            letters = [number["letters"][letter] for letter in pair.arabic]
            coded = [number["pieces"][piece] for piece in pieces]
            weight = min(1 + math.log(pair.count), 4)
            if pair.table != "voc" or pair.count >= options.seen:
                found.append(Example(letters, number["tables"][pair.table], coded, weight, data.held_out(pair)))
    return found, names


def batches(rows: list[Example], chance: random.Random, size: int = BATCH) -> list[list[Example]]:
    """Return the rows in batches of words of one length, in random order."""
    lengths: dict[int, list[Example]] = defaultdict(list)
    for row in rows:
        lengths[len(row.letters)].append(row)
    found = []
    for group in lengths.values():
        chance.shuffle(group)
        found += [group[at : at + size] for at in range(0, len(group), size)]
    chance.shuffle(found)
    return found


def tensors(batch: list[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return letters, tables, pieces and weights of a batch."""
    return (
        torch.tensor([row.letters for row in batch]),
        torch.tensor([row.table for row in batch]),
        torch.tensor([row.pieces for row in batch]),
        torch.tensor([row.weight for row in batch]),
    )


def watch(model: Transducer, rows: list[Example], tables: list[str]) -> str:
    """Return the loss of a word for each table, on what is held out."""
    model.eval()
    sums: dict[int, list[float]] = defaultdict(list)
    with torch.no_grad():
        for batch in batches(rows, random.Random(1)):
            letters, table, pieces, _ = tensors(batch)
            loss = nn.functional.cross_entropy(model(letters, table, pieces).transpose(1, 2), pieces, reduction="none")
            for number, value in zip(table.tolist(), loss.sum(1).tolist(), strict=True):
                sums[number].append(value)
    model.train()
    return " ".join(f"{tables[n]} {np.mean(values):.3f}" for n, values in sorted(sums.items()))


def train(model: Transducer, rows: list[Example], tables: list[str], options: argparse.Namespace) -> None:
    """Train with Adam; the rate rises, then falls on a cosine."""
    chance = random.Random(options.seed)
    held = [row for row in rows if row.held]
    rows = [row for row in rows if not row.held or options.everything]
    total = options.rounds * len(batches(rows, chance, options.batch))
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98))
    step, began = 0, time.time()
    for turn in range(options.rounds):
        seen = []
        for batch in batches(rows, chance, options.batch):
            rate = options.rate * min(1, step / (0.05 * total)) * (0.5 + 0.5 * math.cos(math.pi * step / total))
            for group in optimizer.param_groups:
                group["lr"] = rate
            letters, table, pieces, weights = tensors(batch)
            scores = model(letters, table, pieces).transpose(1, 2)
            loss = nn.functional.cross_entropy(scores, pieces, reduction="none", label_smoothing=options.smooth)
            loss = (loss.sum(1) * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            seen.append(float(loss.detach()))
        print(f"{turn + 1} {time.time() - began:.0f}s {np.mean(seen):.3f} | {watch(model, held, tables)}", flush=True)


def save(path: Path, model: Transducer, names: dict[str, list[str]]) -> None:
    """Write weights and names, without pickle."""
    arrays = {f"w.{name}": value.numpy() for name, value in model.state_dict().items()}
    arrays |= {f"n.{kind}": np.frombuffer("\n".join(values).encode(), dtype=np.uint8) for kind, values in names.items()}
    np.savez(path, **arrays)


def main() -> None:
    """Train one network."""
    parser = argparse.ArgumentParser(description="Train the network of names.")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", help="one table alone")
    parser.add_argument("--rounds", type=int, default=24)
    parser.add_argument("--batch", type=int, default=BATCH)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--smooth", type=float, default=0.0)
    parser.add_argument("--reader", type=int, default=160)
    parser.add_argument("--writer", type=int, default=256)
    parser.add_argument("--least", type=int, default=2, help="how often a piece must be seen")
    parser.add_argument("--seen", type=int, default=1, help="how often a vocalised word must be seen to be learned")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--everything", action="store_true", help="train on what is held out, too")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    rows, names = examples(aligned(data.pairs(data.measured(), only=options.only)), options)
    sizes = (len(names["letters"]), len(names["tables"]), len(names["pieces"]))
    model = Transducer(sizes, reader=options.reader, writer=options.writer, drop=options.drop)
    print(len(rows), sizes, sum(p.numel() for p in model.parameters()), vars(options), flush=True)
    train(model, rows, names["tables"], options)
    save(options.out, model, names)


if __name__ == "__main__":
    main()
