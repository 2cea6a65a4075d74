"""Bilingual Arabic–English text, as it really arrives, made clean.

>>> import bidinorm as bn
>>> bn.clean("964mediaصورة من منصة (شبكة):")
'964media صورة من منصة (شبكة):'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from bidinorm.bidi import base_direction, display_order, levels
    from bidinorm.runs import Run, runs
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
    "levels",
    "runs",
]

_HOMES = {
    "Change": "bidinorm.text",
    "Run": "bidinorm.runs",
    "Text": "bidinorm.text",
    "base_direction": "bidinorm.bidi",
    "display_order": "bidinorm.bidi",
    "levels": "bidinorm.bidi",
    "runs": "bidinorm.runs",
}
"""Where the names live that are imported when first used, so that `import bidinorm` stays cheap."""


def clean(text: str, profile: str = "repair") -> str:
    """Return the text put right by a profile; the same object where nothing was to be done.

    >>> clean("VLCيظهر")
    'VLC يظهر'
    """
    return Pipeline.load(profile).clean(text)


def explain(text: str, profile: str = "repair") -> Text:
    """Return what `clean` makes of the text, with every change and the way back to the original.

    >>> explain("VLCيظهر").changes[0].reason
    'Latin runs into Arabic without a blank'
    """
    return Pipeline.load(profile).explain(text)


def check(text: str, profile: str = "repair") -> list[Change]:
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
