"""From the parts of a name to its Latin form in one style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm.names import schemes
from bidinorm.names.lexicon import light_fold
from bidinorm.names.roles import roles
from bidinorm.names.spell import article, capital, stem

if TYPE_CHECKING:
    from bidinorm.names.parts import Part
    from bidinorm.names.readings import Reading
    from bidinorm.names.style import Style

_ARTICLE = re.compile(r"(?<![A-Za-z'])(?:[AaEe]l-)(?=[A-Za-z'])")
_SERVANT = re.compile(r"\b(Abd[aeu]?l?) ([A-Z])")
_SIGNS = re.compile("[\u02bb\u02bc\u02be\u02bf\u2018\u2019\u02b9\u00b7]")
"""The signs of hamza and ʿayn, and the dividers: ASCII has none."""
_NO_PERSON = frozenset({"title", "place", "organisation"})
_TOWNS = frozenset({"city", "town", "capital"})
_GOVERNING = frozenset({"second", "god", "servant", "possessor"})
"""Roles of parts whose first word governs the next."""
_NAMES = frozenset({"given", "family", "nisba", "particle"})
"""Kinds of words that govern nothing: a name beside a name."""


class Writer:
    """Writes parts in a style.

    >>> from bidinorm.names.parts import Parser
    >>> from bidinorm.names.readings import Reader
    >>> from bidinorm.names.style import Style
    >>> part, = Parser(Reader()).parse("حَمِيد")
    >>> Writer(Style("ala-lc")).part(part, first=True)
    'Ḥamīd'
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self.scheme = schemes.get(style.scheme)
        self.form = style.article_form
        self.sun = self.scheme.sun if style.sun is None else style.sun
        self.son = self.scheme.meta.get("son", "ibn")
        self.heading = style.mention == "heading" or (style.mention == "second" and style.article is None)
        self.blank = self.scheme.meta.get("joiner") == "blank" and style.article is None

    def part(self, part: Part, *, first: bool, construct: bool = False) -> str:
        """Return one part; `first` where nothing stands before it, `construct` where the next word governs it."""
        latin = self._part(part, first=first, construct=construct)
        if self.style.ascii and not latin.isascii():
            from unidecode import unidecode

            latin = unidecode(_SIGNS.sub("", latin))
        return latin

    def _part(self, part: Part, *, first: bool, construct: bool) -> str:
        if part.kind == "title" and self.style.honorifics_rule != "keep":
            if part.role == "ruler":  # his number is no honour
                return part.settled
            return part.settled if self.style.honorifics_rule == "translate" else ""
        if part.kind == "prefix":
            return self._prefix(part.role)
        own = dict(part.spellings).get(self.scheme.name)
        if own:
            return own
        if self.scheme.settled and part.settled and part.kind != "title":
            return self.restyled(_without(part.settled) if first and self.heading else part.settled)
        if self.scheme.settled and part.role in ("servant", "god"):
            return self._compound(part)
        words = []
        last = len(part.words) - 1
        for number, word in enumerate(part.words):
            if part.role == "house" and self.scheme.settled:  # newsrooms write Al Sharqi for آل الشرقي
                word = word._replace(article=False, settled=_without(word.settled))
            opens = first and not number
            governed = construct if number == last else self.governed(word, part.words[number + 1], part)
            governed = governed or (part.role in _GOVERNING and number < last)
            words.append(self.word(word, first=opens, construct=governed))
        return " ".join(words)

    def governed(self, word: Reading, following: Reading, part: Part | None = None) -> bool:
        """Tell whether a feminine word governs the next: مدينة السلام, and not فاطمة الزهراء.

        In a `part` that is a title, a place or an organisation as a whole, names of persons stand for what they mean.
        """
        if self.scheme.meta.get("construct") != "yes" or word.article or not word.text.endswith("ة"):
            return False
        if following.text == "الله":
            return True
        if part is not None and part.kind in _NO_PERSON:
            if not _TOWNS.isdisjoint(word.kinds) and following.text.endswith("ة"):  # مكة المكرمة
                return False
            return following.article or (bool(following.kinds) and not following.text.endswith("ة"))
        if _NAMES.intersection(word.kinds):
            return False
        place = bool(following.kinds) and _NAMES.isdisjoint(following.kinds)
        return following.article or (place and not following.text.endswith("ة"))

    def _prefix(self, letter: str) -> str:
        """Write what is joined to the next word, with the hyphen or blank that parts them."""
        if letter in ("و", "ف") and "conjunction" in self.scheme.meta:
            return self.scheme.meta["conjunction"] + " "
        latin = self.scheme.signs.get((letter, "prefix"), "")
        return latin.replace("-", " ") if self.blank else latin

    def _compound(self, part: Part) -> str:
        """Write names of *servant of* and *… of God* as newsrooms do: Abdul Karim, Nasrallah."""
        before, after = part.words[-2], part.words[-1]
        if part.role == "god":
            given = self.word(before, first=True, construct=True).rstrip("a")
            return f"{given}allah" if given else "Abdullah"
        joint = self.style.compounds
        role = roles().get(light_fold(before.text))
        if role and role.news and role.news[:3] != "Abd":  # handmaids keep the article: Amat Al-Rahman
            return f"{role.news} {self.word(after, first=False)}"
        bare = self.word(after._replace(article=False, settled=_without(after.settled)), first=True)
        head = "Abdul" if after.article else "Abd"
        return f"{head}{joint}{bare if joint else bare.lower()}"

    def word(self, word: Reading, *, first: bool, construct: bool = False) -> str:
        """Return one word with its article."""
        own = dict(word.spellings).get(self.scheme.name)
        if own:
            return own
        role = roles().get(light_fold(word.text))
        if role and role.name == "nasab" and "particle" in word.kinds:
            latin = self._son(word, role.news)
            return capital(latin) if first else latin
        if self.scheme.settled and word.settled:
            return self.restyled(_without(word.settled) if first and self.heading else capital(word.settled))
        latin = stem(word.vocalised, self.scheme.name, construct=construct)
        if word.text.endswith("لله") and word.text != "الله":  # billāh, lillāh
            return latin
        if not word.article:
            return capital(latin)
        return self._article(word.vocalised, first=first) + capital(latin)

    def _son(self, word: Reading, news: str) -> str:
        """Return *son of* as the scheme writes it, *daughter of* and the like by their letters."""
        if self.scheme.settled:
            return news.lower() if news.lower() in ("ibn", "bin") else news
        if word.vocalised.rstrip("\u0652").endswith("ن"):
            return self.son
        latin = stem(word.vocalised, self.scheme.name)
        return capital(latin) if self.son[0].isupper() else latin

    def _article(self, vocalised: str, *, first: bool) -> str:
        form = self.form
        if first and self.heading:
            return ""
        if first and self.style.article is None and "article-initial" in self.scheme.meta:
            form = self.scheme.meta["article-initial"]
        if self.sun:
            form = article(self.scheme, vocalised, form)
        return form.replace("-", " ") if self.blank else form

    def restyled(self, settled: str) -> str:
        """Return a settled spelling with the article as the style writes it."""
        form = self.form
        if self.style.compounds != " ":
            settled = _SERVANT.sub(self._joined, settled)
        if "l-" not in settled:
            return settled
        return _ARTICLE.sub(form, settled)

    def _joined(self, found: re.Match[str]) -> str:
        """Join *servant of* to what follows, as the style does."""
        joint = self.style.compounds
        return f"{found[1]}{joint}{found[2] if joint else found[2].lower()}"


def _without(settled: str) -> str:
    return _ARTICLE.sub("", settled, count=1) if settled[1:3] == "l-" else settled


def without_article(part: Part) -> Part:
    """Return a part whose first word has lost its article to a prefix."""
    from dataclasses import replace

    first = part.words[0]._replace(article=False, settled=_without(part.words[0].settled))
    return replace(part, words=(first, *part.words[1:]), settled=_without(part.settled))
