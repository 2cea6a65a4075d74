"""Digits of all scripts.

## What it does
Writes the digits of ASCII for Arabic-Indic, Persian and all other decimal digits.

## Why
Which digits are written depends on country and keyboard; the number is the same.

## Leaves alone
Numbers that are no decimal digits, such as ½ (see `compatibility`).

## Example
- `٢٠١٩` → `2019`
- `۱۴۰۲` → `1402`

## References
Unicode property Numeric_Type=Decimal; `DecimalDigitFilter` of Lucene.
"""

from __future__ import annotations

from bidinorm.foldings import digits, folding_rule

RULE = folding_rule("digits", __doc__, "a digit of another script", digits)
