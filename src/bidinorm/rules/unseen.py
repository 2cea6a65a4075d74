r"""Characters that one does not see, for searching.

## What it does
Removes controls of direction, joiners, soft hyphens, byte order marks and variation selectors, wherever they
stand. A zero width non-joiner becomes a blank.

## Why
An invisible character makes another word of a word. Repair removes those without effect only; a search must not
depend on the others.

## Leaves alone
Line ends, tabs and other controls of ASCII.

## Example
- `منصة\u200f Nexa` → `منصة Nexa`
- `می\u200cشود` → `می شود`
- `co\u00adoperate` → `cooperate`

## References
Unicode Standard, section 23.2; `PersianCharFilter` of Lucene for the non-joiner;
`lexicons/letters/foldings.tsv`.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("unseen", __doc__, "an invisible character", lambda: listed("unseen"))
