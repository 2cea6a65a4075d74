"""Other people's libraries that repair or fold text, each called the way its own documentation says."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import tools
from tools import Missing, Peer, Tool

Call = Callable[[str], str]


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


PEERS: tuple[Peer[Call], ...] = (
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


def find() -> tuple[list[Tool[Call]], list[Missing]]:
    """Import the peers; return those that are here and those that are not."""
    return tools.find(PEERS, "نص text")


def ours(*profiles: str) -> list[Tool[Call]]:
    """Return `bidinorm.clean` with each of the profiles, as a user calls it."""
    from bidinorm import clean

    def with_profile(profile: str) -> Call:
        return lambda text: clean(text, profile)

    calls = {profile: clean if profile == "repair" else with_profile(profile) for profile in profiles}
    return [
        Tool(f"bidinorm {profile}", "bidinorm", f"`bidinorm.clean(text, {profile!r})`", call)
        for profile, call in calls.items()
    ]
