"""Other ways to write a name, ranked: what a cataloguer or a search may also meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bidinorm.errors import OptionError, require_text
from bidinorm.names.engine import Romanizer, Spelled, romanizer
from bidinorm.names.habits import table_of
from bidinorm.names.marks import marked
from bidinorm.names.readings import attested
from bidinorm.names.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator


WIDTH = 6
"""How many ways are kept for each part while they are combined."""

MOST = 40
"""Parts of the longest name that is written in more than one way; what has more is a text."""


class Romanization(NamedTuple):
    """One way to write a name."""

    latin: str
    score: float
    """From 0 to 1; the first is what `romanize` gives. Scores order, they are no probabilities."""
    source: str
    """`marks`, `house`, `lexicon`, `rule`, `model`, `camel`, of the least certain part; `unchanged` where the input
    is no name in Arabic script."""
    vocalised: str


def romanizations(
    name: str, n: int = 5, scheme: str = "news", *, country: str = "", **options: object
) -> list[Romanization]:
    """Return up to `n` ways to write a name, the best first, each with its score, its source and its vowels.

    The first is the style's. Behind it, spellings that people of `country` (ISO 3166-1) are likely to use stand first.

    >>> [one.latin for one in romanizations("باسم", n=2)][0]
    'Bassem'
    >>> [one.latin for one in romanizations("شرقوطي", n=2, country="DZ")]
    ['Sharqouti', 'Chergouti']
    >>> romanizations("Basim")
    [Romanization(latin='Basim', score=0.0, source='unchanged', vocalised='')]
    """
    return ranked(romanizer(Style.of(scheme, options)), require_text(name), n, country)


def ranked(engine: Romanizer, name: str, n: int, country: str = "") -> list[Romanization]:
    """Return up to `n` ways to write a name in the style of an engine, the best first; at least one."""
    wanted: object = n
    if not isinstance(wanted, int) or wanted < 1:
        raise OptionError(f"found n={wanted!r}; give the number of ways to write a name that is wanted, 1 or more")
    table_of(country)  # what is no country is told, whatever the name
    written = engine.romanize(name)
    if written == name or engine.writer.scheme.transliterates:
        return [Romanization(written, 0.0, "unchanged", "")]
    spelled = engine.spelled(name)
    if len(spelled) > MOST:
        return [Romanization(written, 0.0, "rule", " ".join(one.part.vocalised for one in spelled))]
    ways = [Romanization("", 1.0, "", "")]
    for number, one in enumerate(spelled):
        after = list(_ways(engine, one, country, first=not number))
        if after:
            ways = _best((_joined(way, other) for way in ways for other in after), max(n, WIDTH))
    same = next((way for way in ways if way.latin == written), ways[0])
    rest = [way for way in ways if way.latin != written]
    return [same._replace(latin=written), *rest][: max(n, 1)]


def _best(ways: Iterator[Romanization], count: int) -> list[Romanization]:
    seen: dict[str, Romanization] = {}
    for way in sorted(ways, key=lambda way: -way.score):
        seen.setdefault(way.latin, way)
    return list(seen.values())[:count]


_DOUBT = ("marks", "house", "lexicon", "rule", "camel", "model")


def _joined(way: Romanization, other: Romanization) -> Romanization:
    source = max(way.source, other.source, key=lambda source: _DOUBT.index(source) if source else -1)
    joint = "" if way.latin.endswith((" ", "-")) else " "
    latin, vocalised = f"{way.latin}{joint}{other.latin}".lstrip(), f"{way.vocalised} {other.vocalised}".strip()
    return Romanization(latin, round(way.score * other.score, 4), source, vocalised)


def _ways(engine: Romanizer, spelled: Spelled, country: str, *, first: bool) -> Iterator[Romanization]:
    """Yield how one part can be written: as the style does, as others do, and by its other readings."""
    part, latin = spelled.part, spelled.latin
    if not latin:
        return
    best = part.words[-1].score if part.words else 1.0
    yield Romanization(latin, round(best, 4), part.source or "rule", part.vocalised)
    if part.kind in ("title", "prefix"):
        return
    if len(part.words) > 1:
        words = [engine.writer.word(word, first=first and not number) for number, word in enumerate(part.words)]
        yield Romanization(" ".join(words), round(best * 0.5, 4), part.source or "rule", part.vocalised)
        return
    word = part.words[0]
    listed, borne = (0.2, 0.95) if country else (0.6, 0.5)  # a row does not say in which country a variant is at home
    if engine.writer.scheme.settled and not marked(part.text):
        for row in engine.reader.names.all(word.text)[:1]:
            for rank, variant in enumerate(row.variants):
                shown = engine.writer.restyled(f"Al-{variant}" if word.article and "l-" not in variant else variant)
                yield Romanization(shown, round(listed * 0.85**rank, 4), "lexicon", part.vocalised)
    if engine.writer.scheme.settled and (country or part.source in ("rule", "model")):
        for one in attested(word.text, country):
            shown = engine.writer.restyled(one.latin or "")
            yield Romanization(shown, round(one.score * borne, 4), "model", part.vocalised)
    for rank, reading in enumerate(engine.reader.readings(part.text)):
        if rank >= WIDTH:
            return
        shown = engine.writer.word(reading, first=first)
        yield Romanization(shown, round(reading.score * 0.5 * 0.8**rank, 4), reading.source, reading.vocalised)
