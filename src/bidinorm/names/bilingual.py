"""The persons of a bilingual text that stand in it in both scripts: the Arabic spelling settles the Latin one.

Basim or Bassem, where each stands once? The text has باسم العوادي, which news write Bassem. And two Latin spellings
that only sound alike are one name where the one Arabic name of the text fits both.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.names.latin import parts as latin_parts
from bidinorm.names.likeness import shared_keys
from bidinorm.names.match import compare, name_parts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bidinorm.names.latin import Latin

_PATIENCE = 64
"""Arabic names of one key that a Latin name is compared with."""


class Witness(NamedTuple):
    """A full name in Arabic letters, as it stands in the text."""

    text: str
    parts: tuple[Latin, ...]

    def spelled(self, place: int, spell: Callable[[str], str]) -> str:
        """Return how one of the parts is spelled by a function that writes Arabic names in Latin letters, no article.

        A public figure has a spelling as a whole.

        >>> from bidinorm import romanize
        >>> name = "جمال عبد الناصر"
        >>> Witness(name, name_parts(name)).spelled(0, romanize)
        'Gamal'
        """
        part = self.parts[place]
        whole = spell(self.text)
        own = [each for each in latin_parts(whole) if not each.nasab]
        if len(own) != len(self.parts):
            whole, place = spell(self.text[part.start : part.end]), 0
            own = list(latin_parts(whole))
        return whole[own[place].stem : own[place].end] if own else whole


class Witnesses:
    """The full names of persons in the Arabic of a text; nothing is sought before it is asked for.

    >>> from bidinorm.names.latin import parts
    >>> found = Witnesses("قال باسم العوادي ذلك. Basim Al-Awadi said so.")
    >>> found.of(parts("Basim Al-Awadi")).text, found.of(parts("Hassan Al-Awadi"))
    ('باسم العوادي', None)
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[tuple[str, ...], ...], Witness | None] = {}

    @cached_property
    def _blocks(self) -> dict[str, dict[tuple[tuple[str, ...], ...], Witness]]:
        found: dict[str, dict[tuple[tuple[str, ...], ...], Witness]] = {}
        if self.text.isascii():
            return found
        from bidinorm.names.news import runs

        for run in runs(self.text):
            if run.kind == "person" and len(run.words) > 1:
                shown = self.text[run.words[0].start : run.words[-1].end]
                own = name_parts(shown)
                for key in shared_keys(own[-1].halves[-1]):
                    found.setdefault(key, {}).setdefault(tuple(part.halves for part in own), Witness(shown, own))
        return found

    def of(self, own: Sequence[Latin]) -> Witness | None:
        """Return the only Arabic name that a Latin one of as many parts can be; None where none is, or several."""
        if not self._blocks or len(own) < 2:
            return None
        known = tuple(part.halves for part in own)
        if known not in self._known:
            near = {
                halves: witness
                for key in shared_keys(own[-1].halves[-1])
                for halves, witness in list(self._blocks.get(key, {}).items())[:_PATIENCE]
                if len(halves) == len(own)
            }
            fits = [witness for witness in near.values() if compare(own, witness.parts).same]
            self._known[known] = fits[0] if len(fits) == 1 else None
        return self._known[known]


def latin_of(text: str) -> dict[tuple[tuple[str, ...], ...], str]:
    """Return how the persons of a text that it names in both scripts are written in its Latin letters.

    The keys are the halves of the Arabic parts (`bidinorm.names.match.name_parts`); of several spellings the one that
    stands most often is taken, of those that stand as often the first.

    >>> list(latin_of("قال باسم العوادي ذلك. Basim Al-Awadi said so.").values())
    ['Basim Al-Awadi']
    """
    from bidinorm.names.english import people

    witnesses = Witnesses(text)
    counts: dict[tuple[tuple[str, ...], ...], Counter[str]] = {}
    for person in people(text):
        own = tuple(part for part in person.parts if not part.nasab)
        witness = witnesses.of(own) if person.full else None
        shown = " ".join(text[person.start : person.end].split())
        if witness is not None and not shown.isupper():
            counts.setdefault(tuple(part.halves for part in witness.parts), Counter())[shown] += 1
    return {halves: max(count, key=lambda spelling: count[spelling]) for halves, count in counts.items()}
