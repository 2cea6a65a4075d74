r"""All tashkeel, for searching.

## What it does
Removes the marks of vocalisation and of Koranic annotation. Each class is an option: `vowels` (fatha, damma,
kasra), `tanwin`, `sukun`, `shadda`, `superscript-alef`, and `other-marks` (hamza and madda as marks, annotation).

## Why
Hardly anyone types marks into a search field; a text has them here and there, or all of them.

## Leaves alone
The classes that are switched off; every letter.

## Example
- `مُحَمَّد` → `محمد`
- `هٰذا` → `هذا`

## References
Unicode Standard, section 9.2, "Combining marks"; `ArabicNormalizer` of Lucene, which knows the first four. Loses:
عَلَم and عِلْم are one word.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, marks


def table(**classes: bool) -> dict[str, str]:
    """Return the marks that go: those of the classes that are true."""
    return {mark: "" for name, wanted in classes.items() if wanted for mark in marks()[name.replace("_", "-")]}


RULE = folding_rule(
    "all-tashkeel",
    __doc__,
    "a mark of vocalisation",
    table,
    vowels=True,
    tanwin=True,
    sukun=True,
    shadda=True,
    superscript_alef=True,
    other_marks=True,
)
