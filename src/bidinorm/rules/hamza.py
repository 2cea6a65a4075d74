"""Hamza on waw and yeh, and on the line.

## What it does
Writes waw and yeh for their forms with hamza, and takes the hamza on the line away.

## Why
The seat of hamza is what writers err in most, and many leave hamza out altogether: شي for شيء, قايل for قائل.

## Leaves alone
Hamza on alef (see `alef`).

## Example
- `شيء` → `شي`
- `قائل` → `قايل`
- `مؤسسة` → `موسسة`

## References
`lexicons/letters/foldings.tsv`. Lucene does not fold these. Loses: سأل and سال are one word.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("hamza", __doc__, "a form of hamza", lambda: listed("hamza"))
