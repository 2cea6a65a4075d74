"""Resolving neutral and isolate formatting types (UAX #9, section 3.3.5).

<https://www.unicode.org/reports/tr9/#Resolving_Neutral_Types>

Each function takes the classes of one isolating run sequence after the weak rules, framed by sos and eos.
"""

from __future__ import annotations

import re

from bidinorm.bidi.brackets import resolve_brackets
from bidinorm.bidi.classes import BRACKETS

_NEUTRAL = BRACKETS + b"ijkdM"
_TO_ON = bytes.maketrans(_NEUTRAL, b"O" * len(_NEUTRAL))
_TO_R = bytes.maketrans(b"O", b"R")
_TO_L = bytes.maketrans(b"O", b"L")
_R_TO_R = re.compile(rb"[REN][^L]*[REN]")
_L_TO_L = re.compile(rb"L[^REN]*L")


def resolve_neutral(sequence: bytes, level: int) -> bytes:
    """N0–N2: resolve brackets, other neutrals and isolate formatting characters.

    What is left as ON takes the embedding direction (N2).

    >>> resolve_neutral(b"LRORELOR", 0)
    b'LRRRELOR'
    """
    if len(sequence.translate(None, BRACKETS)) != len(sequence):
        sequence = resolve_brackets(sequence, level)
    return between_strong(sequence.translate(_TO_ON), level)


def between_strong(sequence: bytes, level: int) -> bytes:
    """N1: a sequence of neutrals takes the direction of the text on both sides where that is the same.

    EN and AN act as R. Only what differs from the embedding direction is written; N2 does the rest.

    >>> between_strong(b"LOLROOELOR", 0), between_strong(b"LOLROOELOR", 1)
    (b'LOLRRRELOR', b'LLLROOELOR')
    """
    if level & 1:
        return _L_TO_L.sub(_to_l, sequence)
    return _R_TO_R.sub(_to_r, sequence)


def _to_r(match: re.Match[bytes]) -> bytes:
    return match[0].translate(_TO_R)


def _to_l(match: re.Match[bytes]) -> bytes:
    return match[0].translate(_TO_L)
