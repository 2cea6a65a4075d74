"""Teh marbuta and heh.

## What it does
Writes heh for teh marbuta.

## Why
Its two dots are often left out, and at the end of a word the two sound alike.

## Leaves alone
Teh.

## Example
- `مدرسة` → `مدرسه`

## References
`ArabicNormalizer` of Lucene. Loses: وجهة and وجهه are one word.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("teh-marbuta", __doc__, "teh marbuta", lambda: listed("teh-marbuta"))
