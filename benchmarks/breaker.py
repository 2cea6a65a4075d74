"""Damage for measuring: clean lines broken in the ways that real text arrives broken, the same way every time.

Every kind of damage takes a line and a source of chance and returns the line broken, or None where the line has no
place for it. The breaker knows nothing of the rules that repair.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from unicodedata import decomposition

Damage = Callable[[str, random.Random], str | None]

ARABIC = "\u0621-\u063a\u0641-\u064a"
WORD = re.compile(f"[{ARABIC}]{{3,}}")
SEAM = re.compile(f"(?<=[A-Za-z]) (?=[{ARABIC}])|(?<=[{ARABIC}]) (?=[A-Za-z])")
JOINED = re.compile("(?<=[\u0628\u062a-\u062e\u0633-\u063a\u0641-\u0647\u064a])(?=[\u0627-\u064a])")
BETWEEN = re.compile(f"(?<=[{ARABIC}]) (?=[{ARABIC}])")
LATIN_NAMES = ("AFP", "BBC", "Reuters", "Twitter", "iPhone", "VLC")
STRAY = ("\u202b", "\u202c", "\u2069", "\u2067", "\u202a")
UNSEEN = ("\u200b", "\ufeff", "\u2060", "\u00ad")
LATIN_FOR = {"\u060c": ",", "\u061b": ";", "\u061f": "?"}
MARKS = "\u064b-\u0652"
POSITIONS = {(False, False): "isolated", (False, True): "initial", (True, True): "medial", (True, False): "final"}


def _forms() -> dict[str, dict[str, str]]:
    """The presentation forms of each letter, by position, read off the Unicode decompositions."""
    forms: dict[str, dict[str, str]] = {}
    for code in range(0xFE80, 0xFEFD):
        position, *letters = decomposition(chr(code)).split()
        if len(letters) == 1:  # lam-alef has two
            forms.setdefault(chr(int(letters[0], 16)), {})[position.strip("<>")] = chr(code)
    return forms


FORMS = _forms()


def _somewhere(pattern: re.Pattern[str], line: str, chance: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(line))
    return chance.choice(found) if found else None


def glue(line: str, chance: random.Random) -> str | None:
    """Take out the blank between Arabic and Latin; where the line has none, run a Latin name into a word."""
    seam = _somewhere(SEAM, line, chance)
    if seam:
        return line[: seam.start()] + line[seam.end() :]
    gap = _somewhere(BETWEEN, line, chance)
    return gap and f"{line[: gap.start()]} {chance.choice(LATIN_NAMES)}{line[gap.end() :]}"


def shape(word: str) -> str:
    """Return a word in presentation forms, logical order.

    >>> ascii(shape("نص"))
    "'\\\\ufee7\\\\ufeba'"
    """
    shaped = []
    for index, letter in enumerate(word):
        before = index > 0 and "initial" in FORMS.get(word[index - 1], {})
        after = index + 1 < len(word) and "final" in FORMS.get(word[index + 1], {})
        own = FORMS.get(letter, {})
        position = POSITIONS[before and "final" in own, after and "initial" in own]
        shaped.append(own.get(position, letter))
    return "".join(shaped)


def forms(line: str, chance: random.Random) -> str | None:
    """Write three neighbouring words, or all there are, in presentation forms."""
    words = list(WORD.finditer(line))
    if not words:
        return None
    start = chance.randrange(max(len(words) - 2, 1))
    first, last = words[start].start(), words[min(start + 2, len(words) - 1)].end()
    return line[:first] + WORD.sub(lambda word: shape(word[0]), line[first:last]) + line[last:]


def tatweel(line: str, chance: random.Random) -> str | None:
    """Stretch a word as one does to fill a line."""
    place = _somewhere(JOINED, line, chance)
    return place and line[: place.start()] + "\u0640" * chance.randint(3, 8) + line[place.start() :]


def controls(line: str, chance: random.Random) -> str | None:
    """Leave half of a pair of bidi controls before a word."""
    word = _somewhere(WORD, line, chance)
    return word and line[: word.start()] + chance.choice(STRAY) + line[word.start() :]


def unseen(line: str, chance: random.Random) -> str | None:
    """Put something of no width into a word."""
    word = _somewhere(WORD, line, chance)
    if not word:
        return None
    place = chance.randrange(word.start() + 1, word.end())
    return line[:place] + chance.choice(UNSEEN) + line[place:]


def punctuation(line: str, chance: random.Random) -> str | None:
    """Write a mark of Arabic punctuation with the Latin key; where there is none, put a Latin comma between words."""
    mark = _somewhere(re.compile("[\u060c\u061b\u061f]"), line, chance)
    if mark:
        return line[: mark.start()] + LATIN_FOR[mark[0]] + line[mark.end() :]
    gap = _somewhere(BETWEEN, line, chance)
    return gap and f"{line[: gap.start()]}, {line[gap.end() :]}"


def marks(line: str, chance: random.Random) -> str | None:
    """Double a mark; where the line has none, write one twice on a letter inside a word."""
    mark = _somewhere(re.compile(f"[{MARKS}]"), line, chance)
    if mark:
        return line[: mark.end()] + line[mark.start() :]
    place = _somewhere(JOINED, line, chance)
    return place and line[: place.start()] + chance.choice("\u064e\u064f\u0650") * 2 + line[place.start() :]


def spaces(line: str, chance: random.Random) -> str | None:
    """Put blanks inside a pair of brackets; where there is none, double the blank between two words."""
    inside = _somewhere(re.compile(r"\(([^()]+)\)"), line, chance)
    if inside:
        return f"{line[: inside.start()]}( {inside[1]} ){line[inside.end() :]}"
    gap = _somewhere(BETWEEN, line, chance)
    return gap and line[: gap.start()] + "   " + line[gap.end() :]


DAMAGES: tuple[Damage, ...] = (glue, forms, tatweel, controls, unseen, punctuation, marks, spaces)


def break_line(line: str, chance: random.Random, kinds: int = 3) -> str | None:
    """Return the line with one to `kinds` different damages, or None where it has no Arabic word to damage."""
    if not WORD.search(line):
        return None
    broken = line
    for damage in chance.sample(DAMAGES, chance.randint(1, kinds)):
        broken = damage(broken, chance) or broken
    if broken == line:
        return next(filter(None, (damage(line, chance) for damage in DAMAGES)), None)
    return broken


def break_all(lines: Iterable[str], seed: int) -> list[tuple[str, str]]:
    """Return (clean, broken) for every line that damage finds a place in.

    >>> break_all(["code only"], seed=1)
    []
    """
    chance = random.Random(seed)
    pairs = ((line, break_line(line, chance)) for line in lines)
    return [(line, broken) for line, broken in pairs if broken is not None]


def break_some(lines: Iterable[str], share: float, seed: int) -> list[str]:
    """Return the lines, about a `share` of them broken."""
    chance = random.Random(seed)
    return [(chance.random() < share and break_line(line, chance)) or line for line in lines]
