r"""Train the network of names: an aligned transducer, letter by letter, with PyTorch on a processor.

    python training/names/train.py --out /tmp/names.npz --rounds 36 --half --vowels 0.6 --drop 0.4 --least 4 --seed 11
    BIDINORM_HELD=6 python training/names/train.py --out /tmp/sixth.npz --rounds 16 --half --vowels 0.5 --drop 0.35 \
        --least 4 --seed 12
    python training/names/train.py --out /tmp/a.npz --begin model.npz --rounds 8 --rate 1e-3 --keep 0.35 --vowels 0.3

A recurrent network reads the Arabic word in both directions; a second one goes over it once more and gives for each
letter the piece that is to be written for it, knowing the pieces before. Pieces are Latin letters, or the marks of a
vocalised word; which of them, and in whose spelling, an embedding of the table says. `export.py` makes what ships.

What is written is the mean of the weights over the last steps. The first command made what ships, the second the
network from which `attest.py` learns what attested spellings are worth. `--begin` goes on with a network that
`export.py` made.
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
GRID = 512
"""Embeddings ship as whole multiples of 1/GRID."""
UNKNOWN = "\ufffd"
Begun = dict[str, np.ndarray]
"""The arrays of a network to go on with."""


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


def numbered(rows: list[tuple[data.Pair, list[str]]], least: int, begun: Begun | None) -> dict[str, list[str]]:
    """Return the names of the numbers; a network that goes on keeps its own, and gets the new tables behind them."""
    tables = sorted({pair.table for pair, _ in rows})
    if begun:
        old = {kind: bytes(begun[f"n.{kind}"]).decode().split("\n") for kind in ("pieces", "letters", "tables")}
        return old | {"tables": old["tables"] + [table for table in tables if table not in old["tables"]]}
    counts = Counter(piece for _, pieces in rows for piece in pieces)
    return {
        "pieces": sorted(piece for piece, count in counts.items() if count >= least),
        "letters": [UNKNOWN, *sorted({letter for pair, _ in rows for letter in pair.arabic})],
        "tables": tables,
    }


def begin(model: Transducer, begun: Begun, names: dict[str, list[str]]) -> None:
    """Give a network the weights of one that `export.py` made; a new table begins like that of all people."""
    own = {name.removeprefix("1."): torch.tensor(value) for name, value in begun.items() if name.startswith("1.")}

    def matrix(*parts: str) -> torch.Tensor:
        return torch.cat([(own[f"{part}.weights"] * own[f"{part}.scale"]).T for part in parts], 1)

    found = {f"{name}.weight": own[name] / GRID for name in ("letter", "table", "piece")}
    like = found["table.weight"][names["tables"].index(data.PEOPLE)]
    more = len(names["tables"]) - len(found["table.weight"])
    found["table.weight"] = torch.cat([found["table.weight"], like + 0.05 * torch.randn(more, len(like))])
    for way, suffix in (("+", ""), ("-", "_reverse")):
        found[f"reader.weight_ih_l0{suffix}"] = matrix(f"read{way}.letter", f"read{way}.table")
        found[f"reader.weight_hh_l0{suffix}"] = matrix(f"read{way}.state")
        found[f"reader.bias_ih_l0{suffix}"] = own[f"read{way}.letter.bias"]
        found[f"reader.bias_hh_l0{suffix}"] = own[f"read{way}.state.bias"]
    found["writer.weight_ih_l0"] = matrix("write.read", "write.piece", "write.table")
    found["writer.weight_hh_l0"], found["out.weight"] = matrix("write.state"), matrix("out")
    found["writer.bias_ih_l0"], found["writer.bias_hh_l0"] = own["write.read.bias"], own["write.state.bias"]
    model.load_state_dict({name: value.float() for name, value in (found | {"out.bias": own["out.bias"]}).items()})


def alike(model: Transducer, tables: list[str]) -> None:
    """Let the table of each country begin like that of all people."""
    people = [number for number, table in enumerate(tables) if table.partition(".")[0] == data.PEOPLE]
    with torch.no_grad():
        model.table.weight[people] = model.table.weight[people[:1]] + 0.05 * torch.randn(len(people), 32)


def keep(model: Transducer, before: dict[str, torch.Tensor], share: float, tables: int) -> None:
    """Mix the weights with those before training; the tables that were new keep what they learned."""
    after = model.state_dict()
    mixed = {name: share * before[name] + (1 - share) * value for name, value in after.items()}
    mixed["table.weight"][tables:] = after["table.weight"][tables:]
    model.load_state_dict(mixed)


def examples(
    rows: list[tuple[data.Pair, list[str]]], names: dict[str, list[str]], options: argparse.Namespace
) -> list[Example]:
    """Return the rows as numbers."""
    number = {kind: {name: n for n, name in enumerate(values)} for kind, values in names.items()}
    found = []
    for pair, pieces in rows:
        if all(piece in number["pieces"] for piece in pieces):
            letters = [number["letters"].get(letter, 0) for letter in pair.arabic]
            coded = [number["pieces"][piece] for piece in pieces]
            weight = min(1 + math.log(pair.count), 4)
            if pair.table != "voc" or pair.count >= options.seen:
                found.append(Example(letters, number["tables"][pair.table], coded, weight, data.held_out(pair)))
    return found


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
    vowels = [row for row in rows if tables[row.table] == "voc"]
    latin = [row for row in rows if tables[row.table] != "voc"]
    some = int(options.vowels * len(vowels))
    total = options.rounds * len(batches(latin + vowels[:some], chance, options.batch))
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    step, began = 0, time.time()
    for turn in range(options.rounds):
        seen = []
        for batch in batches(latin + chance.sample(vowels, some), chance, options.batch):
            rate = options.rate * min(1, step / (0.05 * total)) * (0.5 + 0.5 * math.cos(math.pi * min(1, step / total)))
            for group in optimizer.param_groups:
                group["lr"] = rate
            letters, table, pieces, weights = tensors(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=options.half):
                scores = model(letters, table, pieces).transpose(1, 2).float()
            loss = nn.functional.cross_entropy(scores, pieces, reduction="none", label_smoothing=options.smooth)
            loss = (loss.sum(1) * weights).sum() / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            for name, value in model.state_dict().items():
                mean[name].lerp_(value, 1 - min(options.mean, step / (step + 10)))
            seen.append(float(loss.detach()))
        print(f"{turn + 1} {time.time() - began:.0f}s {np.mean(seen):.3f} | {watch(model, held, tables)}", flush=True)
    model.load_state_dict(mean)
    print(f"mean of the weights | {watch(model, held, tables)}", flush=True)


def save(path: Path, model: Transducer, names: dict[str, list[str]]) -> None:
    """Write weights and names, without pickle."""
    arrays = {f"w.{name}": value.numpy() for name, value in model.state_dict().items()}
    arrays |= {f"n.{kind}": np.frombuffer("\n".join(values).encode(), dtype=np.uint8) for kind, values in names.items()}
    np.savez(path, **arrays)


def asked() -> argparse.Namespace:
    """Return the options."""
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
    parser.add_argument("--mean", type=float, default=0.998, help="how slowly the mean of the weights moves on")
    parser.add_argument("--half", action="store_true", help="multiply in sixteen bits, twice as fast where there are")
    parser.add_argument("--begin", type=Path, help="a network to go on with, and to learn tables of countries")
    parser.add_argument("--keep", type=float, default=0.0, help="the share of that network in what is written")
    parser.add_argument("--vowels", type=float, default=1.0, help="the share of vocalised words in a round")
    return parser.parse_args()


def main() -> None:
    """Train one network."""
    options = asked()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    begun: Begun | None = None
    pairs = data.pairs(data.measured(), only=options.only, lexicon=not options.only)
    if options.begin:
        with np.load(options.begin, allow_pickle=False) as arrays:
            begun = {name: arrays[name] for name in arrays.files}
    found = aligned(pairs + data.stems(pairs))
    if not options.only:
        pieces = {(pair.arabic, pair.target): row for pair, row in found if pair.table == data.PEOPLE}
        own = [(pair, pieces.get((pair.arabic, pair.target))) for pair in data.of_countries(pairs)]
        found += [(pair, row) for pair, row in own if row]
    names = numbered(found, options.least, begun)
    rows = examples(found, names, options)
    sizes = (len(names["letters"]), len(names["tables"]), len(names["pieces"]))
    model = Transducer(sizes, reader=options.reader, writer=options.writer, drop=options.drop)
    if begun:
        begin(model, begun, names)
    else:
        alike(model, names["tables"])
    before = {name: value.clone() for name, value in model.state_dict().items()}
    print(len(rows), sizes, sum(p.numel() for p in model.parameters()), vars(options), flush=True)
    train(model, rows, names["tables"], options)
    if begun:
        keep(model, before, options.keep, len(begun["1.table"]))
    save(options.out, model, names)


if __name__ == "__main__":
    main()
