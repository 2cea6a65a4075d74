"""Ligatures, full-width letters and presentation forms, as one searches for them.

## What it does
Puts the letters and digits for which a compatibility character stands: presentation forms of every language,
ligatures, full-width and half-width forms, superscripts, circled and Roman numbers.

## Why
Such characters come from fonts, PDF files and East Asian keyboards. Nobody types them into a search field. What
repair leaves, since it may be meant, is folded here.

## Leaves alone
Letters that Unicode holds for different, Hangul, marks on a blank, mathematical alphabets.

## Example
- `ﷺ` → `صلى الله عليه وسلم`
- `ＡＢＣ ﬁn` → `ABC fin`
- `ﭘﮋﻭﻫﺶ` → `پژوهش`

## References
UAX #15, compatibility decomposition (NFKC); `lexicons/letters/presentation_forms.tsv`.
"""

from __future__ import annotations

from bidinorm.foldings import compatible, folding_rule

RULE = folding_rule("compatibility", __doc__, "a compatibility character", compatible)
