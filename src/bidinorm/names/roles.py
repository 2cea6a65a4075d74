"""The words that build names, by what they do: read off the notes of the rows of kind `particle` and `kunya`.

The word before the colon of a note is the role: `kunya`, `nasab`, `tribe`, `house`, `laqab`, `theophoric`.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from bidinorm.names.lexicon import light_fold, shipped

_ROLES = (
    ("kunya:", "kunya"),
    ("nasab", "nasab"),
    ("tribe:", "tribe"),
    ("Amazigh family or tribe:", "tribe"),
    ("Kabyle family or tribe:", "tribe"),
    ("family of a house", "house"),
    ("article typed apart", "house"),
    ("laqab: possessor", "possessor"),
    ("laqab:", "second"),
    ("theophoric: God", "god"),
    ("theophoric: servant", "servant"),
    ("theophoric: handmaid", "servant"),
    ("theophoric:", "gift"),
    ("conjunction", "conjunction"),
)
"""How a note begins, and the role that it tells; the first that fits."""


class Role(NamedTuple):
    """What a word does in a name, and its newsroom spelling."""

    name: str
    news: str
    vocalised: str


@cache
def roles() -> dict[str, Role]:
    """Return the words that build names, lightly folded, with what each does.

    >>> roles()["بن"].name, roles()["عبد"].name, roles()["الدين"].name
    ('nasab', 'servant', 'second')
    """
    found: dict[str, Role] = {}
    for entry in shipped().of_kind("particle", "kunya"):
        name = next((role for note, role in _ROLES if entry.note.startswith(note)), "")
        if name and " " not in entry.arabic:
            found.setdefault(light_fold(entry.arabic), Role(name, entry.news, entry.vocalised))
    return found
