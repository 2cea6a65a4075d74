"""Resolving weak types (UAX #9, section 3.3.4).

<https://www.unicode.org/reports/tr9/#Resolving_Weak_Types>

Each function takes the classes of one isolating run sequence, framed by sos and eos.
"""

from __future__ import annotations

import re

# `re` looks for a literal or a set at the start of a pattern at the speed of C, but not for a repeated one.
_MARKS = re.compile(rb"(?s)m(?<=(.)m)m*")
_NUMBER = re.compile(rb"EE*")
_NUMBER_OR_TERMINATOR = re.compile(rb"[Et][Et]*")
_EN_TO_AN = bytes.maketrans(b"E", b"N")
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
    if _EN in sequence and _AL in sequence:
        sequence = numbers_after_al(sequence)
    if _EN in sequence:
        sequence = separators_and_terminators(sequence)
    elif _AN in sequence:
        sequence = sequence.replace(b"NcN", b"NNN").replace(b"NcN", b"NNN")
    sequence = sequence.translate(AL_AND_SEPARATORS)
    if _EN in sequence and _L in sequence:
        sequence = numbers_after_l(sequence)
    return sequence


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


def numbers_after_al(sequence: bytes) -> bytes:
    """W2: EN becomes AN where the last strong type before it is AL.

    >>> numbers_after_al(b"REWAEcEWLER")
    b'REWANcNWLER'
    """
    letter = sequence.find(_AL)
    if sequence.find(_L, letter) < 0 and sequence.find(_R, letter, -1) < 0:
        # No other strong type follows before eos, as in most Arabic text.
        return sequence[:letter] + sequence[letter:].translate(_EN_TO_AN)
    changed = bytearray(sequence)
    after_al = False
    position = 0
    for match in _NUMBER.finditer(sequence):
        start, end = match.span()
        # Only what stands between two numbers is looked at: each byte once.
        letter = sequence.rfind(_AL, position, start)
        other = max(sequence.rfind(_L, position, start), sequence.rfind(_R, position, start))
        if letter != other:
            after_al = letter > other
        if after_al:
            changed[start:end] = b"N" * (end - start)
        position = end
    return bytes(changed)


def numbers_after_l(sequence: bytes) -> bytes:
    """W7: EN becomes L where the last strong type before it is L.

    >>> numbers_after_l(b"REOEOLOEOER")
    b'REOEOLOLOLR'
    """
    changed = bytearray(sequence)
    after_l = False
    position = 0
    for match in _NUMBER.finditer(sequence):
        start, end = match.span()
        left, right = sequence.rfind(_L, position, start), sequence.rfind(_R, position, start)
        if left != right:
            after_l = left > right
        if after_l:
            changed[start:end] = b"L" * (end - start)
        position = end
    return bytes(changed)


def separators_and_terminators(sequence: bytes) -> bytes:
    """W4 and W5: a single separator between two numbers of one kind joins them, EN takes terminators beside it.

    >>> separators_and_terminators(b"LEcEscEttWtEcR"), separators_and_terminators(b"LNsNcNL")
    (b'LEEEscEEEWEEcR', b'LNsNNNL')
    """
    # `replace` sees no overlap: its second pass joins what single digits have kept apart. Where it finds nothing, it
    # gives back the same object.
    joined = sequence.replace(b"EcE", b"EEE")
    if joined is not sequence:
        sequence = joined.replace(b"EcE", b"EEE")
    if _ES in sequence:
        sequence = sequence.replace(b"EsE", b"EEE").replace(b"EsE", b"EEE")
    if _AN in sequence:
        sequence = sequence.replace(b"NcN", b"NNN").replace(b"NcN", b"NNN")
    if _ET in sequence:
        sequence = _NUMBER_OR_TERMINATOR.sub(_as_en, sequence)
    return sequence


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
    return b"E" * len(found) if _EN in found else found
