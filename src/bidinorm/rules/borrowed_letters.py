"""Letters that Arabic borrows for foreign sounds.

## What it does
Writes the Arabic letter that commonly stands for پ, چ, ژ, گ, ڤ and their like.

## Why
The same foreign name is written with the borrowed letter and without: باكستان and پاكستان, فيديو and ڤيديو.

## Leaves alone
Letters that Arabic does not use in foreign names.

## Example
- `ڤيديو` → `فيديو`
- `پاكستان` → `باكستان`

## References
`lexicons/letters/foldings.tsv`. Loses: Persian پر and بر are one word.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, listed

RULE = folding_rule("borrowed-letters", __doc__, "a borrowed letter", lambda: listed("borrowed-letters"))
