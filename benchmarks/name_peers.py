"""Other people's libraries that write Arabic names in Latin letters, each called the way its documentation says."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence

import tools
from tools import Missing, Peer, Tool

Call = Callable[[str], str]
"""From a name to its Latin form."""


def _ours() -> Call:
    call: Call = importlib.import_module("bidinorm").romanize
    return call


def _name_romanizer() -> Call:
    build = importlib.import_module("arabic_name_romanizer").Transliterator()

    def call(name: str) -> str:
        found = build.transliterate(name)
        return str(found[0].text if hasattr(found[0], "text") else found[0]) if isinstance(found, list) else str(found)

    return call


def network() -> tuple[Callable[[Sequence[str]], list[str]], Callable[[str], bool]]:
    """Return the network of arabic-name-romanizer, for many words at once, and whether its dictionary holds a word."""
    from arabic_name_romanizer.api import Transliterator
    from arabic_name_romanizer.normalize import lookup_key, normalize_arabic

    build = Transliterator()

    def call(words: Sequence[str]) -> list[str]:
        found = build.model.transliterate_units([normalize_arabic(word) for word in words], None, 1)
        return [str(ways[0][0]) if ways else "" for ways in found]

    return call, lambda word: bool(build.index.lookup_unit(lookup_key(word), None, None, "arabic"))


def _romanizer() -> Call:
    romanize = importlib.import_module("romanizer").romanize
    return lambda name: str(romanize(name))


def _uroman() -> Call:
    build = importlib.import_module("uroman").Uroman()
    return lambda name: str(build.romanize_string(name, lcode="ara"))


def _unidecode() -> Call:
    call: Call = importlib.import_module("unidecode").unidecode
    return call


def _anyascii() -> Call:
    call: Call = importlib.import_module("anyascii").anyascii
    return call


def _camel() -> Call:
    mapper = importlib.import_module("camel_tools.utils.charmap").CharMapper.builtin_mapper("ar2hsb")
    call: Call = mapper.map_string
    return call


PEERS: tuple[Peer[Call], ...] = (
    Peer(
        "arabic-name-romanizer",
        "arabic-name-romanizer",
        "`Transliterator().transliterate(name)`",
        _name_romanizer,
        slow=True,
    ),
    Peer("romanizer", "romanizer", "`romanizer.romanize(name)`", _romanizer, slow=True),
    Peer("uroman", "uroman", '`Uroman().romanize_string(name, lcode="ara")`', _uroman, slow=True),
    Peer("unidecode", "unidecode", "`unidecode(name)`", _unidecode),
    Peer("anyascii", "anyascii", "`anyascii(name)`", _anyascii),
    Peer("camel-tools", "camel-tools", '`CharMapper.builtin_mapper("ar2hsb").map_string(name)`', _camel),
)


def find(*, peers: bool) -> tuple[list[Tool[Call]], list[Missing]]:
    """Import the tools, ours first; return those that are here and those that are not."""
    own: Tool[Call] = Tool("bidinorm", "bidinorm", "`bidinorm.romanize(name)`", _ours())
    found, missing = tools.find(PEERS if peers else (), "حميد الشطري")
    return [own, *found], missing
