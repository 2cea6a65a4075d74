"""Persian and Urdu forms of Arabic letters.

## What it does
Writes the Arabic letter for yeh, kaf, heh and noon in their Persian, Urdu, Pashto and Kurdish forms.

## Why
The keyboard decides which of two letters is typed that look alike: an Arabic word typed in Tehran has another
yeh.

## Leaves alone
Letters for sounds of their own: ٹ ڈ ڑ, and those of `borrowed-letters`.

## Example
- `کتابی` → `كتابي`
- `ہے` → `هي`

## References
`PersianNormalizer` of Lucene; `lexicons/letters/foldings.tsv`.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule(
    "all-persian-letters", __doc__, "a Persian or Urdu form of the letter", lambda: listed("all-persian-letters")
)
