"""Resolving weak types (UAX #9, section 3.3.4).

<https://www.unicode.org/reports/tr9/#Resolving_Weak_Types>

Each function takes the classes of one isolating run sequence, framed by sos and eos.
"""

from __future__ import annotations

import re

# `re` looks for a literal or a set at the start of a pattern at the speed of C, but not for a repeated one.
_MARKS = re.compile(rb"(?s)m(?<=(.)m)m*")
_NUMBER = re.compile(rb"EE*")
_NUMBER_OR_TERMINATOR = re.compile(rb"[Eet][Eet]*")
_EN_TO_AN = bytes.maketrans(b"E", b"N")
AL_AND_SEPARATORS = bytes.maketrans(b"AestcWSBn", b"RLOOOOOOO")
"""W3, W6 and W7: AL becomes R; separators and terminators become ON, and here every other neutral with them; EN
that has L before it, which `numbers_after_strong` writes as `e`, becomes L."""

_L, _R, _AL, _EN, _EN_AFTER_L, _AN, _ES, _ET, _NSM = b"LRAEeNstm"


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
        if _AL in sequence or _L in sequence:
            sequence = numbers_after_strong(sequence)
        sequence = separators_and_terminators(sequence)
    elif _AN in sequence:
        sequence = sequence.replace(b"NcN", b"NNN").replace(b"NcN", b"NNN")
    return sequence.translate(AL_AND_SEPARATORS)


def nonspacing_marks(sequence: bytes) -> bytes:
    """W1: a nonspacing mark takes the type of the character before it, ON after an isolate initiator or PDI.

    A mark after a bracket is written `M`: it is ON, and follows the bracket when N0 resolves that.

    >>> nonspacing_marks(b"LAmmWmdmR")
    b'LAAAWWdOR'
    """
    # Vowelled Arabic has one or two marks on a letter.
    sequence = sequence.replace(b"Am", b"AA")
    if _NSM in sequence:
        sequence = sequence.replace(b"Am", b"AA")
    if _NSM in sequence:
        sequence = _MARKS.sub(_like_previous, sequence)
    return sequence


def numbers_after_strong(sequence: bytes) -> bytes:
    """W2 and the search of W7: look back from each European number to the last strong type before it.

    After AL it becomes AN. After L it is written `e`: still EN for W4 and W5, and then L.

    >>> numbers_after_strong(b"REWAEcEWLEOER")
    b'REWANcNWLeOeR'
    """
    letter = sequence.find(_AL)
    if letter >= 0 and sequence.find(_L) < 0 and sequence.find(_R, 1, -1) < 0:
        # No other strong type between sos and eos, as in most Arabic text.
        return sequence[:letter] + sequence[letter:].translate(_EN_TO_AN)
    changed = bytearray(sequence)
    code = b"E"
    position = 0
    for match in _NUMBER.finditer(sequence):
        start, end = match.span()
        # Only what stands between two numbers is looked at: each byte once.
        letter = sequence.rfind(_AL, position, start)
        left = sequence.rfind(_L, position, start)
        right = sequence.rfind(_R, position, start)
        if letter > left and letter > right:
            code = b"N"
        elif left > right:
            code = b"e"
        elif right > left:
            code = b"E"
        changed[start:end] = code * (end - start)
        position = end
    return bytes(changed)


def separators_and_terminators(sequence: bytes) -> bytes:
    """W4 and W5: a single separator between two numbers of one kind joins them, EN takes terminators beside it.

    >>> separators_and_terminators(b"REcEscEttWtEcLese"), separators_and_terminators(b"LNsNcNL")
    (b'REEEscEEEWEEcLeee', b'LNsNNNL')
    """
    if _EN in sequence:
        sequence = _joined(sequence, b"EcE", b"EEE")
    if _EN_AFTER_L in sequence:
        sequence = _joined(sequence, b"ece", b"eee")
    if _ES in sequence:
        sequence = _joined(_joined(sequence, b"EsE", b"EEE"), b"ese", b"eee")
    if _AN in sequence:
        sequence = _joined(sequence, b"NcN", b"NNN")
    if _ET in sequence:
        sequence = _NUMBER_OR_TERMINATOR.sub(_as_en, sequence)
    return sequence


def _joined(sequence: bytes, separated: bytes, joined: bytes) -> bytes:
    found = sequence.replace(separated, joined)
    # `replace` gives back the same object where it finds nothing. It sees no overlap: a second pass joins what
    # single digits have kept apart.
    return sequence if found is sequence else found.replace(separated, joined)


def _like_previous(match: re.Match[bytes]) -> bytes:
    before = match[1]
    if before in b"ijkd":
        code = b"O"
    elif before >= b"\x80":
        code = b"M"
    else:
        code = before
    return code * len(match[0])


def _as_en(match: re.Match[bytes]) -> bytes:
    found = match[0]
    code = b"E" if _EN in found else b"e" if _EN_AFTER_L in found else b"t"
    return code * len(found)
