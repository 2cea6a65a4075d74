"""Capital letters.

## What it does
Writes small letters.

## Why
What is typed in small letters must find what stands at the beginning of a sentence.

## Leaves alone
Scripts without case.

## Example
- `Nexa LABS` → `nexa labs`

## References
Unicode property Lowercase_Mapping, where it is one character.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, lower

RULE = folding_rule("case", __doc__, "a capital letter", lower)
