"""Resolving weak types (UAX #9, section 3.3.4).

<https://www.unicode.org/reports/tr9/#Resolving_Weak_Types>

Each function takes the classes of one isolating run sequence, framed by sos and eos.
"""

from __future__ import annotations

import re

_MARKS = re.compile(rb"(?s)(.)(m+)")
# A segment that holds no number must not be tried again from each of its letters: so both patterns begin at the
# end of the strong text before it.
_EN_AFTER_AL = re.compile(rb"([LR][^LRA]*+)(A[^LRE]*+E[^LR]*+)")
_EN_AFTER_L = re.compile(rb"((?:(?<=R)|\A)[^LR]*+)(L[^RE]*+E[^R]*+)")
_TERMINATED = re.compile(rb"(?<!t)t++E[Et]*|Et[Et]*")
_EN_TO_AN = bytes.maketrans(b"E", b"N")
_EN_TO_L = bytes.maketrans(b"E", b"L")
AL_AND_SEPARATORS = bytes.maketrans(b"AstcWSBn", b"ROOOOOOO")
"""W3 and W6: AL becomes R; separators and terminators become ON, and here every other neutral with them."""

_L, _R, _AL, _EN, _AN, _ES, _ET, _NSM = b"LRAENstm"


def resolve_weak(sequence: bytes) -> bytes:
    """W1–W7: resolve the weak types of an isolating run sequence.

    What is left: L, R, EN, AN and neutrals; all of these are written as ON, save brackets, isolate
    initiators and PDIs.

    >>> resolve_weak(b"LAWEcEtWLER")
    b'LRONNNOOLLR'
    """
    if _NSM in sequence:
        sequence = nonspacing_marks(sequence)
    if _EN in sequence:
        if _AL in sequence:
            sequence = numbers_after_al(sequence)
        sequence = separators_and_terminators(sequence)
    elif _AN in sequence:
        sequence = sequence.replace(b"NcN", b"NNN").replace(b"NcN", b"NNN")
    sequence = sequence.translate(AL_AND_SEPARATORS)
    if _EN in sequence and _L in sequence:
        sequence = _EN_AFTER_L.sub(_en_to_l, sequence)  # W7
    return sequence


def nonspacing_marks(sequence: bytes) -> bytes:
    """W1: a nonspacing mark takes the type of the character before it, ON after an isolate initiator or PDI.

    A mark after a bracket is written `M`: it is ON, and follows the bracket when N0 resolves that.

    >>> nonspacing_marks(b"LAmmWmdmR")
    b'LAAAWWdOR'
    """
    # Vowelled Arabic has one or two marks on a letter.
    sequence = sequence.replace(b"Am", b"AA").replace(b"Am", b"AA")
    if _NSM in sequence:
        sequence = _MARKS.sub(_like_previous, sequence)
    return sequence


def numbers_after_al(sequence: bytes) -> bytes:
    """W2: EN becomes AN where the last strong type before it is AL.

    >>> numbers_after_al(b"REWAEcEWLER")
    b'REWANcNWLER'
    """
    start = sequence.find(_AL)
    # Mostly no other strong type follows before eos, and the rule holds for all that does.
    if sequence.find(_L, start) < 0 and sequence.find(_R, start, -1) < 0:
        return sequence[:start] + sequence[start:].translate(_EN_TO_AN)
    return _EN_AFTER_AL.sub(_en_to_an, sequence)


def separators_and_terminators(sequence: bytes) -> bytes:
    """W4 and W5: a single separator between two numbers of one kind joins them, EN takes terminators beside it.

    >>> separators_and_terminators(b"LEcEscEttWtEcR"), separators_and_terminators(b"LNsNcNL")
    (b'LEEEscEEEWEEcR', b'LNsNNNL')
    """
    # `replace` sees no overlap: its second pass joins what single digits have kept apart.
    sequence = sequence.replace(b"EcE", b"EEE").replace(b"EcE", b"EEE")
    if _ES in sequence:
        sequence = sequence.replace(b"EsE", b"EEE").replace(b"EsE", b"EEE")
    if _AN in sequence:
        sequence = sequence.replace(b"NcN", b"NNN").replace(b"NcN", b"NNN")
    if _ET in sequence:
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
    before, segment = match.groups()
    return before + segment.translate(_EN_TO_AN)


def _en_to_l(match: re.Match[bytes]) -> bytes:
    before, segment = match.groups()
    return before + segment.translate(_EN_TO_L)


def _as_en(match: re.Match[bytes]) -> bytes:
    return b"E" * len(match[0])
