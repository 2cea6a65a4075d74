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

from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from name_tables import SOUNDS, Attested, counted, run, unaccented

TABLES = ("wikidata_anr_units_arab_countries.tsv", "wikidata_anr_full_names_arab_countries.tsv")
MEASURED = ("wikidata_anr_units_dev_unseen.tsv", "wikidata_anr_multi_dev.tsv")
PLAIN = str.maketrans({"u": "o", "e": "i", "y": "i", "w": "o", "q": "k", "c": "k", "v": "f", "p": "b", "'": ""})
SPELLINGS, RARE, OWNED, ALIKE = 6, 0.01, 15, 0.6
"""The most spellings of a row; how rare one may be beside the most used; how many times more often another name may be
spelled so; how much a spelling must resemble the vocalised form."""
COUNTRIES, FEW, SHARE, EVERYWHERE = 4, 2, 0.1, 0.45
"""The most countries of a row, the least count and share of one, and the share of the first under which a name counts
as borne everywhere."""


def attested(data: Path) -> Attested:
    """Return the Latin spellings and the countries of each Arabic unit and whole name, with counts.

    A spelling that is by far more often another name's is left out.
    """
    measured = [data / name for name in MEASURED]
    spellings, countries = counted([data / name for name in TABLES], measured, _ascii, given=True)
    most: Counter[str] = Counter()
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


def fill(row: dict[str, str], spellings: Counter[str], countries: Counter[str]) -> None:
    """Write the two columns of one row."""
    row["variants"] = variants(row["vocalised"], row["news"], spellings)
    if row["kind"] != "figure":
        row["region"] = region(row["region"], countries)


def _alike(sound: str, latin: str) -> bool:
    plain = latin.lower().translate(PLAIN)
    if {sound[-1:], plain[-1:]} == {"a", "i"}:
        return False  # the table folds the two letters that end يسرى and يسري
    return latin.isascii() and SequenceMatcher(None, sound, plain, autojunk=False).ratio() >= ALIKE


def _ascii(latin: str) -> str:
    return unaccented(latin).replace("\u2019", "").replace("'", "").title()


if __name__ == "__main__":
    raise SystemExit(run(__doc__, attested, fill))
