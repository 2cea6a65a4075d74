"""The lexicon of names: every table in `lexicons/names`, `places` and `organisations`, looked up as one.

Only the first column is indexed when the tables are read; a row becomes an `Entry` when somebody asks for it.
Names win over places and places over organisations; among names, an earlier kind of `PREFERRED` wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import lexicons
from bidinorm.chars import TASHKEEL, TATWEEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOMS = ("names/", "places/", "organisations/")
"""The folders that hold names, in the order in which they are asked."""
PREFERRED = ("given", "theophoric", "family", "nisba", "laqab", "kunya", "figure")
"""Which kind of row wins where a word stands in several: one word has one spelling, wherever it stands."""

TRANSLATED = frozenset({"title", "rank", "honorific"})
"""Kinds of rows whose spelling is a translation."""

_TITLED = re.compile(rf"[\t|](?:{'|'.join(sorted(TRANSLATED))})[\t|]")
_IGNORED = re.compile(f"[{TASHKEEL}{TATWEEL}]+")
_LEFT_OUT = (
    re.compile("(?:(?<=^عبد)|(?<= عبد)) (?=ال)", re.MULTILINE),
    re.compile("(?:(?<=^ابو)|(?<= ابو)) ", re.MULTILINE),
    re.compile(" (?=(?:الدين|الله)(?: |$))", re.MULTILINE),
)
"""Blanks that many leave out: behind servant of, behind father of, before of religion and of God."""
_LIGHT = str.maketrans("أإآٱىیکھہے", "ااااييكههي")
_FULL = str.maketrans("أإآٱىیکھہےةؤئگڤپچژ", "ااااييكههيهويكفبجز")


def light_fold(word: str) -> str:
    """Return the word without what writers leave out most often: hamza on alef, the dots of a final yeh.

    >>> light_fold("أحمد") == light_fold("احمد")
    True
    """
    return word.translate(_LIGHT)


def fold(word: str) -> str:
    """Return the word as the index holds it: teh marbuta, the seats of hamza and borrowed letters folded too.

    >>> fold("لؤيّ"), fold("فاطمة")
    ('لوي', 'فاطمه')
    """
    return (_IGNORED.sub("", word) if not word.isascii() else word).translate(_FULL)


class Entry(NamedTuple):
    """One row: a name as it is written, its vowels, its settled newsroom spelling, and what else is attested."""

    arabic: str
    vocalised: str = ""
    news: str = ""
    """The settled spelling in plain ASCII; empty where the rules' rendering is right."""
    variants: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    gender: str = ""
    region: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    """The file that the row stands in, by its name below `lexicons/`."""
    spellings: tuple[tuple[str, str], ...] = ()
    """Spellings that a house lexicon settles for single schemes, as pairs of scheme and spelling."""


class _Reference(NamedTuple):
    """A row that nobody has asked for yet."""

    table: str
    columns: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True)
class Names:
    """The rows of many tables by their folded first column.

    >>> shipped().find("أحمد").news
    'Ahmed'
    """

    rows: dict[str, tuple[Entry | _Reference, ...]]
    longest: dict[str, int]
    """How many words the longest row has that begins with a word (folded), where that is more than one."""
    pairs: frozenset[str] = frozenset()
    """The first two words (folded) of every row that has more than one."""
    triples: frozenset[str] = frozenset()
    """The first three words (folded) of every row that has more than two."""
    joined: dict[str, str] = field(default_factory=dict)
    """Rows of several words as they are written with fewer blanks (جمال عبدالناصر), with the keys that `rows` has."""
    openers: frozenset[str] = frozenset()
    """The first word (folded) of every row that is translated: a title, a rank, an honorific."""

    def all(self, words: str) -> list[Entry]:
        """Return every row for these words, the best first: spelled so, then with hamzas alike, then folded.

        `words` bears no tashkeel or tatweel; parts are joined by one blank.
        """
        key = fold(words)
        rows = self.rows.get(key)
        if rows is None:
            key = self.joined.get(key, key)
            rows = self.rows.get(key)
        if rows is None:
            return []
        if isinstance(rows[0], _Reference):
            rows = self.rows[key] = tuple(row if isinstance(row, Entry) else _entry(row) for row in rows)
        found = [row for row in rows if isinstance(row, Entry)]
        if len(found) < 2:
            return found
        near = light_fold(words)
        return sorted(found, key=lambda row: (row.arabic != words, light_fold(row.arabic) != near, _rank(row)))

    def find(self, words: str) -> Entry | None:
        """Return the best row for these words, or None."""
        found = self.all(words)
        return found[0] if found else None

    def of_kind(self, *kinds: str) -> list[Entry]:
        """Return the rows of some kinds, in the order of the files; it looks at every row."""
        found = []
        for rows in self.rows.values():
            for row in rows:
                if isinstance(row, _Reference) and not any(kind in row.line for kind in kinds):
                    continue
                made = row if isinstance(row, Entry) else _entry(row)
                if set(kinds).intersection(made.kinds):
                    found.append(made)
        return found


def _rank(entry: Entry) -> int:
    ranks = [PREFERRED.index(kind) for kind in entry.kinds if kind in PREFERRED]
    room = next((number for number, room in enumerate(ROOMS) if entry.source.startswith(room)), 0)
    return 100 * room + min(ranks, default=len(PREFERRED))


def _entry(reference: _Reference) -> Entry:
    return entry(lexicons.cells(reference.table, reference.line, reference.columns), reference.table)


def entry(cells: dict[str, str], source: str) -> Entry:
    """Make an entry of the cells of a row, by their columns."""
    return Entry(
        arabic=cells["arabic"],
        vocalised=cells.get("vocalised", ""),
        news=cells.get("news") or cells.get("english") or "",
        variants=tuple(filter(None, cells.get("variants", "").split("|"))),
        kinds=tuple(filter(None, cells.get("kind", "").split("|"))),
        gender=cells.get("gender", ""),
        region=tuple(filter(None, (cells.get("region") or cells.get("country") or "").split("|"))),
        note=cells.get("note", ""),
        source=source,
    )


def tables() -> list[str]:
    """Return the names of all tables of names, in the order in which they are asked."""
    known = lexicons.names()
    return [name for room in ROOMS for name in known if name.startswith(room)]


@cache
def shipped() -> Names:
    """Return the names that ship, indexed; they are read once, when first asked for."""
    rows: dict[str, tuple[Entry | _Reference, ...]] = {}
    long: list[str] = []
    openers: set[str] = set()
    for name in tables():
        columns, lines = lexicons.lines(name)
        folded = fold("\n".join([line[: line.find("\t")] for line in lines])).split("\n")
        for key, line in zip(folded, lines, strict=False):
            reference = _Reference(name, columns, line)
            rows[key] = (*rows[key], reference) if key in rows else (reference,)
        long += [key for key in folded if " " in key]
        titled = [key for key, line in zip(folded, lines, strict=False) if _TITLED.search(line)]
        openers.update(key.partition(" ")[0] for key in titled)
    return Names(rows, *of_many_words(long), frozenset(openers))


def of_many_words(keys: Iterable[str]) -> tuple[dict[str, int], frozenset[str], frozenset[str], dict[str, str]]:
    """Return what `Names` keeps of folded rows of several words: `longest`, `pairs`, `triples` and `joined`."""
    longest: dict[str, int] = {}
    pairs, triples = set(), set()
    apart = list(keys)
    joined = dict(_joined(apart))
    for key in chain(apart, joined):
        first, second, *rest = key.split(" ")
        pairs.add(f"{first} {second}")
        if rest:
            triples.add(f"{first} {second} {rest[0]}")
        longest[first] = max(longest.get(first, 2), 2 + len(rest))
    return longest, frozenset(pairs), frozenset(triples), joined


def _joined(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Yield folded rows of several words with the blanks left out that many leave out, and the rows as they stand."""
    known = set(keys)
    whole = "\n".join(keys)
    texts = [blank.sub("", whole) for blank in _LEFT_OUT]
    texts.append(reduce(lambda text, blank: blank.sub("", text), _LEFT_OUT, whole))
    for text in texts:
        for written, key in zip(text.split("\n"), keys, strict=False):
            if " " in written and written not in known:
                yield written, key
