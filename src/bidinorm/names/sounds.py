r"""From vocalised Arabic to signs: the units that a scheme spells.

A sign is what one row of a scheme is about: a consonant by its letter (`ب`, doubled `بّ`), a vowel as textbooks
write it, on a tatweel: `ـَ ـِ ـُ` short, `ـَا ـِي ـُو ـَى` long, `ـَي ـَو` diphthongs, `ـِيّ ـُوّ` before their second
half, `ـَة ـَاة` at the end of feminine words. All seats of hamza are `ء`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bidinorm.chars import TASHKEEL, members

FATHA, DAMMA, KASRA, SHADDA, SUKUN, DAGGER = "\u064e", "\u064f", "\u0650", "\u0651", "\u0652", "\u0670"
SHORT = {FATHA: "ـَ", DAMMA: "ـُ", KASRA: "ـِ"}
LONG_A, LONG_I, LONG_U, MAKSURA = "ـَا", "ـِي", "ـُو", "ـَى"
AY, AW, IYY, UWW = "ـَي", "ـَو", "ـِيّ", "ـُوّ"
FEMININE, LONG_FEMININE = "ـَة", "ـَاة"
VOWELS = frozenset({*SHORT.values(), LONG_A, LONG_I, LONG_U, MAKSURA, AY, AW, IYY, UWW, FEMININE, LONG_FEMININE})
"""The signs that are or begin with a vowel."""

_MARKS = members(TASHKEEL)
_SEATS = str.maketrans("أإؤئٱ", "ءءءءا")
_SAME = str.maketrans("یکھہےېێۆۇۋٹڈڑڕںڼڵ", "يكههيييوووتدررننل")
"""Letters of Kurdish, Persian, Urdu and Pashto, as the Arabic letters that stand nearest."""
_KURDISH_A = "\u06d5"
"""Kurdish writes its short a as a letter."""
_SILENT = {"عمرو": "عمر", "مائة": "مئة"}
"""Words with a letter that is written and not spoken."""

_DEFECTIVE = {"داود": 3, "طاوس": 3}
"""Words whose long u is written once, and where the other و belongs (ALA-LC, rule 19)."""


class Letter(NamedTuple):
    """A letter with its marks."""

    base: str
    vowel: str
    """A short vowel's mark, sukun, dagger alef, or nothing."""
    double: bool

    @property
    def bare(self) -> bool:
        """Whether it bears no mark."""
        return not self.vowel and not self.double


@lru_cache(maxsize=65536)
def letters(word: str) -> tuple[Letter, ...]:
    """Return the letters of a word with their marks, in whatever order those were written."""
    found: list[Letter] = []
    for char in word.translate(_SAME):
        if char == _KURDISH_A:
            char = FATHA
        if char not in _MARKS:
            found.append(Letter(char, "", double=False))
        elif found:
            base, vowel, double = found[-1]
            if char == SHADDA:
                double = True
            elif not (char == DAGGER and vowel == DAGGER):
                vowel = char
            found[-1] = Letter(base, vowel, double)
    return tuple(found)


def signs(word: str) -> list[str]:
    """Return the signs of one vocalised word, without article; case endings and tanwin are silent, as in pause.

    >>> signs("حَمِيد")
    ['ح', 'ـَ', 'م', 'ـِي', 'د']
    >>> signs("شَطْرِيّ")
    ['ش', 'ـَ', 'ط', 'ر', 'ـِيّ']
    """
    units = list(letters(word))
    plain = "".join(unit.base for unit in units)
    if plain.endswith("لله") and len(plain) <= 5:
        return _god(units, plain)
    if plain in _DEFECTIVE:
        units.insert(_DEFECTIVE[plain], Letter("و", "", double=False))
    if plain in _SILENT:
        silent = next(n for n, unit in enumerate(units) if not _SILENT[plain].startswith(plain[: n + 1]))
        del units[silent]
    found: list[str] = []
    place = _begin(units, found)
    while place < len(units):
        place = _one(units, place, found)
    return _pause(found)


def _god(units: list[Letter], plain: str) -> list[str]:
    """Read الله, alone or after a joined preposition: Allāh, billāh, lillāh (ALA-LC, rule 23)."""
    if plain == "الله":
        return [SHORT[FATHA], "لّ", LONG_A, "ه"]
    usual = FATHA if plain[0] in "وف" else KASRA
    return [plain[0], SHORT[units[0].vowel if units[0].vowel in SHORT else usual], "لّ", LONG_A, "ه"]


def _begin(units: list[Letter], found: list[str]) -> int:
    """Take an alef that opens the word: it carries a vowel and no sound of its own."""
    if not units or units[0].base not in "اأإآٱ":
        return 0
    base, vowel, _ = units[0]
    if base == "آ":
        found += ["ء", LONG_A]
        return 1
    if base in "أإ":
        found.append("ء")
    after = units[1] if len(units) > 1 else None
    if not vowel or vowel == SUKUN:
        mater = after is not None and after.base in "وي" and after.bare
        usual = {"أ": FATHA, "إ": KASRA}.get(base, KASRA)
        vowel = usual if base == "أ" or not mater or after is None else {"و": DAMMA, "ي": KASRA}[after.base]
    return _vowel(units, 0, vowel, found)


def _one(units: list[Letter], place: int, found: list[str]) -> int:
    base, vowel, double = units[place]
    if base == "آ":
        found += ["ء", LONG_A]
        return place + 1
    if base == "ة":
        found.append(FEMININE)
        return place + 1
    if base == "ا" and not vowel:
        if found and found[-1] not in VOWELS:
            found.append(LONG_A)
        return place + 1
    if base == "ى":
        if not found or found[-1] not in VOWELS:
            found.append(MAKSURA)
        return place + 1
    sound = base.translate(_SEATS)
    found.append(sound + SHADDA if double else sound)
    return _vowel(units, place, vowel, found)


def _vowel(units: list[Letter], place: int, vowel: str, found: list[str]) -> int:
    """Add the vowel after the letter at `place` with the mater that lengthens it; return the next place."""
    after = units[place + 1] if place + 1 < len(units) else Letter("", "", double=False)
    last = place + 2 == len(units)
    if vowel in ("", DAGGER) and after.base == "ا" and after.bare:
        vowel = FATHA
    elif not vowel and after.base in ("و", "ي") and after.bare and not _vowelled(units, place + 2):
        vowel = {"و": DAMMA, "ي": KASRA}[after.base]
    if vowel == DAGGER:
        found.append(LONG_A)
        return place + 1 + (after.base == "ى")
    if vowel not in SHORT:
        return place + 1
    long = _long(vowel, after, last=last)
    found.append(long or SHORT[vowel])
    if not long:
        return place + 1
    if long in (IYY, UWW):
        return _vowel(units, place + 1, after.vowel, found)
    if long == LONG_A and place + 3 == len(units) and units[-1].base == "ة":
        found[-1] = LONG_FEMININE
        return place + 3
    silent = long == LONG_U and place + 3 == len(units) and units[-1].base == "ا"
    return place + 2 + silent


def _vowelled(units: list[Letter], place: int) -> bool:
    """Tell whether the unit here lengthens the one before it, which is then a consonant."""
    return place < len(units) and units[place].base in "اىة" and units[place].bare


def _long(vowel: str, after: Letter, *, last: bool) -> str:
    """Return the long vowel or diphthong that a mater makes of a short vowel, or nothing."""
    silent = after.vowel in ("", SUKUN)
    if after.double:
        return {(KASRA, "ي"): IYY, (DAMMA, "و"): UWW}.get((vowel, after.base), "")
    if not silent:
        dagger = after.vowel == DAGGER and after.base == "ى"
        return MAKSURA if dagger else ""
    table = {(FATHA, "ا"): LONG_A, (FATHA, "ى"): MAKSURA, (KASRA, "ي"): LONG_I, (DAMMA, "و"): LONG_U,
             (FATHA, "ي"): AY, (FATHA, "و"): AW}  # fmt: skip
    if vowel == KASRA and after.base == "ى" and last:
        return LONG_I
    return table.get((vowel, after.base), "")


def _pause(found: list[str]) -> list[str]:
    """Drop a short vowel at the end (a case ending), and one before a feminine ending."""
    if len(found) > 1 and found[-1] in SHORT.values():
        found.pop()
    if len(found) > 2 and found[-1] == FEMININE and found[-2] in VOWELS:
        before = found[-2]
        if before in SHORT.values():
            del found[-2]
        elif before == LONG_A:
            found[-2:] = [LONG_FEMININE]
    return found
