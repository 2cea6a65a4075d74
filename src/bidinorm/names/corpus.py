"""The names of many documents: how often each spelling stands, which are one name, and the lexicon of a house.

Only different spellings are kept, with their counts and the first places, so that memory grows with the names that
there are and not with the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.names.bilingual import Witnesses
from bidinorm.names.english import Person, people
from bidinorm.names.harmony import clusters, names
from bidinorm.names.latin import parts
from bidinorm.names.lexicon import shipped
from bidinorm.names.marks import plain
from bidinorm.names.match import name_parts
from bidinorm.names.sources import source

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = 5
"""How many places of a spelling are remembered."""
SHARE = 0.5
"""The share from which on an Arabic word is believed to be what a spelling stands for."""
_BLANKS = re.compile(r"\s+")
_BROKEN = re.compile(" ?- | -")
"""A hyphen at the end of a line, or one that a scanner moved."""
_APART = 1000
"""Characters from one spelling to the next where they are compared: none stands beside another."""


class Place(NamedTuple):
    """Where a spelling stands: the name of the document, and the line, from 1."""

    document: str
    line: int


@dataclass(slots=True)
class Spelling:
    """One spelling of a full name, how often it stands, and where first."""

    text: str
    count: int = 0
    places: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Group:
    """The spellings of one name, the most frequent first."""

    spellings: tuple[Spelling, ...]

    @property
    def count(self) -> int:
        """How often the name stands, in any spelling."""
        return sum(spelling.count for spelling in self.spellings)


class Corpus:
    """Counts the spellings of full names, document after document.

    >>> corpus = Corpus()
    >>> for text in ("Basim Al-Awadi spoke.", "Bassem Al-Awadi left.", "Basim Al-Awadi slept."):
    ...     corpus.add(text)
    >>> [(spelling.text, spelling.count) for group in corpus.groups() for spelling in group.spellings]
    [('Basim Al-Awadi', 2), ('Bassem Al-Awadi', 1)]
    """

    def __init__(self) -> None:
        self.spellings: dict[str, Spelling] = {}
        self.arabic: dict[str, Counter[str]] = {}
        """The Arabic names that stood in one text with a spelling and fit it, counted."""

    def add(self, text: str, document: str = "", line: int = 1) -> None:
        """Count the names of a text, which begins in a line of a document."""
        done = 0
        witnesses = Witnesses(text)
        for person in people(text):
            if not person.full:
                continue
            shown = _BROKEN.sub("-", _BLANKS.sub(" ", text[person.start : person.end]))
            if shown.isupper():
                continue
            spelling = self.spellings.setdefault(shown, Spelling(shown))
            spelling.count += 1
            line += text.count("\n", done, person.start)
            done = person.start
            if len(spelling.places) < PLACES:
                spelling.places.append(Place(document, line))
            if witness := witnesses.of(names(person)):
                self.arabic.setdefault(shown, Counter())[witness.text] += 1

    def add_counted(self, text: str, count: int) -> None:
        """Add a spelling that was counted elsewhere, such as in another process: sums know no order."""
        self.spellings.setdefault(text, Spelling(text)).count += count

    def groups(self) -> list[Group]:
        """Return the names, the most frequent first, each with its spellings."""
        known = list(self.spellings.values())
        mentions = [
            Person(number * _APART, number * _APART + 1, parts(one.text), full=True, score=1.0)
            for number, one in enumerate(known)
        ]
        found = []
        for cluster in clusters("", mentions):
            own = [known[person.start // _APART] for person in cluster.people]
            found.append(Group(tuple(sorted(own, key=lambda one: (-one.count, one.text)))))
        return sorted(found, key=lambda group: (-group.count, group.spellings[0].text))

    def lexicon(self) -> Iterator[str]:
        """Yield the lines of a house lexicon: each Arabic word with the spelling used most, and the others."""
        words: dict[str, Counter[str]] = {}
        unknown: Counter[str] = Counter()
        for spelling in self.spellings.values():
            own = [part for part in parts(spelling.text) if not part.nasab]
            for part, beside in zip(own, self._beside(spelling.text, len(own)), strict=True):
                latin = spelling.text[part.start : part.end]
                arabic = beside or _arabic(part.halves, article=part.stem > part.start)
                if arabic:
                    words.setdefault(arabic, Counter())[latin] += spelling.count
                else:
                    unknown[latin] += spelling.count
        yield "# title: Spellings that this house uses, by frequency; review before use"
        yield "# columns: arabic news variants note"
        for arabic in sorted(words, key=lambda word: (-sum(words[word].values()), word)):
            (news, _), *others = sorted(words[arabic].items(), key=lambda pair: (-pair[1], pair[0]))
            counts = ", ".join(f"{latin} {count}" for latin, count in [(news, words[arabic][news]), *others])
            yield f"{arabic}\t{news}\t{'|'.join(latin for latin, _ in others)}\t{counts}"
        for latin, count in sorted(unknown.items(), key=lambda pair: (-pair[1], pair[0])):
            yield f"# no Arabic word is known for: {latin} {count}"

    def _beside(self, spelling: str, count: int) -> list[str]:
        """Return the Arabic word for each part of a spelling, of the name that stood beside it most often."""
        for name, _ in self.arabic.get(spelling, Counter()).most_common(1):
            own = [part for part in name_parts(name) if not part.nasab]
            if len(own) == count:
                return [plain(name[part.start : part.end]) for part in own]
        return [""] * count


def _arabic(halves: tuple[str, ...], *, article: bool) -> str:
    """Return the Arabic word that a part most likely stands for, as the lexicon writes it; empty where that is open."""
    known = source(halves[0]) if len(halves) == 1 else None
    if known is None:
        return ""
    word, share = next(iter(known.arabic.items()))
    if share < SHARE:
        return ""
    for shown in (f"ال{word}", word) if article else (word, f"ال{word}"):
        for row in shipped().all(shown):
            if row.source.startswith("names/"):
                return row.arabic
    return ""
