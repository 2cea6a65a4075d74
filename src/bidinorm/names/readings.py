"""How a word of a name is read: its vowels and its settled spelling, and where they come from.

Asked in this order: the house lexicon, the lexicon, rules that are sure, the model, the other rules. What no lexicon
holds is spelled by the model, unless it is an everyday word: on names held out of training it is right more often than
the vowels of rules or its own, written by a scheme. What is found is the same wherever the word stands, so that one
word has one spelling.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bidinorm.names import patterns
from bidinorm.names.lexicon import TRANSLATED, Entry, light_fold, shipped
from bidinorm.names.marks import agree, marked, obey, plain, split_article, written
from bidinorm.names.roles import roles
from bidinorm.names.sounds import letters
from bidinorm.vocabulary import frequency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bidinorm.names.lexicon import Names

ELSEWHERE = ("places/", "organisations/")
"""Tables whose English names hold for a whole name alone: Galilee is a place, and Abdul Jalil is a man."""
SURE = 0.85
"""From this score on a rule is believed before the model."""
EVERYDAY = 3
"""A word of running text that is more frequent (`bidinorm.vocabulary`) is read as what it says, not as a name."""


class Reading(NamedTuple):
    """One reading of one word."""

    text: str
    """The word without marks."""
    vocalised: str
    """The word with its vowels, without the article."""
    article: bool
    settled: str
    """The spelling that usage has settled, article included; empty where the vowels decide."""
    source: str
    """`marks`, `house`, `lexicon`, `rule`, `model` or `camel`."""
    why: str
    score: float
    kinds: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    """Spellings that a house lexicon gives for single schemes."""
    foreign: bool = False
    """Whether `settled` is the source spelling of a foreign name."""


class Candidate(Protocol):
    """What the model says of a word: its vowels where it is Arabic, its source spelling where it is foreign."""

    vocalised: str | None
    latin: str | None
    score: float
    foreign: bool


@cache
def _model(function: str = "candidates") -> Callable[..., Any] | None:
    """Return a function of the model, or None where this copy ships without one."""
    try:
        module = import_module("bidinorm.names.model")
    except ModuleNotFoundError:
        return None
    found: Callable[..., Any] | None = getattr(module, function, None)
    return found


def attested(word: str, country: str = "") -> Sequence[Candidate]:
    """Return how bearers of a name, in one country or in all, are likely to spell it, the likeliest first."""
    spellings = _model("spellings")
    return spellings(word, country=country) if spellings else ()


class Reader:
    """Reads words; `house` is the lexicon that overrides all, `camel` asks camel-tools before the rules.

    >>> Reader().read("حميد").vocalised
    'حَمِيد'
    """

    def __init__(self, house: Names | None = None, *, camel: bool = False) -> None:
        self.house = house
        self.camel = camel
        self.names = shipped()
        self._known: dict[str, Reading] = {}

    def read(self, word: str) -> Reading:
        """Return the best reading of a word."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = next(self.readings(word))
            if len(self._known) > 200_000:
                self._known.clear()
        return found

    def known(self, word: str) -> bool:
        """Tell whether a lexicon holds a word, with or without article."""
        return next(self._from_lexicons(plain(word)), None) is not None

    def given(self, word: str) -> bool:
        """Tell whether a lexicon holds a word as a given name."""
        return any("given" in reading.kinds for reading in self._from_lexicons(word))

    def readings(self, word: str) -> Iterator[Reading]:
        """Yield every reading of a word, the best first, each once; there is always one."""
        bare = plain(word)
        seen = set()
        for reading in chain(self._sure(bare), self._guessed(bare)):
            if marked(word):
                reading = _marked(word, reading)
            key = (reading.vocalised, reading.article, reading.settled)
            if key not in seen:
                seen.add(key)
                yield reading

    def meet(self, words: Iterable[str]) -> None:
        """Read many words at once, none of them marked: the model is quicker with many. What is read is the same."""
        guessed = []
        for word in words:
            if word not in self._known:
                if sure := next(self._sure(word), None):
                    self._known[word] = sure
                else:
                    guessed.append(word)
        ahead = _model("ahead")
        if ahead and guessed:
            ahead([split_article(_with_teh(word))[1] for word in guessed])
        self._known.update((word, next(self._guessed(word))) for word in guessed)

    def _sure(self, bare: str) -> Iterator[Reading]:
        """Yield what is believed before rules and model."""
        yield from self._from_lexicons(bare)
        if self.camel:
            from bidinorm.adapters.camel import vocalisations

            article, stem = split_article(_with_teh(bare))
            for vocalised in vocalisations(stem):
                yield Reading(bare, vocalised, article, "", "camel", "analysis of camel-tools", 0.8)

    def _guessed(self, bare: str) -> Iterator[Reading]:
        """Yield what rules and the model say; there is always one.

        A rule that is sure knows the vowels better than the model, and the model the spelling better than any rule.
        """
        article, stem = split_article(_with_teh(bare))
        printed = _printed(bare, stem)
        settled = ("Al-" if article else "") + printed.latin if printed and printed.latin else ""
        for reading in _by_rule(bare, stem, self.names, article=article, sure=True):
            yield reading._replace(settled=settled, foreign=bool(printed and printed.foreign))
            settled = ""  # other vowels are no other spelling that usage has settled
        yield from _from_model(bare, stem, article=article, settled=settled)
        yield from _by_rule(bare, stem, self.names, article=article, sure=False)

    def _from_lexicons(self, bare: str) -> Iterator[Reading]:
        if self.house is not None:
            yield from (_reading(bare, row, "house") for row in self.house.all(bare))
        article, stem = split_article(bare)
        rows = [row for row in self.names.all(bare) if _names_a_word(row, bare)]
        yield from (_reading(bare, row, "lexicon") for row in rows)
        for other in (stem,) if article else ("ال" + bare,):
            for row in self.names.all(other):
                if _names_a_word(row, other) and (article or split_article(row.vocalised)[0]):
                    yield _with_article(bare, row, article=article)


def _with_teh(word: str) -> str:
    """Return a word that no lexicon holds with the dots of its teh marbuta, which many do not type."""
    feminine = len(word) > 3 and word[-1] == "ه" and word[-2] not in "اوىآ" and not word.endswith("ويه")
    feminine = feminine and (word[-2] != "ي" or len(word) > 4)  # وجيه and نبيه end so
    return f"{word[:-1]}ة" if feminine else word


def _names_a_word(row: Entry, word: str) -> bool:
    """Tell whether a row holds for a word wherever it stands, and not for one person alone."""
    return row.kinds != ("figure",) and (bool(row.vocalised) or bool(row.news)) and len(row.arabic) == len(word)


def _reading(bare: str, row: Entry, source: str) -> Reading:
    article, stem = split_article(row.vocalised or row.arabic)
    settled = "" if TRANSLATED.intersection(row.kinds) or row.source.startswith(ELSEWHERE) else row.news
    if not row.vocalised:  # in foreign names ا و ي are long vowels, as a rule
        foreign = row.note.startswith("foreign")
        stem = patterns.letter_by_letter(stem) if foreign else patterns.guesses(stem, shipped())[0].vocalised
    elif len(bare) == len(row.arabic) and ("ئ" in bare or "ؤ" in bare):
        stem = _with_hamzas(stem, bare[2:] if article else bare)
    why = f"{row.source.rpartition('/')[2]}: {row.arabic}"
    return Reading(bare, stem, article, settled, source, why, _score(row, bare), row.kinds, row.spellings)


def _with_hamzas(vocalised: str, bare: str) -> str:
    """Return vowels of a row for a word that has a hamza where the row has و or ي: سائح by the row سايح."""
    units = letters(vocalised)
    if len(units) != len(bare):
        return vocalised
    swapped = [unit._replace(base=own) if own in "ئؤ" else unit for unit, own in zip(units, bare, strict=True)]
    return "".join(written(unit) for unit in swapped)


def _score(row: Entry, bare: str) -> float:
    return 1.0 if row.arabic == bare else 0.97 if light_fold(row.arabic) == light_fold(bare) else 0.9


def _with_article(bare: str, row: Entry, *, article: bool) -> Reading:
    """Read a word with the article by the row without it, or the other way round."""
    reading = _reading(bare, row, "lexicon")
    settled = reading.settled
    if article and settled:
        settled = f"Al-{settled}" if not reading.article else settled
    elif settled[:3] in ("Al-", "al-", "El-", "el-"):
        settled = settled[3:]
    return reading._replace(article=article, settled=settled, score=reading.score * 0.98)


def _by_rule(bare: str, stem: str, names: Names, *, article: bool, sure: bool) -> Iterator[Reading]:
    for guess in patterns.guesses(stem, names):
        if (guess.score >= SURE) == sure:
            yield Reading(bare, guess.vocalised, article, "", "rule", guess.why, guess.score)


def _printed(bare: str, stem: str) -> Candidate | None:
    """Return how newsrooms are likely to spell a word; nothing for an everyday word, whose vowels are better known."""
    printed = _model("printed")
    found = printed(stem, 1) if printed and len(stem) > 1 else ()
    everyday = max(map(frequency, {bare, stem})) > EVERYDAY
    return next((one for one in found if one.foreign or not everyday), None)


def _from_model(bare: str, stem: str, *, article: bool, settled: str) -> Iterator[Reading]:
    leading = _model("leading")
    if leading is None:
        return
    found = leading(stem)
    arabic = next((one.vocalised for one in found if one.vocalised), None) or patterns.letter_by_letter(stem)
    foreign = found[0].foreign if found else False
    if settled and found:
        why = "a foreign name" if foreign else "vowels and spelling by the model"
        yield Reading(bare, arabic, article, settled, "model", why, min(found[0].score, 0.95), foreign=foreign)
    for one in chain(found, _less_likely(stem, len(found))):
        score = float(min(one.score, 0.95))
        if one.foreign and one.latin:
            own = ("Al-" if article else "") + one.latin
            yield Reading(bare, arabic, article, own, "model", "a foreign name", score, foreign=True)
        elif one.vocalised:
            yield Reading(bare, one.vocalised, article, "", "model", "vowels by the model", score)


def _less_likely(stem: str, known: int) -> Iterator[Candidate]:
    """Yield the candidates behind those that are known; the model is not asked before the first is wanted."""
    candidates = _model()
    yield from candidates(stem)[known:] if candidates else ()


def _marked(word: str, reading: Reading) -> Reading:
    """Let the marks that a writer gave win over a reading; what they contradict is no longer settled."""
    article, stem = split_article(word)
    known = reading.source in ("lexicon", "house")
    if known and article == reading.article and agree(stem, reading.vocalised):
        return reading
    vocalised = obey(stem, reading.vocalised)
    kinds = tuple(kind for kind in reading.kinds if kind == "particle")
    return Reading(reading.text, vocalised, article, "", "marks", "the marks as written", 1.0, kinds)


def agree_words(given: str, known: str) -> bool:
    """Tell whether the marks on several words are among those of their known vocalisation."""
    one, other = given.split(), known.split()
    if len(one) != len(other):
        return False
    return all(agree(split_article(mine)[1], split_article(theirs)[1]) for mine, theirs in zip(one, other, strict=True))


def entry_readings(row: Entry, words: list[str], reader: Reader) -> list[Reading]:
    """Return the words of a row of several words, each read as the row vocalises it.

    A word that has the same vowels alone is spelled as it is alone.
    """
    vocalised = row.vocalised.split()
    if len(vocalised) == row.arabic.count(" ") + 1 > len(words):  # written with fewer blanks
        words = row.arabic.split()
    if len(vocalised) != len(words):
        return [reader.read(word) for word in words]
    found = []
    for word, known in zip(words, vocalised, strict=True):
        article, stem = split_article(known)
        alone = reader.read(plain(word))
        same = alone.article == article and agree(stem, alone.vocalised) and agree(alone.vocalised, stem)
        role = roles().get(light_fold(plain(word)))
        kinds = ("particle",) if role and role.name == "nasab" else alone.kinds if same else row.kinds
        settled = alone.settled if same and not alone.foreign else ""
        found.append(Reading(plain(word), stem, article, settled, "lexicon", row.arabic, 1.0, kinds))
    return found
