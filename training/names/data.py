"""Read the tables that the model of names may learn from, without the rows that it is measured on.

    python training/names/data.py            # how many pairs each table gives

The tables are no part of the project; the model says in its notes which of them it was trained on. A row whose
Arabic form stands in a measured set is left out, whatever table it comes from: the forms are compared after `fold`.
"""

from __future__ import annotations

import csv
import os
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import alalc
from unidecode import unidecode

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("BIDINORM_DATA", ROOT.parent / "shared" / "data")) / "names"

MEASURED = ("wikidata_anr_units_dev_unseen.tsv", "google_ar2en_eval.tsv", "netranslit_coling2018_dev.tsv")
"""The sets of single words that the benchmark measures on; none of their Arabic forms is trained on."""

ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a4\u06a9\u06af\u06a8\u06cc]+")
LATIN = re.compile("[a-z']+")
MARKS = re.compile("[\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e]")
FOLD = str.maketrans("أإآٱىیئؤةک", "اااايييوهك")


PEOPLE = "anr"
"""The table of people of all Arab countries."""
OWN = "news"
"""The table of newsroom spellings, from our own lexicon."""
ARTICLE = "ال"
SHARE = int(os.environ.get("BIDINORM_HELD", "33"))
"""One Arabic form of so many is held out of training."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An Arabic word, what is to be written for it, and the table (its kind of spelling) that says so."""

    arabic: str
    target: str
    table: str
    count: float = 1.0


def fold(word: str) -> str:
    """Return the word without marks, with the letters folded that spelling varies on."""
    return MARKS.sub("", word).translate(FOLD).replace("ء", "")


def plain(word: str) -> str:
    """Return a Latin word in lower case and ASCII, with nothing in it but letters and apostrophes."""
    word = unicodedata.normalize("NFC", word).lower().replace("’", "'")
    return re.sub("[^a-z]", "", unidecode(word).lower())


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table."""
    with (DATA / name).open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def measured(names: Iterable[str] = MEASURED) -> set[str]:
    """Return the folded Arabic forms of the measured sets."""
    return {fold(row[0]) for name in names for row in rows(name)}


def _units() -> Iterator[Pair]:
    """Names of people of Arab countries, one unit each, with what the labels call them."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for arabic, latin, _country, _role, count, source in rows("wikidata_anr_units_arab_countries.tsv"):
        counts[arabic, plain(latin), PEOPLE if source == "wikidata" else "dz"] += int(count)
    for arabic, latin in rows("wikidata_anr_units_train_pairs.tsv"):
        counts[arabic, plain(latin), PEOPLE] += 1
    for (arabic, latin, table), count in counts.items():
        yield Pair(arabic, latin, table, count)


def morphology() -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield vocalised lemma, bare form, class and glosses of each proper noun of the morphology."""
    with (DATA / "camel_morph_propn.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            vocalised = alalc.from_buckwalter(row["LEMMA"])
            if vocalised:
                yield vocalised, MARKS.sub("", vocalised), row["ROOT"], row["GLOSS"].split(";")


def _latin() -> Iterator[Pair]:
    yield from _units()
    for arabic, latin in rows("google_ar2en_train.tsv"):
        yield Pair(arabic, plain(latin), "google")
    for arabic, latin, count in rows("netranslit_coling2018_train.tsv"):
        yield Pair(arabic, plain(latin), "nt", int(count))
    for _, bare, _root, glosses in morphology():
        for gloss in glosses:
            if " " not in gloss:
                yield Pair(bare, plain(gloss), "morph")


def _vocalised() -> Iterator[Pair]:
    """Arabic words with their marks, from library catalogues and from the morphology."""
    counts: Counter[tuple[str, str]] = Counter()
    for arabic, latin, count in rows("camel_alalc_mle_lexicon.tsv"):
        counts[arabic, latin] += int(count)
    for arabic, latin in rows("aco_karms_tokens_alalc_trainonly.tsv"):
        counts[arabic, latin] += 1
    found: Counter[tuple[str, str]] = Counter()
    for (arabic, latin), count in counts.items():
        bare, vowels = alalc.strip_article(MARKS.sub("", arabic), latin)
        vocalised = alalc.vocalise(bare, vowels)
        if vocalised:
            found[bare, vocalised] += count
    for vocalised, bare, _root, _glosses in morphology():
        found[bare, vocalised] += 5
    for (bare, vocalised), count in found.items():
        yield Pair(bare, vocalised, "voc", count)


def pairs(without: set[str], *, only: str | None = None, lexicon: bool = False) -> list[Pair]:
    """Return all pairs to learn from, but for the Arabic forms in `without` (folded); with those of our `lexicon`."""
    found: dict[tuple[str, str, str], float] = defaultdict(float)
    for pair in [*_latin(), *([] if only else _vocalised()), *(own() if lexicon else [])]:
        arabic = MARKS.sub("", pair.arabic)
        usable = ARABIC.fullmatch(arabic) and (pair.table == "voc" or LATIN.fullmatch(pair.target))
        if not usable or len(arabic) > 16 or (only and pair.table != only):
            continue
        if fold(arabic) not in without and fold(arabic.removeprefix("ال")) not in without:
            found[arabic, pair.target, pair.table] += pair.count
    return [Pair(*key, count) for key, count in sorted(found.items())]


def of_countries(found: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of people once more for each country where they were seen, in a table of its own."""
    known = {(pair.arabic, pair.target) for pair in found if pair.table == PEOPLE}
    counts: Counter[tuple[str, str, str]] = Counter()
    for arabic, latin, country, _role, count, source in rows("wikidata_anr_units_arab_countries.tsv"):
        if source == "wikidata":
            counts[MARKS.sub("", arabic), plain(latin), country] += int(count)
    return [
        Pair(arabic, latin, f"{PEOPLE}.{country}", count)
        for (arabic, latin, country), count in sorted(counts.items())
        if (arabic, latin) in known
    ]


def own() -> list[Pair]:
    """Return the names of our own lexicon with the vowels and the newsroom spelling that it gives them."""
    from bidinorm.names.lexicon import shipped
    from bidinorm.names.spell import stem

    found = []
    for row in shipped().of_kind("given", "family", "nisba", "laqab"):
        if row.vocalised and " " not in row.arabic:
            bare, vowels = row.arabic.removeprefix(ARTICLE), row.vocalised.removeprefix(ARTICLE)
            latin = re.sub("^[AaEe]l-", "", row.news) or stem(vowels, "news")
            found.append(Pair(bare, plain(latin), OWN, 3))
            if MARKS.sub("", vowels) == bare:
                found.append(Pair(bare, _as_catalogued(vowels), "voc", 5))
    return found


def _as_catalogued(vowels: str) -> str:
    """Return a vocalised word with the marks that catalogues tell: no sukun, no doubled letter in a nisba's end."""
    vowels = re.sub("\u0650(?:\u064a\u0651|\u0651\u064a)$", "\u0650\u064a", vowels.replace("\u0652", ""))
    return re.sub("([\u064e-\u0650])\u0651", "\u0651\\1", vowels)  # the doubling stands before the vowel


def stems(found: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of people whose name bears the article once more without it; nothing of what is held out."""
    kept = []
    for pair in found:
        short = pair.arabic.removeprefix(ARTICLE)
        if pair.table == PEOPLE and 2 < len(short) < len(pair.arabic) and re.match("[ae]l...", pair.target):
            new = Pair(short, pair.target[2:], PEOPLE, pair.count)
            if not held_out(pair) and not held_out(new):
                kept.append(new)
    return kept


def held_out(pair: Pair) -> bool:
    """Return whether a pair is kept out of training to watch it: one Arabic form of `SHARE`, the same ones always."""
    return zlib.crc32(fold(pair.arabic).encode()) % SHARE == 0


def main() -> None:
    """Print what there is."""
    found = pairs(measured())
    for table, count in sorted(Counter(pair.table for pair in found).items()):
        print(f"{table}\t{count}")
    print("held out", sum(map(held_out, found)))


if __name__ == "__main__":
    main()
