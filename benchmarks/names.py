"""Names in Latin letters: how many come out right, alike and how fast, next to the peers, on the same rows.

    uv run --isolated --group bench python benchmarks/names.py [--no-peers] [--list NAME]

`--no-peers` measures bidinorm alone and writes nothing; `--list` prints what is not right in one set. The page gives
figures and no row of the measured sets, since those are not ours.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time
from unicodedata import combining, normalize

import corpora
from corpora import figure, table
from name_peers import Call, find, network
from tools import Missing, Tool, versions

import bidinorm as bn
from bidinorm import lexicons
from bidinorm.names import Romanizer, Style, explain, schemes
from bidinorm.names.lexicon import fold, shipped
from bidinorm.names.model import spellings
from bidinorm.names.sounds import signs

SEED = 20260101
CONSISTENCY_ROWS = 5000
SPEED_ROWS = 1_000_000
BUDGET = 15.0
"""Seconds that a tool gets for the column of names; what it did not reach is left out of its rate."""
SIGNS = re.compile(r"[^a-z ]")


VOWELLED = {"given names": ("given",), "family names": ("family",), "both": ("given", "family")}
"""The kinds of words whose vowels are compared; of the last, what differs is listed."""


@dataclass(frozen=True, slots=True)
class Row:
    """A name with the pattern or the spellings that count as right."""

    arabic: str
    right: tuple[str, ...]
    pattern: bool = False

    def accepts(self, latin: str) -> bool:
        """Whether a spelling is right, character by character."""
        if self.pattern:
            return re.fullmatch(self.right[0], latin) is not None
        return latin in self.right

    def accepts_folded(self, latin: str) -> bool:
        """Whether it is right, letter case and the hyphen of the article apart."""
        if self.pattern:
            return any(re.fullmatch(self.right[0], form, re.IGNORECASE) for form in (latin, hyphened(latin)))
        return plain(hyphened(latin)) in {plain(hyphened(right)) for right in self.right}


def hyphened(latin: str) -> str:
    """Return a spelling with each article tied by a hyphen."""
    return re.sub(r"\b(al|el) (?=\w)", r"\1-", latin, flags=re.IGNORECASE)


def plain(latin: str) -> str:
    """Return a spelling without accents, signs and case."""
    stripped = "".join(char for char in normalize("NFKD", latin) if not combining(char))
    return " ".join(SIGNS.sub("", stripped.casefold().replace("-", " ")).split())


def unit(latin: str, arabic: str) -> str:
    """Return the spelling of one word for comparison: letters alone, and no article where the Arabic has one."""
    letters = plain(latin).replace(" ", "")
    return re.sub(r"^[ae]l(?=..)", "", letters) if arabic.startswith("ال") else letters


def tab(name: str) -> list[list[str]]:
    """Return the rows of a table of the measuring data."""
    return [line.split("\t") for line in corpora.read(f"names/{name}").splitlines() if line]


def newsroom() -> list[Row]:
    """Return the set of newsroom spellings."""
    return [Row(arabic, tuple(right)) for arabic, *right in tab("newsroom_dev.tsv")]


def three_hundred() -> list[Row]:
    """Return our own list, written before anything was measured."""
    text = (corpora.ROOT / "tests/names/names_300.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    return [Row(arabic, (right,), pattern=True) for arabic, right in rows]


def newsroom_table(tools: Sequence[Tool[Call]]) -> str:
    """Return how many newsroom spellings each tool gives."""
    rows = []
    sets = {"newsroom_dev": newsroom(), "names_300": three_hundred()}
    for tool in tools:
        cells: list[object] = [tool.name]
        for each in sets.values():
            found = [(row, tool.call(row.arabic)) for row in each]
            cells.append(share(row.accepts(latin) for row, latin in found))
            cells.append(share(row.accepts_folded(latin) for row, latin in found))
        rows.append(cells)
    header = [
        f"{name} ({len(each)}), {how}" for name, each in sets.items() for how in ("exact", "case and hyphen apart")
    ]
    return table(["tool", *header], rows)


def share(right: Iterable[bool]) -> str:
    """Return how many of a hundred are true."""
    found = list(right)
    return f"{100 * sum(found) / max(len(found), 1):.1f}"


UNITS = ("wikidata_anr_units_dev_unseen.tsv", "google_ar2en_eval.tsv", "netranslit_coling2018_dev.tsv")


def units(name: str) -> list[Row]:
    """Return a set of single words: each Arabic word once, with every spelling that the set holds."""
    found: dict[str, list[str]] = {}
    for arabic, latin, *_ in tab(name):
        found.setdefault(arabic, []).append(latin)
    return [Row(arabic, tuple(right)) for arabic, right in found.items()]


def units_table(tools: Sequence[Tool[Call]]) -> str:
    """Return how many single words each tool spells as the sets do."""
    rows = [units_row(tool) for tool in tools]
    with memoryless() as ours:
        rows.insert(1, units_row(ours))
    return table(["tool", *(f"{name.removesuffix('.tsv')} ({len(units(name))})" for name in UNITS)], rows)


def units_row(tool: Tool[Call]) -> list[object]:
    """Return how many words of each set one tool spells as the set does."""
    cells: list[object] = [tool.name]
    for name in UNITS:
        each = units(name)
        if tool.slow:
            each = each[:: max(1, len(each) // 1500)]
        cells.append(share(right_unit(row, tool.call(row.arabic)) for row in each))
    return cells


def networks_table() -> str:
    """Return how many words of people of Arab countries each network spells as the set does, without any dictionary."""
    theirs, holds = network()
    each = units(UNITS[0])
    strange = [row for row in each if not holds(row.arabic)]
    rows = []
    with memoryless():
        for name, call in (("bidinorm, `spellings(word)`", bearers), ("arabic-name-romanizer, its network", theirs)):
            words = [row.arabic for row in each]
            found = dict(zip(words, call(words), strict=True))
            cells = [share(plain(found[row.arabic]).replace(" ", "") in row.right for row in each)]
            cells += [share(right_unit(row, found[row.arabic]) for row in group) for group in (each, strange)]
            rows.append([name, *cells])
    header = [f"{len(each)} words, exact", "article apart", f"{len(strange)} that its table lacks, article apart"]
    return table(["network", *header], rows)


def bearers(words: Iterable[str]) -> list[str]:
    """Return the spellings that people of Arab countries are likeliest to use."""
    return [next((one.latin or "" for one in spellings(word, 1, foreign=False)), "") for word in words]


def right_unit(row: Row, latin: str) -> bool:
    """Return whether a word is spelled as one of the set's spellings."""
    return unit(latin, row.arabic) in {unit(right, row.arabic) for right in row.right}


def ala_lc_table() -> str:
    """Return how many catalogue headings come out, folded; the set has no row in our lexicons."""
    rows = []
    each = [Row(arabic, (latin,)) for arabic, latin, *_ in tab("aco_karms_multi_dev.tsv")]
    for label, options in (("as a heading", {"mention": "heading"}), ("as written", {})):
        found = [(row, bn.romanize(row.arabic, scheme="ala-lc", **options)) for row in each]
        exact = share(latin in row.right for row, latin in found)
        folded = share(plain(latin) in map(plain, row.right) for row, latin in found)
        rows.append([label, len(each), exact, folded])
    return table(["ala-lc", "headings", "exact", "exact, folded"], rows)


def vocalisation() -> tuple[str, list[str]]:
    """Return how often our vowels are those of a published list of proper nouns, and where they differ.

    The list knows planets and towns that are written like names. Where its gloss is a spelling of ours (settled,
    attested or by rule), both speak of the same name.
    """
    theirs = published()
    rows = []
    for label, kinds in VOWELLED.items():
        both = {key: pair for key, pair in lexicon_words(kinds).items() if key in theirs}
        same = [
            (vocalised, forms)
            for key, (vocalised, spellings) in both.items()
            if (forms := [form for form, glosses in theirs[key].items() if glosses & spellings])
        ]
        differ = [pair for pair in same if not agree(*pair)]
        alike = [agree(vocalised, theirs[key]) for key, (vocalised, _) in both.items()]
        right = len(same) - len(differ)
        rows.append([label, len(same), right, share([True] * right + [False] * len(differ)), len(alike), share(alike)])
    shown = [f"{' / '.join(sorted(vocalised))} | {' / '.join(sorted(forms))}" for vocalised, forms in differ]
    header = [
        "words of the lexicon",
        "the same name in both",
        "agree",
        "of a hundred",
        "written alike",
        "of a hundred agree",
    ]
    return table(header, rows), shown


def agree(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Return whether a word has vowels of ours that are vowels of theirs."""
    return not {compared(form) for form in ours}.isdisjoint(map(compared, theirs))


def published() -> dict[str, dict[str, set[str]]]:
    """Return the published list: for each folded word its vocalised forms, each with its glosses."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in csv.DictReader(io.StringIO(corpora.read("names/camel_morph_propn.csv"))):
        glosses = {plain(gloss.replace("_", " ")) for gloss in row["GLOSS"].split(";")}
        for form in (row["LEMMA"], row["FORM"]):
            arabic = bn.transliterate(form.replace("-", ""), scheme="buckwalter", reverse=True)
            found.setdefault(fold(arabic), {}).setdefault(arabic, set()).update(glosses)
    return found


def compared(vocalised: str) -> tuple[str, ...]:
    """Return the signs of a word, so far as both lists mark them: the nisba's double ي and initial hamza apart."""
    found = signs(vocalised)
    if found and found[0] == "ء":
        del found[0]
    last = {"ـِيّ": "ـِي", "ـَة": "ـَة"}
    return (*found[:-1], last.get(found[-1], found[-1])) if found else ()


def lexicon_words(kinds: Iterable[str]) -> dict[str, tuple[set[str], set[str]]]:
    """Return the words of our name lexicon by their folded form: their vowels, and how they are spelled."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for entry in shipped().of_kind(*kinds):
        if " " not in entry.arabic and entry.vocalised and not entry.arabic.startswith("ال"):
            vowels, spellings = found.setdefault(fold(entry.arabic), (set(), set()))
            vowels.add(entry.vocalised)
            spellings.update(map(plain, (entry.news or bn.romanize(entry.arabic), *entry.variants)))
    return found


def schemes_table() -> str:
    """Return how many of its standard's examples each scheme gives."""
    rows = []
    for name in schemes.names():
        examples = schemes.get(name).examples
        rows.append(
            [name, len(examples), share(bn.romanize(arabic, scheme=name) == latin for arabic, latin in examples)]
        )
    return table(["scheme", "examples", "of a hundred"], rows)


def full_names() -> list[str]:
    """Return every full name of the table, in its order, each once."""
    return list(dict.fromkeys(row[0] for row in tab("wikidata_anr_full_names_arab_countries.tsv")))


def consistency_table(tools: Sequence[Tool[Call]]) -> str:
    """Return for how many words that stand in several names each tool has one spelling alone."""
    names = [name for name in full_names() if " " in name]
    random.Random(SEED).shuffle(names)
    names = names[:CONSISTENCY_ROWS]
    rows = []
    for tool in tools:
        found: dict[str, set[str]] = {}
        count: dict[str, int] = {}
        aligned = 0
        for name in names[: 1500 if tool.slow else None]:
            words, latin = name.split(), re.split(r"\s+", tool.call(name).strip())
            if len(words) != len(latin):
                continue
            aligned += 1
            for word, spelled in zip(words, latin, strict=True):
                found.setdefault(word, set()).add(re.sub("^[ae]l-", "", spelled.casefold()))
                count[word] = count.get(word, 0) + 1
        several = [word for word, times in count.items() if times > 1]
        rows.append([tool.name, aligned, len(several), share(len(found[word]) == 1 for word in several)])
    return table(["tool", "names with a word for each word", "words in several names", "one spelling"], rows)


def strict() -> Tool[Call]:
    """Return ourselves with every word spelled alike, public figures too."""
    how = "bidinorm, figures=False"
    return Tool(how, "bidinorm", how, lambda name: bn.romanize(name, figures=False))


def own_consistency() -> str:
    """Return how many parts of names are spelled as they are alone, and by another process."""
    names = full_names()
    random.Random(SEED).shuffle(names)
    names = names[:CONSISTENCY_ROWS]
    same = parts = 0
    for name in names:
        for one in explain(name):
            if one.part.kind in ("title", "prefix"):
                continue
            parts += 1
            same += one.latin.casefold() in {
                bn.romanize(one.part.text, figures=figures).casefold() for figures in (True, False)
            }
    code = "import json, sys, bidinorm as bn; print(json.dumps([bn.romanize(n) for n in json.load(sys.stdin)]))"
    given = json.dumps(names)
    done = subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, text=True, check=True)
    alike = sum(one == bn.romanize(name) for one, name in zip(json.loads(done.stdout), names, strict=True))
    return table(
        ["what", "compared", "alike"],
        [["parts of names, as they are spelled alone", parts, figure(same / parts)],
         ["names, in another process", len(names), figure(alike / len(names))]],
    )  # fmt: skip


def lexicon_table() -> str:
    """Return how many names of each kind ship; a name that stands in several tables counts once."""
    kinds = {
        "given names": ("names/given_",),
        "family names and nisbas": ("names/family_", "names/nisba_"),
        "foreign given and family names": ("names/foreign.tsv",),
        "kunyas, laqabs and particles": ("names/kunya", "names/laqab", "names/particles"),
        "titles, ranks and honorifics": ("names/titles",),
        "places": ("places/",),
        "organisations and outlets": ("organisations/",),
        "public figures": ("names/figures", "names/foreign_figures"),
    }
    rows = []
    for kind, begins in kinds.items():
        names = [name for name in lexicons.names() if name.startswith(begins)]
        rows.append([kind, f"{len({word for name in names for word in lexicons.read(name).column('arabic')}):,}"])
    return table(["what", "names"], rows)


def speed_table(tools: Sequence[Tool[Call]]) -> str:
    """Return names a second on a column drawn from the table by its counts, and the time of one call."""
    names = full_names()
    weights = [1 / (rank + 10) for rank in range(len(names))]
    chance = random.Random(SEED)
    chance.shuffle(names)
    column = chance.choices(names, weights, k=SPEED_ROWS)
    forget()
    ours = Romanizer(Style())
    rows = [through("bidinorm, from the start", ours.romanize, column, 600)]
    ours._known.clear()  # the names, not their words
    rows.append(through("bidinorm, its words met before", ours.romanize, column))
    forget()
    rows.insert(0, streamed("bidinorm, as a column, from the start", column))
    rows += [through(tool.name, tool.call, column) for tool in tools[1:]]
    return table(["tool", "names", "names a second", "ms for a name, the second time"], rows)


def through(label: str, call: Callable[[str], str], column: Sequence[str], budget: float = BUDGET) -> list[object]:
    """Return a row of the table: how fast a column goes through a function, as far as the budget allows."""
    done, start = 0, process_time()
    for name in column:
        call(name)
        done += 1
        if not done % 64 and process_time() - start > budget:
            break
    rate = done / (process_time() - start)
    return [label, f"{done:,}", figure(rate), figure(1000 * once(call, column[:400]))]


def streamed(label: str, column: Sequence[str]) -> list[object]:
    """Return a row of the table: how fast a column goes through at once, by a romanizer that has met nothing."""
    engine = Romanizer(Style())
    start = process_time()
    for _ in engine.many(column):
        pass
    return [label, f"{len(column):,}", figure(len(column) / (process_time() - start)), ""]


def once(call: Callable[[str], str], names: Sequence[str]) -> float:
    """Return the median time of a call on names that were seen before."""
    times = []
    for name in names:
        call(name)
        start = process_time()
        call(name)
        times.append(process_time() - start)
    return sorted(times)[len(times) // 2]


def first_call_table() -> str:
    """Return what a name costs the first time: of words that the lexicon holds, and of words that nothing holds."""
    words = [key for key in shipped().rows if " " not in key][:800]
    known = [" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)]
    unseen = [row.arabic for row in units(UNITS[0])][:400]
    rows = []
    for label, names in (("two known words", known), ("an unseen word", unseen)):
        engine = Romanizer(Style())
        engine.romanize("حميد جونسون")
        forget()
        times = []
        for name in names:
            start = process_time()
            engine.romanize(name)
            times.append(process_time() - start)
        times.sort()
        rows.append(
            [label, len(names), figure(1000 * times[len(times) // 2]), figure(1000 * times[int(len(times) * 0.99)])]
        )
    return table(["the first time", "names", "median ms", "99 of 100 within ms"], rows)


@contextmanager
def memoryless() -> Iterator[Tool[Call]]:
    """Give ourselves as we are where the model recalls no word, and must write each by its network."""
    from bidinorm.names import model
    from bidinorm.names.memory import Memory

    kept = model._model
    empty = kept()._replace(memory=Memory([]))
    model._model = lambda: empty
    forget()
    try:
        yield Tool("bidinorm, memory taken away", "bidinorm", "", Romanizer(Style()).romanize)
    finally:
        model._model = kept
        forget()


def forget() -> None:
    """Let the model forget the words that it was asked for in this run."""
    from bidinorm.names import model

    for held in vars(model).values():
        if getattr(held, "cache_parameters", None) and held.cache_parameters()["maxsize"]:
            held.cache_clear()
    model._model().drafts.forget()


def page(tools: Sequence[Tool[Call]], missing: Sequence[Missing]) -> str:
    """Return the page of results."""
    vowels, differ = vocalisation()
    return "\n\n".join(
        [
            "# Names in Latin letters",
            "Written by `benchmarks/names.py`. Every tool gets the same rows in the same run. No row of a measured set "
            "was looked up to write a lexicon.",
            corpora.facts(corpora.machine(), versions(tools, missing)),
            "## Lexicons",
            lexicon_table(),
            "## Newsroom spellings",
            "Of a hundred names. `names_300` is ours, written before anything was measured; both sets accept several "
            "spellings.",
            newsroom_table(tools),
            "## Single words",
            "Of a hundred words, letters alone, the article left out where the Arabic word has one. Slow tools are "
            "measured on a sample of 1,500. The dictionary of arabic-name-romanizer holds most words of the "
            "first set; our model's memory holds many words of the other two, from other tables than these, and is "
            "taken away in the second row.",
            units_table(tools),
            "Networks alone, without any dictionary, on the first set. Ours was trained on none of its words. The peer "
            "does not say on which words of its dictionary, which holds nearly all, its own was trained.",
            networks_table() if len(tools) > 1 else "",
            "## Catalogue headings (ALA-LC)",
            "Headings leave out the article that opens them; folded is without accents, signs and case.",
            ala_lc_table(),
            "## Vowels",
            "Words of the lexicon of given and family names that a published list of proper nouns holds, too. That "
            "list also holds planets and towns that are written like names; it means the same name where its gloss is "
            f"one of our spellings. Of these {len(differ)} differ, and the note of each row says that somebody looked; "
            "`--list vowels` prints them. What is written alike and means another name, Zahra and Venus, counts in the "
            "last two columns.",
            vowels,
            "## Examples of the standards",
            schemes_table(),
            "## Consistency",
            f"{CONSISTENCY_ROWS:,} names. A word that stands in several names must be spelled alike in all, letter "
            "case and the article apart, which *Abdul Karim* loses; public figures keep their own spelling unless "
            "`figures=False`; only names that come out with as many words as they went in with are compared here.",
            consistency_table([tools[0], strict(), *tools[1:]]),
            own_consistency(),
            "## Speed",
            "Seconds of processor time.",
            "A column of a million rows drawn with a fixed seed, some names often and most seldom; a slow tool gets "
            f"{BUDGET:.0f} seconds of it.",
            speed_table(tools),
            first_call_table(),
        ]
    )


def listed(name: str) -> str:
    """Return what is not right in one set, a line each."""
    if name == "vowels":
        return "\n".join(vocalisation()[1])
    spelled = [(row, bn.romanize(row.arabic)) for row in {"newsroom": newsroom, "300": three_hundred}[name]()]
    return "\n".join(" | ".join((row.arabic, latin, *row.right)) for row, latin in spelled if not row.accepts(latin))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write `results/names.md`; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--no-peers", action="store_true", help="bidinorm alone; nothing is written")
    parser.add_argument("--list", default="", help="print what is not right in newsroom, 300 or vowels")
    options = parser.parse_args(arguments)
    if options.list:
        return corpora.deliver("names", lambda: listed(options.list), whole=False)
    return corpora.deliver("names", lambda: page(*find(peers=not options.no_peers)), whole=not options.no_peers)


if __name__ == "__main__":
    raise SystemExit(main())
