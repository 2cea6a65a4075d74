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

import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from name_tables import MARKS, SOUNDS, Attested, counted, run, unaccented

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


def attested(data: Path) -> Attested:
    """Return the Latin spellings and the countries of each Arabic surname, with counts."""
    return counted([data / UNITS], [data / MEASURED], _plain, given=False)


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


def fill(row: dict[str, str], spellings: Counter[str], countries: Counter[str]) -> None:
    """Write the two columns of one row."""
    row["variants"] = variants(row["vocalised"], row["news"], spellings)
    row["region"] = region(row["region"], countries)


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
    return re.sub("[\u2018\u2019\u02bb\u02bc\u02be\u02bf`]", "'", unaccented(latin)).strip("' ")


if __name__ == "__main__":
    raise SystemExit(run(__doc__, attested, fill))
