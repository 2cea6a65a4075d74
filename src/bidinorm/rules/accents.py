"""Letters with accents and other marks.

## What it does
Writes Latin letters in ASCII, as unidecode has them, and takes combining marks and the signs of romanization
for ʿayn and hamza away; Greek and Cyrillic letters lose their accents.

## Why
Few keyboards have all accents. Ḥamīd is searched as Hamid.

## Leaves alone
Arabic letters (see `alef`, `hamza`), and marks of other scripts that are no accents.

## Example
- `Ḥamīd al-Shaṭrī` → `Hamid al-Shatri`
- `résumé` → `resume`
- `Straße` → `Strasse`

## References
`unidecode`; Unicode field Decomposition_Mapping.
"""

from __future__ import annotations

from bidinorm.foldings import folding_rule, unaccented

RULE = folding_rule("accents", __doc__, "a letter with an accent", unaccented)
