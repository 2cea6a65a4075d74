"""How often is the model of names right about words that it was not trained on?

    uv run python benchmarks/names_model.py
    uv run python benchmarks/names_model.py --network /tmp/network.npz --table google  # another network

Every measured set is a table of words with the Latin spelling that somebody used. A word counts as right when the
first proposal equals a spelling of that word in the set; case, accents and what is no letter do not count. No row whose
Arabic form (hamza, teh marbuta and alef maksura folded) stands in a measured set was trained on. What the model merely
recalls (`memory`) is taken away before anything is measured.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
import numpy as np

from bidinorm.names import habits, model
from bidinorm.names.marks import split_article
from bidinorm.names.memory import Memory
from bidinorm.names.transducer import Transducer

sys.path.insert(0, str(corpora.ROOT / "training" / "names"))
import data

SETS = {
    "wikidata_anr_units_dev_unseen.tsv": ("people of Arab countries", "anr", False),
    "google_ar2en_eval.tsv": ("encyclopedia titles", "google", True),
    "netranslit_coling2018_dev.tsv": ("labels of people, mostly foreign", "nt", True),
}
"""The measured sets: what is in them, the table whose spelling they follow, whether they are foreign."""
MOST = 1500
"""Of a larger set, every second, third … word is asked for one by one; in the spelling of a table, all are."""
Spell = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """How many words of a set are right in first place, and among the first five."""

    words: int
    first: float
    five: float

    def cells(self) -> list[str]:
        """Return the cells of a table."""
        return [f"{self.words}", f"{100 * self.first:.1f}", f"{100 * self.five:.1f}"]


def forget() -> None:
    """Take away what the model recalls: words of the measured sets stand in training tables, too."""
    empty = model._model()._replace(memory=Memory([]))
    model._model = lambda: empty  # type: ignore[assignment]


def references(name: str) -> dict[str, set[str]]:
    """Return the spellings that a set attests for each word."""
    found: dict[str, set[str]] = defaultdict(set)
    for arabic, latin, *_ in data.rows(name):
        found[data.MARKS.sub("", arabic)].add(data.plain(latin))
    return found


def share(wanted: dict[str, set[str]], spell: Spell) -> Share:
    """Return how much of a set comes out right."""
    first = five = 0
    for word, spellings in wanted.items():
        found = list(spell(word))
        first += bool(found) and found[0] in spellings
        five += bool(spellings.intersection(found[:5]))
    return Share(len(wanted), first / len(wanted), five / len(wanted))


def as_table(network: Transducer, table: str, words: Iterable[str]) -> Spell:
    """Return what spells the words as one table does; many are worked on at once."""
    asked = sorted(words)
    written = network.write([habits.spelled(word, table) for word in asked], table)
    found = {word: [one.text for one in ones] for word, ones in zip(asked, written, strict=True)}
    return found.__getitem__


def as_called(*, told: bool | None) -> Spell:
    """Return what calls the public function."""
    return lambda word: [data.plain(one.latin or "") for one in model.spellings(word, foreign=told)]


def as_printed(word: str) -> list[str]:
    """Return what a newsroom would print, behind the article where the word bears it."""
    article, stem = split_article(word)
    return [("al" if article else "") + data.plain(one.latin or "") for one in model.printed(stem)]


def as_people(countries: dict[str, str]) -> Spell:
    """Return what calls the public function, and tells it the country of who bears the word."""
    return lambda word: [data.plain(one.latin or "") for one in model.spellings(word, country=countries.get(word, ""))]


def countries_of(wanted: dict[str, set[str]]) -> dict[str, str]:
    """Return for each word the country where most people spell it as the set does; a few have none."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for arabic, latin, country, _role, count, source in data.rows("wikidata_anr_units_arab_countries.tsv"):
        word = data.MARKS.sub("", arabic)
        if source == "wikidata" and data.plain(latin) in wanted.get(word, ()):
            counts[word][country] += int(count)
    return {word: max(sorted(found), key=found.__getitem__) for word, found in counts.items()}


def spelling_table(network: Transducer) -> str:
    """Measure every set in several ways."""
    rows = []
    for name, (what, table, alien) in SETS.items():
        wanted = references(name)
        ways = {
            f"in the spelling of table `{table}`": as_table(network, table, wanted),
            "told whether it is foreign": as_called(told=alien),
            "told nothing": as_called(told=None),
            "as a newsroom prints it, told nothing": as_printed,
        }
        if table == habits.PEOPLE:
            ways["told the country of the person"] = as_people(countries_of(wanted))
        for number, (way, spell) in enumerate(ways.items()):
            step = 1 + len(wanted) // MOST if number else 1
            part = {word: wanted[word] for word in sorted(wanted)[::step]}
            rows.append([f"`{name}`: {what}", way, *share(part, spell).cells()])
    return corpora.table(["set", "asked", "words", "first is right, %", "right in five, %"], rows)


def vowel_table() -> str:
    """Measure vowels on the words that were held out of training: all marks must agree."""
    held = [pair for pair in data.pairs(data.measured()) if pair.table == "voc" and data.held_out(pair)]
    propers = {bare for _, bare, _, _ in data.morphology()}
    kinds = {"all words": lambda word: True, "proper nouns of the morphology": propers.__contains__}
    network = model._model().network
    rows = []
    for kind, chosen in kinds.items():
        wanted: dict[str, set[str]] = defaultdict(set)
        for pair in held:
            if chosen(pair.arabic):
                wanted[pair.arabic].add(pair.target)
        rows.append([kind, *share(wanted, as_table(network, "voc", wanted)).cells()])
    return corpora.table(["held out", "words", "first is right, %", "right in five, %"], rows)


def origin_table() -> str:
    """Measure whether the model knows Arabic from foreign, on names written down for it."""
    lines = (Path(__file__).parent / "names_origin.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines if not line.startswith("#")]
    rows = []
    for origin in ("arabic", "foreign"):
        words = [word for word, kind in pairs if kind == origin]
        wrong = [word for word in words if (model.foreign_chance(word) > 0.5) != (origin == "foreign")]
        rows.append([origin, len(words), f"{100 - 100 * len(wrong) / len(words):.1f}", " ".join(wrong)])
    return corpora.table(["names", "words", "right, %", "taken for the other"], rows)


def cost_table() -> str:
    """Time one word after the other, with no answer remembered."""
    words = (
        list(references("google_ar2en_eval.tsv"))[:300] + list(references("wikidata_anr_units_dev_unseen.tsv"))[:300]
    )
    model.candidates(words[0])
    rows = []
    for name, call, cache in (
        ("candidates", model.candidates, model._candidates),
        ("spellings", model.spellings, model._spellings),
    ):
        cache.cache_clear()
        model._model().drafts.forget()
        times = []
        for word in words:
            began = time.process_time()
            call(word)
            times.append(1000 * (time.process_time() - began))
        rows.append([f"`{name}`", *(f"{np.quantile(times, q):.2f}" for q in (0.5, 0.95))])
    return corpora.table(["call", "median, ms a word", "95 of 100 under, ms"], rows)


def page() -> str:
    """Measure everything; return the page."""
    forget()
    network = model._model().network
    size = sum(path.stat().st_size for path in (corpora.ROOT / "src/bidinorm/models").iterdir())
    parts = [
        "# The model of names on words it was not trained on",
        "Written by `benchmarks/names_model.py`. " + " ".join((__doc__ or "").split("\n\n")[2].split()),
        corpora.facts(corpora.machine(), {"bidinorm": corpora.own_version(), "numpy": np.__version__}),
        f"The model takes {size / 1e6:.2f} MB. What else was tried stands in `training/names/TRIED.md`.",
        "## Latin spelling\n\n" + spelling_table(network),
        "## Vowels\n\n" + vowel_table(),
        "## Arabic or foreign\n\n" + origin_table(),
        "## Cost\n\nProcessor time, one core, one word at a time, nothing remembered.\n\n" + cost_table(),
    ]
    return "\n\n".join(parts)


def other(path: Path, table: str) -> str:
    """Measure a network that does not ship, on the sets that follow the spelling of its table."""
    with np.load(path, allow_pickle=False) as arrays:
        network = Transducer({name: arrays[name] for name in arrays.files})
    rows = [
        [name, *share(references(name), as_table(network, table, references(name))).cells()]
        for name, (_, own, _) in SETS.items()
        if own == table
    ]
    return corpora.table(["set", "words", "first is right, %", "right in five, %"], rows)


def main() -> int:
    """Measure, print, publish."""
    parser = argparse.ArgumentParser(description="Measure the model of names.")
    parser.add_argument("--network", type=Path, help="a network to measure in place of the one that ships")
    parser.add_argument("--table", default="google", help="the table that network spells like")
    options = parser.parse_args()
    if not data.DATA.is_dir():
        return corpora.fail(f"no measuring data at {data.DATA}; set BIDINORM_DATA to the folder that holds it")
    if options.network:
        print(other(options.network, options.table))
    else:
        corpora.publish("names_model", page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
