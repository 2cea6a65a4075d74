"""Damage for measuring: clean lines broken in the ways that real text arrives broken, the same way every time.

Every kind of damage takes a line and a source of chance and returns the line broken, or None where the line has no
place for it. Some lines are first made ready: a Latin name, a comma or a mark is written into the clean line, as it
should stand, so that there is something to break and a right answer.

The breaker knows nothing of the rules that repair.
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
PUNCTUATION = re.compile("[\u060c\u061b\u061f]")
MARK = re.compile("[\u064b-\u0652]")
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


def with_name(line: str, chance: random.Random) -> str:
    """Return the line with a Latin name between two Arabic words, unless it has Latin beside Arabic already."""
    gap = None if SEAM.search(line) else _somewhere(BETWEEN, line, chance)
    return f"{line[: gap.start()]} {chance.choice(LATIN_NAMES)} {line[gap.end() :]}" if gap else line


def with_comma(line: str, chance: random.Random) -> str:
    """Return the line with an Arabic comma between two words, unless it has Arabic punctuation already."""
    gap = None if PUNCTUATION.search(line) else _somewhere(BETWEEN, line, chance)
    return f"{line[: gap.start()]}\u060c {line[gap.end() :]}" if gap else line


def with_mark(line: str, chance: random.Random) -> str:
    """Return the line with a vowel mark on a letter inside a word, unless it has marks already."""
    place = None if MARK.search(line) else _somewhere(JOINED, line, chance)
    return line[: place.start()] + chance.choice("\u064e\u064f\u0650") + line[place.start() :] if place else line


def glue(line: str, chance: random.Random) -> str | None:
    """Take out the blank between Arabic and Latin."""
    seam = _somewhere(SEAM, line, chance)
    return seam and line[: seam.start()] + line[seam.end() :]


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
    """Write Arabic commas, semicolons and question marks with the Latin keys."""
    return PUNCTUATION.sub(lambda mark: LATIN_FOR[mark[0]], line) if PUNCTUATION.search(line) else None


def marks(line: str, chance: random.Random) -> str | None:
    """Double a mark."""
    mark = _somewhere(MARK, line, chance)
    return mark and line[: mark.end()] + line[mark.start() :]


def spaces(line: str, chance: random.Random) -> str | None:
    """Put blanks inside a pair of brackets; where there is none, double the blank between two words."""
    inside = _somewhere(re.compile(r"\(([^()]+)\)"), line, chance)
    if inside:
        return f"{line[: inside.start()]}( {inside[1]} ){line[inside.end() :]}"
    gap = _somewhere(BETWEEN, line, chance)
    return gap and line[: gap.start()] + "   " + line[gap.end() :]


DAMAGES: tuple[Damage, ...] = (glue, forms, tatweel, controls, unseen, punctuation, marks, spaces)
READY: dict[Damage, Callable[[str, random.Random], str]] = {glue: with_name, punctuation: with_comma, marks: with_mark}


def break_line(line: str, chance: random.Random, kinds: int = 3) -> tuple[str, str] | None:
    """Return (what is right, the line broken) with one to `kinds` different damages; None where no Arabic word is."""
    if not WORD.search(line):
        return None
    chosen = chance.sample(DAMAGES, chance.randint(1, kinds))
    for damage in chosen:
        if damage in READY:
            line = READY[damage](line, chance)
    broken = line
    for damage in chosen:
        broken = damage(broken, chance) or broken
    return (line, broken) if broken != line else None


def break_all(lines: Iterable[str], seed: int) -> list[tuple[str, str]]:
    """Return (what is right, the line broken) for every line that damage finds a place in.

    >>> break_all(["code only"], seed=1)
    []
    """
    chance = random.Random(seed)
    return [pair for line in lines if (pair := break_line(line, chance))]


def break_some(lines: Iterable[str], share: float, seed: int) -> list[str]:
    """Return the lines, about a `share` of them broken."""
    chance = random.Random(seed)
    pairs = ((chance.random() < share and break_line(line, chance)) or (line, line) for line in lines)
    return [broken for _, broken in pairs]
