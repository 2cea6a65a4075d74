"""Write `lexicons/latin/sources.tsv`: Latin spellings of name words, and the Arabic words that they stand for.

    python training/latin_names.py [--data FOLDER]

Counted in `wikidata_anr_units_arab_countries.tsv` (Wikidata person labels and an Algerian open corpus, both CC0), and
in the name lexicons of the repository, whose settled spelling counts as `SETTLED` and whose variants as one bearer
each. What stands in the measured sets `wikidata_anr_units_dev_unseen.tsv` and `wikidata_anr_multi_dev.tsv` is left out.
`given` is the share of bearers who have the word as a given name; `foreign` marks spellings that people elsewhere bear
more often, by `netranslit_coling2018_train.tsv` (Wikidata person labels, CC0).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from bidinorm.names.arabic import arabic_parts
from bidinorm.names.latin import parts
from bidinorm.names.lexicon import shipped

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data" / "names"
MEASURED = ("wikidata_anr_units_dev_unseen.tsv", "wikidata_anr_multi_dev.tsv")
SETTLED, LEAST, SHARE, SOURCES = 6, 2, 0.04, 4
"""Bearers that a settled spelling counts as; the fewest bearers of a spelling; the least share of a source, and how
many sources a spelling has at most."""


def lines(path: Path) -> list[list[str]]:
    """Return the rows of a table."""
    return [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]


def pair(arabic: str, latin: str) -> tuple[str, str] | None:
    """Return the Arabic and the Latin half that correspond, where a unit is one part in both."""
    one, other = arabic_parts(arabic), parts(latin)
    if len(one) != 1 or len(other) != 1 or len(one[0].halves) != len(other[0].halves):
        return None
    unlike = [pair for pair in zip(one[0].halves, other[0].halves, strict=True) if pair[0] != pair[1]]
    return unlike[0] if len(unlike) == 1 and not unlike[0][0].isascii() and len(unlike[0][1]) > 1 else None


def words_of_names() -> tuple[set[str], set[str]]:
    """Return the words that are names of Arabs in the lexicon, and those that are names elsewhere or of Christians."""
    ours, theirs = set(), set()
    for row in shipped().of_kind("given", "family", "nisba", "kunya", "laqab", "theophoric"):
        abroad = row.note.startswith("foreign") or row.source.endswith("given_christian.tsv")
        words = {half for part in arabic_parts(row.arabic) for half in part.halves}
        (theirs if abroad else ours).update(words)
    return ours, theirs


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    data: Path = parser.parse_args().data
    measured = {row[0] for name in MEASURED for row in lines(data / name)}
    sources: dict[str, Counter[str]] = defaultdict(Counter)
    given: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for arabic, latin, _country, role, count, _source in lines(data / "wikidata_anr_units_arab_countries.tsv"):
        if arabic not in measured and (found := pair(arabic, latin)):
            sources[found[1]][found[0]] += int(count)
            if role in ("given", "surname"):
                given[found[1]] += int(count) * (role == "given")
                roles[found[1]] += int(count)
    listed = set()
    for row in shipped().of_kind("given", "family", "nisba", "kunya", "laqab", "theophoric"):
        if row.note.startswith("foreign"):
            continue
        for latin, weight in ((row.news, SETTLED), *((variant, 1) for variant in row.variants)):
            if latin and (found := pair(row.arabic, latin)):
                sources[found[1]][found[0]] += weight
                listed.add(found[1])
                given[found[1]] += weight * ("given" in row.kinds)
                roles[found[1]] += weight
    ours, theirs = words_of_names()
    abroad: Counter[str] = Counter()
    for _arabic, latin, count in lines(data / "netranslit_coling2018_train.tsv"):
        abroad[latin] += int(count)
    target = ROOT / "lexicons" / "latin" / "sources.tsv"
    target.parent.mkdir(exist_ok=True)
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write(
            "# title: Latin spellings of Arabic name words, and the Arabic words that they stand for\n"
            "# columns: spelling sources bearers given foreign\n"
            "# command: python training/latin_names.py\n"
            "# source: counted in Wikidata person labels (CC0) and the name lexicons of this project; "
            "see training/latin_names.py\n"
            "# licence: MIT\n"
            "# note: sources are folded Arabic words without article, each with its share of bearers in a hundred; "
            "bearers is how many were counted, given the share of given names; foreign is x where people elsewhere "
            "bear the word more often\n"
            "# sorted: spelling\n"
        )
        for latin in sorted(sources):
            total = sum(sources[latin].values())
            if total < LEAST and latin not in listed:
                continue
            best = [(word, n) for word, n in sources[latin].most_common(SOURCES) if n >= SHARE * total]
            shown = "|".join(f"{word} {round(100 * n / total)}" for word, n in best)
            share = round(100 * given[latin] / roles[latin]) if roles[latin] else 50
            foreign = abroad[latin] > 2 * total + 2 or (
                best[0][0] not in ours and (best[0][0] in theirs or abroad[latin])
            )
            out.write(f"{latin}\t{shown}\t{total}\t{share}\t{'x' if foreign else ''}\n")


if __name__ == "__main__":
    main()
