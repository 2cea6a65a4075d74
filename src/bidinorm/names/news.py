"""Names in running Arabic text: runs of words that are names, believed where there is a sign of a person.

Most Arabic name words are ordinary words. A run is believed where its words say so (two names of which one is no
everyday word, servant of, son of), or where a title, a verb or another name stands before it. A surname alone is
taken where the full name stands in the same text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bidinorm.chars import ARABIC_LETTER, ARABIC_MARK, SHADDA, TATWEEL
from bidinorm.names import news_words as sign
from bidinorm.names.believe import believed
from bidinorm.names.lexicon import fold, shipped
from bidinorm.names.marks import plain
from bidinorm.names.news_parts import (
    STRANGE,
    Word,
    compound,
    joins,
    letter_of,
    particle,
    unknown_given,
    unlisted,
    whole,
)
from bidinorm.names.news_words import KNOWN, PREFIXES, borne, read, signs, strange
from bidinorm.vocabulary import frequency

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


_WORDS = re.compile(f"[{ARABIC_LETTER}][{ARABIC_LETTER}{ARABIC_MARK}{TATWEEL}]*").finditer
_VOWELS = re.compile(f"(?!{SHADDA})[{ARABIC_MARK}{TATWEEL}]").search
_LONGEST = 7
"""Words of a name at most."""
_BACK = 6
"""Words that are looked at before a name for a title: وزير الخارجية السوري أسعد."""
UNSURE = 0.6
"""Up to this score a single name is believed only where the text has it with a better sign, too."""
ALONE = 0.8
"""Up to this score a single foreign name is no person where the text has it behind a team or a town."""
_HIS = re.compile("(.{3,})(?:ه|ها|هم)$").match
"""A word with a possessive: his wife, their president."""
_BLANK = (" ", "\u00a0")
_INTRODUCES = sign.PERSON | sign.VERB | sign.THING


class Run(NamedTuple):
    """Words `first` to `last` (exclusive) that are a name."""

    first: int
    last: int
    kind: str
    score: float
    words: tuple[Word, ...]


def runs(text: str) -> list[Run]:
    """Return the names in an Arabic text, in order.

    >>> [" ".join(word.text for word in run.words) for run in runs("قال باسم العوادي إن الشهر كريم")]
    ['باسم العوادي']
    """
    return _Search(text).runs()


class _Search:
    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[Word] = []
        self.openings: list[tuple[int, int]] = []
        """Places of words with which a name may begin, and how (`bidinorm.names.news_words.opens`)."""
        before = 0
        last = ""
        for number, found in enumerate(_WORDS(text)):
            bare, own, opening = read(found.group())
            vowelled = len(found.group()) > len(bare) and _VOWELS(found.group()) is not None
            self.words.append(Word(*found.span(), bare, own, vowelled=vowelled))
            if opening:
                if own & sign.FOREIGN and not before and unknown_given(last):
                    self.openings.append((number - 1, 1))
                self.openings.append((number, opening))
            elif not own and len(found.group()) == len(bare):
                if before & _INTRODUCES and strange(bare) > STRANGE:
                    self.openings.append((number, 1))
                elif number and bare[0] == "و" and strange(bare[1:]) > STRANGE:
                    self.openings.append((number, 2))
            before, last = own, bare
        self.texts = {word.text for word in self.words}
        self.things: set[str] = set()
        """Foreign words that stand behind a team, a town or a player of: no persons by themselves."""

    def runs(self) -> list[Run]:
        found: list[Run] = []
        last = 0
        for place, opening in self.openings:
            if place < last:
                continue
            word = self.words[place]
            if opening > 1:
                word = self._cut(word, opening - 1)
            follows = place == last and bool(found) and found[-1].kind == "person"
            listed = self._listed(place, word)
            run = listed if listed and listed.kind != "person" else self._person(place, word, follows=follows)
            if listed and not (
                run and run.last > listed.last and self.words[listed.last].sign & (sign.SON | sign.HOUSE)
            ):
                run = listed
            if run:
                found.append(run)
                last = run.last
        full = {run.words[-1].text for run in found if len(run.words) > 1}
        things = self.things - full
        found = [run for run in found if len(run.words) > 1 or run.score > ALONE or run.words[0].text not in things]
        sure = {word.text for run in found if run.score > UNSURE for word in run.words}
        found = [run for run in found if run.score > UNSURE or run.words[0].text in sure]
        found += self._later(found)
        return sorted(found)

    def _cut(self, word: Word, letters: int) -> Word:
        """Return a word without the first letters and their marks."""
        place, rest = word.start + letters, word.text[letters:]
        while place + 1 < word.end and plain(self.text[word.start : place + 1]) in word.text[:letters]:
            place += 1
        return Word(place, word.end, rest, signs(rest), cut=True, vowelled=word.vowelled)

    def joined(self, first: int, last: int) -> bool:
        """Tell whether nothing but blanks parts some words."""
        return all(self.text[self.words[at].end : self.words[at + 1].start] in _BLANK for at in range(first, last - 1))

    def _listed(self, place: int, word: Word) -> Run | None:
        """Return a name that a row of the lexicon holds as a whole: a public figure, a place, an organisation."""
        if not word.sign & sign.LISTED:
            return None
        most = min(shipped().longest.get(fold(word.text), 1), len(self.words) - place)
        for count in range(most, 1, -1):
            if not self.joined(place, place + count):
                continue
            own = (word, *self.words[place + 1 : place + count])
            entry = next(filter(whole, shipped().all(" ".join(one.text for one in own))), None)
            if entry:
                kind = "person" if "figure" in entry.kinds else entry.source.partition("s/")[0]
                return Run(place, place + count, kind, 0.97, own)
        return None

    def _person(self, place: int, word: Word, *, follows: bool) -> Run | None:
        cue = self._cue(place, word, follows=follows)
        if (word.text == "باسم" and "!" in cue) or (not cue and self._amid(place, word)):
            return None
        ends, shape = self._shape(place, word, cue)
        score = believed(shape, cue)
        while not score and len(shape) > 1:  # what follows a name may be none
            shape = shape[:-1]
            score = believed(shape, cue)
        if not score:
            if cue[:1] in ("t", "p") and shape in ("x", "w") and len(ends) == 1:
                self.things.add(word.text)
            return None
        last = ends[len(shape) - 1]
        return Run(place, last, "person", score, (word, *self.words[place + 1 : last]))

    def _amid(self, place: int, word: Word) -> bool:
        """Tell whether a foreign word goes on with what another unlisted one begins: it is a piece of CNN News."""
        if (
            not place
            or word.cut
            or not (word.sign & sign.FOREIGN or not word.sign)
            or not self.joined(place - 1, place + 1)
        ):
            return False
        before = self.words[place - 1]
        return not before.sign and (len(before.text) < 3 or strange(before.text) > 0)

    def _shape(self, place: int, word: Word, cue: str) -> tuple[list[int], str]:
        """Return where the parts of a run end, and its shape, a letter for each part (`bidinorm.names.believe`)."""
        shape, ends = "", []
        at = place
        while at < len(self.words) and at - place < _LONGEST:
            if at > place:
                word = self.words[at]
                if self.text[self.words[at - 1].end : word.start] not in (*_BLANK, "-") or joins(word, self.texts):
                    break
            used, letter = self._part(at, word, shape, cue)
            if not used or (shape and set(shape) <= set("xw") and self._ends(at, letter)):
                break
            shape += letter
            at += used
            ends.append(at)
            if letter in "fcu" and not (at < len(self.words) and self.words[at].sign & sign.HOUSE):
                break
        return ends, shape

    def _ends(self, at: int, letter: str) -> bool:
        """Tell whether a word that may be an Arabic name is none behind a foreign one: García the emotional."""
        if letter in ("f", "c"):
            return not borne(self.words[at - 1].text)
        return letter == "o" and frequency(self.words[at].text) > KNOWN

    def _part(self, at: int, word: Word, shape: str, cue: str) -> tuple[int, str]:
        """Return how many words a part takes, and its letter; 0 where the word is no part of a name."""
        after = self.words[at + 1] if at + 1 < len(self.words) and self.joined(at, at + 2) else None
        own = word.sign
        if own & (sign.SERVANT | sign.FATHER | sign.MOTHER):
            return compound(word, after, shape)
        if own & (sign.SON | sign.HOUSE):
            if not shape or after is None or after.sign & (sign.VERB | sign.RELATION | sign.EVERYDAY):
                return 0, ""
            if own & sign.HOUSE:
                return 2, "f"
            return (1 if after.sign & (sign.SERVANT | sign.FATHER) else 2), "n"
        if after is not None and after.text == "الدين" and not word.text.startswith("ال"):
            return 2, "k"
        if letter := letter_of(own):
            return 1, letter
        if shape[-1:] in ("x", "w") and particle(word, after):
            return 2, "w"
        if not (shape or own) and after is not None and after.sign & sign.FOREIGN and unknown_given(word.text):
            return 1, "w"
        return (1, letter) if (letter := unlisted(word, shape, cue)) else (0, "")

    def _cue(self, place: int, word: Word, *, follows: bool) -> str:
        """Return what stands before a run: `p` a title or profession (`P` with the article), `v` a verb, `l` another
        name, `r` a relation, `t` a street or a company; `!` is added behind who speaks in the name of someone.
        """  # fmt: skip
        if word.cut:
            return "l" if follows and self.text[self.words[place].start] == "و" else ""
        if not place or self.text[self.words[place - 1].end : word.start].strip(" \u00a0\"'“”«»:"):
            return ""
        before = self.words[place - 1]
        own, bare = before.sign, before.text
        if not own and bare[0] in PREFIXES and len(bare) > 3:
            bare = bare[1:]
            own = signs(bare)
        if (
            own & sign.THING
            or bare == "ذا"
            or (bare == "في" and word.sign & (sign.FOREIGN | sign.NAME) == sign.FOREIGN)
        ):
            return "t"
        if own & sign.PERSON:
            return ("P" if bare.startswith("ال") or _HIS(bare) else "p") + "!" * bool(own & sign.VOICE)
        if (his := _HIS(bare)) and any(signs(form) & sign.PERSON for form in (his[1], f"{his[1][:-1]}ة")):
            return "P"
        if own & sign.VERB:
            return "v"
        if own & sign.RELATION:
            return "r"
        return "T" if bare.startswith("ال") and self._titled(place - 1) else ""

    def _titled(self, place: int) -> bool:
        """Tell whether the words before a place are a title with what belongs to it: وزير الخارجية السوري."""
        for at in range(place - 1, max(place - _BACK, -1), -1):
            if not self.joined(at, at + 2):
                return False
            text = self.words[at].text
            bare = text[1:] if not self.words[at].sign and text[0] in PREFIXES and len(text) > 3 else text
            if signs(bare) & sign.PERSON:
                return True
            if not bare.startswith(("ال", "لل")):
                return False
        return False

    def _later(self, found: Sequence[Run]) -> Iterator[Run]:
        """Yield the surnames that stand alone, of persons whose full names were found."""
        surnames: set[str] = set()
        taken: set[int] = set()
        for run in found:
            taken.update(range(run.first, run.last))
            if run.kind == "person" and run.last - run.first > 1:
                surnames.add(run.words[-1].text)
        for place, word in enumerate(self.words) if surnames else ():
            if word.text not in surnames and not (word.text[0] in PREFIXES and word.text[1:] in surnames):
                continue
            if word.text not in surnames:
                if frequency(word.text):
                    continue
                word = self._cut(word, 1)
            if place not in taken and self._repeats(place, word):
                yield Run(place, place + 1, "person", 0.8, (word,))

    def _repeats(self, place: int, word: Word) -> bool:
        """Tell whether a word that is also a surname of the text stands for the person."""
        if word.sign & (sign.FAMILY | sign.FOREIGN):
            return True
        if word.sign & (sign.VERB | sign.RELATION | sign.EVERYDAY | sign.ORDINARY):
            return False
        cue = self._cue(place, word, follows=False)[:1]
        if not word.sign:
            return bool(cue) or strange(word.text) > STRANGE
        before = self.words[place - 1].text if place else ""
        if word.sign & sign.COMMON_FAMILY and cue in ("p", "P", "T"):  # the former president
            return False
        return cue in ("p", "P", "T", "v") or (cue == "r" and not before.startswith("ال"))
