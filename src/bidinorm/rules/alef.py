"""Alef with hamza, madda or wasla, and the bare alef.

## What it does
Writes one alef for all its forms.

## Why
In haste the hamza is left out, and the alef of الاسلام is typed bare by most. What is typed must find what is
written.

## Leaves alone
Alef maksura (see `alef-maksura`) and hamza on other letters (see `hamza`).

## Example
- `أحمد إلى آخر` → `احمد الى اخر`

## References
`ArabicNormalizer` of Lucene; `lexicons/letters/foldings.tsv`. Loses: أن and إن are one word.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("alef", __doc__, "a form of alef", lambda: listed("alef"))
