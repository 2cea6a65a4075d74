"""Every tatweel, for searching.

## What it does
Removes tatweel (U+0640) wherever it stands.

## Why
Repair removes tatweel that is filler for certain. For searching all of it is.

## Leaves alone
Every letter.

## Example
- `الـReact` → `الReact`
- `تقصـر` → `تقصر`

## References
Unicode Standard, section 9.2, "Tatweel"; `ArabicNormalizer` of Lucene.
"""

from __future__ import annotations

from bidinorm.chars import TATWEEL
from bidinorm.foldings import folding_rule

RULE = folding_rule("all-tatweel", __doc__, "tatweel", lambda: {TATWEEL: ""})
