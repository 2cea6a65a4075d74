"""Resolving implicit levels (UAX #9, section 3.3.6).

<https://www.unicode.org/reports/tr9/#Resolving_Implicit_Levels>
"""

from __future__ import annotations

from functools import cache


@cache
def implicit_table(level: int) -> bytes:
    """I1 and I2 for one embedding level, as a table for `bytes.translate`.

    I1: on an even level, R goes up by one, AN and EN by two.
    I2: on an odd level, L, EN and AN go up by one.
    ON stays, because N2 has given it the embedding direction.
    """
    table = bytearray([level] * 256)
    raised = {"L": 1, "E": 1, "N": 1} if level & 1 else {"R": 1, "E": 2, "N": 2}
    for letter, steps in raised.items():
        table[ord(letter)] = level + steps
    return bytes(table)


def implicit_levels(sequence: bytes, level: int) -> bytes:
    """I1 and I2: turn resolved types into levels.

    >>> list(implicit_levels(b"LRENO", 0)), list(implicit_levels(b"LRENO", 1))
    ([0, 1, 2, 2, 0], [2, 1, 2, 2, 1])
    """
    return sequence.translate(implicit_table(level))
