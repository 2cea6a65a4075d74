r"""Where the words are in a string of Arabic letters without blanks, or with too many.

The best way to cut it into words that are known (`bidinorm.vocabulary`), by how common each is; none, where some
part is no known word.

>>> words("وصلتالشحنةإلىالميناء")
['وصلت', 'الشحنة', 'إلى', 'الميناء']
>>> words("ذثخقغ")
[]
"""

from __future__ import annotations

import re

from bidinorm import chars
from bidinorm.direction import LETTERS
from bidinorm.vocabulary import frequency
from bidinorm.vocabulary import words as known

LONGEST = 14
"""Letters that a word may have."""
WORD = 11.0
"""What each word costs, in nats; it gains 0.7 for each time that it is twice as frequent."""
SHORT = 9
"""How frequent a word of two letters must be: rarer ones are found everywhere."""


def _gain(word: str) -> float | None:
    """Return what a word gains, or None where it is not known well enough."""
    found = frequency(word)
    if not found or len(word) < 2 or (len(word) == 2 and found < SHORT):
        return None
    return 0.7 * found - WORD


def words(letters: str) -> list[str]:
    """Return the words, or an empty list where the letters cannot be cut into known ones."""
    best: list[tuple[float, int] | None] = [(0.0, 0)] + [None] * len(letters)
    for end in range(2, len(letters) + 1):
        for start in range(max(0, end - LONGEST), end - 1):
            before = best[start]
            gain = _gain(letters[start:end]) if before else None
            if before and gain is not None:
                own = best[end]
                if own is None or before[0] + gain > own[0]:
                    best[end] = (before[0] + gain, start)
    found: list[str] = []
    end = len(letters)
    while end and (step := best[end]) is not None:
        found.append(letters[step[1] : end])
        end = step[1]
    return found[::-1] if not end else []


BOTH = 3
"""How frequent a word must be for two pieces that are none to be one."""
ONE = 4
"""The same where one of the pieces is a word."""
AND = "\u0648"
"""Waw alone is the conjunction, which many write with blanks around it, and no cut-off end of a word."""
_ARTICLE = "\u0627\u0644"
_ADJECTIVE = "\u064a\u0629"
"""The beginning and the end of many words, and none of their own, though catalogues list them."""
_LETTER = f"{LETTERS}{chars.ARABIC_MARK}{chars.TATWEEL}"
_PAIR = re.compile(
    f"(?<![\\w{chars.ARABIC_MARK}])(?=([{LETTERS}]{{2,}})\u0020([{LETTERS}]+)(?![\\w{chars.ARABIC_MARK}]))"
).finditer


def cuts(line: str) -> list[int]:
    """Return the places of the blanks that cut a word in a line that was extracted.

    Together the pieces are a word, and one of them is none. Fonts that tuck a letter under the one before it leave a
    gap that looks like a blank.

    >>> cuts("في السنة الهجر ية"), cuts("في السنة الأخيرة")
    ([14], [])
    """
    found: list[int] = []
    for pair in _PAIR(line):
        first, second = pair.groups()
        if second == AND:
            continue
        both = known().get(first + second, -1) + 1
        if both < BOTH or (found and found[-1] == pair.start() - 1):
            continue
        pieces = [
            0 if first == _ARTICLE else frequency(first),
            0 if second == _ADJECTIVE else ONE if second == _ARTICLE else frequency(second),
        ]
        if min(pieces) == 0 and both >= (ONE if max(pieces) else BOTH):
            found.append(pair.end(1))
    return found


def mended(line: str) -> str:
    """Return an extracted line without the blanks that cut its words.

    >>> mended("عاد الطلاب بعد عطلة طو يلة")
    'عاد الطلاب بعد عطلة طويلة'
    """
    for place in reversed(cuts(line)):
        line = line[:place] + line[place + 1 :]
    return line
