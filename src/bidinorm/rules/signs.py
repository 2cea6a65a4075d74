"""Punctuation, quotation marks, dashes and blanks.

## What it does
Writes the sign of ASCII for Arabic punctuation, typographic quotation marks, dashes and special blanks.

## Why
Programs replace quotation marks and dashes as one types. In a phrase or an exact comparison they must not
matter.

## Leaves alone
Signs that have no counterpart in ASCII, and line ends.

## Example
- `قال: «نعم»؟` → `قال: \"نعم\"?`
- `1990–2000` → `1990-2000`
- `50٪` → `50%`

## References
`lexicons/letters/foldings.tsv`.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("signs", __doc__, "a sign that ASCII has, too", lambda: listed("signs"))
