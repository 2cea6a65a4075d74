"""From text to terms: repaired, cut into words, folded, stemmed and keyed; with offsets in the untouched original.

An analyzer is made of options that can be written down: whoever asks an index uses the analyzer that built it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from bidinorm import lexicons
from bidinorm.alignment import Alignment
from bidinorm.errors import require_text
from bidinorm.index.analysis import Analysis, Kind, Making, Piece, analyse
from bidinorm.index.tokens import ASCII_LETTERS, matches
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Stage
from bidinorm.search import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Analyzer", "Columns", "Kind", "Piece", "Term"]

MEMORY = 1 << 17
"""Tokens whose analysis is remembered."""
END = 1 << 62
"""Beyond every text."""
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
        back = alignment.back
        upcoming = iter(alignment.segments)
        segment = next(upcoming, None)
        free = segment.current_start if segment else END  # up to here the texts run in parallel
        new = tuple.__new__  # half the time of `Term(…)`
        position = shift = 0
        for analysis, start, end in self.walk(repaired):
            while segment is not None and start >= segment.current_end and start > free:
                shift = segment.end - segment.current_end
                segment = next(upcoming, None)
                free = segment.current_start if segment else END
            if end < free and analysis.plain:
                origin, last = start + shift, end + shift
                for term, kind in analysis.plain:
                    yield new(Term, (term, origin, last, position, kind))
            elif end < free:
                origin = start + shift
                for term, kind, place, low, high in analysis.pieces:
                    yield new(Term, (term, origin + low, origin + high, position + place, kind))
            else:
                for term, kind, place, low, high in analysis.pieces:
                    yield Term(term, *back(start + low, start + high), position + place, kind)
            position += analysis.width

    def repaired(self, text: str) -> tuple[str, Alignment]:
        """Return a text repaired, and how it is aligned with what it was."""
        if self.repairs.clean(require_text(text)) is text:
            return text, Alignment()
        explained = self.repairs.explain(text)
        return explained.current, explained.alignment

    def columns(self, text: str) -> Columns:
        """Return the terms of a text as an index stores them.

        >>> Analyzer().columns("محمد العوادي")
        Columns(words=['محمد', 'العوادي'], stems=['محمد', 'عواد'], keys=['mhmd', 'wd'])
        """
        words: list[str] = []
        stems: list[str] = []
        keys: list[str] = []
        for analysis, _, _ in self.walk(self.repairs.clean(require_text(text))):
            words += analysis.words
            stems += analysis.stems
            keys += analysis.keys
        return Columns(words, stems, keys)

    def walk(self, repaired: str) -> Iterator[tuple[Analysis, int, int]]:
        """Yield the analysis of each token of a repaired text, and where the token begins and ends."""
        known = self._known.get
        for found in matches(repaired):
            token = found.group()
            start, end = found.span()
            analysis = known(token) or self._analyse(token)
            if not (analysis.clitic and repaired[end : end + 1] in ASCII_LETTERS):
                yield analysis, start, end

    @cached_property
    def _known(self) -> dict[str, Analysis]:
        return {}

    def _analyse(self, token: str) -> Analysis:
        if len(self._known) >= MEMORY:
            self._known.clear()
        self._known[token] = analysis = analyse(token, self.making)
        return analysis


def stop_words(name: str) -> tuple[str, ...]:
    """Return a list of stop words that ships: `"arabic"` or `"english"`."""
    return lexicons.read(f"stops/{name}.tsv").column("word")
