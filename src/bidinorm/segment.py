"""Where the words are in a string of Arabic letters without blanks.

The best way to cut it into words that are known (`bidinorm.vocabulary`), by how common each is; none, where some
part is no known word.

>>> words("وصلتالشحنةإلىالميناء")
['وصلت', 'الشحنة', 'إلى', 'الميناء']
>>> words("ذثخقغ")
[]
"""

from __future__ import annotations

from bidinorm.vocabulary import frequency

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
