"""Paired brackets (UAX #9, section 3.1.3) and the rule that resolves them (section 3.3.5, N0).

<https://www.unicode.org/reports/tr9/#Paired_Brackets>
"""

from __future__ import annotations

STACK_SIZE = 63
"""BD16: the number of opening brackets that are remembered."""

Pair = tuple[int, int, int]
"""The offsets of an opening and a closing paired bracket, and what is strong between them: 1 for L, 2 for R,
EN or AN, 3 for both. A bare tuple, because making one must cost next to nothing."""

_NOT_BRACKET = bytes(range(0x80))
_NOT_STRONG = bytes(code for code in range(256) if code not in b"LREN")
_L, _R, _EN, _AN = b"LREN"
_AFTER_BRACKET = 0x4D  # a nonspacing mark that W1 found after a bracket


def bracket_pairs(sequence: bytes) -> list[Pair]:
    """BD16: identify the bracket pairs of an isolating run sequence, sorted by opening bracket.

    Offsets are those of the class string. The strong types inside are gathered on the way, so that text with
    deeply nested brackets costs no more than other text.

    >>> bracket_pairs(b"L\\x80R\\x82L\\x81\\x83")
    [(1, 5, 3)]
    """
    pairs: list[Pair] = []
    opened: list[tuple[int, int]] = []  # offset, and what was strong before it in the bracket around it
    wanted = bytearray()
    strong = position = 0
    for code in sequence.translate(None, _NOT_BRACKET):
        start = sequence.find(code, position)
        if opened and strong < 3:
            piece = sequence[position:start]
            if _L in piece:
                strong |= 1
            if _R in piece or _EN in piece or _AN in piece:
                strong |= 2
        position = start + 1
        if not code & 1:
            if len(opened) == STACK_SIZE:
                break
            opened.append((start, strong))
            wanted.append(code | 1)
            strong = 0
        elif (found := wanted.rfind(code)) >= 0:
            for _, before in opened[found + 1 :]:
                strong |= before
            opening, before = opened[found]
            pairs.append((opening, start, strong))
            strong |= before
            del opened[found:], wanted[found:]
    pairs.sort()
    return pairs


def resolve_brackets(sequence: bytes, level: int) -> bytes:
    """N0: resolve the bracket pairs of an isolating run sequence, framed by sos and eos.

    A pair takes the embedding direction where that is found inside it (b), or where only the opposite one is
    found and the text before the pair is not of that direction (c2); with the opposite direction inside and
    before it, the pair takes that (c1); with nothing strong inside, it is left to N1 and N2 (d).

    >>> resolve_brackets(b"RO\\x80L\\x81LR", 1), resolve_brackets(b"RL\\x80L\\x81OR", 1)
    (b'RORLRLR', b'RLLLLOR')
    """
    pairs = bracket_pairs(sequence)
    if not pairs:
        return sequence
    resolved = bytearray(sequence)
    marked = _AFTER_BRACKET in sequence
    embedding = 2 if level & 1 else 1
    known = 0  # the last strong type before a pair is here or after here
    for opening, closing, strong in pairs:
        if strong & embedding:
            code = _R if embedding == 2 else _L
        elif strong:
            before = resolved[known:opening].rstrip(_NOT_STRONG)[-1]
            code = _L if before == _L else _R
        else:
            continue
        known = opening
        resolved[opening] = resolved[closing] = code
        if marked:
            _set_marks(resolved, opening)
            _set_marks(resolved, closing)
    return bytes(resolved)


def _set_marks(resolved: bytearray, bracket: int) -> None:
    """Give the nonspacing marks after a bracket the type that the bracket has got."""
    position = bracket + 1
    while resolved[position] == _AFTER_BRACKET:
        resolved[position] = resolved[bracket]
        position += 1
