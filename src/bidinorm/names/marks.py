"""Marks that a writer gave: they are obeyed, whatever a lexicon, a rule or a model says."""

from __future__ import annotations

import re

from bidinorm.chars import TASHKEEL, TATWEEL
from bidinorm.names.sounds import DAGGER, FATHA, SHADDA, SHORT, SUKUN, Letter, letters

_MARK = re.compile(f"[{TASHKEEL}]")
_TATWEEL = re.compile(TATWEEL)


def marked(word: str) -> bool:
    """Tell whether a word bears tashkeel."""
    return _MARK.search(word) is not None


def plain(word: str) -> str:
    """Return a word without tashkeel and tatweel.

    >>> plain("حـميد"), plain("حَمِيد")
    ('حميد', 'حميد')
    """
    return _TATWEEL.sub("", _MARK.sub("", word))


def agree(given: str, known: str) -> bool:
    """Tell whether the marks that a writer gave are among those of a known vocalisation of the word.

    >>> agree("حَميد", "حَمِيد"), agree("حُميد", "حَمِيد")
    (True, False)
    """
    one, other = letters(given), letters(known)
    if [letter.base for letter in one] != [letter.base for letter in other]:
        return False
    last = len(one) - 1
    for place, (mine, theirs) in enumerate(zip(one, other, strict=True)):
        vowel, right = ("" if v in (SUKUN, DAGGER) else v for v in (mine.vowel, theirs.vowel))
        if (vowel and vowel != right and place != last) or mine.double > theirs.double:
            return False
        if theirs.double and not mine.double and mine.vowel in SHORT and place != last:
            return False
        if mine.vowel == SUKUN and theirs.vowel not in ("", SUKUN) and place != last:
            return False
    return True


def obey(given: str, known: str) -> str:
    """Return the known vocalisation with the marks that a writer gave in place of its own.

    Where most letters bear marks the writer has said all there is to say, and the word is returned as it is.

    >>> obey("حُميد", "حَمِيد")
    'حُمِيد'
    """
    one, other = letters(given), letters(known)
    said = sum(not letter.bare for letter in one)
    if 2 * said >= len(one) or [letter.base for letter in one] != [letter.base for letter in other]:
        return given
    return "".join(written(mine if not mine.bare else theirs) for mine, theirs in zip(one, other, strict=True))


def written(letter: Letter) -> str:
    """Return a letter with its marks."""
    return letter.base + (SHADDA if letter.double else "") + letter.vowel


def split_article(word: str) -> tuple[bool, str]:
    """Return whether a word, with or without marks, begins with the article, and what follows it.

    >>> split_article("الشَطْرِيّ"), split_article("إلهام"), split_article("الله")
    ((True, 'شَطْرِيّ'), (False, 'إلهام'), (False, 'الله'))
    """
    if word[:1] != "ا" or len(word) < 4 or plain(word) in ("الله", "اللهم"):
        return False, word
    units = letters(word)
    if len(units) < 3 or units[1].base != "ل" or units[1].double:
        return False, word
    if units[0].vowel not in ("", FATHA) or units[1].vowel not in ("", SUKUN):
        return False, word
    rest = list(units[2:])
    if rest[0].double:  # the sign of a sun letter
        rest[0] = Letter(rest[0].base, rest[0].vowel, double=False)
    return True, "".join(written(letter) for letter in rest) if marked(word) else word[2:]
