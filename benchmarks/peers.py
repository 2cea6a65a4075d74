"""The peers: other people's libraries for the same work, each called the way its own documentation says.

A peer that cannot be imported is reported with the reason and left out; nothing is measured in its place.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from corpora import own_version, version

Call = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Tool:
    """A function from text to text, with what a table says of it."""

    name: str
    package: str
    how: str
    call: Call
    repairs: bool = True
    """Whether it means to bring damaged text back; the others fold, and lose what they fold."""

    @property
    def version(self) -> str:
        """The installed version of its package."""
        if self.package == "bidinorm":
            return own_version()
        return version(self.package) or "unknown"


@dataclass(frozen=True, slots=True)
class Missing:
    """A peer that is not here, and why."""

    name: str
    reason: str


def _ftfy() -> Call:
    call: Call = importlib.import_module("ftfy").fix_text
    return call


def _arafix() -> Call:
    call: Call = importlib.import_module("arafix").fix
    return call


def _araclean() -> Call:
    """`araclean.normalize` builds its pipeline on every call; built once, it is up to 50 times faster."""
    araclean = importlib.import_module("araclean")
    call: Call = araclean.Pipeline.from_profile(araclean.LIGHT)
    return call


def _arabic_repair() -> Call:
    call: Call = importlib.import_module("arabic_repair").repair
    return call


def _harfix() -> Call:
    repair: Callable[[str], Any] = importlib.import_module("harfix").repair_text
    return lambda text: str(repair(text).text)


def _camel() -> Call:
    """The chain that its guide gives for orthographic normalization, and the marks taken off."""
    normalize = importlib.import_module("camel_tools.utils.normalize")
    dediac = importlib.import_module("camel_tools.utils.dediac").dediac_ar
    unicode, alef = normalize.normalize_unicode, normalize.normalize_alef_ar
    maksura, marbuta = normalize.normalize_alef_maksura_ar, normalize.normalize_teh_marbuta_ar
    return lambda text: str(dediac(marbuta(maksura(alef(unicode(text))))))


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer before it is imported."""

    name: str
    package: str
    how: str
    load: Callable[[], Call]
    repairs: bool = True
    needs: str = ""


PEERS = (
    Peer("ftfy", "ftfy", "`ftfy.fix_text(text)`", _ftfy),
    Peer("arafix", "arafix", "`arafix.fix(text)`", _arafix),
    Peer(
        "araclean",
        "araclean",
        "`araclean.Pipeline.from_profile(araclean.LIGHT)`, built once",
        _araclean,
        needs="Python 3.12 or newer",
    ),
    Peer("arabic-repair", "arabic-repair", "`arabic_repair.repair(text)`", _arabic_repair),
    Peer("harfix", "harfix", "`harfix.repair_text(text).text`", _harfix),
    Peer(
        "camel-tools",
        "camel-tools",
        "`normalize_unicode`, `normalize_{alef,alef_maksura,teh_marbuta}_ar`, `dediac_ar`",
        _camel,
        repairs=False,
    ),
)


def find(peers: tuple[Peer, ...] = PEERS) -> tuple[list[Tool], list[Missing]]:
    """Import the peers; return those that are here and those that are not."""
    tools, missing = [], []
    for peer in peers:
        try:
            call = peer.load()
            call("نص text")  # some read their models on the first call
        except Exception as error:  # whatever goes wrong in a peer is for the table to say
            needs = f" (needs {peer.needs})" if peer.needs else ""
            missing.append(Missing(peer.name, f"{type(error).__name__}: {error}{needs}".split("\n", 1)[0]))
        else:
            tools.append(Tool(peer.name, peer.package, peer.how, call, peer.repairs))
    return tools, missing


def ours(*profiles: str) -> list[Tool]:
    """Return `bidinorm.clean` with each of the profiles, as a user calls it."""
    from bidinorm import clean

    def with_profile(profile: str) -> Call:
        return lambda text: clean(text, profile)

    calls = {profile: clean if profile == "repair" else with_profile(profile) for profile in profiles}
    return [
        Tool(f"bidinorm {profile}", "bidinorm", f"`bidinorm.clean(text, {profile!r})`", call)
        for profile, call in calls.items()
    ]


def versions(tools: list[Tool], missing: list[Missing]) -> dict[str, str]:
    """Return the version of every package and the reason for every one that is missing, for the head of a page."""
    found = {tool.package: f"{tool.version}, {tool.how}" for tool in reversed(tools)}
    return dict(reversed(found.items())) | {peer.name: f"missing: {peer.reason}" for peer in missing}
