"""How people of Arab countries spell their names: the tables of the model that are theirs.

One table holds the people of all countries, and one those of each: شرقوطي is Chergouti in Algeria, Sharqouti in Iraq.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bidinorm.errors import OptionError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

PEOPLE = "anr"
"""The table of people of all countries; a dot and a country behind it name the people of one."""
_BORNE = str.maketrans("أإآىة", "ااااه")
"""How these tables write their Arabic; a final alef maksura, which they fold too, sounds as an alef."""


def countries() -> list[str]:
    """Return the countries whose habits the model knows, by their ISO 3166-1 codes.

    >>> countries()[:3]
    ['AE', 'BH', 'DJ']
    """
    return sorted(table.partition(".")[2] for table in _tables() if table.startswith(f"{PEOPLE}."))


def table_of(country: str) -> str:
    """Return the table of the people of a country, or of all where none is named.

    Raises `OptionError` for a country that has none.

    >>> table_of("DZ"), table_of("")
    ('anr.DZ', 'anr')
    """
    table = f"{PEOPLE}.{country}" if country else PEOPLE
    if country and table not in _tables():
        raise OptionError(unknown("country", country, countries()))
    return table


def _tables() -> Iterable[str]:
    from bidinorm.names.model import tables

    return tables()


def spelled(word: str, table: str) -> str:
    """Return a word as the Arabic of a table is spelled: the tables of people fold hamza and two endings.

    >>> spelled("أسامة", "anr")
    'اسامه'
    """
    return word.translate(_BORNE) if table.partition(".")[0] == PEOPLE else word
