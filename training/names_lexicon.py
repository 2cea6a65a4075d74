"""Fill the columns `variants` and `region` of `lexicons/names/*.tsv` from attested spellings.

    python training/names_lexicon.py [--data FOLDER] FILE …

The other columns are written and reviewed by hand; these two are counts of use, so they are counted. The table is
`wikidata_anr_units_arab_countries.tsv` (Wikidata person labels and an Algerian open corpus, both CC0): Arabic name
unit, Latin spelling, country, role, count; whole names are counted in `wikidata_anr_full_names_arab_countries.tsv`.
What stands in the measured sets `wikidata_anr_units_dev_unseen.tsv` and `wikidata_anr_multi_dev.tsv` is left out.

`variants` holds at most six spellings, most used first, that resemble what the vocalised form says and are not by far
more often another name's; `region` holds the
countries that have most of the bearers, and stays empty for a name that is borne everywhere. A region that is a word
(`kurdish`, `christian`) is kept in front, and that of a public figure is left as it is written.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

TABLES = ("wikidata_anr_units_arab_countries.tsv", "wikidata_anr_full_names_arab_countries.tsv")
MEASURED = ("wikidata_anr_units_dev_unseen.tsv", "wikidata_anr_multi_dev.tsv")
DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "names"
MARKS = "".join(map(chr, (*range(0x64B, 0x653), 0x670)))
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي"})
SOUNDS = dict(zip("بتجحخدذرزسشصضطظعغفقكلمنهويىةا", "btjhkddrzsssdtz gfkklmnhoiaaa", strict=True))
SOUNDS |= {"\u064e": "a", "\u064f": "o", "\u0650": "i", "\u0670": "a", "ث": "t", "آ": "a"}
PLAIN = str.maketrans({"u": "o", "e": "i", "y": "i", "w": "o", "q": "k", "c": "k", "v": "f", "p": "b", "'": ""})
SPELLINGS, RARE, OWNED, ALIKE = 6, 0.01, 15, 0.6
"""The most spellings of a row; how rare one may be beside the most used; how many times more often another name may be
spelled so; how much a spelling must resemble the vocalised form."""
COUNTRIES, FEW, SHARE, EVERYWHERE = 4, 2, 0.1, 0.45
"""The most countries of a row, the least count and share of one, and the share of the first under which a name counts
as borne everywhere."""


Uses = dict[str, Counter[str]]


def fold(arabic: str) -> str:
    """Return the key under which the table knows a name."""
    return arabic.translate(FOLD)


def attested(data: Path) -> tuple[Uses, Uses]:
    """Return the Latin spellings and the countries of each Arabic unit and whole name, with counts."""
    measured = {line.split("\t")[0] for name in MEASURED for line in _lines(data / name)}
    spellings: Uses = defaultdict(Counter)
    countries: Uses = defaultdict(Counter)
    most: Counter[str] = Counter()
    for name in TABLES:
        for line in _lines(data / name):
            arabic, latin, country, _role, count, _source = line.split("\t")
            if arabic not in measured:
                spellings[arabic][_ascii(latin)] += int(count)
                countries[arabic][country] += int(count)
    for uses in spellings.values():
        for latin, count in uses.items():
            most[latin] = max(most[latin], count)
    for uses in spellings.values():
        for latin in [latin for latin, count in uses.items() if count * OWNED < most[latin]]:
            del uses[latin]
    return spellings, countries


def variants(vocalised: str, news: str, spellings: Counter[str]) -> str:
    """Return the most used spellings that resemble the vocalised form and are not the settled one.

    >>> variants("\u062d\u064e\u0633\u064e\u0646", "Hassan", Counter({"Hassan": 9, "Hasan": 4, "Ben": 3, "Hacen": 1}))
    'Hasan'
    """
    sound = "".join(SOUNDS.get(letter, "") for letter in vocalised)
    most = max(spellings.values(), default=0)
    least = max(min(most, 2), most * RARE)
    ranked = sorted(spellings.items(), key=lambda pair: (-pair[1], pair[0]))
    fitting = [latin for latin, count in ranked if count >= least and latin != news and _alike(sound, latin)]
    return "|".join(fitting[:SPELLINGS])


def region(word: str, countries: Counter[str]) -> str:
    """Return the region cell: the word that it has, then the countries where the name is at home.

    >>> region("kurdish", Counter({"IQ": 9, "SY": 4, "KM": 1}))
    'kurdish|IQ|SY'
    """
    kept = [part for part in word.split("|") if part and not part.isupper()]
    total = sum(countries.values())
    ranked = sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))[:COUNTRIES]
    if total and (kept or len(countries) <= COUNTRIES or ranked[0][1] / total >= EVERYWHERE):
        kept += [country for country, count in ranked if count >= FEW and count / total >= SHARE]
    return "|".join(kept)


def fill(path: Path, uses: tuple[Uses, Uses]) -> int:
    """Write the two columns of one lexicon; return the number of its rows."""
    lines = _lines(path)
    columns = next(line for line in lines if line.startswith("# columns:")).split(":", 1)[1].split()
    vowels, news, latin, kind, where = map(columns.index, ("vocalised", "news", "variants", "kind", "region"))
    rows = 0
    for number, line in enumerate(lines):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        key = fold(cells[0])
        cells[latin] = variants(cells[vowels], cells[news], uses[0].get(key, Counter()))
        if cells[kind] != "figure":
            cells[where] = region(cells[where], uses[1].get(key, Counter()))
        lines[number] = "\t".join(cells)
        rows += 1
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return rows


def _alike(sound: str, latin: str) -> bool:
    plain = latin.lower().translate(PLAIN)
    if {sound[-1:], plain[-1:]} == {"a", "i"}:
        return False  # the table folds the two letters that end يسرى and يسري
    return latin.isascii() and SequenceMatcher(None, sound, plain, autojunk=False).ratio() >= ALIKE


def _ascii(latin: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return bare.replace("\u2019", "").replace("'", "").title()


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def main() -> int:
    """Fill the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    options = parser.parse_args()
    uses = attested(options.data)
    for path in options.files:
        print(f"{path}: {fill(path, uses)} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
