r"""Script and Script_Extensions of a character, by UAX #24: <https://www.unicode.org/reports/tr24/>.

The tables stand in `lexicons/unicode/scripts*.tsv` and are read when first asked for.

>>> script("ص"), script("\N{ARABIC COMMA}"), extensions("\N{ARABIC COMMA}")[0]
('Arabic', 'Common', 'Arabic')
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from bidinorm import lexicons
from bidinorm.errors import OptionError, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

Direction = Literal["rtl", "ltr", "neutral"]
Value = TypeVar("Value")

COMMON, INHERITED, UNKNOWN = "Common", "Inherited", "Unknown"
NO_SCRIPT = frozenset({COMMON, INHERITED, UNKNOWN})
"""Values of Script that name no script: characters that take the one of their neighbours."""


def script(character: str) -> str:
    r"""Return the Script property value of a character, by its long name.

    >>> script("a"), script("1"), script("\ue000")
    ('Latin', 'Common', 'Unknown')
    """
    return _find(character, *script_ranges()) or UNKNOWN


def extensions(character: str) -> tuple[str, ...]:
    """Return the scripts that a character is used with, the one with most characters first.

    That is Script_Extensions; for most characters it holds the script alone, and for those that every
    script uses, nothing.

    >>> extensions("٣")
    ('Arabic', 'Thaana', 'Yezidi')
    >>> extensions("a"), extensions("3")
    (('Latin',), ())
    """
    found = _find(character, *extension_ranges())
    if found is None:
        value = script(character)
        found = () if value in NO_SCRIPT else (value,)
    return found


def direction(name: str) -> Direction:
    """Return the direction of a script's letters; `"neutral"` for what is no script.

    >>> direction("Arabic"), direction("Latin"), direction("Common")
    ('rtl', 'ltr', 'neutral')
    """
    return cast("Direction", _named(name)[1])


def code(name: str) -> str:
    """Return the ISO 15924 code of a script.

    >>> code("Arabic")
    'Arab'
    """
    return _named(name)[0]


@cache
def script_ranges() -> tuple[list[int], list[int], list[str]]:
    """Return first and last code point and Script of each range; what lies between them is Unknown."""
    rows = lexicons.read("unicode/scripts.tsv").rows
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], [row[2] for row in rows]


@cache
def extension_ranges() -> tuple[list[int], list[int], list[tuple[str, ...]]]:
    """Return first and last code point and Script_Extensions of each range where they say more than Script."""
    rows = lexicons.read("unicode/scripts_extensions.tsv").rows
    values = [tuple(row[2].split(" ")) for row in rows]
    return [int(row[0], 16) for row in rows], [int(row[1], 16) for row in rows], values


def _find(character: str, firsts: list[int], lasts: list[int], values: list[Value]) -> Value | None:
    code_point = ord(character)
    index = bisect_right(firsts, code_point) - 1
    return values[index] if index >= 0 and code_point <= lasts[index] else None


def _named(name: str) -> tuple[str, str]:
    names = _names()
    if name not in names:
        raise OptionError(unknown("script", name, names))
    return names[name]


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in lexicons.read("unicode/scripts_names.tsv").rows}
