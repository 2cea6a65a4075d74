r"""The tables of the rules of stage FOLD: what each character becomes for searching.

A table maps single characters of the Basic Multilingual Plane to strings; an empty string takes the character
away. What Unicode tells is computed here (case, accents, digits, compatibility forms); the rest stands in
`lexicons/letters/foldings.tsv`.

>>> listed("teh-marbuta")
{'ة': 'ه'}
>>> digits()["٣"], lower()["Q"], unaccented()["é"], compatible()["ﬁ"]
('3', 'q', 'e', 'fi')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from bidinorm import chars, lexicons
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

Table = Mapping[str, str]
TableOf = Callable[..., Table]

LAST = 0xFFFD
"""The last code point that a table knows; what lies beyond passes through."""
BLANK = "blank"
"""How a cell of the lexicon writes a blank."""
COMMON = "\u0621-\u0626\u0629\u0640\u0649"
"""Letters of everyday Arabic that some rule folds."""
FOLDABLE = f"A-Z\u00a0-\u0620{COMMON}\u063b-\u063f\u064b-\ufffd"
"""What some rule folds, and a little more: one trigger for all of them, since the gate counts its triggers."""
TRIGGER = Trigger(FOLDABLE)
_ROMANIZED = re.compile("[\u02b9-\u02bf]")
_SPACED = re.compile(r"\s")


@cache
def listed(rule: str) -> dict[str, str]:
    """Return the rows of the lexicon that a rule uses."""
    rows = lexicons.read("letters/foldings.tsv").rows
    return {source: " " if target == BLANK else target for owner, source, target, _ in rows if owner == rule}


@cache
def digits() -> dict[str, str]:
    """Return the decimal digits of all scripts with those of ASCII."""
    found = {}
    for char in _everything():
        value = unicodedata.decimal(char, None)
        if value is not None and not char.isascii():
            found[char] = str(value)
    return found


@cache
def lower() -> dict[str, str]:
    """Return the capital letters of all scripts with their small ones, and sharp s with what it stands for."""
    found = {char: char.lower() for char in _everything() if char.lower() != char and len(char.lower()) == 1}
    return {**found, "\N{GREEK SMALL LETTER FINAL SIGMA}": "\N{GREEK SMALL LETTER SIGMA}"}


@cache
def unaccented() -> dict[str, str]:
    """Return letters with marks and the letters without; Latin ones in ASCII, and no marks of romanization."""
    from unidecode import unidecode  # a table of its own for each 256 characters

    found = dict(listed("accents"))
    for char in _everything():
        if "\u0300" <= char <= "\u036f":
            found[char] = ""
        elif chars.ARABIC_LETTER[0] <= char <= "\u08ff" or not char.isalpha() or char in found:
            continue
        elif "LATIN" in unicodedata.name(char, "") and unicodedata.normalize("NFKC", char) == char:
            found[char] = unidecode(char) if not char.isascii() else char
        else:
            found[char] = _without_marks(char)
    return {char: plain for char, plain in found.items() if plain != char and (plain or char in listed("accents")
            or "\u0300" <= char <= "\u036f")}  # fmt: skip


def _without_marks(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return parts[0] if len(parts) > 1 and all("\u0300" <= mark <= "\u036f" for mark in parts[1:]) else char


@cache
def compatible() -> dict[str, str]:
    """Return compatibility characters (ligatures, full-width and presentation forms) with what they stand for."""
    forms = lexicons.read("letters/presentation_forms.tsv")
    found = dict(zip(forms.column("form"), forms.column("letters"), strict=True))
    for char in _everything():
        plain = unicodedata.normalize("NFKC", char)
        kept = (
            char in found
            or "\u0600" <= char <= "\u08ff"
            or not unicodedata.decomposition(char).startswith("<")
            or char in listed("signs")
        )
        if not (kept or plain == char or _SPACED.search(plain[:1]) or "HANGUL" in unicodedata.name(char, "")):
            found[char] = plain.replace("\N{FRACTION SLASH}", "/")
    return found


@cache
def marks() -> dict[str, tuple[str, ...]]:
    """Return the classes of Arabic marks, each with its members."""
    vowels = chars.members(chars.VOWEL)
    tanwin = frozenset("\u064b\u064c\u064d")
    sukun = frozenset("\u0652")
    named = {chars.SHADDA, chars.SUPERSCRIPT_ALEF}
    groups = {
        "vowels": vowels - tanwin - sukun,
        "tanwin": tanwin,
        "sukun": sukun,
        "shadda": {chars.SHADDA},
        "superscript-alef": {chars.SUPERSCRIPT_ALEF},
        "other-marks": chars.members(chars.ARABIC_MARK) - vowels - named,
    }
    return {name: tuple(sorted(members)) for name, members in groups.items()}


def _everything() -> Iterator[str]:
    """Yield the characters that a table may hold."""
    return (chr(code) for code in range(LAST + 1) if not 0xD800 <= code <= 0xDFFF)


@dataclass(frozen=True, eq=False)
class TableRule(Rule):
    """A rule that looks at single characters alone."""

    table: Callable[[Mapping[str, Any]], Table] = field(default=dict, repr=False)
    """What each character becomes, under the values of the rule's options."""


def folding_rule(name: str, page: str | None, reason: str, of: TableOf, **options: bool) -> TableRule:
    """Return a rule of stage FOLD that maps character by character.

    `of` is called with the values of `options`, underscores for hyphens, and returns the table.
    """
    defaults = {key.replace("_", "-"): value for key, value in options.items()}

    @lru_cache(maxsize=16)
    def made(values: tuple[tuple[str, Any], ...]) -> tuple[Table, re.Pattern[str]]:
        table = of(**{key.replace("-", "_"): value for key, value in values})
        return table, re.compile(f"[{re.escape(''.join(table))}]" if table else "(?!)")

    def known(values: Mapping[str, Any]) -> tuple[Table, re.Pattern[str]]:
        return made(tuple(sorted({**defaults, **values}.items())))

    def find(view: View) -> Iterator[Edit]:
        table, pattern = known(view.options)
        for found in pattern.finditer(view.text):
            yield Edit(found.start(), found.end(), table[found.group()], reason)

    return TableRule(
        name=name,
        stage=Stage.FOLD,
        find=find,
        triggers=(TRIGGER,),
        page=page or "",
        options=defaults,
        in_code=True,
        table=lambda values: known(values)[0],
    )
