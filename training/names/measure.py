"""How many words held out of training come out right in first place, in the spelling of each table.

    python training/names/measure.py /tmp/model.npz [google nt anr …]

The file is what `export.py` makes, of one network or of several. Choices are made on these words; the measured sets are
for `benchmarks/names_model.py`.
"""

from __future__ import annotations

import sys
from collections import defaultdict

import data
import numpy as np

from bidinorm.names.transducer import Transducer


def main() -> None:
    """Measure the tables named, or all."""
    with np.load(sys.argv[1], allow_pickle=False) as arrays:
        network = Transducer({name: arrays[name] for name in arrays.files})
    held = [pair for pair in data.pairs(data.measured()) if data.held_out(pair)]
    for table in sys.argv[2:] or sorted(network.tables):
        wanted: dict[str, set[str]] = defaultdict(set)
        for pair in held:
            if pair.table == table:
                wanted[pair.arabic].add(pair.target)
        first = five = 0
        for word, targets in wanted.items():
            found = [one.text for one in network.write([word], table)[0]]
            first += found[0] in targets
            five += bool(targets.intersection(found))
        print(f"{table}\t{len(wanted)}\t{first / len(wanted):.4f}\t{five / len(wanted):.4f}", flush=True)


if __name__ == "__main__":
    main()
