"""Bilingual Arabic–English text, as it really arrives, made clean.

>>> import bidinorm as bn
>>> bn.clean("964mediaصورة من منصة (شبكة):")
'964media صورة من منصة (شبكة):'
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bidinorm.pipeline import Pipeline
from bidinorm.runs import Run, runs  # at once: later, the import would put the module in the function's place

if TYPE_CHECKING:
    from os import PathLike

    from bidinorm.bidi import base_direction, display_order, levels
    from bidinorm.index import index_terms
    from bidinorm.names import parse_name, romanizations, romanize, romanize_many, transliterate
    from bidinorm.names.find import find_names
    from bidinorm.names.key import name_key
    from bidinorm.names.match import same_name
    from bidinorm.names.settle import harmonize
    from bidinorm.text import Change, Text

__version__ = "0.1.0"

__all__ = [
    "Change",
    "Pipeline",
    "Run",
    "Text",
    "base_direction",
    "check",
    "clean",
    "display_order",
    "explain",
    "find_names",
    "fold",
    "harmonize",
    "index_terms",
    "levels",
    "name_key",
    "parse_name",
    "romanizations",
    "romanize",
    "romanize_many",
    "runs",
    "same_name",
    "transliterate",
]

_HOMES = {
    "Change": "bidinorm.text",
    "Text": "bidinorm.text",
    "base_direction": "bidinorm.bidi",
    "display_order": "bidinorm.bidi",
    "index_terms": "bidinorm.index",
    "levels": "bidinorm.bidi",
    "parse_name": "bidinorm.names",
    "romanizations": "bidinorm.names",
    "romanize": "bidinorm.names",
    "romanize_many": "bidinorm.names",
    "transliterate": "bidinorm.names",
    "find_names": "bidinorm.names.find",
    "harmonize": "bidinorm.names.settle",
    "name_key": "bidinorm.names.key",
    "same_name": "bidinorm.names.match",
}
"""Where the names live that are imported when first used, so that `import bidinorm` stays cheap."""


def clean(text: str, profile: str | PathLike[str] = "repair", *, isolate: str | None = None) -> str:
    """Return the text put right by a profile; the same object where nothing was to be done.

    `profile` is a name or the path of a TOML file. `isolate` adds the rule `isolates` with that mode
    (`"minimal"`, `"marks"`, `"html"`, `"none"`, `"strip"`), whatever the profile says of it.

    >>> clean("VLCيظهر")
    'VLC يظهر'
    >>> clean("لغة C++", isolate="html")
    '<bdi dir="rtl">لغة <bdi dir="ltr">C++</bdi></bdi>'
    """
    return _pipeline(profile, isolate).clean(text)


def explain(text: str, profile: str | PathLike[str] = "repair", *, isolate: str | None = None) -> Text:
    """Return what `clean` makes of the text, with every change and the way back to the original.

    >>> explain("VLCيظهر").changes[0].reason
    'Latin runs into Arabic without a blank'
    """
    return _pipeline(profile, isolate).explain(text)


def fold(text: str) -> str:
    """Return the text as it is searched: repaired, then folded by the profile `"search"`.

    Text that is folded is for comparing, not for reading: it has lost marks, case and more.

    >>> fold("Ḥamīd: مُؤسَّسة ٢٠١٩") == fold("hamid: موسسه 2019")
    True
    """
    return Pipeline.load("search").clean(text)


def _pipeline(profile: str | PathLike[str], isolate: str | None) -> Pipeline:
    pipeline = Pipeline.load(profile)
    return pipeline if isolate is None else _isolating(pipeline, isolate)


@lru_cache(maxsize=16)
def _isolating(pipeline: Pipeline, isolate: str) -> Pipeline:
    return pipeline.set("isolates", isolate=isolate)


def check(text: str, profile: str | PathLike[str] = "repair") -> list[Change]:
    """Return what `clean` would change and what it suspects (`certain=False`); nothing is changed.

    >>> [(change.start, change.rule) for change in check("VLCيظهر")]
    [(3, 'glued-runs')]
    """
    return Pipeline.load(profile).check(text)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'bidinorm' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
