"""Names in one consistent Latin form: their parts, their vowels, and the schemes that spell them.

The vowels of a name are found once (lexicon, then rules, then a model); every scheme spells that one form.

>>> romanize("حميد الشطري", scheme="ala-lc")
'Ḥamīd al-Shaṭrī'
"""

from __future__ import annotations

from bidinorm.names.engine import Romanizer, Spelled, explain, parse_name, romanizable, romanize, romanize_many
from bidinorm.names.letters import transliterate
from bidinorm.names.parts import Part
from bidinorm.names.ranking import Romanization, romanizations
from bidinorm.names.style import Style

__all__ = [
    "Part",
    "Romanization",
    "Romanizer",
    "Spelled",
    "Style",
    "explain",
    "parse_name",
    "romanizable",
    "romanizations",
    "romanize",
    "romanize_many",
    "transliterate",
]
