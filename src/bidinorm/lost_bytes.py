r"""Letters of which one of two bytes is lost, guessed from the words that are known.

UTF-8 writes most Arabic letters as D8 or D9 and a second byte. A reader for whom that byte means nothing drops it,
or puts `?` or U+FFFD for it. Often only one letter can have stood there, or only one makes a known word.

>>> filled("شب{}ة", ["ف", "ق", "ك", "ل"])
'شبكة'
>>> filled("{}{}", ["ف", "ق", "ك", "ل"]) == "\ufffd\ufffd"
True
"""

from __future__ import annotations

from itertools import product

from bidinorm.vocabulary import frequency

LOST = "\ufffd"
"""What stands for a letter that cannot be known: the replacement character of Unicode."""
FREQUENT = 5
"""How frequent a word must be to be believed."""
COMMON = 8
"""How frequent a word must be for a gap in it to be taken for a mark rather than for a letter."""
FATHA = "\u064e"
"""A mark whose bytes are never lost: where it stands, others may have stood."""
AHEAD = 5
"""By how many doublings it must be more frequent than any other."""
GAPS = 1
"""Letters of a word that may be guessed."""


def filled(word: str, *candidates: list[str]) -> str:
    """Return a word with its gaps, each written `{}`, filled with letters, or with U+FFFD where they are not certain.

    `candidates` are the letters for each gap, or one list for all.
    """
    gaps = word.count("{}")
    lists = list(candidates) if len(candidates) == gaps else list(candidates[:1]) * gaps
    if all(len(letters) == 1 for letters in lists):
        made = word.format(*(letters[0] for letters in lists))
        without = word.replace("{}", "")  # the gap may have been a mark
        marked = FATHA in without or (len(without) > 2 and frequency(without) >= COMMON)
        return word.format(*[LOST] * gaps) if marked and not frequency(made) else made
    if gaps <= GAPS:
        every = [word.format(*letters) for letters in product(*lists)]
        second, best = sorted(map(frequency, every))[-2:]
        if best >= max(FREQUENT, second + AHEAD):
            return max(every, key=frequency)
    return word.format(*(letters[0] if len(letters) == 1 else LOST for letters in lists))
