"""The fast way through a name: words and pairs that are written alike in every name, remembered.

It gives what `Romanizer.spelled` gives, or nothing where a word may depend on its neighbours: a title, a row of
several words, a name that is settled as a whole. A property test holds the two together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.chars import ARABIC_LETTER
from bidinorm.names import heads
from bidinorm.names.lexicon import fold, light_fold
from bidinorm.names.parts import WHOLE
from bidinorm.names.roles import roles

if TYPE_CHECKING:
    from bidinorm.names.engine import Romanizer
    from bidinorm.names.parts import Part

ALONE = re.compile(f"[{ARABIC_LETTER}]{{2,}}")
"""A word of Arabic letters alone, without marks."""
_LIMIT = 200_000


class Known(NamedTuple):
    """What is remembered of a word or a pair: its spelling at the head of a name and later in it, and its last word."""

    first: str
    later: str
    folded: str


UNKNOWN = Known("", "", "")


class Quick:
    """Remembers how words are written, for one romanizer.

    >>> from bidinorm.names.engine import Romanizer
    >>> from bidinorm.names.style import Style
    >>> quick = Quick(Romanizer(Style()))
    >>> quick.romanize("حميد عبد الكريم"), quick.romanize("الدكتور حميد")
    ('Hamid Abdul Karim', '')
    """

    def __init__(self, engine: Romanizer) -> None:
        self.engine = engine
        names, house = engine.reader.names, engine.reader.house
        self.pairs = names.pairs | (house.pairs if house else frozenset())
        self.triples = names.triples | (house.triples if house else frozenset())
        self.openers = names.openers | heads.openers()
        self.construct = engine.writer.scheme.meta.get("construct") == "yes"
        self.seconds = frozenset(word for word, role in roles().items() if role.name in ("second", "god"))
        self._known: dict[str, Known] = {}

    def romanize(self, name: str) -> str:
        """Return a name all of whose words stand for themselves; empty where one may depend on the others."""
        words = name.split(" ")
        found: list[str] = []
        before = opened = ""
        place = 0
        while place < len(words):
            known = self._known.get(words[place]) or self._learn(words[place])
            latin = known.later if place else known.first
            follows = f"{before} {known.folded}"
            if not known.folded or follows in self.pairs or (opened and f"{opened} {follows}" in self.triples):
                return ""
            place += 1
            opened = ""
            if not latin or (place < len(words) and words[place] in self.seconds):
                opened = known.folded
                pair = " ".join(words[place - 1 : place + 1])
                known = self._known.get(pair) or self._learn(pair)
                latin = known.later if place > 1 else known.first
                place += 1
            if not latin:
                return ""
            found.append(latin)
            before = known.folded
        return " ".join(found)

    def _learn(self, words: str) -> Known:
        if len(self._known) > _LIMIT:
            self._known.clear()
        known = self._pair(words) if " " in words else self._word(words)
        self._known[words] = known
        return known

    def _word(self, word: str) -> Known:
        """Learn a word; of one that builds names only the folded form is known, and it is asked for with the next."""
        if not ALONE.fullmatch(word):
            return UNKNOWN
        folded = fold(word)
        role = roles().get(light_fold(word))
        if role and role.name == "nasab":
            return Known("", self._later(self.engine.parser.parse(word)), folded)
        if role:
            return Known("", "", folded if role.name in ("servant", "kunya", "house", "possessor") else "")
        if word[0] == "و" and not self.engine.reader.known(word):  # and; what follows may be settled as a whole
            return UNKNOWN
        if folded in self.openers or (self.construct and word.endswith("ة")):
            return UNKNOWN
        return self._both(word, 1, folded)

    def _pair(self, words: str) -> Known:
        """Learn two words that belong together, such as عبد الكريم."""
        second = words.partition(" ")[2]
        folded = fold(second)
        role = roles().get(light_fold(second))
        if not ALONE.fullmatch(second):
            return UNKNOWN
        if (role and role.name not in ("god", "second")) or (self.construct and second.endswith("ة")):
            return UNKNOWN
        return self._both(words, 2, folded)

    def _both(self, words: str, count: int, folded: str) -> Known:
        parts = self.engine.parser.parse(words)
        if len(parts) != 1 or len(parts[0].words) != count or parts[0].kind in (*WHOLE, "title"):
            return UNKNOWN
        first = self.engine.written(parts)
        return Known(first[0].latin, self._later(parts), folded) if len(first) == 1 else UNKNOWN

    def _later(self, parts: list[Part]) -> str:
        return self.engine.writer.part(parts[0], first=False) if len(parts) == 1 else ""
