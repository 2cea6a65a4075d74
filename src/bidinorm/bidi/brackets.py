"""Paired brackets (UAX #9, section 3.1.3) and the rule that resolves them (section 3.3.5, N0).

<https://www.unicode.org/reports/tr9/#Paired_Brackets>
"""

from __future__ import annotations

import re
from dataclasses import dataclass

STACK_SIZE = 63
"""BD16: the number of opening brackets that are remembered."""

_TOKEN = re.compile(rb"[LREN]+|[\x80-\xff]")
_STRONG_BIT = {0x4C: 1, 0x52: 2, 0x45: 2, 0x4E: 2}  # EN and AN count as R
_BIT_STRONG = (0, 0x4C, 0x52)
_AFTER_BRACKET = 0x4D  # a nonspacing mark that W1 found after a bracket


@dataclass(frozen=True, slots=True)
class Pair:
    """BD16: an opening and a closing paired bracket, and the strong directions found between them."""

    opening: int
    closing: int
    inside: int
    """1 for L, 2 for R, EN or AN, 3 for both."""


def bracket_pairs(sequence: bytes) -> list[Pair]:
    """BD16: identify the bracket pairs of an isolating run sequence, sorted by opening bracket.

    Offsets are those of the class string. The strong types inside are gathered on the way, so that text with
    deeply nested brackets costs no more than other text.

    >>> bracket_pairs(b"L\\x80R\\x82L\\x81\\x83")
    [Pair(opening=1, closing=5, inside=3)]
    """
    pairs: list[Pair] = []
    opened: list[int] = []
    wanted = bytearray()
    inside: list[int] = []
    for match in _TOKEN.finditer(sequence):
        start, end = match.span()
        code = sequence[start]
        if code < 0x80:
            if inside:
                inside[-1] |= _strong_bits(sequence[start:end])
        elif not code & 1:
            if len(opened) == STACK_SIZE:
                break
            opened.append(start)
            wanted.append(code | 1)
            inside.append(0)
        elif (found := wanted.rfind(code)) >= 0:
            bits = 0
            for more in inside[found:]:
                bits |= more
            pairs.append(Pair(opened[found], start, bits))
            del opened[found:], wanted[found:], inside[found:]
            if inside:
                inside[-1] |= bits
    pairs.sort(key=lambda pair: pair.opening)
    return pairs


def _strong_bits(strong: bytes) -> int:
    return (b"L" in strong) | (strong != b"L" * len(strong)) << 1


def resolve_brackets(sequence: bytes, level: int) -> bytes:
    """N0: resolve bracket pairs within an isolating run sequence, framed by sos and eos.

    >>> resolve_brackets(b"R\\x80L\\x81L", 1), resolve_brackets(b"L\\x80L\\x81L", 1)
    (b'RRLRL', b'LLLLL')
    """
    pairs = bracket_pairs(sequence)
    if not pairs:
        return sequence
    resolved = bytearray(sequence)
    embedding = 2 if level & 1 else 1
    closings: dict[int, int] = {}
    following = iter([*pairs, Pair(len(sequence), 0, 0)])
    pair = next(following)
    last = 0
    for match in _TOKEN.finditer(sequence):
        start, end = match.span()
        if sequence[start] < 0x80:
            last = _STRONG_BIT[sequence[end - 1]]
        elif start in closings:
            last = closings[start]
        elif start == pair.opening:
            direction = _pair_direction(pair.inside, embedding, last)
            if direction:
                closings[pair.closing] = last = direction
                _set(resolved, start, _BIT_STRONG[direction])
                _set(resolved, pair.closing, _BIT_STRONG[direction])
            pair = next(following)
    return bytes(resolved)


def _pair_direction(inside: int, embedding: int, before: int) -> int:
    """N0 b, c and d: 1 for L, 2 for R, 0 to leave the brackets to N1 and N2."""
    if inside & embedding:
        return embedding
    # With only the opposite direction inside, the text before decides: it is opposite (c1) or it is not (c2).
    return before if inside else 0


def _set(resolved: bytearray, position: int, code: int) -> None:
    """Set a bracket, and with it the nonspacing marks that follow it."""
    resolved[position] = code
    position += 1
    while resolved[position] == _AFTER_BRACKET:
        resolved[position] = code
        position += 1
