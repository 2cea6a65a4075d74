"""Resolving neutral and isolate formatting types (UAX #9, section 3.3.5).

<https://www.unicode.org/reports/tr9/#Resolving_Neutral_Types>

Each function takes the classes of one isolating run sequence after the weak rules, framed by sos and eos.
"""

from __future__ import annotations

import re

from bidinorm.bidi.brackets import resolve_brackets
from bidinorm.bidi.classes import BRACKETS

_OTHERS = BRACKETS + b"ijkdM"
_TO_ON = bytes.maketrans(_OTHERS, b"O" * len(_OTHERS))
# `re` finds a literal at the start of a pattern fast; what stands before the neutrals is taken along for that.
_AFTER_L = re.compile(rb"LOO*+(?=L)")
_AFTER_R = re.compile(rb"ROO*+(?=R)")
_AFTER_R_OR_NUMBER = re.compile(rb"O(?<=[REN]O)O*+(?=[REN])")
_L, _R, _EN, _AN = b"LREN"


def resolve_neutral(sequence: bytes, level: int) -> bytes:
    """N0–N2: resolve brackets, other neutrals and isolate formatting characters.

    What is left as ON takes the embedding direction (N2).

    >>> resolve_neutral(b"LRORELOR", 0)
    b'LRRRELOR'
    """
    opposite = _L in sequence if level & 1 else _R in sequence or _EN in sequence or _AN in sequence
    if not opposite:
        # Whatever the brackets do, all neutrals take the embedding direction.
        return sequence.translate(_TO_ON)
    return between_strong(resolve_brackets(sequence, level).translate(_TO_ON), level)


def between_strong(sequence: bytes, level: int) -> bytes:
    """N1: a sequence of neutrals takes the direction of the text on both sides where that is the same.

    EN and AN act as R. Only what differs from the embedding direction is written; N2 does the rest.

    >>> between_strong(b"LOLROOELOR", 0), between_strong(b"LOLROOELOR", 1)
    (b'LOLRRRELOR', b'LLLROOELOR')
    """
    # Most gaps are one space between two words. `replace` sees no overlap: its second pass finds what words of
    # one letter have hidden from the first.
    if level & 1:
        sequence = sequence.replace(b"LOL", b"LLL")
        if sequence.find(b"LOO") >= 0:
            return _AFTER_L.sub(_as_l, sequence)
        return sequence.replace(b"LOL", b"LLL")
    if _EN in sequence or _AN in sequence:
        return _AFTER_R_OR_NUMBER.sub(_as_r, sequence)
    sequence = sequence.replace(b"ROR", b"RRR")
    if sequence.find(b"ROO") >= 0:
        return _AFTER_R.sub(_as_r, sequence)
    return sequence.replace(b"ROR", b"RRR")


def _as_r(match: re.Match[bytes]) -> bytes:
    start, end = match.span()
    return b"R" * (end - start)


def _as_l(match: re.Match[bytes]) -> bytes:
    start, end = match.span()
    return b"L" * (end - start)
