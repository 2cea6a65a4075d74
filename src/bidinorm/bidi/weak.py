"""Resolving weak types (UAX #9, section 3.3.4).

<https://www.unicode.org/reports/tr9/#Resolving_Weak_Types>

Each function takes the classes of one isolating run sequence, framed by sos and eos.
"""

from __future__ import annotations

import re

_MARKS = re.compile(rb"(?s)(.)(m+)")
_AFTER_AL = re.compile(rb"A[^LR]*")
_SEPARATED_EN = re.compile(rb"(?<=E)[sc](?=E)")
_SEPARATED_AN = re.compile(rb"(?<=N)c(?=N)")
_TERMINATED = re.compile(rb"(?<!t)t++E[Et]*|Et[Et]*")
_AFTER_L = re.compile(rb"L[^R]*")
_EN_TO_AN = bytes.maketrans(b"E", b"N")
_EN_TO_L = bytes.maketrans(b"E", b"L")
AL_AND_SEPARATORS = bytes.maketrans(b"AstcWSBn", b"ROOOOOOO")
_HIGH = bytes(range(0x80, 0x100))


def resolve_weak(sequence: bytes) -> bytes:
    """W1–W7: resolve the weak types of an isolating run sequence.

    What is left: L, R, EN, AN and neutrals; all of these are written as ON, save brackets, isolate
    initiators and PDIs.

    >>> resolve_weak(b"LAWEcEtWLER")
    b'LRONNNOOLLR'
    """
    if b"m" in sequence:
        sequence = nonspacing_marks(sequence)
    if b"E" in sequence:
        sequence = numbers(sequence)
    elif b"N" in sequence:
        sequence = _SEPARATED_AN.sub(b"N", sequence)
    # W3, and W6 for what W4 and W5 have left.
    sequence = sequence.translate(AL_AND_SEPARATORS)
    if b"E" in sequence:
        # W7: EN becomes L where the last strong type before it is L.
        sequence = _AFTER_L.sub(_en_to_l, sequence)
    return sequence


def nonspacing_marks(sequence: bytes) -> bytes:
    """W1: a nonspacing mark takes the type of the character before it, ON after an isolate initiator or PDI.

    A mark after a bracket is written `M`: it is ON, and follows the bracket when N0 resolves that.

    >>> nonspacing_marks(b"LAmmWmdmR")
    b'LAAAWWdOR'
    """
    # Vowelled Arabic has one or two marks on a letter.
    sequence = sequence.replace(b"Am", b"AA").replace(b"Am", b"AA")
    if b"m" in sequence:
        sequence = _MARKS.sub(_like_previous, sequence)
    return sequence


def numbers(sequence: bytes) -> bytes:
    """W2, W4 and W5: European numbers after Arabic letters, separators in numbers, terminators beside them.

    >>> numbers(b"LEcEscEttWtEcR"), numbers(b"REWAEsENcNL")
    (b'LEEEscEEEWEEcR', b'REWANsNNNNL')
    """
    if b"A" in sequence:
        sequence = _AFTER_AL.sub(_en_to_an, sequence)
    if b"s" in sequence or b"c" in sequence:
        sequence = _SEPARATED_AN.sub(b"N", _SEPARATED_EN.sub(b"E", sequence))
    if b"t" in sequence:
        sequence = _TERMINATED.sub(_as_en, sequence)
    return sequence


def _like_previous(match: re.Match[bytes]) -> bytes:
    before = match[1]
    if before in b"ijkd":
        code = b"O"
    elif before >= b"\x80":
        code = b"M"
    else:
        code = before
    return before + code * len(match[2])


def _en_to_an(match: re.Match[bytes]) -> bytes:
    return match[0].translate(_EN_TO_AN)


def _en_to_l(match: re.Match[bytes]) -> bytes:
    return match[0].translate(_EN_TO_L)


def _as_en(match: re.Match[bytes]) -> bytes:
    return b"E" * len(match[0])
