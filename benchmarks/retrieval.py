"""Does a search find what was written? Ours and other systems, on the same questions, in one run.

    uv run --isolated --group bench python benchmarks/retrieval.py

Three tasks: Arabic questions over encyclopedia text; the same over text that is broken as real text is; and names that
are asked for in the other script, or in another spelling. How it is measured stands in `benchmarks/README.md`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import corpora
from breaker import BETWEEN, JOINED, LATIN_NAMES, WORD, shape
from engines import DEPTH, Engine, Pairs, find

NAMES = 500
AMONG = 20_000
WIDTH = 70
"""Code points of a line that is turned into visual order, as a page has them."""
LOOK_ALIKE = str.maketrans("\u064a\u0643\u0647\u0649", "\u06cc\u06a9\u06c1\u06cc")
TASHKEEL = "\u064e\u064f\u0650\u0652"


@dataclass(frozen=True, slots=True)
class Task:
    """Documents, queries, for each query the document that answers it, and the group in which it is counted."""

    title: str
    note: str
    documents: Pairs
    queries: Pairs
    answers: Sequence[str]
    groups: Sequence[str]


def questions() -> Task:
    """Return the Arabic questions, with the half on which weights were tuned and the other half."""
    path = corpora.DATA / "retrieval" / "arcd"
    try:
        documents = _pairs(gzip.decompress((path / "docs.tsv.gz").read_bytes()).decode("utf-8"))
    except FileNotFoundError:
        raise corpora.DataError(f"no measuring data at {path}; set BIDINORM_DATA to the folder that holds it") from None
    queries = _pairs(corpora.read("retrieval/arcd/queries.tsv"))
    answer = dict(_pairs(corpora.read("retrieval/arcd/qrels.tsv")))
    split = json.loads(corpora.read("retrieval/arcd/split.json"))
    note = f"{len(queries):,} questions (ARCD) over {len(documents):,} paragraphs of encyclopedia text, as they are."
    groups = [{"dev": "tuned on", "heldout": "held out"}[split[name]] for name, _ in queries]
    return Task("Questions", note, documents, queries, [answer[name] for name, _ in queries], groups)


def _pairs(text: str) -> list[tuple[str, str]]:
    rows = (line.partition("\t") for line in text.rstrip("\n").split("\n"))
    return [(name, rest) for name, _, rest in rows]


def broken(task: Task, seed: int) -> Task:
    """Return the task with every document broken, each in one of six ways; the questions stay."""
    chance = random.Random(seed)
    kinds = dict(zip((name for name, _ in task.documents), _dealt(len(task.documents), chance), strict=True))
    documents = [(name, BREAKERS[kinds[name]](text, chance)) for name, text in task.documents]
    note = (
        "The same questions, every paragraph broken in one of six ways, by chance; by the way in which the answer is."
    )
    return Task("Questions over broken text", note, documents, task.queries, task.answers,
                [kinds[answer] for answer in task.answers])  # fmt: skip


def _dealt(number: int, chance: random.Random) -> list[str]:
    kinds = [list(BREAKERS)[place % len(BREAKERS)] for place in range(number)]
    chance.shuffle(kinds)
    return kinds


def presentation(text: str, chance: random.Random) -> str:
    """Write all letters in presentation forms."""
    return WORD.sub(lambda word: shape(word[0]), text)


def visual(text: str, chance: random.Random) -> str:
    """Store lines of a page in the order in which they are seen, as extraction from PDF files does."""
    get_display = _python_bidi()
    lines: list[str] = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > WIDTH:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(str(get_display(line, base_dir="R")) for line in lines)


@cache
def _python_bidi() -> Callable[..., str]:
    """Return the engine that turns lines: not ours, which the rules use; past `bidi.py` in this folder."""
    path = list(sys.path)
    try:
        sys.path[:] = [folder for folder in path if Path(folder).resolve() != Path(__file__).resolve().parent]
        display: Callable[..., str] = import_module("bidi.algorithm").get_display
    finally:
        sys.path[:] = path
    return display


def stretched(text: str, chance: random.Random) -> str:
    """Stretch every third word with tatweel."""

    def stretch(word: str) -> str:
        places = [found.start() for found in JOINED.finditer(word)]
        if not places or chance.random() > 1 / 3:
            return word
        place = chance.choice(places)
        return word[:place] + "\u0640" * chance.randint(1, 4) + word[place:]

    return " ".join(map(stretch, text.split(" ")))


def vowelled(text: str, chance: random.Random) -> str:
    """Put marks on most letters."""
    return "".join(
        char + (chance.choice(TASHKEEL) if WORD.match(char * 3) and chance.random() < 0.7 else "") for char in text
    )


def look_alike(text: str, chance: random.Random) -> str:
    """Write yeh, kaf and heh as a Persian or Urdu keyboard does."""
    return text.translate(LOOK_ALIKE)


def glued(text: str, chance: random.Random) -> str:
    """Write a Latin name before every fifth word, without a blank."""
    return BETWEEN.sub(lambda gap: f" {chance.choice(LATIN_NAMES)}" if chance.random() < 0.2 else gap[0], text)


BREAKERS: dict[str, Callable[[str, random.Random], str]] = {
    "presentation forms": presentation,
    "visual order": visual,
    "tatweel": stretched,
    "tashkeel": vowelled,
    "look-alike letters": look_alike,
    "glued runs": glued,
}


def names(seed: int) -> Task:
    """Return names to be found among others: in the other script, or in another Latin spelling that is attested."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for line in corpora.read("names/wikidata_anr_full_names_arab_countries.tsv").rstrip("\n").split("\n"):
        arabic, latin, _, _, _, source = line.split("\t")
        if source == "wikidata" and latin not in spellings[arabic]:
            spellings[arabic].append(latin)
    held_out = (line.split("\t")[0] for line in corpora.read("names/wikidata_anr_multi_dev.tsv").split("\n"))
    chosen = [name for name in dict.fromkeys(held_out) if spellings.get(name)]
    chance = random.Random(seed)
    chance.shuffle(chosen)
    fifth = NAMES // 5
    twice = [name for name in chosen if len({latin.lower() for latin in spellings[name]}) > 1][:fifth]
    rest = [name for name in chosen if name not in set(twice)][: NAMES - fifth]
    rows = [(name, name, spellings[name][0], "Latin query, Arabic document") for name in rest[: 2 * fifth]]
    rows += [(name, spellings[name][0], name, "Arabic query, Latin document") for name in rest[2 * fifth :]]
    rows += [(name, *spellings[name][:2], "Latin query, other Latin spelling") for name in twice]
    used = {row[0] for row in rows}
    others = [name for name in spellings if name not in used and spellings[name]]
    chance.shuffle(others)
    documents = [(name, text) for name, text, _, _ in rows]
    documents += [(name, spellings[name][0] if place % 2 else name) for place, name in enumerate(others)]
    note = (
        f"{NAMES} names of the held-out set, each asked for in the other script or in another spelling, one document "
        f"each among {AMONG:,} names (Wikidata), half in each script. No two documents have the same Arabic name."
    )
    return Task("Names across scripts", note, documents[:AMONG], [(row[0], row[2]) for row in rows],
                [row[0] for row in rows], [row[3] for row in rows])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """How well a group of queries was answered."""

    reciprocal: float
    recall: float
    false: int
    """Queries whose first document is a wrong one."""


def scored(found: Sequence[Sequence[str]], answers: Sequence[str]) -> Score:
    """Return mean reciprocal rank and recall among the first ten, and how often the first one is wrong.

    >>> scored([["b", "a"], ["a"]], ["a", "a"])
    Score(reciprocal=0.75, recall=1.0, false=1)
    """
    ranks = [hits.index(answer) + 1 if answer in hits else 0 for hits, answer in zip(found, answers, strict=True)]
    false = sum(bool(hits) and hits[0] != answer for hits, answer in zip(found, answers, strict=True))
    return Score(
        sum(1 / rank for rank in ranks if rank) / len(ranks), sum(rank > 0 for rank in ranks) / len(ranks), false
    )


def report(task: Task, engines: Sequence[Engine]) -> str:
    """Run all systems on a task; return its tables."""
    groups = list(dict.fromkeys(task.groups))
    rows, details = [], []
    for engine in engines:
        print(f"... {task.title}: {engine.name}", file=sys.stderr, flush=True)
        try:
            found = engine.run(task.documents, task.queries)
        except Exception as error:  # a peer's failure belongs in the table
            rows.append([engine.name, f"raises {type(error).__name__}", "", ""])
            continue
        score = scored(found, task.answers)
        rows.append([engine.name, f"{score.reciprocal:.3f}", f"{score.recall:.3f}", f"{score.false}"])
        parts = []
        for group in groups:
            own = [place for place, name in enumerate(task.groups) if name == group]
            part = scored([found[place] for place in own], [task.answers[place] for place in own])
            parts.append(f"{part.reciprocal:.3f} / {part.recall:.3f}")
        details.append([engine.name, *parts])
    header = ["system", f"MRR@{DEPTH}", f"recall@{DEPTH}", "queries whose first document is wrong"]
    counts = [f"{group} ({sum(name == group for name in task.groups)})" for group in groups]
    return (
        f"## {task.title}\n\n{task.note}\n\n{corpora.table(header, rows)}\n\n"
        f"MRR@{DEPTH} / recall@{DEPTH} by group:\n\n{corpora.table(['system', *counts], details)}\n"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write `results/retrieval.md`; return the exit status."""
    parser = argparse.ArgumentParser(description="Does a search find what was written?")
    parser.add_argument("--only", default="", help="only the tasks whose title holds this; nothing is written")
    parser.add_argument("--no-peers", action="store_true", help="bidinorm alone; nothing is written")
    options = parser.parse_args(arguments)
    whole = not (options.only or options.no_peers)
    return corpora.deliver("retrieval", lambda: page(options.only.lower(), peers=not options.no_peers), whole=whole)


def page(only: str, *, peers: bool) -> str:
    """Run the tasks whose title holds a word; return the page."""
    engines, missing = find()
    engines = engines if peers else engines[:1]
    asked = questions()
    tasks = [asked, broken(asked, corpora.SEED), names(corpora.SEED)]
    tables = [report(task, engines) for task in tasks if only in task.title.lower()]
    systems = {engine.name: engine.how for engine in engines} | {
        peer.name: f"missing: {peer.reason}" for peer in missing
    }
    opening = (
        "# Does a search find what was written?\n\n"
        "Written by `benchmarks/retrieval.py`; how it is measured stands in `benchmarks/README.md`.\n"
    )
    return "\n".join([opening, corpora.facts(corpora.machine()), "", corpora.facts(systems), "", *tables])


if __name__ == "__main__":
    raise SystemExit(main())
