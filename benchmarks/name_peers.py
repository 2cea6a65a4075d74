"""Other people's libraries that write Arabic names in Latin letters, each called the way its documentation says."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass

from corpora import own_version, version

Call = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Peer:
    """A function from a name to its Latin form."""

    name: str
    package: str
    how: str
    call: Call
    slow: bool = False

    @property
    def version(self) -> str:
        """The installed version of its package."""
        return own_version() if self.package == "bidinorm" else version(self.package) or "unknown"


def _ours() -> Call:
    call: Call = importlib.import_module("bidinorm").romanize
    return call


def _name_romanizer() -> Call:
    build = importlib.import_module("arabic_name_romanizer").Transliterator()

    def call(name: str) -> str:
        found = build.transliterate(name)
        return str(found[0].text if hasattr(found[0], "text") else found[0]) if isinstance(found, list) else str(found)

    return call


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


PEERS: tuple[tuple[str, str, str, Callable[[], Call], bool], ...] = (
    ("arabic-name-romanizer", "arabic-name-romanizer", "`Transliterator().transliterate(name)`", _name_romanizer, True),
    ("romanizer", "romanizer", "`romanizer.romanize(name)`", _romanizer, True),
    ("uroman", "uroman", '`Uroman().romanize_string(name, lcode="ara")`', _uroman, True),
    ("unidecode", "unidecode", "`unidecode(name)`", _unidecode, False),
    ("anyascii", "anyascii", "`anyascii(name)`", _anyascii, False),
    ("camel-tools", "camel-tools", '`CharMapper.builtin_mapper("ar2hsb").map_string(name)`', _camel, False),
)


def find(*, peers: bool) -> tuple[list[Peer], list[str]]:
    """Import the tools, ours first; return those that are here, and why the others are not."""
    found = [Peer("bidinorm", "bidinorm", "`bidinorm.romanize(name)`", _ours())]
    missing = []
    for name, package, how, load, slow in PEERS if peers else ():
        try:
            call = load()
            call("حميد الشطري")
        except Exception as error:  # whatever goes wrong in a peer is for the table to say
            missing.append(f"{name}: {type(error).__name__}: {error}".split("\n", 1)[0])
        else:
            found.append(Peer(name, package, how, call, slow))
    return found, missing
