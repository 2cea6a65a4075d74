"""What a name that no lexicon knows may be: its vowels where it is Arabic, its own spelling where it is foreign.

A model that ships with the package (`models/names.npz`) reads one word in Arabic script. It says how likely the word is
a foreign name, proposes vowels for Arabic ones and Latin spellings for both, each with its probability. The same word
gives the same answer on every machine: the network computes in whole numbers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from math import exp, log
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.chars import ARABIC_LETTER, TASHKEEL, TATWEEL
from bidinorm.errors import require_text
from bidinorm.names.attested import Attested
from bidinorm.names.habits import PEOPLE, spelled, table_of
from bidinorm.names.memory import Memory, mixed, total
from bidinorm.names.origin import Origin
from bidinorm.names.proposals import DIGITS, Candidate, obeying, ranked
from bidinorm.names.transducer import VOWELS, Drafts, Transducer

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 24
"""The most letters a word may have; a longer one is no name, and gets no candidates."""
WIDTH = 8
"""How many ways the search keeps."""
NARROW = 5
"""How many it keeps for newsroom spellings, of which one is wanted for every word that no lexicon holds."""
FOREIGN = "nt"
"""The table that foreign names are spelled like."""
NEWS = "news"
"""The table that newsrooms spell Arabic names like."""
_ODDS = 6.0
"""The most that what was seen of a word says of its origin, as a logarithm of odds."""
_CATALOGUED = 4
"""How many sightings in a catalogue weigh as much as one bearer: catalogues write foreign names, too."""
_SURE = 0.02
"""A kind less likely than this is not asked for proposals."""
_DOUBT = 0.2
"""The same where one spelling is wanted: what is less likely would hardly change it."""
_WORD = re.compile(f"[{ARABIC_LETTER}]{{1,{LONGEST}}}")
_IGNORED = re.compile(f"[{TASHKEEL}{TATWEEL}]+")
_ASTRAY = re.compile("أ\u0651?\u0650|إ\u0651?[\u064e\u064f]")
"""A hamza on the wrong side of alef for its vowel."""
_ARTICLE = "ال"
_BORROWED = str.maketrans("ٱیکھہے", "ايكههي")
_FOLDED = str.maketrans("أإآىة", "ااايه")
"""How that table is looked up: it folds the alef maksura to yeh."""
_ARTICLE_LATIN = re.compile("(?:al|el)(?=[a-z]{3})")


class Model(NamedTuple):
    """What the model file holds."""

    network: Transducer
    origin: Origin
    attested: Attested
    memory: Memory
    drafts: Drafts


@cache
def _model() -> Model:
    from importlib.resources import files
    from io import BytesIO

    import numpy as np

    content = (files("bidinorm") / "models" / "names.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        held = {name: arrays[name] for name in arrays.files}
    network = Transducer(held)
    return Model(network, Origin.of(held), Attested.of(held), Memory.of(held), Drafts(network, WIDTH, {NEWS: NARROW}))


def tables() -> list[str]:
    """Return the names of the tables in whose spelling the model writes."""
    return list(_model().network.tables)


def candidates(word: str, n: int = 5) -> list[Candidate]:
    """Return at most `n` proposals for one word in Arabic script, the most likely first.

    An Arabic name gets vowels, a foreign one its Latin spelling; where the model is not sure which it is, both stand in
    the list. Vowel marks that the word bears are kept. What is no single Arabic word of up to 24 letters gets none.

    >>> candidates("جونسون")[0].foreign, candidates("حميد")[0].vocalised
    (True, 'حَمِيد')
    """
    bare = _bare(word)
    if n < 1 or not bare:
        return []
    given = unicodedata.normalize("NFC", word.replace(TATWEEL, ""))
    found = _candidates(bare)
    return list((found if given == bare else obeying(found, given))[:n])


def leading(word: str) -> list[Candidate]:
    """Return the first of `candidates`, and as many behind it as it took to know that it is the first.

    What is foreign is not written where what is Arabic must win. Each list of both is the beginning of the other.
    """
    return list(_leading(word)) if word and _bare(word) == word else candidates(word)


def ahead(words: Iterable[str]) -> None:
    """Write many words at once, so that `leading` and `printed` need not: they say the same, in less time."""
    drafts = _model().drafts
    bare = {word for word in map(_bare, words) if word}
    drafts.write({_stem(word) for word in bare if _chance(word) < 1 - _SURE}, VOWELS)
    drafts.write({word for word in bare if _chance(word) < 1 - _DOUBT}, NEWS)
    drafts.write({word for word in bare if _chance(word) > _DOUBT}, FOREIGN)


def vocalisations(word: str, n: int = 5) -> list[Candidate]:
    """Return at most `n` ways to vocalise a word, the most likely first, be it Arabic or foreign.

    Schemes that romanize by sound need vowels for foreign names, too.

    >>> vocalisations("لافروف")[0].vocalised
    'لَافرُوف'
    """
    bare = _bare(word)
    if n < 1 or not bare:
        return []
    given = unicodedata.normalize("NFC", word.replace(TATWEEL, ""))
    found = _vocalisations(bare)
    return list((found if given == bare else obeying(found, given))[:n])


def spellings(word: str, n: int = 5, *, foreign: bool | None = None, country: str = "") -> list[Candidate]:
    """Return at most `n` Latin spellings that bearers of the name are likely to use, the most likely first.

    They are what labels of people say, so they follow the habits of countries, not a scheme: several spellings of one
    Arabic name, French ones among them. `foreign` tells the model what it would else find out; `country` tells whose
    habits it should follow, by a code of `bidinorm.names.habits.countries`. Raises `OptionError` for any other.

    >>> [one.latin for one in spellings("الشطري", n=1)]
    ['Al-Shatri']
    >>> [spellings("شرقوطي", n=1, country=country)[0].latin for country in ("DZ", "IQ")]
    ['Chergouti', 'Sharquti']
    """
    bare = _bare(word)
    people = table_of(country)
    return list(_spellings(bare, foreign, people)[:n]) if bare and n > 0 else []


def printed(word: str, n: int = 5) -> list[Candidate]:
    """Return at most `n` Latin spellings that a newsroom is likely to print for a name, the most likely first.

    They follow the newsroom spellings of the lexicon, and foreign names their own language. An article is not parted.

    >>> printed("شرقوطي", n=1)[0].latin
    'Sharqouti'
    """
    bare = _bare(word)
    return list(_printed(bare)[:n]) if bare and n > 0 else []


def foreign_chance(word: str) -> float:
    """Return how likely it is that a word in Arabic script is a foreign name, from 0 to 1; 0 for what is no word.

    >>> foreign_chance("جونسون") > 0.5 > foreign_chance("حميد")
    True
    """
    bare = _bare(word)
    return _chance(bare) if bare else 0.0


def _bare(word: str) -> str:
    """Return the word without marks and tatweel, or an empty string where the model does not read it."""
    bare = _IGNORED.sub("", require_text(word)).translate(_BORROWED)
    return bare if _WORD.fullmatch(bare) else ""


@lru_cache(maxsize=1 << 14)
def _chance(word: str) -> float:
    """Return how likely the word is foreign: what its letters say, and how often it was seen abroad and at home."""
    model = _model()
    seen = model.memory.recall(word)
    home = total(model.memory.recall(word.translate(_FOLDED)).borne) + total(seen.vocalised) / _CATALOGUED
    odds = log((total(seen.latin) + 1) / (home + 1))
    return model.origin.foreign(word, max(-_ODDS, min(_ODDS, odds)))


def _surely_arabic(word: str) -> tuple[Candidate, ...]:
    """Return the best vowels of a word where no foreign spelling of it can be likelier; nothing where one may be."""
    chance = _chance(word)
    if chance > 0.5:
        return ()
    best = ranked(_arabic(word, chance))[:1]
    return best if best and best[0].score > round(chance, DIGITS) else ()


@lru_cache(maxsize=1 << 14)
def _leading(word: str) -> tuple[Candidate, ...]:
    return _surely_arabic(word) or _candidates(word)[:5]


def _arabic(word: str, chance: float) -> list[Candidate]:
    return [Candidate(text, None, share * (1 - chance), foreign=False) for text, share in _vocalised(word)]


@lru_cache(maxsize=1 << 14)
def _candidates(word: str) -> tuple[Candidate, ...]:
    chance = _chance(word)
    found: list[Candidate] = []
    if chance < 1 - _SURE:
        found += _arabic(word, chance)
    if chance > _SURE:
        found += [Candidate(None, text, share * chance, foreign=True) for text, share in _written(word, FOREIGN)]
    return ranked(found)


@lru_cache(maxsize=1 << 14)
def _vocalisations(word: str) -> tuple[Candidate, ...]:
    chance = _chance(word)
    return ranked(Candidate(text, None, share, foreign=chance > 0.5) for text, share in _vocalised(word))


@lru_cache(maxsize=1 << 14)
def _spellings(word: str, told: bool | None, people: str) -> tuple[Candidate, ...]:  # noqa: FBT001
    chance = _chance(word) if told is None else float(told)
    abroad = chance if people == PEOPLE else 0.0  # the people of a country bear foreign names in its own way
    shares = _mixed(word, ((people, 1 - abroad), (FOREIGN, abroad)), _SURE)
    return ranked(Candidate(None, text, share, chance > 0.5) for text, share in shares.items())


@lru_cache(maxsize=1 << 14)
def _printed(word: str) -> tuple[Candidate, ...]:
    chance = _chance(word)
    shares = _mixed(word, ((NEWS, 1 - chance), (FOREIGN, chance)), _DOUBT)
    return ranked(Candidate(None, text, share, chance > 0.5) for text, share in shares.items())


def _mixed(word: str, tables: Iterable[tuple[str, float]], least: float) -> dict[str, float]:
    """Return the spellings of several tables, each with its weight; one of `least` weight or less is not asked."""
    shares: dict[str, float] = {}
    for table, weight in tables:
        for text, share in _written(word, table) if weight > least else ():
            shares[text] = shares.get(text, 0.0) + share * weight
    return shares


def _vocalised(word: str) -> list[tuple[str, float]]:
    """Return the word with vowels, and how likely they are; the article bears none."""
    stem = _stem(word)
    article = word[: len(word) - len(stem)]
    writings = _model().drafts.of(stem, VOWELS)
    whole = [one for one in writings if _IGNORED.sub("", one.text) == stem and not _ASTRAY.search(one.text)]
    guessed = [(unicodedata.normalize("NFC", one.text), exp(one.score)) for one in whole]
    return [(article + text, share) for text, share in mixed(_model().memory.recall(stem).vocalised, guessed)]


def _stem(word: str) -> str:
    """Return a word without its article."""
    return word.removeprefix(_ARTICLE) if len(word) > len(_ARTICLE) + 1 else word


def _written(word: str, table: str) -> list[tuple[str, float]]:
    """Return Latin spellings in the manner of a table, and how likely they are."""
    kind, _, country = table.partition(".")
    native = kind == PEOPLE and word.startswith(_ARTICLE)
    asked = _stem(word) if table == PEOPLE else word  # which learned names with the article without it, too
    writings = _model().drafts.of(spelled(asked, table), table)
    found = [(one.text, one.score) for one in writings if one.text.isascii() and one.text.isalpha()]
    guessed = _model().attested.weigh(found, kind, article=native and asked == word)
    guessed = guessed if asked == word else [(f"al{text}", share) for text, share in guessed]
    recall = _model().memory.recall
    seen = recall(word.translate(_FOLDED)).borne if kind in (PEOPLE, NEWS) else recall(word).latin
    seen = () if country else seen  # what was seen of a word, was seen in all countries
    return [(_capital(text, native=native), share) for text, share in mixed(seen, guessed)]


def _capital(text: str, *, native: bool) -> str:
    """Return a name with its capital; an Arabic article is parted from it.

    >>> _capital("alsakran", native=True), _capital("alexander", native=False)
    ('Al-Sakran', 'Alexander')
    """
    article = _ARTICLE_LATIN.match(text) if native else None
    if article is None:
        return text.capitalize()
    return f"{article[0].capitalize()}-{text[article.end() :].capitalize()}"
