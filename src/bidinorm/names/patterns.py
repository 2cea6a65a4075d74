"""Vowels by rule, for words that no lexicon holds: nisbas of known words, shapes of Arabic, and letter by letter."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import lexicons
from bidinorm.names.lexicon import light_fold
from bidinorm.names.sounds import DAMMA, FATHA, KASRA, SHADDA, SUKUN

if TYPE_CHECKING:
    from bidinorm.names.lexicon import Names

RADICALS = "فعلق"
"""The letters of a shape that stand for any consonant."""
_ENDING = KASRA + "ي" + SHADDA


class Guess(NamedTuple):
    """Vowels that a rule gives a word, with how sure the rule is and what it went by."""

    vocalised: str
    score: float
    why: str


def guesses(word: str, names: Names) -> list[Guess]:
    """Return what the rules make of a word without article and marks, the surest first.

    >>> from bidinorm.names.lexicon import shipped
    >>> guesses("مسعود", shipped())[0].vocalised
    'مَسْعُود'
    """
    word = word[:-1].replace("ى", "ي") + word[-1:]  # within a word it can be nothing else
    found = [*_nisba(word, names), *shaped(word)]
    found.append(Guess(letter_by_letter(word), 0.1, "letter by letter"))
    return sorted(found, key=lambda guess: -guess.score)


def _nisba(word: str, names: Names) -> list[Guess]:
    """A word in ي of a known word: مصري of مصر, بصري of البصرة; none is made of what ends in a long vowel."""
    if len(word) < 4 or word[-1] not in "يى" or word[-2] in "اآىي":
        return []
    base = word[:-1]
    for known in (base, base + "ة", "ال" + base, "ال" + base + "ة", base + "ا"):
        row = names.find(known)
        if row is None or not row.vocalised or light_fold(row.arabic) != light_fold(known):
            continue
        vocalised = row.vocalised.removeprefix("ال")
        if known.endswith(("ة", "ا")) and not base.endswith(known[-1]):
            vocalised = vocalised[:-1].rstrip(FATHA + SUKUN + SHADDA)
        return [Guess(vocalised.rstrip(FATHA + KASRA + DAMMA + SUKUN) + _ENDING, 0.9, f"nisba of {row.arabic}")]
    return []


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], str, float, str], ...]:
    found = []
    for shape, vocalised, score, _ in lexicons.read("patterns.tsv").rows:
        pattern = "".join(f"(?P<{_group(char)}>[^اآىة])" if char in RADICALS else char for char in shape)
        pattern += "(?<!ي)" if shape[-1] in RADICALS and len(shape) > 3 else ""  # that ي is more likely a nisba's
        found.append((re.compile(pattern), vocalised, float(score), shape))
    return tuple(found)


def _group(radical: str) -> str:
    return f"r{RADICALS.index(radical)}"


def shaped(word: str) -> list[Guess]:
    """Return the vowels of the first shape that fits; writers leave out the hamza of أ, and the dots of a final ي."""
    forms = [word]
    if word[:1] == "ا":
        forms.append("أ" + word[1:])
    if len(word) > 3 and word[-1] == "ى":
        forms.insert(0, word[:-1] + "ي")
    for form in forms:
        for pattern, vocalised, score, shape in _shapes():
            if found := pattern.fullmatch(form):
                filled = "".join(found[_group(char)] if char in RADICALS else char for char in vocalised)
                return [Guess(filled, score, f"shape {shape}")]
    return []


def letter_by_letter(word: str) -> str:
    """Return a word with a vowel in every syllable: ا و ي are long where they can be, else it is an a.

    >>> letter_by_letter("درخم")
    'دَرخَم'
    """
    found: list[str] = []
    open_syllable = False
    for place, letter in enumerate(word):
        after = word[place + 1 : place + 2]
        beyond = word[place + 2 : place + 3]
        found.append(letter)
        mater = after in ("ا", "و", "ي", "ى", "ة") and not (after in ("و", "ي") and beyond in ("ا", "ة", "ى"))
        if not place and letter in "اأ" and after and not mater:
            found.append(FATHA)
            open_syllable = True
            continue
        if letter in ("ا", "آ", "ى", "ة") or (letter in ("و", "ي") and open_syllable):
            open_syllable = letter != "ة"
            continue
        if after and mater:
            found.append({"و": DAMMA, "ي": KASRA}.get(after, FATHA))
            open_syllable = True
        elif after and (letter in "ؤئ" or not open_syllable):
            found.append({"ؤ": DAMMA, "ئ": KASRA}.get(letter, FATHA))
            open_syllable = True
        else:
            open_syllable = False
    return "".join(found)
