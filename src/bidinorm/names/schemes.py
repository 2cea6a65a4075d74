"""The schemes: one standard or style, one file in `lexicons/schemes`, read by name.

A file holds in its header what the standard decides once (article, sun letters, how *son of* is written), in its
rows how each sign is spelled, and in `#test` lines examples of the standard itself, which the tests run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from bidinorm import lexicons
from bidinorm.errors import OptionError, unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOM = "schemes/"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme: what its header says, and how it spells each sign in each context.

    >>> get("ala-lc").article, get("din-31635").sun
    ('al-', True)
    """

    name: str
    title: str
    meta: Mapping[str, str]
    signs: Mapping[tuple[str, str], str]
    """The Latin spelling of a sign, or of signs in a row parted by blanks, in a context (empty: anywhere)."""
    longest: int
    """How many signs the longest row spells at once."""

    @property
    def transliterates(self) -> bool:
        """Whether it writes letter for letter what is written, and not what is spoken."""
        return self.meta["kind"] == "transliteration"

    @property
    def reversible(self) -> bool:
        """Whether it can be read back into Arabic letters."""
        return self.meta.get("reversible") == "yes"

    @property
    def article(self) -> str:
        """How the article is written before a name, the hyphen included."""
        return self.meta.get("article", "al-")

    @property
    def sun(self) -> bool:
        """Whether the article takes the sound of a sun letter."""
        return self.meta.get("sun") == "yes"

    @property
    def settled(self) -> bool:
        """Whether spellings that usage has settled win over what the signs give."""
        return "settled" in self.meta

    @property
    def examples(self) -> tuple[tuple[str, str], ...]:
        """The standard's examples: Arabic, and how it must be written."""
        return _examples(self.name)


def names() -> list[str]:
    """Return the names of all schemes, sorted."""
    return list(_names())


@cache
def _names() -> tuple[str, ...]:
    """Look into the folder once: each row of a house lexicon asks."""
    found = (name for name in lexicons.names() if name.startswith(ROOM))
    return tuple(sorted(name.removeprefix(ROOM).removesuffix(".tsv") for name in found))


@cache
def get(name: str) -> Scheme:
    """Return a scheme by its name; raises `OptionError` that lists the known where there is none.

    >>> get("buckwalther")
    Traceback (most recent call last):
    bidinorm.errors.OptionError: unknown scheme 'buckwalther'; did you mean 'buckwalter' or ...
    """
    if name not in names():
        raise OptionError(unknown("scheme", name, names()))
    table = lexicons.read(f"{ROOM}{name}.tsv")
    signs = dict(get(table.meta["like"]).signs) if "like" in table.meta else {}
    signs.update({(sign, context): latin for sign, context, latin in table.rows})
    longest = max(sign.count(" ") + 1 for sign, _ in signs)
    return Scheme(name, table.meta["title"], table.meta, MappingProxyType(signs), longest)


@cache
def _examples(name: str) -> tuple[tuple[str, str], ...]:
    text = (lexicons.root() / "schemes" / f"{name}.tsv").read_bytes().decode("utf-8")
    lines = [line.split("\t") for line in text.split("\n") if line.startswith("#test\t")]
    return tuple((arabic, latin) for _, arabic, latin in lines)
