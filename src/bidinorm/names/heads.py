"""Words that stand before the name of a place and take it along: محافظة البصرة, ملك الأردن, والي ولاية وهران.

Such a word alone may be a name (Malak, Sultan), a title (Governor) or no name at all; before a place that it fits, the
two are one part with an English name of its own. `lexicons/words/heads.tsv` says what fits.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import lexicons
from bidinorm.names.lexicon import fold, light_fold
from bidinorm.names.marks import marked
from bidinorm.names.readings import Reading, agree_words, entry_readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.names.lexicon import Entry
    from bidinorm.names.parts import Part, Token
    from bidinorm.names.readings import Reader

_PLACES = "places/"


class Head(NamedTuple):
    """What a word before a place means, and the kinds of places and the countries for which it does; empty for all."""

    vocalised: str
    english: str
    office: bool
    kinds: frozenset[str]
    countries: frozenset[str]

    def fits(self, row: Entry) -> bool:
        """Tell whether it may stand before a place."""
        kind = not self.kinds or not self.kinds.isdisjoint(row.kinds)
        return kind and (not self.countries or not self.countries.isdisjoint(row.region))


class Led(NamedTuple):
    """Some words that are a place, or a place with what stands before it."""

    used: int
    english: str
    readings: tuple[Reading, ...]
    row: Entry
    office: bool = False


@cache
def heads() -> dict[str, tuple[Head, ...]]:
    """Return the words, lightly folded, with their meanings in order.

    >>> [head.english for head in heads()["حاكم"]]
    ['Ruler of {}', 'Governor of {}']
    """
    found: dict[str, tuple[Head, ...]] = {}
    for arabic, vocalised, english, kind, places, countries in lexicons.read("words/heads.tsv").rows:
        kinds, where = (frozenset(filter(None, cell.split("|"))) for cell in (places, countries))
        key = light_fold(arabic)
        found[key] = (*found.get(key, ()), Head(vocalised, english, kind == "office", kinds, where))
    return found


@cache
def openers() -> frozenset[str]:
    """Return the words, folded."""
    return frozenset(map(fold, heads()))


def led(words: Sequence[Token], start: int, reader: Reader) -> tuple[int, Part | None]:
    """Return how many words a head takes with its place, and the part that they are; 0 where none stands here.

    An office before a name is a title; with no name behind it, it is a person named by the office.
    """
    from bidinorm.names.parts import Part

    found = next(_led(words, start, reader), None)
    if found is None:
        return 0, None
    taken = words[start : start + found.used]
    office = "title" if start + found.used < len(words) else "figure"
    text = " ".join(word.text for word in taken)
    kind, why = office if found.office else "place", f"heads.tsv: {taken[0].plain}; {found.row.arabic}"
    return found.used, Part(taken[0].start, taken[-1].end, text, kind, found.readings, found.english, "lexicon", why)


def _led(words: Sequence[Token], start: int, reader: Reader, *, offices: bool = True) -> Iterator[Led]:
    """Yield a head with what it governs: a place, or, after an office, a place with a head of its own."""
    word = words[start]
    known = heads().get(light_fold(word.plain), ()) if start + 1 < len(words) else ()
    known = tuple(head for head in known if not marked(word.text) or agree_words(word.text, head.vocalised))
    if not known:
        return
    if offices and known[0].office:
        for inner in _led(words, start + 1, reader, offices=False):
            yield _joined(word, known[0], inner)
    for place in _places(words, start + 1, reader):
        for head in known:
            if head.fits(place.row):
                yield _joined(word, head, place)


def _joined(word: Token, head: Head, place: Led) -> Led:
    why = f"heads.tsv: {word.plain}"
    reading = Reading(word.plain, head.vocalised, False, "", "lexicon", why, 1.0, ("place",))  # noqa: FBT003
    readings = (reading, *place.readings)
    return Led(1 + place.used, head.english.format(place.english), readings, place.row, head.office)


def _places(words: Sequence[Token], start: int, reader: Reader) -> Iterator[Led]:
    """Yield the places that may begin at a word, the longest first."""
    most = min(reader.names.longest.get(fold(words[start].plain), 1), len(words) - start)
    for used in range(most, 0, -1):
        shown = " ".join(word.plain for word in words[start : start + used])
        given = [word.text for word in words[start : start + used]]
        own = reader.house.find(shown) if reader.house else None
        for row in reader.names.all(shown):
            alike = light_fold(row.arabic) == light_fold(shown) and row.source.startswith(_PLACES)
            if alike and (not marked("".join(given)) or agree_words(" ".join(given), row.vocalised)):
                english = own.news if own and own.news else row.news
                yield Led(used, english, tuple(entry_readings(row, given, reader)), row)
