"""From text to terms: repaired, cut into words, folded, stemmed and keyed; with offsets in the untouched original.

An analyzer is made of options that can be written down: whoever asks an index uses the analyzer that built it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from bidinorm import lexicons
from bidinorm.errors import require_text
from bidinorm.index.analysis import Analysis, Kind, Making, Piece, analyse
from bidinorm.index.origin import Cursor, aligned
from bidinorm.index.stretches import Memory, Remembered, split, stretch
from bidinorm.index.tokens import ASCII_LETTERS, matches
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Stage
from bidinorm.search import folder
from bidinorm.tables import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bidinorm.alignment import Alignment, Carrier

__all__ = ["Analyzer", "Columns", "Kind", "Piece", "Term"]

BLOCK = 1 << 9
"""Code points looked at together: their terms stay in the cache."""
StoredColumns = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The columns of a stretch, as a plain tuple."""
STOP_LISTS = ("arabic", "english")
"""The lists of stop words that ship."""


class Term(NamedTuple):
    """A term of a text: `original[start:end]` is found under `text`.

    Terms of one `position` stand for each other. `kind` is `"word"`, `"stem"`, `"key"` (what the spellings of a name
    have in common in both scripts, or a compound written as one), `"number"`, `"url"` or `"email"`.
    """

    text: str
    start: int
    end: int
    position: int
    kind: Kind


class Columns(NamedTuple):
    """A text as an index stores it: words and stems in order, one each for a position, and all other terms."""

    words: Sequence[str]
    stems: Sequence[str]
    keys: Sequence[str]


@dataclass(frozen=True)
class Analyzer:
    """What makes terms of text.

    `profile` repairs and folds; `stop` are words to leave out, or names of the lists that ship (`"arabic"`,
    `"english"`); `stems` and `keys` say whether there are such terms.

    >>> [term.text for term in Analyzer(keys=False).terms("والكتب 3")]
    ['والكتب', 'كتب', '3']
    """

    profile: str = "search"
    stop: tuple[str, ...] = ()
    stems: bool = True
    keys: bool = True

    @classmethod
    def of(cls, settings: dict[str, Any]) -> Analyzer:
        """Make an analyzer of what `settings` returned."""
        return cls(**{**settings, "stop": tuple(settings["stop"])})

    @property
    def settings(self) -> dict[str, Any]:
        """The options, as JSON holds them."""
        return {**asdict(self), "stop": list(self.stop)}

    @cached_property
    def repairs(self) -> Pipeline:
        """The rules of the profile that lose nothing."""
        pipeline = Pipeline.load(self.profile)
        return pipeline.only(*(rule.name for rule in pipeline.rules if rule.stage < Stage.FOLD))

    @cached_property
    def making(self) -> Making:
        """How the terms of a token are made."""
        fold = folder(self.profile).fold
        words = (word for name in self.stop for word in (stop_words(name) if name in STOP_LISTS else (name,)))
        return Making(fold, frozenset(map(fold, words)), self.stems, self.keys)

    def terms(self, text: str) -> list[Term]:
        """Return the terms of a text, in the order of their positions; offsets are code points of `text` as it is."""
        return list(self.stream(text))

    def stream(self, text: str) -> Iterator[Term]:
        """Yield the terms of a text one by one; of a long text, a list of them takes more time than finding them."""
        repaired, alignment = self.repaired(text)
        if alignment.segments:
            return chain.from_iterable(self._carried(repaired, alignment))
        if len(repaired) <= BLOCK:
            return iter(_moved(split(repaired), self._stretches, 0, 0)[0])
        return chain.from_iterable(self._found(repaired))

    def _found(self, text: str) -> Iterator[list[Term]]:
        """Yield the terms of each block of a text that needed no repair."""
        start = position = 0
        for block in blocks(text, BLOCK):
            found, position = _moved(split(block), self._stretches, start, position)
            yield found
            start += len(block)

    def _carried(self, repaired: str, alignment: Alignment) -> Iterator[list[Term]]:
        """Yield the terms of a text that was repaired: of each block as it was, and of each stretch of the others."""
        cursor, back = Cursor(alignment.segments), alignment.back
        known = self._stretches
        start = position = 0
        for block in blocks(repaired, BLOCK):
            shift = cursor.shift(start, start + len(block))
            if shift is not None:
                found, position = _moved(split(block), known, start + shift, position)
                yield found
                start += len(block)
                continue
            end = start + len(block)
            for part in split(block):
                shift = cursor.shift(start, start + len(part))
                if shift is not None:
                    found, position = _moved((part,), known, start + shift, position)
                else:
                    found, position = _repaired(known[part], back, start, position)
                yield found
                start += len(part) + 1
            start = end

    def repaired(self, text: str) -> tuple[str, Alignment]:
        """Return a text repaired, and how it is aligned with what it was."""
        return aligned(self.repairs, require_text(text))

    def columns(self, text: str) -> Columns:
        """Return the terms of a text as an index stores them.

        >>> Analyzer().columns("محمد العوادي")
        Columns(words=['محمد', 'العوادي'], stems=['محمد', 'عواد'], keys=['mhmd', 'wd'])
        """
        return self._gathered(self.repairs.clean(require_text(text)))

    def columns_of(self, texts: Iterable[str]) -> Iterator[Columns]:
        """Yield the columns of each of many texts; short ones take half the time that they take one by one.

        >>> [columns.words for columns in Analyzer().columns_of(["VLCيظهر", "3"])]
        [['vlc', 'يظهر'], ['3']]
        """
        return map(self._gathered, self.repairs.map(texts))

    def _gathered(self, repaired: str) -> Columns:
        """Return the columns of a repaired text."""
        words: list[str] = []
        stems: list[str] = []
        keys: list[str] = []
        known = self._stored
        for block in blocks(repaired, BLOCK):
            for part in split(block):
                columns = known[part]
                words += columns[0]
                stems += columns[1]
                keys += columns[2]
        return Columns(words, stems, keys)

    def walk(self, repaired: str) -> Iterator[tuple[Analysis, int, int]]:
        """Yield the analysis of each token of a repaired text, and where the token begins and ends."""
        known = self._tokens
        for found in matches(repaired):
            start, end = found.span()
            analysis = tuple.__new__(Analysis, known[found.group()])
            if not (analysis.clitic and repaired[end : end + 1] in ASCII_LETTERS):
                yield analysis, start, end

    @cached_property
    def _tokens(self) -> Memory[tuple[Any, ...]]:
        """The analyses of tokens, as plain tuples."""
        return Memory(self._analysed)

    def _analysed(self, token: str) -> tuple[Any, ...]:
        return tuple(analyse(token, self.making))

    @cached_property
    def _stretches(self) -> Memory[Remembered]:
        """The terms of stretches, with offsets."""
        return Memory(self._stretch)

    def _stretch(self, part: str) -> Remembered:
        return stretch(part, self.walk(part), self._same)

    @cached_property
    def _same(self) -> Memory[str]:
        """The one string for equal ones."""
        return Memory(str)

    @cached_property
    def _stored(self) -> Memory[StoredColumns]:
        """The columns of stretches."""
        return Memory(self._columns)

    def _columns(self, part: str) -> StoredColumns:
        words: list[str] = []
        stems: list[str] = []
        keys: list[str] = []
        for analysis, _, _ in self.walk(part):
            words += analysis.words
            stems += analysis.stems
            keys += analysis.keys
        return tuple(words), tuple(stems), tuple(keys)


def _moved(parts: Iterable[str], known: Memory[Remembered], start: int, position: int) -> tuple[list[Term], int]:
    """Return the terms of stretches that follow each other from an offset on, and the position behind them."""
    found: list[Term] = []
    append = found.append
    new = tuple.__new__  # half the time of `Term(…)`
    for part in parts:
        length, width, texts, kinds, low, high, pieces = known[part]
        if texts:
            low += start
            high += start
            for text, kind in zip(texts, kinds):  # noqa: B905 - a check for each word; a stretch has as many of both
                append(new(Term, (text, low, high, position, kind)))
        elif pieces:
            for text, kind, place, low, high in pieces:
                append(new(Term, (text, start + low, start + high, position + place, kind)))
        start += length
        position += width
    return found, position


def _repaired(known: Remembered, back: Carrier, start: int, position: int) -> tuple[list[Term], int]:
    """Return the terms of a stretch that was repaired, and the position behind it."""
    _, width, texts, kinds, low, high, pieces = known
    if texts:
        low, high = back(start + low, start + high)
        found = [Term(text, low, high, position, kind) for text, kind in zip(texts, kinds, strict=True)]
    else:
        found = [Term(text, *back(start + low, start + high), position + place, kind)
                 for text, kind, place, low, high in pieces]  # fmt: skip
    return found, position + width


def stop_words(name: str) -> tuple[str, ...]:
    """Return a list of stop words that ships: `"arabic"` or `"english"`."""
    return lexicons.read(f"stops/{name}.tsv").column("word")
