"""Names in one consistent Latin form: their parts, their vowels, and the schemes that spell them.

The vowels of a name are found once (lexicon, then rules, then a model); every scheme spells that one form.
"""

from __future__ import annotations
