"""Romanization: a name in Arabic script in, its Latin form in one style out, the same every time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_LETTER, PRESENTATION_FORM
from bidinorm.errors import require_many, require_text
from bidinorm.names.letters import transliterate
from bidinorm.names.mention import surname
from bidinorm.names.parts import WORD, Parser, Part
from bidinorm.names.quick import ALONE, Quick
from bidinorm.names.readings import Reader
from bidinorm.names.style import Style
from bidinorm.names.writing import Writer, without_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ARABIC = re.compile(f"[{ARABIC_LETTER}{PRESENTATION_FORM}]")
_OTHER_LETTER = re.compile(r"[^\W\d_]")
_BETWEEN = str.maketrans(
    "،؛؟٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹",
    ",;?01234567890123456789",
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad",
)
_CACHE = 200_000
AHEAD = 4096
"""How many names of a column are looked at together, at most."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """One part of a name and how it is written."""

    part: Part
    latin: str


class Romanizer:
    """Writes names in one style; build it once for many names.

    >>> Romanizer(Style("ala-lc")).romanize("حميد الشطري")
    'Ḥamīd al-Shaṭrī'
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        house = None
        if style.house is not None:
            from bidinorm.names import house as houses

            house = houses.load(Path(style.house))
        self.reader = Reader(house, camel=style.camel)
        self.parser = Parser(self.reader, figures=style.figures)
        self.writer = Writer(style)
        self._known: dict[str, str] = {}
        self.quick = Quick(self) if style.mention != "second" else None

    def romanize(self, name: str) -> str:
        """Return a name in Latin letters; the same object where it is not a name in Arabic script alone."""
        found = self._known.get(name)
        if found is None:
            if len(self._known) > _CACHE:
                self._known.clear()
            found = self._known[name] = self._romanize(name)
        return name if found == name else found

    def many(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the Latin form of each name, in order; up to `AHEAD` names are read before the first is written.

        It begins with one, and reads twice as many each time: the model of names is quicker with many.
        """
        rows, count = iter(names), 1
        while block := [require_text(name) for name in islice(rows, count)]:
            self._meet(block)
            yield from map(self.romanize, block)
            count = min(2 * count, AHEAD)

    def _meet(self, names: list[str]) -> None:
        """Have the words of new names read together."""
        if len(names) > 1 and not self.writer.scheme.transliterates:
            new = {name for name in names if name not in self._known}
            words = dict.fromkeys(word for name in new for word in name.split(" ") if ALONE.fullmatch(word))
            self.reader.meet(words)

    def _romanize(self, name: str) -> str:
        if self.writer.scheme.transliterates:
            return transliterate(name, self.style.scheme) if romanizable(name) else name
        latin = self.quick.romanize(name) if self.quick else ""
        if not latin:
            spelled = self.spelled(name)
            latin = _assembled(name, spelled, whole=self.style.mention != "second")
            if not (latin or self.style.ascii) and any(one.part.kind != "title" for one in spelled):  # a hamza alone
                return name
        return name if _ARABIC.search(latin) else latin  # a letter that the scheme has no sign for

    def spelled(self, name: str) -> list[Spelled]:
        """Return the parts of a name, each with how it is written; empty where nothing is to be romanized."""
        return self.written(self.parser.parse(name)) if romanizable(name) else []

    def written(self, parts: list[Part]) -> list[Spelled]:
        """Return the parts of a name, each with how it is written among the others."""
        if self.style.mention == "second":
            parts = surname(parts, self.reader)
        found = []
        opened = False
        for number, part in enumerate(parts):
            after = parts[number + 1] if number + 1 < len(parts) else None
            governed = after is not None and self._construct(part, after)
            if number and parts[number - 1].role == "لل":  # the article is in the prefix
                part = without_article(part)
            found.append(Spelled(part, self.writer.part(part, first=not opened, construct=governed)))
            opened = opened or part.kind != "title" or bool(found[-1].latin)
        return found

    def _construct(self, part: Part, after: Part) -> bool:
        """Tell whether a part ends in a feminine word that the next part governs."""
        if not part.words or not after.words or after.kind in ("nasab", "title"):
            return False
        return self.writer.governed(part.words[-1], after.words[0])


def _assembled(name: str, spelled: list[Spelled], *, whole: bool) -> str:
    """Put the parts together with what stood between them: commas, brackets, blanks."""
    if not spelled:
        return name
    done = 0 if whole else spelled[0].part.start
    pieces: list[str] = []
    title = False
    for one in spelled:
        between = _between(name[done : one.part.start])
        done = one.part.end
        if not one.latin:
            continue
        if not between and pieces and title:  # د.علي
            between = " "
        title = one.part.kind == "title"
        pieces += (between, one.latin)
    return "".join([*pieces, _between(name[done:]) if whole else ""]).strip()


def _between(text: str) -> str:
    return text.translate(_BETWEEN) if text != " " else text


def romanizable(name: str) -> bool:
    """Tell whether a text is a name in Arabic script, and in no other.

    >>> romanizable("حميد الشطري"), romanizable("Hamid"), romanizable("حميد Hamid"), romanizable("")
    (True, False, False, False)
    """
    if name.isascii() or not _ARABIC.search(name):
        return False
    return _OTHER_LETTER.search(WORD.sub("", name)) is None


@lru_cache(maxsize=32)
def romanizer(style: Style) -> Romanizer:
    """Return the romanizer of a style, built once."""
    return Romanizer(style)


def romanize(name: str, scheme: str = "news", **options: object) -> str:
    """Return a name in Latin letters, by a scheme and its options (see `Style`).

    >>> romanize("حميد الشطري"), romanize("حميد الشطري", "ala-lc")
    ('Hamid Al-Shatri', 'Ḥamīd al-Shaṭrī')
    """
    return romanizer(Style.of(scheme, options)).romanize(require_text(name))


def romanize_many(names: Iterable[str], scheme: str = "news", **options: object) -> Iterator[str]:
    """Yield the Latin form of each name, lazily and in order: a column of any length.

    >>> list(romanize_many(["حميد الشطري", "Hamid"]))
    ['Hamid Al-Shatri', 'Hamid']
    """
    require_many(names, "romanize")
    return romanizer(Style.of(scheme, options)).many(names)


def explain(name: str, scheme: str = "news", **options: object) -> list[Spelled]:
    """Return the parts of a name, each with its vowels, where they come from, and how it is written.

    >>> [(one.part.text, one.part.vocalised, one.latin) for one in explain("حميد الشطري")]
    [('حميد', 'حَمِيد', 'Hamid'), ('الشطري', 'الشَطْرِيّ', 'Al-Shatri')]
    """
    return romanizer(Style.of(scheme, options)).spelled(require_text(name))


def parse_name(name: str) -> list[Part]:
    """Return the parts of a name in Arabic script; an empty list where it is none.

    >>> [(part.kind, part.text) for part in parse_name("الدكتور عبد الرحمن بن خالد")]
    [('title', 'الدكتور'), ('theophoric', 'عبد الرحمن'), ('nasab', 'بن'), ('given', 'خالد')]
    """
    return [one.part for one in explain(name)]
