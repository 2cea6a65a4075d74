"""Fill the columns `variants` and `region` of the tables of family names, nisbas, kunyas and laqabs.

    python training/family_names.py [--data FOLDER] FILE …

The other columns are written and reviewed by hand. The table that is counted is `wikidata_anr_units_arab_countries.tsv`
(Wikidata person labels and an Algerian open corpus, both CC0), without what stands in the measured set
`wikidata_anr_units_dev_unseen.tsv`: of its roles only surname and unknown are counted, since the same word as a given
name is spelled by other habits. `variants` holds at most six spellings, most used first, without the article, that
resemble the settled spelling or the vocalised form. `region` holds the countries that have most of the bearers; where
the table knows none, what is written by hand stays.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from names_lexicon import DATA, FOLD, MARKS, SOUNDS

UNITS, MEASURED = "wikidata_anr_units_arab_countries.tsv", "wikidata_anr_units_dev_unseen.tsv"
SPELLINGS, ALIKE = 6, 0.6
"""The most spellings of a row, and how much the consonants of one must resemble the row's."""
COUNTRIES, FEW, SHARE = 5, 2, 0.08
"""The most countries of a row, and the least count and share of one."""

_ARTICLE = re.compile(r"^(?:al|el)[- ]+|^(?:as|es|ash|esh|ech|ach|ad|ed|at|et|an|en|ar|er|az|ez)-", re.IGNORECASE)
_SPELLED = re.compile(r"[A-Za-z][A-Za-z']*(?:[ -][A-Za-z][A-Za-z']*)*")
_SKELETON = (
    *(("gh", "%"), ("rh", "%"), ("kh", "x"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("dj", "j")),
    *(("ou", "w"), ("oo", "w"), ("ph", "f"), ("ck", "k"), ("q", "k"), ("g", "k"), ("j", "k"), ("c", "k"), ("t", "d")),
    *(("p", "b"), ("v", "w"), ("x", "k"), ("z", "d"), ("h", "")),
)
_VOWELS = re.compile(r"[aeiouwy' -]")

Uses = dict[str, Counter[str]]


def attested(data: Path) -> tuple[Uses, Uses]:
    """Return the Latin spellings and the countries of each Arabic surname, with counts."""
    measured = {line.split("\t")[0] for line in _lines(data / MEASURED)}
    spellings: Uses = defaultdict(Counter)
    countries: Uses = defaultdict(Counter)
    for line in _lines(data / UNITS):
        arabic, latin, country, role, count, _source = line.split("\t")
        if role != "given" and arabic not in measured:
            spellings[arabic][_plain(latin)] += int(count)
            countries[arabic][country] += int(count)
    return spellings, countries


def variants(vocalised: str, news: str, spellings: Counter[str]) -> str:
    """Return the most used spellings, without article, that resemble the row and are not the settled one.

    >>> variants("\u0627\u0644\u0634\u064e\u0637\u0652\u0631\u0650\u064a\u0651", "", Counter({"al-Shatri": 2}))
    'Shatri'
    """
    article = bool(re.match(f"\u0627\u0644(?![{MARKS}])", vocalised)) and len(vocalised) > 4
    settled = news.removeprefix("Al-")
    model = settled or "".join(SOUNDS.get(letter, "") for letter in vocalised[2 * article :])
    ranked: Counter[str] = Counter()
    for latin, count in spellings.items():
        stem = _ARTICLE.sub("", latin) if article else latin
        ranked[" ".join(word[:1].upper() + word[1:] for word in stem.split(" "))] += count
    words = model.count(" ") + (" " in model)
    fitting = [
        latin
        for latin, _ in sorted(ranked.items(), key=lambda pair: (-pair[1], pair[0]))
        if _SPELLED.fullmatch(latin) and latin not in (news, settled) and latin.count(" ") <= words
        if _alike(model, latin)
    ]
    return "|".join(fitting[:SPELLINGS])


def region(written: str, countries: Counter[str]) -> str:
    """Return the countries where a name is at home, or what is written where the table knows none."""
    total = sum(countries.values())
    ranked = sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))
    often = [country for country, count in ranked[:COUNTRIES] if count >= FEW and count >= SHARE * total]
    return "|".join(often or [country for country, _ in ranked[:1]]) or written


def fill(path: Path, uses: tuple[Uses, Uses]) -> int:
    """Write the two columns of one table; return the number of its rows."""
    lines = _lines(path)
    columns = next(line for line in lines if line.startswith("# columns:")).split(":", 1)[1].split()
    vowels, news, latin, where = map(columns.index, ("vocalised", "news", "variants", "region"))
    rows = 0
    for number, line in enumerate(lines):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        key = cells[0].translate(FOLD)
        cells[latin] = variants(cells[vowels], cells[news], uses[0].get(key, Counter()))
        cells[where] = region(cells[where], uses[1].get(key, Counter()))
        lines[number] = "\t".join(cells)
        rows += 1
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return rows


def _alike(model: str, latin: str) -> bool:
    ours, theirs = _skeleton(model), _skeleton(latin)
    if not ours or not theirs:
        return abs(len(ours) - len(theirs)) <= 1
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio() >= ALIKE


def _skeleton(latin: str) -> str:
    found = latin.lower()
    for sound, sign in _SKELETON:
        found = found.replace(sound, sign)
    return re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", found))


def _plain(latin: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    return re.sub("[\u2018\u2019\u02bb\u02bc\u02be\u02bf`]", "'", bare).strip("' ")


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
