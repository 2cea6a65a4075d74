"""The parts of a name: titles, kunya, nasab, theophoric names, laqabs, houses, and the single words between them.

An Arabic name is read from left to right in logical order. Rows of several words in the lexicon win over what the
words would be alone; then the words that build names (`roles`) take what they govern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bidinorm.chars import ARABIC_LETTER, ARABIC_MARK, PRESENTATION_FORM
from bidinorm.names import titles
from bidinorm.names.lexicon import TRANSLATED, fold, light_fold
from bidinorm.names.marks import marked, plain, split_article
from bidinorm.names.readings import ELSEWHERE, Reader, Reading, agree_words, entry_readings
from bidinorm.names.roles import roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.names.lexicon import Entry

WHOLE = ("figure", "place", "organisation")
"""Kinds of parts that are a whole name, and spelled as usage has settled it."""
MOST = 64
"""Where more words follow a prefix, titles and names as a whole are not sought behind it."""
_LETTERS = f"[{ARABIC_LETTER}{ARABIC_MARK}{PRESENTATION_FORM}\u0640]+"
_JOINERS = re.compile("[\u200c\u200d]+")
WORD = re.compile(f"{_LETTERS}(?:{_JOINERS.pattern}{_LETTERS})*")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name; offsets are code points of the text that was given."""

    start: int
    end: int
    text: str
    kind: str
    """`title`, `given`, `kunya`, `nasab`, `theophoric`, `laqab`, `house`, `tribe`, `family`, `nisba`, `figure`,
    `place`, `organisation` or `prefix`."""
    words: tuple[Reading, ...]
    settled: str = ""
    """The spelling that usage has settled for the part as a whole."""
    source: str = ""
    why: str = ""
    role: str = ""
    """How its words belong together: `servant`, `kunya`, `second`, `god`, `possessor`, `house`, or nothing;
    `ruler` of a number that tells rulers apart, the letters of a prefix."""
    spellings: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def vocalised(self) -> str:
        """The part with its vowels, the article written as it is."""
        return " ".join(("ال" if word.article else "") + word.vocalised for word in self.words)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text: where it stands, and how it is written without marks."""

    start: int
    end: int
    text: str
    plain: str
    dotted: bool = False
    """Whether a full stop follows at once, as after an abbreviation."""


def tokens(text: str) -> list[Token]:
    """Return the Arabic words of a text."""
    found = []
    for word in WORD.finditer(text):
        shown = word.group()
        if any(char >= "\ufb50" for char in shown):
            from unicodedata import normalize

            shown = normalize("NFKC", shown)
        shown = _JOINERS.sub("", shown)
        if bare := plain(shown):
            dotted = text.startswith(".", word.end())
            found.append(Token(word.start(), word.end(), shown, bare, dotted))
    return found


class Parser:
    """Splits names into parts, and reads each part.

    >>> [(part.text, part.kind) for part in Parser(Reader()).parse("حميد الشطري")]
    [('حميد', 'given'), ('الشطري', 'nisba')]
    """

    def __init__(self, reader: Reader, *, figures: bool = True) -> None:
        self.reader = reader
        self.figures = figures

    def parse(self, text: str) -> list[Part]:
        """Return the parts of a name in the order in which they are written."""
        return list(titles.trailing(_kinds(self._parts(tokens(text)))))

    def _parts(self, words: list[Token]) -> list[Part]:
        from bidinorm.names import prefixes

        if whole := self._whole(words) or titles.alone(words, self.reader):
            return [whole]
        parted = prefixes.conjunction(words[0], self.reader) if words else None
        if parted and (whole := self._whole([parted[1], *words[1:]])):
            return [parted[0], whole]
        found, place = titles.leading(words, self.reader, places=self.figures)
        rest = words[place:]
        if whole := (self._whole(rest) if place else None) or titles.alone(rest, self.reader):
            return [*found, whole]
        place = 0
        while place < len(rest):
            used, wish = titles.wish(rest, place, self.reader)
            if wish:
                found.append(wish)
                place += used
                continue
            prefix, word = prefixes.cut(rest[place], self.reader) or prefixes.apart(rest[place : place + 2])
            if prefix:
                found.append(prefix)
                place += word is None
                rest[place] = word or rest[place]
            if (
                prefix and prefix.role in ("و", "ف") and len(rest) - place <= MOST
            ):  # a title may follow, or a name as a whole
                return [*found, *self._parts(rest[place:])]
            used, part = self._part(rest, place)
            found.append(part)
            place += used
        return found

    def _whole(self, words: list[Token]) -> Part | None:
        """Take a name that is settled as a whole: a public figure, or a row of the house lexicon."""
        if not words or (len(words) > 1 and self._longest(words, 0) < len(words)):
            return None
        entry = self._row(words, figures=self.figures)
        alone = len(words) == 1
        if entry is None or (alone and "figure" not in entry.kinds and not entry.source.startswith(ELSEWHERE)):
            return None
        return _settled(words, entry, self.reader)

    def _row(self, words: list[Token], *, figures: bool = False) -> Entry | None:
        shown = " ".join(word.plain for word in words)
        rows: list[Entry] = [
            *(self.reader.house.all(shown) if self.reader.house else ()),
            *self.reader.names.all(shown),
        ]
        for row in rows:
            whole = row.kinds == ("figure",) or row.source.startswith(ELSEWHERE)
            if TRANSLATED.isdisjoint(row.kinds) and (figures or not whole):
                given = " ".join(word.text for word in words)
                if not marked(given) or agree_words(given, row.vocalised):
                    return row
        return None

    def _part(self, words: list[Token], place: int) -> tuple[int, Part]:
        """Return how many words the part at `place` takes, and the part."""
        most = self._longest(words, place)
        for used in range(min(most, len(words) - place), 1, -1):
            entry = self._row(words[place : place + used])
            if entry:
                return used, _settled(words[place : place + used], entry, self.reader)
        return self._built(words, place)

    def _longest(self, words: list[Token], place: int) -> int:
        """Return how many words a row may take here, at most; nearly always one."""
        if place + 1 == len(words):
            return 1
        first = fold(words[place].plain)
        pair = f"{first} {fold(words[place + 1].plain)}"
        houses = (self.reader.names, self.reader.house) if self.reader.house else (self.reader.names,)
        return max(names.longest[first] if pair in names.pairs else 1 for names in houses)

    def _built(self, words: list[Token], place: int) -> tuple[int, Part]:
        """Take a word together with what it governs, or alone."""
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else None
        role = roles().get(light_fold(word.plain))
        if after and role and role.name in ("servant", "possessor", "house"):
            return 2, _joined(role.name, [word, after], [self.reader.read(word.text), self.reader.read(after.text)])
        again = words[place + 2 : place + 3] if after and _role(after) == "kunya" else []  # father of a father of …
        once = not (again and _role(again[0]) == "kunya")
        if after and role and role.name == "kunya" and _role(after) != "nasab" and once:
            used, inner = self._part(words, place + 1)
            part = _joined("kunya", words[place : place + 1 + used], [self.reader.read(word.text), *inner.words])
            return 1 + used, _with_settled(part, role.news, inner)
        if after and _role(after) in ("second", "god") and not split_article(word.plain)[0]:
            name = _role(after)
            known = name == "second" or self.reader.known(word.plain)
            sure = after.plain != "الملك" and (name == "god" or after.plain == "الدين" or known)
            if known and sure:
                return 2, _joined(name, [word, after], [self.reader.read(word.text), self.reader.read(after.text)])
        if role and role.name in ("nasab", "tribe"):
            return 1, _joined(role.name, [word], [self.reader.read(word.text)])
        return 1, next(self._alone(word))

    def _alone(self, word: Token) -> Iterator[Part]:
        """Take one word; compounds that are typed as one word come apart."""
        for first, second, role in _typed_together(word, self.reader):
            entry = self._row([first, second])
            if entry:
                part = _settled([first, second], entry, self.reader)
            else:
                part = _joined(role, [first, second], [self.reader.read(first.text), self.reader.read(second.text)])
            yield Part(word.start, word.end, word.text, part.kind, part.words, part.settled, part.source,
                       f"{first.plain} + {second.plain}", part.role, part.spellings)  # fmt: skip
        yield _joined("", [word], [self.reader.read(word.text)])


def _role(word: Token) -> str:
    role = roles().get(light_fold(word.plain))
    return role.name if role else ""


def _typed_together(word: Token, reader: Reader) -> Iterator[tuple[Token, Token, str]]:
    """Yield how a word that no lexicon holds may be cut: عبدالله, ابوبكر, نورالدين."""
    text = word.plain
    if len(text) < 6 or marked(word.text) or reader.known(text):
        return
    cuts = []
    if text.startswith("عبدال"):
        cuts.append((3, "servant"))
    if text.endswith("الدين"):
        cuts.append((len(text) - 5, "second"))
    if text.endswith("الله"):
        cuts.append((len(text) - 4, "god"))
    if text.startswith("ذوال"):
        cuts.append((2, "possessor"))
    if text.startswith(("أبو", "ابو")) and (text[3:5] == "ال" or reader.known(text[3:])):
        cuts.append((3, "kunya"))
    for cut, role in cuts:
        if cut > 1:
            middle = word.start + cut
            yield (Token(word.start, middle, text[:cut], text[:cut]),
                   Token(middle, word.end, text[cut:], text[cut:]), role)  # fmt: skip


_KINDS = {"servant": "theophoric", "god": "theophoric", "possessor": "laqab", "second": "laqab", "": "given"}


def _joined(role: str, words: list[Token], readings: list[Reading]) -> Part:
    """Make a part of words that belong together, or of one word."""
    text = " ".join(word.text for word in words)
    source, why = readings[-1].source, "; ".join(reading.why for reading in readings)
    kind = _KINDS.get(role, role)
    return Part(words[0].start, words[-1].end, text, kind, tuple(readings), "", source, why, role)


def _with_settled(part: Part, before: str, inner: Part) -> Part:
    """Keep the settled spelling of what a kunya governs."""
    settled = f"{before} {inner.settled}" if inner.settled and before else ""
    return replace(part, settled=settled)


def _settled(words: list[Token], entry: Entry, reader: Reader) -> Part:
    """Make a part of a row of the lexicon that names these words together."""
    kind = next((kind for kind in ("figure", "theophoric", "laqab", "kunya") if kind in entry.kinds), "given")
    if entry.source.startswith(ELSEWHERE):
        kind = "place" if entry.source.startswith("places/") else "organisation"
    readings = tuple(entry_readings(entry, [word.text for word in words], reader))
    source = "lexicon" if entry.source.startswith(("names/", *ELSEWHERE)) else "house"
    why = f"{entry.source.rpartition('/')[2]}: {entry.arabic}"
    text = " ".join(word.text for word in words)
    role = _role(words[0]) if len(words) > 1 else ""
    if role not in ("servant", "kunya", "possessor", "house"):
        role = _role(words[-1]) if len(words) == 2 and _role(words[-1]) in ("second", "god") else ""
    kind = kind if kind in WHOLE else _KINDS.get(role, role) if role else kind
    news = entry.news if kind in WHOLE or source == "house" else _own(entry.news, len(words), role)
    return Part(words[0].start, words[-1].end, text, kind, readings, news, source, why, role, entry.spellings)


def _own(news: str, words: int, role: str) -> str:
    """Return the settled spelling of several words where it is more than the spellings of the words side by side.

    One word has one spelling: Abdel Moneim is Abdul Moneim since Abdel Nasser, too, is Abdul Nasser.
    """
    if role == "servant" and news.count(" ") == 1 and news.startswith("Abd"):
        return "Abdul " + news.partition(" ")[2] if news[:5] in ("Abdul", "Abdel") else news
    return "" if news.count(" ") + 1 == words and role != "house" else news


def _kinds(parts: list[Part]) -> list[Part]:
    """Say of each single word what it is: the last is the family name where it can be one."""
    found = []
    names = [number for number, part in enumerate(parts) if part.kind == "given"]
    for number, part in enumerate(parts):
        kind = part.kind
        if kind == "given" and len(part.words) == 1:
            word = part.words[0]
            if "nisba" in word.kinds or (word.article and word.vocalised.endswith("ي\u0651")):
                kind = "nisba"
            elif word.article or (number == names[-1] and number and "given" not in word.kinds):
                kind = "family"
        found.append(part if kind == part.kind else replace(part, kind=kind))
    return found
