"""What the scripts that fill columns of name tables share: the data, counting, writing, the command line.

The data is `wikidata_anr_*_arab_countries.tsv` (Wikidata person labels and an Algerian open corpus, both CC0): Arabic
name, Latin spelling, country, role, count, source.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
MARKS = "".join(map(chr, (*range(0x64B, 0x653), 0x670)))
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي"})
"""Folds a name to the key under which the data knows it."""
SOUNDS = dict(zip("بتجحخدذرزسشصضطظعغفقكلمنهويىةا", "btjhkddrzsssdtz gfkklmnhoiaaa", strict=True))
SOUNDS |= {"\u064e": "a", "\u064f": "o", "\u0650": "i", "\u0670": "a", "ث": "t", "آ": "a"}

Uses = dict[str, Counter[str]]
"""For each Arabic name what it is met with, and how often."""
Attested = tuple[Uses, Uses]
"""The spellings and the countries of names."""
Fill = Callable[[dict[str, str], Counter[str], Counter[str]], None]
"""What writes the counted cells of a row, by column, from the spellings and the countries of its name."""


def lines(path: Path) -> list[str]:
    """Return the lines of a table."""
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def counted(tables: Iterable[Path], without: Iterable[Path], spelled: Callable[[str], str], *, given: bool) -> Attested:
    """Return what the tables count, without the names of some sets and, if asked, without those counted as given."""
    measured = {line.split("\t")[0] for path in without for line in lines(path)}
    spellings: Uses = defaultdict(Counter)
    countries: Uses = defaultdict(Counter)
    for path in tables:
        for line in lines(path):
            arabic, latin, country, role, count, _source = line.split("\t")
            if arabic not in measured and (given or role != "given"):
                spellings[arabic][spelled(latin)] += int(count)
                countries[arabic][country] += int(count)
    return spellings, countries


def unaccented(latin: str) -> str:
    """Return a spelling without its accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))


def write(path: Path, uses: Attested, fill: Fill) -> int:
    """Fill every row of one table; return the number of its rows."""
    table = lines(path)
    columns = next(line for line in table if line.startswith("# columns:")).split(":", 1)[1].split()
    rows = 0
    for number, line in enumerate(table):
        if not line or line.startswith("#"):
            continue
        row = dict(zip(columns, line.split("\t"), strict=True))
        fill(row, *(use.get(row["arabic"].translate(FOLD), Counter()) for use in uses))
        table[number] = "\t".join(row.values())
        rows += 1
    path.write_text("\n".join(table) + "\n", encoding="utf-8")
    return rows


def run(about: str | None, attested: Callable[[Path], Attested], fill: Fill) -> int:
    """Fill the tables named on the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    uses = attested(options.data)
    for path in options.files:
        print(f"{path}: {write(path, uses, fill)} rows", file=sys.stderr)
    return 0
