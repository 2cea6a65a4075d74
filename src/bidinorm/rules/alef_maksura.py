"""Alef maksura and yeh.

## What it does
Writes yeh for alef maksura.

## Why
Egyptian usage writes the final yeh without its dots, and elsewhere the dots are added where they do not belong.

## Leaves alone
Alef.

## Example
- `على` → `علي`

## References
`ArabicNormalizer` of Lucene. Loses: على and علي are one word.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("alef-maksura", __doc__, "alef maksura", lambda: listed("alef-maksura"))
